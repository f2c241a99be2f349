"""What goes with official letters: the root's digits, the approved quota, the decisions; as ODT to work on, and as PDF."""

from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import Nominee, Ruling
from hrdesk.domain.collected import Round
from hrdesk.domain.forms import Paper
from hrdesk.domain.staff import Agency, Officer
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency.agencies import agency_id, by_code
from hrdesk.services.awards import decisions, rounds
from hrdesk.services.collecting import letters
from hrdesk.services.packages import offices
from hrdesk.services.review import quota
from tests.services.book import fault_of
from tests.services.steps import drop, first_of, nominated, nominee, notified, ruling, submitted
from tests.services.three_offices import CHILD, DEPARTMENT, FIRST, OTHER, YEAR, City, teacher


def test_the_digits_stand_on_the_letter_in_groups(city: City) -> None:
    found = letters.content(city.department, "enrolment-letter", YEAR, first_of(city.department))
    assert " ".join(row["digits"] for row in found.tables["rows"]) == offices.grouped(offices.root_digits(city.department))
    assert found.facts["collector"] == "範例人事處"
    assert not found.draft


def test_a_first_tier_agency_writes_to_its_own_offices(city: City) -> None:
    found = letters.content(city.first, "enrolment-letter", YEAR, by_code(city.first, CHILD))
    assert (found.facts["collector"], found.facts["agency"]) == ("範例地政局", "範例地政事務所")
    for name in ("quota-letter", "decision-letter"):
        with pytest.raises(HrdeskError) as caught:
            letters.content(city.first, name, YEAR, by_code(city.first, CHILD))
        assert fault_of(caught) is Fault.WRONG_WORKSPACE


def test_the_quota_is_told_with_its_deviation(city: City) -> None:
    notified(city, due=date(2027, 2, 10))
    rows = {row["item"]: row["text"] for row in letters.content(city.department, "quota-letter", YEAR, first_of(city.department)).tables["rows"]}
    assert (rows["核定額度"], rows["增列之業務屬性相同類別"], rows["與基準不同之理由"]) == ("合計嘉獎三次", "地政事務所", "與基準相同")
    assert rows["核定人數"].endswith("人")
    quota.approve(city.department, first_of(city.department), YEAR, quota.Approved(units=1, heads=1, reason="酌減"))
    found = letters.content(city.department, "quota-letter", YEAR, first_of(city.department))
    rows = {row["item"]: row["text"] for row in found.tables["rows"]}
    assert (rows["與基準不同之理由"], rows["增列之業務屬性相同類別"], found.facts["due"]) == ("酌減", "無", "函定期限")


def test_decisions_are_told_by_round(city: City) -> None:
    nominated(city)
    decisions.decide(city.department, nominee(city.department, CHILD).id, ruling())
    decisions.decide(city.department, nominee(city.department, FIRST).id, ruling(Ruling.REFUSED))
    held = rounds.open_round(city.department, YEAR, Round.PROJECT, "上線輔導")
    rounds.propose(city.department, held, teacher(FIRST), times=1, deed="上線輔導")
    rounds.decide(city.department, rounds.lines(city.department, held)[0].nominee, ruling())
    found = letters.content(city.department, "decision-letter", YEAR, first_of(city.department))
    assert (found.facts["granted"], found.facts["refused"]) == ("2", "1")
    assert [(row["round"], row["name"], row["award"]) for row in found.tables["rows"]] == [
        ("專案敘獎「上線輔導」", "陳𡍼明", "嘉獎一次"),
        ("年度敘獎", "林𠅤如", "嘉獎一次"),
        ("年度敘獎", "陳𡍼明", "—"),
    ]
    drop(city.department, *(one for kind in (Officer, Nominee) for one in city.department.store.all(kind)))
    drop(city.department, *city.department.store.all(Agency, id=agency_id(CHILD)))
    assert {row["name"] for row in letters.content(city.department, "decision-letter", YEAR, first_of(city.department)).tables["rows"]} == {""}


def test_before_there_is_anything_to_tell_there_is_no_letter(city: City) -> None:
    submitted(city)
    for name in letters.LETTERS:
        with pytest.raises(HrdeskError) as caught:
            letters.content(city.department, name, YEAR, by_code(city.department, OTHER))
        assert fault_of(caught) is Fault.WRONG_STATE
    with pytest.raises(HrdeskError) as caught:
        letters.content(city.department, "love-letter", YEAR, first_of(city.department))
    assert fault_of(caught) is Fault.FORM_UNKNOWN


def test_letters_are_written_for_everybody_there_is_something_for(city: City, tmp_path: Path) -> None:
    found = letters.save_all(city.department, "enrolment-letter", YEAR, tmp_path)
    assert [path.name for path in found.files] == [f"登錄核發函附件_{YEAR}_{FIRST}.odt"]
    assert [agency.code for agency, _ in found.left_out] == [CHILD, OTHER]
    assert (found.files[0].read_bytes()[:2], found.missing) == (b"PK", ())
    assert city.department.store.history(1)[0].act is Act.PRINT
    assert DEPARTMENT not in {agency.code for agency, _ in found.left_out}


def test_a_letter_comes_as_pdf_and_on_no_other_paper(city: City, tmp_path: Path) -> None:
    notified(city)
    assert letters.preview(city.department, "quota-letter", YEAR, first_of(city.department)).data.startswith(b"%PDF")
    assert city.department.store.history(1)[0].act is Act.VIEW
    assert letters.save(city.department, "quota-letter", YEAR, first_of(city.department), tmp_path / "a.pdf", Paper.PDF).pages == 1
    with pytest.raises(HrdeskError) as caught:
        letters.save(city.department, "quota-letter", YEAR, first_of(city.department), tmp_path / "a.xlsx", Paper.XLSX)
    assert fault_of(caught) is Fault.INVALID
