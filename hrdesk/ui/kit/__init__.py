"""The parts every page is made of: theme, icons, tasks, the one table, fields, editors, messages, charts, preview.

Promises that a page has no colour, no thread and no error sentence of its own. Knows no page and no record of the regulation by name.
"""
