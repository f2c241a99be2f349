"""The page of the special rounds: their people, who may be put on a list, a ruling judged as it is typed."""

from datetime import date

import pytest

from hrdesk.domain.awards import Ruling
from hrdesk.domain.collected import Round
from hrdesk.domain.record import AppointmentId
from hrdesk.domain.seeds import Appointment
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.awards import round_board, rounds
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import put, ruling, submitted
from tests.services.three_offices import FIRST, YEAR, City, agency, teacher


def test_rounds_stand_with_their_people_and_rulings(city: City) -> None:
    submitted(city)
    desk = city.department
    held = rounds.open_round(desk, YEAR, Round.PROJECT, "系統上線輔導")
    rounds.propose(desk, held, teacher(FIRST), times=1, deed="輔導上線")
    (line,) = round_board.board(desk, YEAR).lines
    assert (line.id, line.decided, [one.officer.name for one in line.people]) == (held.id, 0, ["陳𡍼明"])
    rounds.decide(desk, line.people[0].nominee, ruling())
    found = round_board.board(desk, YEAR)
    assert found.lines[0].decided == 1
    assert found.most == 100
    assert found.agencies[agency(FIRST).id] == "範例地政局"


def test_a_cross_agency_list_takes_those_alone_who_agreed(city: City) -> None:
    submitted(city)
    choices = round_board.board(city.department, YEAR).choices
    assert "陳𡍼明　範例地政局　科員" in [one.label for one in choices[Round.PROJECT]]
    assert choices[Round.CROSS] == ()
    domain = Appointment(
        id=AppointmentId(record_id("domain")), agency=agency(FIRST).id, officer=teacher(FIRST), start=date(2026, 1, 1), domain="考績", consent=date(2026, 1, 1)
    )
    put(city.department, domain)
    assert [one.officer for one in round_board.board(city.department, YEAR).choices[Round.CROSS]] == [teacher(FIRST)]
    assert round_board.board(city.department, YEAR - 2).choices[Round.CROSS] == ()


def test_only_the_department_sees_them(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        round_board.board(city.first, YEAR)
    assert fault_of(caught) is Fault.WRONG_WORKSPACE


def test_a_ruling_is_judged_as_it_is_typed(city: City) -> None:
    submitted(city)
    held = rounds.open_round(city.department, YEAR, Round.PROJECT, "系統上線輔導")
    rounds.propose(city.department, held, teacher(FIRST), times=1, deed="輔導上線")
    (line,) = rounds.lines(city.department, held)
    assert round_board.problems(line, ruling()) == ()
    (refused,) = round_board.problems(line, ruling(Ruling.CHANGED))
    assert refused.where == "times"
