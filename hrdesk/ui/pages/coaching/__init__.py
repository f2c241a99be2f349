"""輔導紀錄（附表3）: quick entry, the list of a year, the month, the logs behind items 4 and 5, and 小老師."""
