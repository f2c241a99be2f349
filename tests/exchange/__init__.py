"""Packages: round trips, one hostile file a rule, altered bytes, verification by hand."""
