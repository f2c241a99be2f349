"""敘獎 (陸三): the nomination, quotas and decisions of all, and the rounds beside the yearly one."""
