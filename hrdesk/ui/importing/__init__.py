"""The window through which every foreign list comes in: a person's file or copied cells, the columns, the differences, one act that undo takes back.

Pages call `import_file` or `import_cells` of `hrdesk.ui.importing.start` and learn of the outcome as of every change.
"""
