"""What is promised of each page."""
