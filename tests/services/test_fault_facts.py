"""The sentence of every error says what went wrong: each place in it is filled by the facts given where the error is raised."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import hrdesk
from hrdesk.errors import Fault, InputError, PackageError, StoreError
from hrdesk.services.core import words

ROOT = Path(hrdesk.__file__).parent
ERRORS = {"InputError", "StoreError", "PackageError", "PrintError"}
ADDED = {  # at the edge of a part: reading adds the file and the sheet, `told.about` what a person knows of a workspace
    "intake/": {"file", "text"},
    "store/": {"folder", "file", "left", "what"},
    "store/access.py": {"reason", "text"},
    "domain/calendar.py": {"file"},
}


def raised() -> Iterator[tuple[str, str, set[str]]]:
    """Yield where a fault is made, its name, and the facts that it has there or gets at an edge."""
    for path in sorted(ROOT.rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        added = {fact for prefix, facts in ADDED.items() if place.startswith(prefix) for fact in facts}
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ERRORS and call.args:
                facts = {keyword.arg for keyword in call.keywords if keyword.arg} | added
                for node in ast.walk(call.args[0]):
                    if isinstance(node, ast.Attribute) and node.attr in Fault.__members__:
                        yield f"{place}:{call.lineno}", node.attr, facts


SITES = list(raised())


@pytest.mark.parametrize(("place", "name", "facts"), SITES, ids=lambda value: value if isinstance(value, str) else "")
def test_every_place_of_a_sentence_is_filled(place: str, name: str, facts: set[str]) -> None:
    fault = Fault[name]
    places = {field for _, field, _, _ in Formatter().parse(words.table("faults")[fault.value]) if field}
    assert places <= facts | {"list"} | set(words.USUAL.get(fault, {})), place  # `words.of_error` names the list


def test_nearly_every_fault_is_looked_at() -> None:
    assert len({name for _, name, _ in SITES}) > len(Fault) * 3 // 4


def test_what_is_usual_gives_way_to_what_an_error_says() -> None:
    assert "可用的金鑰" in words.of_error(PackageError(Fault.NO_KEY))
    assert "簽章憑證" in words.of_error(PackageError(Fault.NO_KEY, what="簽章憑證"))


@pytest.mark.parametrize(
    ("what", "told"),
    [("ENOSPC", "磁碟已滿"), ("read back", "寫入後讀回的內容不同"), ("沒有權限", "沒有權限")],
)
def test_why_a_file_was_not_written_is_told_in_words(what: str, told: str) -> None:
    assert words.of_error(PackageError(Fault.WRITE_FAILED, file="a", what=what)).startswith(f"無法寫入「a」（{told}）")


def test_no_sentence_of_the_workspace_shows_a_dash() -> None:
    assert "—" not in words.of_error(StoreError(Fault.STORE_CORRUPT, code="sql"))
    assert "—" not in words.of_error(StoreError(Fault.RECOVERY_CODE))
    assert "—" not in words.of_error(InputError(Fault.INVALID, what="公鑰"))
