"""Every code and every value that a person may meet has words."""

import inspect
import re
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from string import Formatter

import pytest

import hrdesk
from hrdesk.domain import (
    awards,
    collected,
    duty,
    forms,
    merit,
    national_id,
    noted,
    offices,
    package,
    participation,
    plan,
    requirements,
    seeds,
    staff,
    training,
    values,
)
from hrdesk.domain.package import Check, Finding
from hrdesk.domain.staff import Role
from hrdesk.domain.values import Alternative, Fact, Problem
from hrdesk.errors import Fault, InputError
from hrdesk.services.core import words

SILENT = {forms.Paper, Finding}
SHOWN = sorted(
    {
        value
        for module in (awards, collected, duty, merit, national_id, noted, offices, package, participation, plan, requirements, seeds, staff, training, values)
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, Enum) and value.__module__ == module.__name__
    }
    - SILENT,
    key=lambda kind: kind.__name__,
)
SOURCE = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(hrdesk.__file__).parent.rglob("*.py")))
CODES = sorted(set(re.findall(r"""Problem\(\s*(?:code=)?"([a-z_]+)\"""", SOURCE)))


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_a_sentence(fault: Fault) -> None:
    assert words.of_error(InputError(fault)).endswith(("。", "）", "：—", "—"))


@pytest.mark.parametrize("finding", Finding)
def test_every_finding_has_a_sentence(finding: Finding) -> None:
    assert words.of_check(Check("size", finding))


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.__name__)
def test_every_value_has_a_label(kind: type[Enum]) -> None:
    assert all(words.label(value) for value in kind)


@pytest.mark.parametrize("code", CODES)
def test_every_problem_has_a_sentence(code: str) -> None:
    assert words.of_problem(Problem(code))


@pytest.mark.parametrize("name", ["faults", "findings", "problems", "labels"])
def test_sentences_hold_named_places_only(name: str) -> None:
    for text in words.table(name).values():
        assert all(field is None or field.isidentifier() for _, field, _, _ in Formatter().parse(text)), text


def test_a_missing_fact_reads_as_a_dash() -> None:
    assert words.of_error(InputError(Fault.FILE_MISSING)) == "找不到檔案「—」。請確認路徑。"


def test_a_problem_names_its_article() -> None:
    code = next(iter(words.table("problems")))
    assert words.of_problem(Problem(code, article="肆四")).endswith("（肆四）")


@pytest.mark.parametrize("steps", [requirements.STATES, participation.TAKEN, duty.WORDS, merit.STATES], ids=["requirements", "participation", "duty", "merit"])
def test_the_working_of_a_rule_says_what_the_labels_say(steps: Mapping[Enum, str]) -> None:
    assert dict(steps) == {value: words.label(value) for value in steps}


@pytest.mark.parametrize(
    ("value", "text"),
    [(Role.HEAD, "人事主管"), (True, "是"), (False, "否"), (None, "無資料"), (3, "3"), ("歲末", "歲末")],
)
def test_an_input_of_a_figure_is_shown_in_words(value: Enum | str | int | bool | None, text: str) -> None:
    assert words.of_fact(Fact("事項", value)) == f"事項：{text}"


def test_a_personal_text_that_was_left_out_leaves_no_empty_quotes() -> None:
    told = words.of_problem(Problem("date_unreadable", facts={"row": 2, "column": "D"}))
    assert told == "第2列D欄的日期無法讀取，請改成如 115/08/01。"


def test_labels_are_read_back() -> None:
    assert words.labelled(Role, "人事主管") is Role.HEAD
    assert words.labelled(Role, "head") is Role.HEAD
    assert words.labelled(Role, "不存在") is None


@pytest.mark.parametrize(("what", "list_words"), [("研習項目", "請用 list topics 查看"), ("人員", "請用 list 查看")])
def test_what_was_not_found_is_looked_up_in_its_list(what: str, list_words: str) -> None:
    assert list_words in words.of_error(InputError(Fault.NOT_FOUND, what=what, text="x"))


def test_another_reading_tells_a_day_as_people_write_it() -> None:
    assert words.of_alternative(Alternative("次一工作天起算", "2026-02-26", "")) == "次一工作天起算：115/02/26"
    assert words.of_alternative(Alternative("R2", "5 次", "")) == "R2：5 次"
    assert words.of_alternative(Alternative("僅本處課程", "department", "")) == "僅本處課程"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (InputError(Fault.NEEDS_REASON, what="匯出"), "匯出需要填寫理由。"),
        (InputError(Fault.NOT_FOUND, what="機關", text="甲"), "找不到機關「甲」。"),
        (InputError(Fault.NO_KEY, what="簽章憑證", next="請先登錄（register）並匯入核發檔（pin）。"), "這個工作區還沒有簽章憑證。請先登錄並匯入核發檔。"),
        (InputError(Fault.FILE_NO_HEADINGS, missing="姓名"), "「這個檔案」找不到必要的欄位標題：姓名。請確認標題列。"),
        (InputError(Fault.STORE_MISSING, folder="甲"), "「甲」沒有工作區。請確認資料夾。"),
    ],
)
def test_the_window_names_no_commands(error: InputError, sentence: str) -> None:
    assert words.in_window(error) == sentence


@pytest.mark.parametrize("fault", Fault)
def test_no_sentence_in_the_window_names_an_option(fault: Fault) -> None:
    assert "--" not in words.in_window(InputError(fault))
