"""Packages: records to one signed, encrypted file and back.

Promises that no byte of a package is parsed before the signature over it holds, and that every reason to refuse one has its own finding.
No network, no store: trust comes in as a value. May import `domain`, `errors`, `paths`.
"""
