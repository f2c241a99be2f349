"""Everything a person sees: the window, its pages, and the kit they are made of.

Promises that the window's thread never waits for the book: pages send work to the desk's thread and get frozen values back. Imports `services`,
`domain`, `errors` and `paths`; holds no rule, no SQL and no file format.
"""
