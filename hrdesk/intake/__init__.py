"""Files in: spreadsheets and filled forms to typed rows with their problems.

Promises that a foreign file is parsed in a limited child process, that nothing ambiguous is guessed, and that no row is lost without a reason.
Writes nothing: what to do with the rows is the services' matter. May import `domain`, `errors`, `paths`.
"""
