"""The house itself: format, types, contracts, sizes, words."""
