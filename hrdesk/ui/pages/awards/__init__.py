"""敘獎提報: the quota, the list within it, what its gate finds, and what was decided."""
