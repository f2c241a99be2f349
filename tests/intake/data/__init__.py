"""Staff lists of 300 made-up people, and the script that writes them."""
