"""規則試算: figures typed in, the answer at once with its article, working and every alternative; nothing is kept."""
