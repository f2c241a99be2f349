"""The page of the quotas: both readings, totals, deviations, notices; several approved in one transaction."""

from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.awards import QuotaApproval
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency.agencies import by_code
from hrdesk.services.awards import quota_board, quota_sheet
from hrdesk.services.awards.quota_board import Line, Outlook, Standing
from hrdesk.services.core import list_paper
from hrdesk.services.core.list_paper import SheetPaper
from hrdesk.services.packages import drafts
from hrdesk.services.review import quota
from hrdesk.services.review.quota import Approved
from tests.services.book import fault_of
from tests.services.steps import GROUP, accepted, first_of, notified, submitted
from tests.services.three_offices import OTHER, YEAR, City


def lines(city: City) -> tuple[Line, ...]:
    return quota_board.lines(city.department, YEAR)


def test_each_agency_has_both_readings_and_the_city_its_totals(city: City) -> None:
    submitted(city)
    mine, other = lines(city)
    assert mine.id == mine.agency.id == first_of(city.department).id
    assert mine.quota("R1") is not None
    assert mine.why_of("R2") is not None
    assert other.quota("R1") is None
    assert (mine.approval, mine.why, mine.told, mine.current, mine.deviates) == (None, None, 0, False, False)
    first = quota_board.totals(lines(city), "R1")
    assert (first.units, first.heads, first.agencies, first.unknown) == (2, 2, 1, 1)
    assert quota_board.approved_totals(lines(city)).agencies == 0


def test_the_notice_is_current_until_the_approval_changes(city: City) -> None:
    notified(city)
    mine, _ = lines(city)
    assert (mine.told, mine.current, mine.deviates) == (1, True, False)
    assert mine.why is not None
    quota.approve(city.department, first_of(city.department), YEAR, Approved(units=5, heads=3, reason="績效優良"))
    mine, _ = lines(city)
    assert (mine.told, mine.current, mine.deviates) == (1, False, True)
    accepted(city, city.department, drafts.quota_notice(city.department, YEAR, first_of(city.department)), city.first)
    mine, _ = lines(city)
    assert (mine.told, mine.current) == (2, True)
    assert quota_board.approved_totals(lines(city)).units == 5


def test_what_is_approved_counts_and_the_rest_as_the_reading_says_against_a_ceiling(city: City) -> None:
    submitted(city)
    assert (quota_board.ceiling(city.department, YEAR), quota_board.outlook(lines(city), "R1", None)) == (None, Outlook(2, None))
    assert quota_board.outlook(lines(city), "R1", None).over == 0
    quota_board.set_ceiling(city.department, YEAR, 1, " 範字第2號 ")
    held = quota_board.ceiling(city.department, YEAR)
    assert held is not None
    assert (held.units, held.document, quota_board.outlook(lines(city), "R1", held.units).over) == (1, "範字第2號", 1)
    quota.approve(city.department, first_of(city.department), YEAR, Approved(units=5, heads=3, reason="績效優良"))
    assert quota_board.outlook(lines(city), "R2", 5) == Outlook(5, 5)
    quota_board.set_ceiling(city.department, YEAR, None)
    assert quota_board.ceiling(city.department, YEAR) is None
    assert quota_board.set_ceiling(city.department, YEAR, None) == Changes()
    for refused in (lambda: quota_board.set_ceiling(city.department, YEAR, -1), lambda: quota_board.outlook((), "R1", -1)):
        with pytest.raises(HrdeskError) as caught:
            refused()
        assert fault_of(caught) is Fault.NOT_A_NUMBER


def test_what_wants_looking_at_and_how_far_an_approval_deviates(city: City) -> None:
    submitted(city)
    mine, other = lines(city)
    assert (mine.standings, other.standings) == (frozenset({Standing.OPEN}), frozenset({Standing.OPEN, Standing.UNCOUNTED}))
    assert (mine.deviation, other.counted("R1")) == (0, 0)
    quota.approve(city.department, first_of(city.department), YEAR, Approved(units=5, heads=3, reason="績效優良", groups=(GROUP,)))
    mine, _ = lines(city)
    assert (mine.standings, mine.deviation, mine.counted("R2")) == (frozenset({Standing.DEVIATES, Standing.UNTOLD}), 2, 5)
    found = mine.quota("R1")
    assert found is not None
    assert found.units == 3  # the group that was granted counts in both readings


def test_all_of_it_goes_on_paper(city: City, tmp_path: Path) -> None:
    submitted(city)
    before = quota_sheet.sheet(lines(city), YEAR, ("R1 合計",))
    assert before.listed.rows[0][2:9] == ("16", "2", "", "2 次 2 人", "2 次 2 人", "未核定", "")
    assert before.listed.rows[1][2:8] == ("無資料", "0", "", "無資料", "無資料", "未核定")
    due = date(2027, 2, 15)
    quota.approve(city.department, first_of(city.department), YEAR, Approved(units=5, heads=3, reason="績效優良", groups=(GROUP,), due=due))
    (row, _) = quota_sheet.sheet(lines(city), YEAR, ()).listed.rows
    assert row[4:] == (GROUP, "3 次 2 人", "3 次 2 人", "5", "3", "+2", "績效優良", "", "116/02/15")
    quota.approve(city.department, first_of(city.department), YEAR, Approved(reading="R2"))
    saved = list_paper.save(city.department, quota_sheet.sheet(lines(city), YEAR, ("R1 合計",)), tmp_path / "quotas.pdf", SheetPaper.PDF)
    assert saved.read_bytes().startswith(b"%PDF")


def test_only_the_department_sees_them(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        quota_board.lines(city.first, YEAR)
    assert fault_of(caught) is Fault.WRONG_WORKSPACE


def test_what_is_typed_is_judged_as_the_approval_would(city: City) -> None:
    submitted(city)
    desk, agency = city.department, first_of(city.department)
    assert quota_board.problems(desk, agency, YEAR, Approved(groups=(GROUP,))) == ()
    (deviation,) = quota_board.problems(desk, agency, YEAR, Approved(units=9))
    assert deviation.where == "reason"
    (unknown,) = quota_board.problems(desk, agency, YEAR, Approved(groups=("戶政事務所",)))
    assert unknown.where == ""


def test_several_are_approved_as_proposed_in_one_act_or_none(city: City) -> None:
    submitted(city)
    desk = city.department
    with pytest.raises(HrdeskError) as caught:
        quota.approve_as_proposed(desk, (first_of(desk), by_code(desk, OTHER)), YEAR, Approved())
    assert fault_of(caught) is Fault.INCOMPLETE
    assert desk.store.all(QuotaApproval) == ()
    changes = quota.approve_as_proposed(desk, (first_of(desk),), YEAR, Approved(document="範字第1號"))
    assert len(changes.added) == 1
    (held,) = desk.store.all(QuotaApproval)
    assert (held.units, held.document) == (2, "範字第1號")
    desk.store.undo()
    assert desk.store.all(QuotaApproval) == ()
