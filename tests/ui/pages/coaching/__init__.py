"""輔導紀錄, part by part."""
