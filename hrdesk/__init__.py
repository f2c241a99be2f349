"""hrdesk: the offline desk of a personnel office, from the staff list to the signed year-end package."""

__version__ = "0.1.0"
