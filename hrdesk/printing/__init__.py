"""Forms out: one definition and one content to PDF, ODS, XLSX and ODT.

Promises that all of them hold the same rows, and that a character no font can draw is reported, never dropped in silence. Knows no record and no
rule: what stands on a form comes in as text. May import `domain`, `errors`, `paths`.
"""
