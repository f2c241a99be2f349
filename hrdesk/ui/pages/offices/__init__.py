"""機關登錄: the tree of offices with their certificates, and the own root that issues them."""
