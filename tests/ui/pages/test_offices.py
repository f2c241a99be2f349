"""機關登錄 at the collector's desk: the tree by date, the list taken over, the root, certificates."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from hrdesk.domain.forms import Paper
from hrdesk.domain.members import Access
from hrdesk.domain.offices import Office, OfficeRole
from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Key
from hrdesk.services.agency import memberships
from hrdesk.services.agency.agencies import agency_id, by_code
from hrdesk.services.collecting.registry import CertificateState
from hrdesk.services.packages import offices
from hrdesk.services.safekeeping import keeping
from hrdesk.ui.agency_editor import AgencyEditor
from hrdesk.ui.issuing import Grant, NewRoot, Revoke, RootAsk
from hrdesk.ui.letter_window import LetterWindow
from hrdesk.ui.list_window import ListWindow
from hrdesk.ui.pages.offices.columns import Fate
from hrdesk.ui.pages.offices.importing import ImportAgencies
from hrdesk.ui.pages.offices.moving import MoveEditor
from hrdesk.ui.pages.offices.page import OfficesPage
from hrdesk.ui.pages.offices.page import page as offices_page
from tests.services.steps import submitted
from tests.services.three_offices import CHILD, DEPARTMENT, FIRST, OTHER, ROOT_PASSPHRASE, City
from tests.ui.collecting import Collector, Seat
from tests.ui.driving import Driver

LIST = """機關代碼,機關名稱,上級機關
379110000B,範例新地政局,範例人事處
379111000C,範例地政事務所,範例地政局
379130000E,範例工務局,範例人事處
99,壞代碼,
"""


def opened(seat: Seat) -> OfficesPage:
    made = offices_page(seat.driver.bench)
    seat.driver.open(made, width=1118, height=660)
    return made


def asides(driver: Driver) -> list[QWidget]:
    shown: list[QWidget] = []

    def put(_: str, widget: QWidget) -> None:
        driver.qtbot.addWidget(widget)
        shown.append(widget)

    driver.bench.shown.connect(put)
    return shown


def listened(driver: Driver) -> list[str]:
    told: list[str] = []
    driver.bench.told.connect(lambda sentence, _: told.append(sentence))
    return told


def with_root(asked: RootAsk, seat: Seat) -> None:
    asked.root.set_text(str(seat.root))
    asked.secret.set_text(ROOT_PASSPHRASE)


def names(page: OfficesPage) -> list[str]:
    return [page.grid.table.texts(row)[0] for row in range(page.grid.table.rowCount())]


def typed(driver: Driver) -> None:
    driver.qtbot.wait(300)
    driver.settle()


def moved(city: City) -> None:
    desk = city.department
    memberships.move(desk, by_code(desk, CHILD), by_code(desk, OTHER), date(2027, 1, 3))


def registered(city: City) -> None:
    """Let the first tier register with the department once more."""
    (city.out / "digits.txt").write_text(offices.make_registration(city.first, city.out / "new.hrdreg"))


def test_offices_stand_in_their_tree_with_certificate_and_last_package(collector: Collector) -> None:
    seat = collector("department", submitted)
    driver, page = seat.driver, opened(seat)
    driver.looked_over(page)
    assert names(page) == ["範例人事處", "　範例地政局", "　　範例地政事務所", "　範例文化局"]
    assert page.grid.table.texts(1)[5:] == ("有效", "119/01/04", "116/01/05 年度資料 115 年度第 1 版")
    assert page.grid.table.texts(3)[5:] == ("未登錄", "—", "—")
    page.facets.pick(CertificateState.NONE)
    assert names(page) == ["　　範例地政事務所", "　範例文化局"]
    page.facets.pick(None)
    page.filter.setText(FIRST)
    assert names(page) == ["　範例地政局"]


def test_an_office_is_shown_with_its_history(collector: Collector) -> None:
    seat = collector("department", submitted)
    driver, page = seat.driver, opened(seat)
    shown, places = asides(driver), list[tuple[str, Key | None]]()
    driver.bench.placed.connect(lambda name, key: places.append((name, key)))
    page.open(Key("Agency", agency_id(FIRST)))
    driver.settle()
    told = "\n".join(one.text() for one in shown[-1].findChildren(QLabel))
    for part in ("範例地政局", "116/01/04 核發，至 119/01/04", "範例人事處", "116/01/05 年度資料 115 年度第 1 版"):
        assert part in told
    shown[-1].show()
    driver.press(shown[-1], "收件紀錄")
    assert places == [("inbox", Key("Agency", agency_id(FIRST)))]


def test_the_tree_of_an_earlier_day_is_shown(collector: Collector) -> None:
    seat = collector("department", moved)
    driver, page = seat.driver, opened(seat)
    assert names(page) == ["範例人事處", "　範例地政局", "　範例文化局", "　　範例地政事務所"]
    page.day.set_text("1160102")
    page.day.editingFinished.emit()
    driver.settle()
    assert names(page) == ["範例人事處", "　範例地政局", "　　範例地政事務所", "　範例文化局"]


def test_an_office_is_moved_from_a_day_on_and_back(collector: Collector) -> None:
    seat = collector("department")
    driver, page = seat.driver, opened(seat)
    page.grid.select(lambda line: line.agency.code == CHILD)
    page.actions_by_key["move"].trigger()
    editor = driver.dialog(MoveEditor)
    driver.looked_over(editor)
    editor.above.set_value(agency_id(OTHER))
    editor.day.set_text("1160110")
    typed(driver)
    driver.press(editor, "改隸")
    assert names(page) == ["範例人事處", "　範例地政局", "　範例文化局", "　　範例地政事務所"]
    driver.bench.write(keeping.undo)
    driver.settle()
    assert names(page)[2] == "　　範例地政事務所"
    assert page.resume("membership", agency_id(CHILD), {"start": "116/01/11"})
    again = driver.dialog(MoveEditor)
    assert again.day.text() == "116/01/11"
    driver.press(again, "取消")
    assert not page.resume("something", agency_id(CHILD), {})


def test_an_office_is_added_and_changed_but_keeps_its_place(collector: Collector) -> None:
    seat = collector("department")
    driver, page = seat.driver, opened(seat)
    driver.press(page, "新增機關…")
    editor = driver.dialog(AgencyEditor)
    driver.looked_over(editor)
    editor.code.set_text("379130000E")
    editor.called.set_text("範例工務局")
    typed(driver)
    driver.press(editor, "儲存")
    assert names(page)[-1] == "　範例工務局"
    page.grid.select(lambda line: line.agency.code == CHILD)
    page.actions_by_key["edit"].trigger()
    changed = driver.dialog(AgencyEditor)
    assert not changed.above.isVisible()
    changed.called.set_text("範例第一地政事務所")
    typed(driver)
    driver.press(changed, "儲存")
    child = driver.ask(lambda desk: by_code(desk, CHILD))
    assert (child.name, child.parent) == ("範例第一地政事務所", agency_id(FIRST))


def test_a_list_is_taken_over_in_one_step_that_undo_takes_back(collector: Collector, tmp_path: Path) -> None:
    seat = collector("department")
    driver, page = seat.driver, opened(seat)
    before = driver.ask(lambda desk: desk.store.all(Agency))
    (tmp_path / "list.csv").write_bytes(LIST.replace("範例地政局\n", "範例新地政局\n").encode("big5"))
    page.import_list(tmp_path / "list.csv")
    window = driver.dialog(ImportAgencies)
    driver.looked_over(window)
    assert {one.fate for one in window.grid.table.records()} == set(Fate)
    window.facets.pick(Fate.REFUSED)
    assert window.grid.table.rowCount() == 1
    window.facets.pick(None)
    window.prefix.set_text("37913")
    typed(driver)
    assert window.accept_button.text() == "匯入 1 個機關"
    window.prefix.set_text("")
    typed(driver)
    assert window.accept_button.text() == "匯入 2 個機關"
    window.gone.setChecked(True)
    assert window.accept_button.text() == "匯入 3 個機關"
    told = listened(driver)
    driver.press(window, "匯入 3 個機關")
    assert told == ["已匯入 3 個機關"]
    assert "　範例新地政局" in names(page)
    assert driver.ask(lambda desk: by_code(desk, OTHER).end) == date(2027, 1, 25)
    driver.bench.write(keeping.undo)
    driver.settle()
    assert driver.ask(lambda desk: desk.store.all(Agency)) == before


def test_a_list_without_its_headings_is_told(collector: Collector, tmp_path: Path) -> None:
    seat = collector("department")
    driver, page = seat.driver, opened(seat)
    (tmp_path / "list.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    page.import_list(tmp_path / "list.csv")
    driver.settle()
    assert len(driver.refused) == 1
    driver.refused.clear()


def test_a_certificate_is_issued_and_revoked(collector: Collector) -> None:
    seat = collector("department", registered)
    driver, page = seat.driver, opened(seat)
    shown = asides(driver)
    page.open(Key("Agency", agency_id(FIRST)))
    driver.settle()
    shown[-1].show()
    driver.press(page, "核發憑證…")
    asked = driver.dialog(Grant)
    driver.looked_over(asked)
    with_root(asked, seat)
    asked.file.set_text(str(seat.out / "new.hrdreg"))
    asked.target.set_text(str(seat.out / "granted.hrdpkg"))
    asked.digits.set_text((seat.out / "digits.txt").read_text())
    driver.settle()
    driver.press(asked, "核發")
    assert (seat.out / "granted.hrdpkg").exists()
    assert page.grid.table.texts(1)[5] == "已核發，尚未啟用"
    assert "116/01/25 核發，至 119/01/25" in [one.text() for one in shown[-1].findChildren(QLabel)]
    page.grid.select(lambda line: line.agency.code == FIRST)
    page.actions_by_key["revoke"].trigger()
    taken = driver.dialog(Revoke)
    driver.looked_over(taken)
    assert taken.agency.value == agency_id(FIRST)
    with_root(taken, seat)
    taken.reason.set_text("承辦人異動")
    driver.press(taken, "廢止")
    assert page.grid.table.texts(1)[5] == "已廢止"
    assert driver.ask(lambda desk: desk.store.count(Office, agency=agency_id(FIRST), role=OfficeRole.SIGNING, revoked=None)) == 0
    assert "列 2 張" in page.strip.list.text()


def test_the_roots_digits_are_copied_and_printed_and_its_list_numbered_anew(collector: Collector) -> None:
    seat = collector("department")
    driver, page = seat.driver, opened(seat)
    digits = driver.ask(lambda desk: offices.grouped(offices.root_digits(desk)))
    driver.press(page, "複製")
    assert QGuiApplication.clipboard().text() == digits
    number = page.strip.list.text()
    driver.press(page, "重新編號…")
    asked = driver.dialog(RootAsk)
    with_root(asked, seat)
    driver.press(asked, "重新編號")
    page.reload()
    driver.settle()
    assert page.strip.list.text() != number
    page.print()
    listed = driver.dialog(ListWindow)
    assert listed.sheet is not None
    assert len(listed.sheet.listed.rows) == 4
    driver.press(listed, "關閉")


def test_what_goes_with_the_letters_is_looked_at_and_written_for_all(collector: Collector, tmp_path: Path) -> None:
    seat = collector("department")
    driver, page = seat.driver, opened(seat)
    page.grid.select(lambda line: line.agency.code == FIRST)
    page.actions_by_key["letter"].trigger()
    paper = driver.dialog(LetterWindow)
    driver.looked_over(paper)
    assert paper.printed is not None
    paper.write(Paper.ODT, tmp_path / "letter.odt")
    driver.settle()
    assert (tmp_path / "letter.odt").exists()
    driver.press(paper, "關閉")
    told = listened(driver)
    driver.press(page.strip, "全部登錄核發函附件…")
    folder = driver.dialog(QFileDialog)
    folder.fileSelected.emit(str(tmp_path))
    folder.close()
    driver.settle()
    assert told == [f"已寫出 1 份登錄核發函附件到「{tmp_path.name}」；2 個機關還沒有憑證，沒有寫"]
    page.grid.select(lambda line: line.agency.code == OTHER)
    page.actions_by_key["letter"].trigger()
    nothing = driver.dialog(LetterWindow)
    assert "還沒有核發憑證給這個機關" in nothing.wrong.text()
    driver.press(nothing, "關閉")


def test_without_a_root_one_is_made_first(driver: Driver, tmp_path: Path) -> None:
    page = offices_page(driver.bench)
    driver.open(page)
    assert not page.actions_by_key["grant"].isEnabled()
    page.letter()
    driver.press(page, "建立根憑證…")
    asked = driver.dialog(NewRoot)
    driver.looked_over(asked)
    assert any("備援金鑰" in one.text() for one in asked.findChildren(QLabel))
    asked.target.set_text(str(tmp_path / "own.hrdroot"))
    asked.secret.set_text("範例根密碼")
    asked.again.set_text("範例根密碼")
    asked.finish()
    driver.settle()
    assert page.strip.made.isVisible()
    assert page.actions_by_key["grant"].isEnabled()
    assert names(page) == ["範例地政局"]
    assert page.grid.table.texts(0)[5] == "本機關"


def test_a_first_tier_agency_moves_nobody(collector: Collector) -> None:
    seat = collector("first")
    page = opened(seat)
    assert names(page) == ["範例地政局", "　範例地政事務所"]
    assert not page.actions_by_key["move"].isVisible()


def test_a_reader_changes_nothing(driver: Driver) -> None:
    driver.bench.signed = replace(driver.bench.signed, access=Access.READER)
    page = offices_page(driver.bench)
    driver.open(page)
    for key in ("import", "add", "edit", "grant", "revoke"):
        assert not page.actions_by_key[key].isEnabled()
    page.grid.selectRow(0)
    page.edit()
    driver.settle()
    assert DEPARTMENT not in names(page)
