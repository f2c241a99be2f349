"""The workspace, in an encrypted file or a database that several people share: the only place that knows SQL.

Promises that what `write` acknowledged is on disk, that every transaction is recorded with the row images undo needs, and that nothing is created,
replaced or deleted because opening failed. Hands out frozen records only. May import `domain`, `errors`, `paths`.
"""
