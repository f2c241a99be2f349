"""One folder a page: `page.py` with the Page, `columns.py` with its table, `editor.py` with its dialogs.

A page reads and writes through `services` alone, and knows no other page: it asks the workbench to go somewhere.
"""
