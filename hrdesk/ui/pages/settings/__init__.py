"""設定: the agency, who may sign in, backups, calendar, rules, keys, the log, looks, years; a list at the left, one section at the right."""
