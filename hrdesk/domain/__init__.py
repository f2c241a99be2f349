"""The pure core: records, rule packs, every rule, and every value that crosses a border.

Imports nothing of the program but `errors` and `paths`; no SQL, no Qt, no clock, no I/O. A rule is a function from records and a rule pack to
an `Explanation`, so that every figure can say why; numbers of a regulation stand in the pack, never here.
"""
