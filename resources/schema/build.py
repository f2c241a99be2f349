"""Write the JSON Schema of everything that stands in a package, so that packages can be read without this program.

Run `python resources/schema/build.py` after a record that packages carry has changed.
"""

import json
from pathlib import Path

from hrdesk.exchange.schema import schemas

TARGET = Path(__file__).resolve().with_name("package.json")


def text() -> str:
    """Return the file's text: the schema of `package.json` ("Header") and of one line of every table, by name."""
    return json.dumps(schemas(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> None:
    """Write the file beside this one."""
    TARGET.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
