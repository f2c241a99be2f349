"""What is promised of the parts that pages are made of."""
