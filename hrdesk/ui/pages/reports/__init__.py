"""報表: every form as it will print, printed or saved; lists as spreadsheets; files for other systems; all of a year at once."""
