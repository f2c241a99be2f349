"""到課核對: the own sign-in sheet against what the agencies say, the second review of their absences, and the results that go back."""
