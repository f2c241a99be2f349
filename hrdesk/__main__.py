"""Start, nothing else."""

import sys

WINDOW = ("--sample", "--workspace", "postgresql://", "postgres://")  # what may begin the first word where the window is meant; nothing means it too
READ_SHEETS = "--read-sheets"  # intake.child.SWITCH, written here so that no command pays for importing it


def main() -> int:
    """Open the window, run a command, or be the limited child that reads a foreign sheet; return the exit code."""
    if sys.argv[1:2] == [READ_SHEETS]:
        from hrdesk.intake.child import serve

        return serve()
    if not sys.argv[1:] or sys.argv[1].startswith(WINDOW):
        from hrdesk.app import main as show

        return show(sys.argv[1:])
    from hrdesk.cli.main import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
