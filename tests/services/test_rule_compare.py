"""Two rule packs side by side, figure by figure."""

import re
from datetime import date
from pathlib import Path

import pytest

from hrdesk import paths
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.core import words
from hrdesk.services.regulation import rule_compare, rules
from tests.services.book import fault_of

SHIPPED = paths.resources() / "rules" / "taipei-101.toml"


def changed(folder: Path, *pairs: tuple[str, str]) -> Path:
    """Return a copy of the shipped pack with some words replaced."""
    text = SHIPPED.read_text("utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    path = folder / "新規則.toml"
    path.write_text(text, "utf-8")
    return path


def test_pack_does_not_differ_from_itself() -> None:
    pack = rules.pack_for(date(2026, 12, 31))
    assert rule_compare.differences(pack, rule_compare.pack_of(SHIPPED)) == ()


def test_changed_figure_is_told_with_its_article(tmp_path: Path) -> None:
    pack = rules.pack_for(date(2026, 12, 31))
    other = rule_compare.pack_of(changed(tmp_path, ("[parameters.newcomer_months]\nvalue = 12", "[parameters.newcomer_months]\nvalue = 6")))
    (found,) = rule_compare.differences(pack, other)
    assert (found.key, found.article) == ("newcomer_months", "肆二")
    assert found.name == "新進人員的期間"
    assert found.before.startswith("12 個月")
    assert found.after.startswith("6 個月")


def test_what_one_pack_lacks_is_told_as_empty(tmp_path: Path) -> None:
    pack = rules.pack_for(date(2026, 12, 31))
    other = rule_compare.pack_of(changed(tmp_path, ("[parameters.newcomer_months]", "[parameters.newcomer_months_new]")))
    assert [(one.key, bool(one.before), bool(one.after)) for one in rule_compare.differences(pack, other)] == [
        ("newcomer_months", True, False),
        ("newcomer_months_new", False, True),
    ]
    assert rule_compare.name_of("newcomer_months_new") == "其他數字"


def test_a_list_with_nothing_in_it_is_told_too(tmp_path: Path) -> None:
    other = rule_compare.pack_of(changed(tmp_path, ('value = ["full_time"]', "value = []")))
    assert [one.key for one in rule_compare.differences(rules.pack_for(date(2026, 12, 31)), other)] == ["headcount_kinds"]


def test_every_figure_reads_with_its_alternatives() -> None:
    found = {one.key: one for one in rule_compare.figures(rules.pack_for(date(2026, 12, 31)))}
    assert found["head_grades"].value == "8、9 職等"
    assert found["head_grades"].confirm == "人事處"
    assert found["head_grades"].alternatives == ("所有人事主管：不限職等（職等以外之人事主管亦比照參與）",)
    assert all(one.value and one.article for one in found.values())
    assert found["required_methods"].value == "本處辦理、機關自辦（辦理方式）"
    assert found["required_methods"].alternatives[0].startswith("僅本處課程：本處辦理")
    assert found["deadline_rollover"].value.startswith("不順延")
    assert any("工作天" in one.value for one in found.values())


@pytest.mark.parametrize(("text", "fault"), [(None, Fault.FILE_MISSING), ("[不是", Fault.INVALID)])
def test_file_that_is_no_pack_is_refused(tmp_path: Path, text: str | None, fault: Fault) -> None:
    path = tmp_path / "x.toml"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(HrdeskError) as caught:
        rule_compare.pack_of(path)
    assert fault_of(caught) is fault


def test_every_place_of_a_shipped_pack_has_a_chinese_name() -> None:
    for pack in rules.packs():
        assert set(pack.parameters) <= set(words.table("figures"))
        assert {one.name for one in rule_compare.figures(pack)}.isdisjoint(pack.parameters)
        names = {one.name for one in rule_compare.differences(None, pack)}
        assert not [name for name in names if re.search(r"[a-z]{2,}", name.replace("WebHR", ""))]
        assert {"研習項目", "項目", "需參與課程 人事主管"} <= names


def test_every_code_of_a_shipped_pack_has_a_word() -> None:
    shown = [text for pack in rules.packs() for one in rule_compare.figures(pack) for text in (one.value, *one.alternatives)]
    assert not [text for text in shown if re.search(r"[a-z]{3,}", text)]
