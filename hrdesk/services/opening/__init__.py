"""Coming in: a workspace made, opened and shared, who may do what there, and finding anything in it."""
