"""Foreign files in: a plan first, then one transaction that undo takes back."""
