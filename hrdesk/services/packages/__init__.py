"""One signed, encrypted file: whose key, what it carries, how it is sealed, merged and told in words."""
