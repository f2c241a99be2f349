"""資料包, part by part."""
