"""The sentence of every check says what the check found: each place in it is filled by the facts that the code gives."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import hrdesk
from hrdesk.domain.kinds import KINDS
from hrdesk.domain.package import Finding
from hrdesk.domain.record import Record
from hrdesk.errors import Fault, PackageError
from hrdesk.services.core import words

ROOT = Path(hrdesk.__file__).parent


def raised() -> Iterator[tuple[str, set[str]]]:
    """Yield every finding that is raised or returned with literal facts, and the names of those facts."""
    for path in (*(ROOT / "exchange").glob("*.py"), *(ROOT / "services").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("RefusedError", "Refusal") and call.args:
                names = {keyword.arg for keyword in call.keywords if keyword.arg}
                names |= {str(key.value) for one in call.args[1:] if isinstance(one, ast.Dict) for key in one.keys if isinstance(key, ast.Constant)}
                yield from ((node.attr, names) for node in ast.walk(call.args[0]) if isinstance(node, ast.Attribute))


FACTS = sorted((name.lower(), tuple(sorted(names))) for name, names in raised() if name in Finding.__members__)


@pytest.mark.parametrize(("finding", "facts"), FACTS, ids=str)
def test_every_place_of_a_sentence_is_filled(finding: str, facts: tuple[str, ...]) -> None:
    places = {field for _, field, _, _ in Formatter().parse(words.table("findings")[finding]) if field}
    assert places <= set(facts) | ({"why"} if finding == "bad_zip" else set())


def test_many_findings_are_looked_at() -> None:
    assert len({finding for finding, _ in FACTS}) > 30


@pytest.mark.parametrize("why", sorted(words.table("reasons")))
def test_a_reason_is_told_in_words(why: str) -> None:
    assert words.table("reasons")[why] in words.of_finding(Finding.BAD_HEADER, {"why": why})


def test_every_literal_reason_has_words() -> None:
    literal = {
        keyword.value.value
        for path in (ROOT / "exchange").glob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg == "why" and isinstance(keyword.value, ast.Constant)
    }
    assert {str(one) for one in literal} <= set(words.table("reasons"))


@pytest.mark.parametrize(("line", "told"), [(3, "人事人員第 3 列的內容不符規定"), (0, "人事人員的內容不符規定")])
def test_a_record_is_told_by_its_kind_and_line(line: int, told: str) -> None:
    assert words.of_finding(Finding.BAD_RECORD, {"table": "Officer", "line": line}).startswith(told)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_records_has_a_label(kind: type[Record]) -> None:
    assert words.kind_label(kind.__name__) != kind.__name__


def test_a_code_of_what_is_wrong_is_told_in_words() -> None:
    assert "識別碼重複" in words.of_finding(Finding.CONFLICT, {"what": "id"})


def test_a_refused_package_is_told_by_its_verdict() -> None:
    error = PackageError(Fault.PACKAGE_REFUSED, verdict="too_new", theirs="2.0", ours="1.0")
    assert words.of_error(error) == "這個資料包的格式是 2.0，本程式只認得到 1.0。請先更新程式；檔案沒有變更。"
    assert words.of_error(PackageError(Fault.PACKAGE_REFUSED, file="x", verdict="說明")) == "資料包「x」不能收件：說明。"


def test_a_day_is_told_as_people_here_write_it() -> None:
    told = words.of_finding(Finding.CERTIFICATE_EXPIRED, {"start": "2026-10-20", "end": "2026-11-19"})
    assert told == "簽章憑證不在有效期間（115/10/20 至 115/11/19）。請寄件機關更新憑證後重新簽章。"


@pytest.mark.parametrize("finding", [one for one in Finding if one not in (Finding.OK, Finding.OUT_OF_ORDER)])
def test_every_finding_says_what_to_do_next(finding: Finding) -> None:
    sentence = words.table("findings")[finding.value]
    assert any(say in sentence for say in ("請", "不需重送", "可以收件")), sentence


def test_what_has_no_name_is_not_named() -> None:
    assert words.of_finding(Finding.BAD_RULES, {"name": "", "why": "rule packs"}).startswith("規則檔不符規定（")
    assert words.of_finding(Finding.BAD_RULES, {"name": "notice", "why": "rule id"}).startswith("規則檔「notice」不符規定（")
