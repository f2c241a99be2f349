"""Two reviewers with a window each in one book on a server: nothing typed is lost, and each sees what the other does."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from hrdesk.domain.awards import Evaluation, ItemResult, Judgement
from hrdesk.domain.members import Access
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency.agencies import by_code
from hrdesk.services.opening import members, unsaved
from hrdesk.store.key_file import FLOOR
from hrdesk.ui.agency_editor import AgencyEditor
from hrdesk.ui.kit.comparing import Comparing
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.pages.evaluate.page import EvaluatePage
from hrdesk.ui.pages.offices.page import OfficesPage
from tests.postgres import Lifted, lifted, server
from tests.services.book import PASSPHRASE, Clock
from tests.services.three_offices import FIRST, NEW_YEAR, YEAR, built_once, copied
from tests.ui.conftest import opened
from tests.ui.driving import PATIENCE, Driver

SECOND, SECRET = "乙審核員", "第二位的通行詞 四五六"


@dataclass
class Reviewer:
    """One of them: the window on the shared book and what drives it."""

    driver: Driver
    window: MainWindow

    @property
    def who(self) -> str:
        """Return the name."""
        return self.driver.bench.signed.who

    def evaluating(self) -> EvaluatePage:
        """Return the page of the evaluations, looking at the first agency."""
        self.window.show_page("evaluate")
        self.driver.settle()
        page = self.window.page
        assert isinstance(page, EvaluatePage)
        return page

    def item(self, page: EvaluatePage, number: int) -> None:
        """Look at an item."""
        assert page.items.select(lambda line: line.number == number)
        self.driver.settle()

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that the other one's doing brings."""
        self.driver.qtbot.waitUntil(condition, timeout=PATIENCE)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Lifted]:
    """Return the department's workspace with a second reviewer, and what moves copies of it onto the server."""
    folder = tmp_path_factory.mktemp("department")
    city = copied(built_once(tmp_path_factory.getbasetemp()), folder)
    try:
        members.admit_member(city.department, SECOND, Access.CLERK, SECRET, passphrase=PASSPHRASE, cost=FLOOR)
    finally:
        city.close()
    return folder / "department", lifted(tmp_path_factory.mktemp("lifted"), PASSPHRASE)


@pytest.fixture
def both(prepared: tuple[Path, Lifted], tmp_path: Path, qtbot: QtBot) -> Iterator[tuple[Reviewer, Reviewer, str]]:
    """Return two open windows on the same book, and its database."""
    original, lift = prepared
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    name = lift.move(original, one)
    shutil.copytree(one, two)
    with ExitStack() as stack:
        stack.callback(server().drop, name)
        made = [reviewer(folder, secret, qtbot, stack) for folder, secret in ((one, PASSPHRASE), (two, SECRET))]
        yield made[0], made[1], name


def reviewer(folder: Path, secret: str, qtbot: QtBot, stack: ExitStack) -> Reviewer:
    clock = Clock()
    clock.at = NEW_YEAR + timedelta(days=21)
    driver = opened(folder, Preferences(folder / "preferences.ini"), qtbot, clock, secret)
    stack.callback(driver.close)
    driver.bench.set_year(YEAR)
    window = MainWindow(driver.bench)
    qtbot.addWidget(window)
    window.show()
    driver.bench._ear.setInterval(300)
    driver.settle()
    return Reviewer(driver, window)


def judgements(one: Reviewer) -> dict[str, Judgement]:
    return one.driver.ask(lambda desk: {each.item: each for each in desk.store.all(Evaluation)[0].judgements})


def write(page: EvaluatePage, text: str) -> None:
    """Go into the remark and type."""
    page.card.remark.note.setFocus(Qt.FocusReason.MouseFocusReason)
    page.card.remark.note.insertPlainText(text)


def test_two_who_judge_one_agency_see_each_other_and_lose_nothing(both: tuple[Reviewer, Reviewer, str]) -> None:
    first, second, _ = both
    here, there = first.evaluating(), second.evaluating()
    first.window.activateWindow()
    write(here, "兩所版本")
    first.driver.settle()
    second.item(there, 2)
    there.judge(ItemResult.UNMET, "資料未到")
    second.driver.settle()
    first.until(lambda: here.judging is not None and here.judging.evaluation.judgements != ())
    assert (here.card.remark.text(), here.items.current().number) == ("兩所版本", 1)  # type: ignore[union-attr]
    second.item(there, 1)
    second.window.activateWindow()
    there.card.remark.note.setFocus(Qt.FocusReason.MouseFocusReason)
    second.until(lambda: first.who in there.card.writing.said.text())
    assert there.card.writing.line.isVisible()
    assert there.card.remark.note.isReadOnly()
    here.card.remark.note.insertPlainText("尚未更新")
    here.judge(ItemResult.PARTLY, here.card.remark.value)
    first.driver.settle()
    second.until(lambda: there.card.remark.text() == "兩所版本尚未更新")
    second.until(lambda: not there.card.remark.note.isReadOnly())
    assert {one.remark for one in judgements(second).values()} == {"兩所版本尚未更新", "資料未到"}


def test_two_remarks_on_one_item_stand_side_by_side(both: tuple[Reviewer, Reviewer, str]) -> None:
    first, second, _ = both
    here, there = first.evaluating(), second.evaluating()
    write(here, "甲的說明")
    write(there, "乙的說明")
    there.card.writing.write_anyway()
    here.judge(ItemResult.PARTLY, "甲的說明")
    first.driver.settle()
    second.until(lambda: "甲的說明" in there.card.writing.said.text())
    assert there.card.remark.text() == "乙的說明"
    there.judge(ItemResult.UNMET, "乙的說明")
    dialog = second.driver.dialog(Comparing)
    assert [(one.label, one.theirs, one.mine) for one in dialog.pairs] == [("結果", "部分符合", "未符合"), ("說明", "甲的說明", "乙的說明")]
    assert dialog.who == first.who
    dialog.choices["result"][0].setChecked(True)
    second.driver.press(dialog, "照選擇儲存")
    (held,) = judgements(first).values()
    assert (held.result, held.remark) == (ItemResult.PARTLY, "乙的說明")
    assert second.driver.ask(unsaved.kept) == ()


def test_a_remark_not_saved_comes_back_with_its_item_and_after_a_crash(both: tuple[Reviewer, Reviewer, str]) -> None:
    first = both[0]
    page = first.evaluating()
    write(page, "還在寫")
    first.item(page, 3)
    assert page.card.remark.text() == ""
    first.item(page, 1)
    assert page.card.remark.text() == "還在寫"
    page.card.writing.keep()
    (kept,) = first.driver.ask(unsaved.kept)
    first.item(page, 3)
    page.card.writing.typed.clear()
    first.driver.bench.resume("evaluate", kept)
    first.until(lambda: page.card.remark.text() == "還在寫")
    page.judge(ItemResult.PARTLY, page.card.remark.value)
    first.driver.settle()
    assert first.driver.ask(unsaved.kept) == ()


def gone(editor: AgencyEditor) -> bool:
    return not Shiboken.isValid(editor) or not editor.isVisible()


def name_of(one: Reviewer) -> str:
    return one.driver.ask(lambda desk: by_code(desk, FIRST).name)


def editing(one: Reviewer) -> AgencyEditor:
    one.window.show_page("offices")
    one.driver.settle()
    page = one.window.page
    assert isinstance(page, OfficesPage)
    assert page.grid.select(lambda line: line.agency.code == FIRST)
    page.edit()
    one.driver.settle()
    return next(editor for editor in one.window.findChildren(AgencyEditor) if editor.isVisible())


def test_a_record_held_is_only_looked_at_until_the_other_is_done(both: tuple[Reviewer, Reviewer, str]) -> None:
    first, second, _ = both
    here, there = editing(first), editing(second)
    second.until(lambda: there.sharing.waiting)
    assert there.sharing.words.text().startswith(f"{first.who}正在編輯這筆資料")
    assert not there.inside.isEnabled()
    assert not there.accept_button.isEnabled()
    here.called.set_text("範例地政處")
    here.finish()
    first.driver.settle()
    second.until(lambda: there.called.text() == "範例地政處")
    assert there.inside.isEnabled()
    there.group.set_text("範例類別")
    there.finish()
    second.driver.settle()
    assert name_of(first) == "範例地政處"


def test_a_lost_server_keeps_the_words_and_they_are_saved_once_it_is_back(both: tuple[Reviewer, Reviewer, str]) -> None:
    first, second, name = both
    here, there = editing(first), editing(second)
    second.until(lambda: there.sharing.waiting)
    there.sharing.edit_anyway()
    there.called.set_text("範例地政處")
    refused: list[HrdeskError] = []
    second.driver.bench.refused.disconnect()
    second.driver.bench.refused.connect(refused.append)
    first.driver.bench.refused.disconnect()
    server().stop()
    try:
        there.finish()
        second.until(lambda: there.wrong.isVisible())
        assert "連不上資料庫伺服器" in there.wrong.text()
        assert (there.isVisible(), there.called.text()) == (True, "範例地政處")
        second.until(lambda: bool(refused))
    finally:
        server().start()
    here.reject()
    there.finish()
    second.until(lambda: gone(there))
    assert [error.fault for error in refused] == [Fault.SERVER_GONE]
    assert name_of(second) == "範例地政處"
    server().drop_connections(name)
    assert second.driver.ask(lambda desk: desk.store.seq()) > 0
