"""綜合評估 (陸三(四)) and 額度 (陸三(二)) of the first-tier agencies, and what is sent back to them."""
