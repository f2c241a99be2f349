"""Start, nothing else."""

import sys

READ_SHEETS = "--read-sheets"  # intake.child.SWITCH, written here so that no command pays for importing it


def main() -> int:
    """Run the command line, or the limited child that reads a foreign sheet, and return the exit code."""
    if sys.argv[1:2] == [READ_SHEETS]:
        from hrdesk.intake.child import serve

        return serve()
    from hrdesk.cli.main import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
