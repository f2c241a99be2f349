"""hrdesk: the offline desk of a personnel office, from the staff list to the signed year-end package."""
