"""What a person can do, one package an area and one way between them: functions that take a `Desk` (where a workspace is open) and return values.

Promises that every change of the book is one recorded transaction with a name, so that every surface gets undo, audit and refresh alike.
Imports the four packages below it; knows no SQL and no screen.
"""
