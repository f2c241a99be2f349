"""What a person can do, on real workspaces."""
