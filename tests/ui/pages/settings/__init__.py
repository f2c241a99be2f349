"""設定, part by part."""
