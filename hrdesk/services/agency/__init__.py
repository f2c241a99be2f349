"""The agencies a book knows, whose 所屬 they were, and what each has sent."""
