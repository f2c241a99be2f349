"""The store against real files: what was saved stays, what was altered is noticed, what was done can be undone."""
