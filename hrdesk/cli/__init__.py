"""The command line: the same services without a screen.

Promises `--json` everywhere, exit codes 0 (done), 1 (refused, with the reason) and 2 (wrong usage), and that Ctrl-C leaves everything as it was.
What commands say besides their answers stands in `resources/words/`; errors carry codes and facts, never sentences.
"""
