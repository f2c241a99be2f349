"""The golden files: every text of each form's first page with its place. `python -m tests.printing.golden` writes them anew; look at the difference."""

import json
from pathlib import Path

from hrdesk.domain.forms import Paper
from hrdesk.printing.render import render
from tests.printing.contents import ALL, content, definition
from tests.printing.reading import pages

FOLDER = Path(__file__).parent.parent / "data" / "forms"


def places(form: str) -> list[tuple[int, int, str]]:
    """Return (left, top, text) in whole points of everything on the first page of a form with two rows."""
    data = render(definition(form), content(form, 2, totals=("合計：2人次，認證時數5小時。",)), Paper.PDF).data
    return [(round(left), round(top), text) for left, top, text in pages(data)[0].pieces]


def main() -> None:
    """Write every golden file."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for form in ALL:
        lines = ",\n".join(json.dumps(piece, ensure_ascii=False) for piece in places(form))
        (FOLDER / f"{form}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
