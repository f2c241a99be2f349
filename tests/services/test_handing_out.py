"""What an interchange file would hold before it is written."""

from datetime import date

from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Method, Mode
from hrdesk.domain.values import Key
from hrdesk.services.core.desk import Desk
from hrdesk.services.papers.handing_out import outlook
from hrdesk.services.study import training
from tests.services.book import YEAR, enrolled, hire, hold, record_of
from tests.services.steps import decided
from tests.services.three_offices import City


def learned(desk: Desk, person: Officer, code: str) -> Key:
    """Let a person finish an own digital course and return the record's key."""
    course = hold(desk, code, method=Method.AGENCY, mode=Mode.DIGITAL, category_code="1")
    enrolled(desk, course, person)
    training.complete(desk, course.id, person.id, date(2026, 6, 11))
    return Key("TrainingRecord", record_of(desk, course, person).id)


def test_nothing_to_hand_out_is_no_file(desk: Desk) -> None:
    found = outlook(desk, "learning", YEAR)
    assert (found.title, found.rows, found.files, found.left_out) == ("終身學習時數上傳檔", 0, 0, ())
    assert found.headings


def test_whoever_is_left_out_is_named_with_the_reason(desk: Desk) -> None:
    learned(desk, hire(desk, "王小明", national_id="A123456789"), "115-OP-01")
    missing = learned(desk, hire(desk, "李小華"), "115-OP-02")
    found = outlook(desk, "learning", YEAR)
    assert (found.rows, found.files) == (1, 1)
    assert {(one.name, one.record) for one in found.left_out} == {("李小華", missing)}
    assert all(one.reason for one in found.left_out)


def test_awards_are_counted_the_same_way(city: City) -> None:
    decided(city)
    found = outlook(city.department, "award", 115)
    assert found.rows + len({one.name for one in found.left_out}) == 2
    assert all(one.name for one in found.left_out)
