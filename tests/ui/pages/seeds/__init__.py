"""種籽教師, part by part."""
