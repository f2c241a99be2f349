"""What is promised of the window."""
