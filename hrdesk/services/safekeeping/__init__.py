"""The book kept safe: backup, restore, soundness, and the log."""
