"""The windows before a workspace is open."""
