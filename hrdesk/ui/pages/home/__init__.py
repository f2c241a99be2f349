"""今年: what is due, how complete the year's package is, the one next step, and the year in two charts."""
