"""What a person can do, one module an area: functions that take a `Desk` and return values.

Promises that every change is one recorded transaction with a name, so that the command line and the screen get undo, audit and refresh alike.
Imports the four packages below it; knows no SQL, no file format, no screen.
"""
