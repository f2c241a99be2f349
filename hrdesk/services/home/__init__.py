"""A year's first page: what is due, how complete it is, and its figures."""
