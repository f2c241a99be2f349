"""What goes out and what comes in: looked into, received, answered, and how an office stands with its collector."""
