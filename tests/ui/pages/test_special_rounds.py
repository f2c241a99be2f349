"""專案與跨機關敘獎 and the annexes to letters, in the department's window."""

from pathlib import Path

from hrdesk.domain.awards import Decision, Nominee, Ruling
from hrdesk.domain.collected import Round, SpecialRound
from hrdesk.domain.forms import Paper
from hrdesk.domain.values import Key
from hrdesk.services.awards import rounds
from hrdesk.services.safekeeping.keeping import undo
from hrdesk.ui.kit.editor import Editor
from hrdesk.ui.letter_window import LetterWindow
from hrdesk.ui.pages.decide.page import NOMINEES, ROUNDS, DecidePage
from hrdesk.ui.pages.decide.page import page as decide
from hrdesk.ui.pages.decide.round_editors import LineEditor, NewRound
from hrdesk.ui.pages.decide.ruling import SpecialRuling
from tests.services.steps import decided, nominated, submitted
from tests.services.three_offices import FIRST, YEAR, City, teacher
from tests.ui.collecting import Collector
from tests.ui.driving import Driver
from tests.ui.pages.offices import Steps

DEED = "編寫作業程序並輔導同仁"  # as in the yearly list


def with_line(city: City) -> None:
    """Bring the yearly list up, and put the same person on a project's list for the same deed."""
    nominated(city)
    held = rounds.open_round(city.department, YEAR, Round.PROJECT, "系統上線輔導", "範字第3號")
    rounds.propose(city.department, held, teacher(FIRST), times=1, deed=DEED)


def opened(collector: Collector, steps: Steps = submitted) -> tuple[Driver, DecidePage]:
    driver = collector("department", steps).driver
    made = decide(driver.bench)
    driver.open(made, width=1118, height=660)
    made.tabs.setCurrentIndex(ROUNDS)
    driver.settle()
    return driver, made


def save(driver: Driver, editor: Editor, verb: str) -> None:
    editor.judge()
    driver.settle()
    driver.press(editor, verb)


def told(driver: Driver) -> list[str]:
    sentences: list[str] = []
    driver.bench.told.connect(lambda sentence, _: sentences.append(sentence))
    return sentences


def test_a_round_is_opened_and_undone(collector: Collector) -> None:
    driver, page = opened(collector)
    driver.looked_over(page)
    assert page.rounds.lists.blank.isVisible()
    sentences = told(driver)
    page.rounds.add()
    assert sentences == ["請先開辦或選取一個專案或跨機關敘獎"]
    page.actions_by_key["open-round"].trigger()
    dialog = driver.dialog(NewRound)
    driver.looked_over(dialog)
    dialog.name_field.set_text("系統上線輔導")
    driver.press(dialog, "開辦")
    (held,) = driver.ask(lambda desk: desk.store.all(SpecialRound))
    assert (held.title, held.round) == ("系統上線輔導", Round.PROJECT)
    assert page.rounds.heading.text() == "系統上線輔導　0 人"
    driver.ask(undo)
    assert driver.ask(lambda desk: desk.store.all(SpecialRound)) == ()


def test_a_person_is_put_on_a_list_changed_and_taken_off(collector: Collector) -> None:
    driver, page = opened(collector, with_line)
    page.rounds.people.selectRow(0)
    assert page.rounds.people.table.texts(0)[4] == "請確認 1"
    page.actions_by_key["edit-line"].trigger()
    editor = driver.dialog(LineEditor)
    driver.looked_over(editor)
    assert editor.officer.value == teacher(FIRST)
    editor.times.set_text("2")
    editor.deed.set_text("輔導範例系統上線")
    save(driver, editor, "儲存")
    assert page.rounds.people.table.texts(0)[1] == "2"
    assert page.rounds.people.table.texts(0)[4] == "無重複"
    page.rounds.people.selectRow(0)
    page.actions_by_key["withdraw-line"].trigger()
    driver.settle()
    assert page.rounds.people.table.rowCount() == 0
    page.actions_by_key["add-line"].trigger()
    editor = driver.dialog(LineEditor)
    editor.officer.set_text("陳𡍼明")
    editor.deed.set_text("輔導範例系統上線")
    save(driver, editor, "加入名單")
    assert len(driver.ask(lambda desk: [one for one in desk.store.all(Nominee) if one.deed == "輔導範例系統上線"])) == 1


def test_a_line_is_ruled_on_and_undone(collector: Collector) -> None:
    driver, page = opened(collector, with_line)
    page.rounds.people.selectRow(0)
    page.actions_by_key["decide-line"].trigger()
    editor = driver.dialog(SpecialRuling)
    driver.looked_over(editor)
    editor.ruling.set_value(Ruling.CHANGED)
    editor.reason.set_text("上線輔導")
    editor.judge()
    driver.settle()
    assert not editor.accept_button.isEnabled()
    editor.times.set_text("2")
    save(driver, editor, "登錄決定")
    (held,) = driver.ask(lambda desk: desk.store.all(Decision))
    assert (held.times, held.article) == (2, "陸三(六)")
    assert page.rounds.grid.table.texts(0)[-1] == "1/1 人"
    driver.ask(undo)
    assert driver.ask(lambda desk: desk.store.all(Decision)) == ()


def test_a_cross_agency_list_wants_somebody_who_agreed(collector: Collector) -> None:
    def steps(city: City) -> None:
        submitted(city)
        rounds.open_round(city.department, YEAR, Round.CROSS, "考績領域")

    driver, page = opened(collector, steps)
    sentences = told(driver)
    page.actions_by_key["add-line"].trigger()
    assert sentences == ["本年度沒有經本人同意的跨機關領域種籽教師，不能列入（陸三(三)）"]


def test_a_key_opens_the_round(collector: Collector) -> None:
    driver, page = opened(collector, with_line)
    page.tabs.setCurrentIndex(NOMINEES)
    (held,) = driver.ask(lambda desk: desk.store.all(SpecialRound))
    page.open(Key("SpecialRound", held.id))
    assert page.tabs.currentIndex() == ROUNDS
    assert page.rounds.heading.text() == "系統上線輔導　1 人　範字第3號"


def test_a_closed_year_is_only_looked_at(collector: Collector) -> None:
    driver, page = opened(collector, with_line)
    driver.bench.set_year(YEAR - 5)
    driver.settle()
    assert not page.actions_by_key["open-round"].isEnabled()
    page.rounds.edit()
    page.rounds.decide()
    assert driver.ask(lambda desk: desk.store.all(Decision)) == ()


def test_annexes_to_letters_are_shown_and_saved(collector: Collector, tmp_path: Path) -> None:
    driver, page = opened(collector, decided)
    sentences = told(driver)
    page.quotas.grid.clearSelection()
    page.letter("quota-letter")
    assert sentences == ["請先選取機關"]
    page.nominees.grid.selectRow(0)
    page.actions_by_key["decision-letter"].trigger()
    window = driver.dialog(LetterWindow)
    driver.settle()
    assert window.printed is not None, window.wrong.text()
    window.write(Paper.ODT, tmp_path / "附件.odt")
    driver.settle()
    assert (tmp_path / "附件.odt").stat().st_size > 0
    assert sentences[-1] == "已存成「附件.odt」"
    window.reject()
    page.quotas.grid.selectRow(1)
    page.actions_by_key["quota-letter"].trigger()
    empty = driver.dialog(LetterWindow)
    driver.settle()
    assert empty.wrong.text()
    empty.reject()
