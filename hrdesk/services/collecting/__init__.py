"""The collector's desk: the offices, the inbox, the board, the sign-in cases, and answers to all."""
