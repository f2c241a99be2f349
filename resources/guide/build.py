"""Make the README's pictures from the sample city, so that they never go stale: `python resources/guide/build.py`."""

import sys
import tempfile
from pathlib import Path

import pypdfium2

from hrdesk.services.demo import sample

HERE = Path(__file__).resolve().parent
FORMS = ("annex1", "annex3", "annex5-A002", "award-list")
DPI = 88


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sample.run(Path(folder) / "city", lambda step: print(step, file=sys.stderr))  # noqa: T201  # a script for the terminal
        for form in FORMS:
            with pypdfium2.PdfDocument(Path(folder) / "city" / "forms" / "範例地政局" / f"{form}.pdf") as document:
                picture = document[0].render(scale=DPI / 72, grayscale=True).to_pil()
                picture.quantize(16).save(HERE / f"{form.partition('-A')[0]}.png", optimize=True)


if __name__ == "__main__":
    main()
