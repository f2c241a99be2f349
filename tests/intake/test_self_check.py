"""The self-check sheet comes back: whose it is, what was answered, and what was not."""

import pytest

from hrdesk.domain.seeds import Answer, CheckAnswer
from hrdesk.domain.values import Severity
from hrdesk.errors import Fault, InputError
from hrdesk.intake.headings import SheetKind
from hrdesk.intake.self_check import CODES, SelfCheckRow, parse_self_check
from hrdesk.intake.sheets import Cell
from tests.intake.made import recognised

OFFICER = "0123456789abcdef0123456789abcdef"
IDENTITY = ["識別碼", f"HRSC1|{OFFICER}|115"]
HEADINGS = ["代碼", "項次", "檢核項目", "自我檢核", "次數", "具體辦理情形及佐證"]


def check(*rows: list[Cell], identity: list[list[Cell]] | None = None) -> SelfCheckRow:
    """Return a sheet in which every item is answered 是 but those of the rows."""
    given = {row[0] for row in rows}
    others: list[list[Cell]] = [[code, "", "", "是", "", ""] for code in CODES if code not in given]
    found = recognised(SheetKind.SELF_CHECK, ["自我檢核表"], *(identity if identity is not None else [[*IDENTITY]]), HEADINGS, *rows, *others)
    (parsed,) = parse_self_check(found)
    return parsed


def codes(parsed: SelfCheckRow) -> list[str]:
    return [problem.code for problem in parsed.problems]


def test_a_filled_sheet_is_read() -> None:
    parsed = check(["e5", "5", "有無發生", "是", "2次", "已改正\n有紀錄"], ["m-newcomers", "", "輔導新進", "", "", "帶兩位新人"])
    assert (parsed.officer, parsed.year) == (OFFICER, 115)
    assert [answer.item for answer in parsed.answers] == list(CODES)
    assert parsed.answers[4] == CheckAnswer(item="e5", answer=Answer.YES, count=2, detail="已改正\n有紀錄")
    assert parsed.merits == (("newcomers", "帶兩位新人"),)
    assert parsed.problems == ()


@pytest.mark.parametrize("text", ["是", "■是 □否 □不適用", "V", "ｖ", "✓", "✔", "☑", "有", "Yes"])
def test_yes_in_every_hand(text: str) -> None:
    assert check(["e1", "", "", text]).answers[0].answer is Answer.YES


@pytest.mark.parametrize("text", ["否", "□是 ■否 □不適用", "無", "no"])
def test_no_in_every_hand(text: str) -> None:
    assert check(["e1", "", "", text]).answers[0].answer is Answer.NO


@pytest.mark.parametrize("text", ["不適用", "□是 □否 ☑不適用", "N/A"])
def test_not_applicable_in_every_hand(text: str) -> None:
    assert check(["e1", "", "", text]).answers[0].answer is Answer.NOT_APPLICABLE


@pytest.mark.parametrize("text", ["X", "大致是", "■是 ■否", "0"])
def test_anything_else_is_a_problem(text: str) -> None:
    parsed = check(["e1", "", "", text])
    assert (parsed.answers[0].answer, codes(parsed)) == (None, ["word_unknown"])


@pytest.mark.parametrize("text", ["", "□是 □否 □不適用"])
def test_an_item_left_open_is_a_warning(text: str) -> None:
    parsed = check(["e1", "", "", text])
    assert [(problem.code, problem.severity, problem.facts["item"]) for problem in parsed.problems] == [("answer_missing", Severity.WARNING, "e1")]


def test_a_missing_item_is_told() -> None:
    found = recognised(SheetKind.SELF_CHECK, IDENTITY, HEADINGS, ["e1", "", "", "是", "", ""])
    (parsed,) = parse_self_check(found)
    assert [problem.facts["item"] for problem in parsed.problems] == list(CODES[1:])


def test_an_item_or_a_merit_that_stands_twice_keeps_the_first() -> None:
    parsed = check(["e1", "", "", "是"], ["e1", "", "", "否"], ["m-courses", "", "", "", "", "甲"], ["m-courses", "", "", "", "", "乙"])
    assert (parsed.answers[0].answer, parsed.merits, codes(parsed)) == (Answer.YES, (("courses", "甲"),), ["code_twice", "code_twice"])


def test_an_empty_merit_is_none() -> None:
    assert check(["m-courses", "", "自辦研習", "", "", ""]).merits == ()


def test_an_unknown_code_is_an_error_only_if_something_was_filled_in() -> None:
    parsed = check(["貳、九項能力", "", ""], ["x9", "", "", "是"])
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [("code_unknown", Severity.NOTE), ("code_unknown", Severity.ERROR)]


def test_a_count_that_is_no_number_is_a_problem() -> None:
    assert codes(check(["e5", "", "", "是", "數次"])) == ["number_unreadable"]


@pytest.mark.parametrize("identity", [[], [["識別碼", "HRSC2|x|115"]], [["識別碼", f"HRSC1|{OFFICER}|11555"]]])
def test_a_sheet_without_its_identity_is_refused(identity: list[list[Cell]]) -> None:
    with pytest.raises(InputError) as caught:
        check(identity=identity)
    assert (caught.value.fault, caught.value.facts["missing"]) == (Fault.FILE_NO_HEADINGS, "識別碼")


def test_two_identities_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        check(identity=[[*IDENTITY], ["識別碼", f"HRSC1|{OFFICER}|114"]])
    assert caught.value.fault is Fault.INVALID
