"""收件: many packages at once, each judged on its own, and everything that ever came."""
