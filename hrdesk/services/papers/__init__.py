"""Every form and list, by name: what it is about, on which paper, and what goes to other systems."""
