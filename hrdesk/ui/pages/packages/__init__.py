"""資料包: what goes out and comes in, sealed and looked into, and how this office is enrolled."""
