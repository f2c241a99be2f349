"""自我檢核, part by part."""
