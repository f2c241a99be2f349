"""A person's card in the side pane: what it tells, where its lines lead, roles and business over time."""

from dataclasses import replace
from functools import partial

import pytest

from hrdesk.domain.staff import Duty, Role, RoleSpan
from hrdesk.domain.values import Key
from hrdesk.services.people import staff
from hrdesk.ui.kit import theme
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.kit.side import SidePane
from hrdesk.ui.pages.people.card import PersonPane
from hrdesk.ui.pages.people.page import PeoplePage
from hrdesk.ui.pages.people.spans import DutyEditor, RoleEditor, SpanEditor
from tests.services.person import filled
from tests.ui.driving import Driver
from tests.ui.pages.people import asked, card, choose, officers, people_page, side_pane, texts


@pytest.fixture
def page(driver: Driver) -> PeoplePage:
    """Return the page with three people, one of whom left in March."""
    return people_page(driver)


@pytest.fixture
def pane(driver: Driver) -> SidePane:
    """Return a side pane that shows what pages put there."""
    return side_pane(driver)


@pytest.fixture
def open_card(driver: Driver, page: PeoplePage, pane: SidePane) -> PersonPane:
    """Return the card of somebody with everything on it."""
    driver.ask(filled)
    page.reload()
    driver.settle()
    choose(page, "周全卡")
    page.actions_by_key["card"].trigger()
    driver.settle()
    return card(pane)


def test_the_card_tells_everything_and_the_look_is_logged(driver: Driver, open_card: PersonPane, pane: SidePane) -> None:
    told = texts(open_card)
    for part in ("A12345****", "周舊", "進階人事人員", "種籽教師", "應修課程", "範例操作班（第1期）", "敘獎", "決定：核予嘉獎 1 次", "02"):
        assert part in told, part
    assert any(one.facts.get("what") == "person-card" for one in driver.ask(lambda desk: desk.store.history(10)))
    driver.looked_over(pane)
    assert open_card.minimumSizeHint().width() <= theme.PANE


def test_lines_of_the_card_lead_to_their_records(driver: Driver, open_card: PersonPane) -> None:
    for name, target in (("範例操作班（第1期）", "training"), ("種籽教師", "seeds"), ("115年度決定：核予嘉獎 1 次", "awards")):
        sent = asked(driver, partial(driver.press, open_card, name))
        assert sent[0][0] == target


def test_required_courses_and_hours_answer_why(driver: Driver, open_card: PersonPane) -> None:
    told: list[str] = []
    driver.bench.explained.connect(lambda title, value, why: told.append(why.rule))
    driver.press(open_card, "為什麼？應修課程")
    driver.press(open_card, "為什麼？115年度認證時數")
    one = open_card.card.required.value[0]
    open_card._inside._why(one)()  # type: ignore[union-attr]
    assert told == ["required-courses", "certified-total", "required-courses"]


def test_roles_begin_end_and_go_from_the_card(driver: Driver, open_card: PersonPane) -> None:
    who = open_card.card.officer.id
    driver.press(open_card, "新增身分")
    editor = driver.dialog(RoleEditor)
    driver.looked_over(editor)
    editor.role.set_value(Role.HEAD)
    editor.start.edit.setText("115/5/1")
    editor.end.edit.setText("115/4/1")
    editor.judge()
    assert "早於" in editor.end.problem.text()
    editor.end.edit.setText("")
    editor.judge()
    driver.press(editor, "新增")
    assert "人事主管" in texts(open_card)
    driver.press(open_card, "結束或修改期間：人事主管")
    change = driver.dialog(SpanEditor)
    change.end.edit.setText("115/10/31")
    change.judge()
    driver.press(change, "儲存")
    assert "115/05/01 – 115/10/31" in texts(open_card)
    driver.press(open_card, "移除：人事主管")
    driver.press(driver.dialog(Confirm), "移除")
    assert [span.role for span in driver.ask(lambda desk: desk.store.all(RoleSpan, officer=who))] == [Role.ADVANCED]
    for count in (2, 2, 1):
        driver.bench.undo()
        driver.settle()
        assert len(driver.ask(lambda desk: desk.store.all(RoleSpan, officer=who))) == count


def test_a_role_held_already_is_refused_in_the_dialog(driver: Driver, open_card: PersonPane) -> None:
    driver.press(open_card, "新增身分")
    editor = driver.dialog(RoleEditor)
    editor.start.edit.setText("115/5/1")
    editor.judge()
    driver.press(editor, "新增")
    assert "相同身分" in editor.wrong.text()
    editor.reject()


def test_business_is_picked_by_any_part_of_its_name(driver: Driver, open_card: PersonPane) -> None:
    who = open_card.card.officer.id
    driver.press(open_card, "新增承辦業務")
    editor = driver.dialog(DutyEditor)
    driver.looked_over(editor)
    code, label = next(iter((code, name) for name, code in editor.topic._by_label.items() if code != "biz-01"))
    editor.topic.line.setText(label)
    editor.start.edit.setText("115/6/1")
    editor.judge()
    driver.press(editor, "新增")
    assert {duty.topic for duty in driver.ask(lambda desk: desk.store.all(Duty, officer=who))} == {"biz-01", code}


def test_the_card_is_read_again_and_outlives_its_person(driver: Driver, open_card: PersonPane) -> None:
    who = open_card.card.officer
    driver.bench.note(driver.ask(lambda desk: staff.save_officer(desk, replace(who, national_id="", title="科長"))))
    driver.settle()
    assert "科長" in texts(open_card)
    driver.bench.set_year(114)
    driver.settle()
    assert open_card.card.year == 114
    open_card._read(None)
    assert open_card.card.officer.title == "科長"


def test_one_is_led_to_a_person_whatever_is_shown(driver: Driver, page: PeoplePage, pane: SidePane) -> None:
    page.filter.setText("王")
    page.open(Key("Officer", officers(driver)["李離職"].id))
    driver.settle()
    row = page.grid.current()
    assert row is not None
    assert row.officer.name == "李離職"
    assert page.filter.text() == ""
    assert card(pane).card.officer.name == "李離職"
    page.open(Key("RoleSpan", "0" * 32))
    driver.settle()


def test_a_card_that_was_closed_is_not_read_again(driver: Driver, open_card: PersonPane, pane: SidePane) -> None:
    who = open_card.card.officer
    changes = driver.ask(lambda desk: staff.save_officer(desk, replace(who, national_id="", title="科長")))
    driver.bench.note(changes)
    pane.leave()
    driver.settle()
    driver.bench.note(changes)
    driver.bench.set_year(114)
    driver.settle()
    assert pane.findChild(PersonPane) is None
