"""Packages: records to one signed, encrypted file and back.

Promises that no record, form or attachment of a package is parsed before the signature over it holds, and that every reason to refuse one has its
own finding. What would need a tolerant reader (ZIP, manifest, signature, JSON) is rendered here and compared instead, so one content has one text.
No network, no store: trust comes in as a value. May import `domain`, `errors`, `paths`.
"""
