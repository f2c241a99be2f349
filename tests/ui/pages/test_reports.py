"""報表: as it will print, printed, saved, all at once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from hrdesk.domain.acts import Act
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Course, Method, Mode, TrainingRecord
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, PrintError
from hrdesk.services.agency import agencies
from hrdesk.services.core.desk import Desk
from hrdesk.services.papers.forms import FORMS
from hrdesk.services.papers.handing_out import TITLES
from hrdesk.services.papers.lists import LISTS
from hrdesk.services.study import training
from hrdesk.services.teachers import seeds
from hrdesk.ui.kit.dialogs import Ask
from hrdesk.ui.kit.paper import print_pdf
from hrdesk.ui.pages.reports import batch as batch_module
from hrdesk.ui.pages.reports import page as page_module
from hrdesk.ui.pages.reports.batch import BatchDialog
from hrdesk.ui.pages.reports.choices import ENTRIES, GROUPS
from hrdesk.ui.pages.reports.page import ReportsPage
from tests.services.book import appointed, enrolled, found_child, hire, hold
from tests.ui.driving import Driver


def fill(desk: Desk) -> None:
    """Put a seed teacher who stopped, somebody else and a course in the book."""
    teacher, other = hire(desk, "王小明", employee_no="A001"), hire(desk, "李小華", national_id="A123456789")
    held = appointed(desk, teacher, document="範例人字第1號", systems=("biz-01",), scope="全機關", phone="02-12345678", email="a@example.org")
    seeds.end(desk, held.id, date(2026, 9, 30), "調任")
    enrolled(desk, hold(desk), other)


@pytest.fixture
def page(driver: Driver) -> ReportsPage:
    """Return the page on a filled book, loaded, at its first form."""
    driver.ask(fill)
    made = ReportsPage(driver.bench)
    driver.open(made)
    rest(made, driver)
    return made


def rest(page: ReportsPage, driver: Driver) -> None:
    """Look at once instead of after a pause, and wait for what is shown."""
    page.options._settle.stop()
    page.look()
    driver.settle()


def choose(page: ReportsPage, driver: Driver, name: str) -> None:
    page.choose(name)
    rest(page, driver)


def pick_file(driver: Driver, path: Path) -> None:
    """Answer the file dialog that is open."""
    dialog = driver.dialog(QFileDialog)
    signal = dialog.fileSelected
    signal.emit(str(path))
    dialog.close()
    driver.settle()


def paper_printer(path: Path) -> Callable[[bytes, QWidget | None], str]:
    """Return what prints to a PDF file in place of asking for a printer, which would wait for a person."""

    def put(data: bytes, parent: QWidget | None) -> str:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return print_pdf(data, parent, printer)

    return put


def test_every_form_list_and_file_is_offered_once() -> None:
    names = [entry.name for _, entries in GROUPS for entry in entries]
    assert len(names) == len(set(names))
    assert set(names) == {*FORMS, *LISTS, *TITLES}


def test_every_form_shows_as_it_will_print(page: ReportsPage, driver: Driver) -> None:
    for form in FORMS:
        choose(page, driver, form)
        if page.options.lacking():
            page.options.officer.set_value(page._subjects.people[0][0])
            rest(page, driver)
        assert page.preview.pages() >= 1, (form, page.options.problem.text())
        assert not page.options.problem.isVisible(), form
        assert page.print_action.isEnabled(), form
        driver.looked_over(page)


def test_an_empty_book_still_shows_its_forms_and_says_what_is_missing(driver: Driver) -> None:
    page = ReportsPage(driver.bench)
    driver.open(page)
    rest(page, driver)
    assert page.preview.pages() >= 1
    choose(page, driver, "sign-in-sheet")
    assert page.options.problem.text() == "請選擇班期。"
    assert not page.print_action.isEnabled()
    assert not page.save_action.isEnabled()
    page.print()  # nothing to print
    driver.looked_over(page)


def test_a_draft_is_explained_and_a_letter_is_none(page: ReportsPage, driver: Driver) -> None:
    assert page.options.draft.isVisible()
    choose(page, driver, "year-report")
    assert not page.options.draft.isVisible()


def test_choosing_again_shows_what_was_chosen_last(page: ReportsPage, driver: Driver) -> None:
    choose(page, driver, "annex3")
    again = ReportsPage(driver.bench)
    driver.open(again)
    entry = again.choices.entry()
    assert entry is not None
    assert entry.name == "annex3"
    page.choose("nothing of that name")
    assert page.choices.entry() == ENTRIES["annex1"]


def test_a_form_is_saved_on_each_of_its_papers(page: ReportsPage, driver: Driver, tmp_path: Path) -> None:
    choose(page, driver, "personal-summary")
    page.options.officer.set_value(page._subjects.people[0][0])
    rest(page, driver)
    for paper, mark in (("PDF 文件", b"%PDF"), ("ODS 試算表", b"PK"), ("XLSX 試算表（Excel）", b"PK"), ("ODT 文書", b"PK")):
        page.options.paper.set_text(paper)
        driver.press(page, "另存新檔…")
        target = tmp_path / f"{paper[:3]}.out"
        pick_file(driver, target)
        assert target.read_bytes().startswith(mark)


def test_a_notice_goes_to_one_addressee_or_all(page: ReportsPage, driver: Driver) -> None:
    choose(page, driver, "change-notice")
    assert page.preview.pages() == 3
    page.options.addressee.set_value(Addressee.DEPARTMENT)
    page.options.change.set_value(ChangeKind.APPOINTED)
    rest(page, driver)
    assert page.preview.pages() == 1
    about = page.options.about()
    assert (about.addressee, about.change, about.officer) == (Addressee.DEPARTMENT, ChangeKind.APPOINTED, None)


def test_masked_names_are_masked_on_what_is_shown(page: ReportsPage, driver: Driver) -> None:
    page.options.names.setChecked(True)
    rest(page, driver)
    assert page.options.masking().names
    choose(page, driver, "roster")
    page.options.names.setChecked(True)
    rest(page, driver)
    assert {row[3] for row in page.list.grids["roster"].table.records()} == {"王○○", "李○○"}


def test_whole_id_numbers_need_a_reason_that_is_logged(page: ReportsPage, driver: Driver) -> None:
    page.options.whole.setChecked(True)
    ask = driver.dialog(Ask)
    driver.looked_over(ask)
    ask.reject()
    driver.settle()
    assert not page.options.whole.isChecked()
    page.options.whole.setChecked(True)
    page.look()  # no reason yet: nothing is shown
    driver.settle()
    assert len(page._data) == 0
    ask = driver.dialog(Ask)
    ask.fields[0].set_text("核對身分")
    ask.finish()
    rest(page, driver)
    assert len(page._data) > 0
    (entry,) = driver.ask(lambda desk: desk.store.history(1))
    assert (entry.act, entry.facts["masked"], entry.facts["reason"]) == (Act.VIEW, 0, "核對身分")


def test_printing_puts_every_page_on_paper_and_is_logged(page: ReportsPage, driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "paper.pdf"
    monkeypatch.setattr(page_module, "print_pdf", paper_printer(target))
    driver.press(page, "列印…")
    assert target.read_bytes().startswith(b"%PDF")
    (entry,) = driver.ask(lambda desk: desk.store.history(1))
    assert (entry.act, entry.facts["form"], entry.facts["paper"]) == (Act.PRINT, "annex1", "printer")


def test_a_printer_that_fails_is_told_and_a_cancelled_print_is_not_logged(page: ReportsPage, driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    driver.bench.refused.connect(told.append)

    def fail(data: bytes, parent: QWidget | None) -> str:
        raise PrintError(Fault.PRINTER_FAILED, printer="範例印表機")

    monkeypatch.setattr(page_module, "print_pdf", fail)
    driver.press(page, "列印…")
    assert len(told) == 1
    monkeypatch.setattr(page_module, "print_pdf", lambda data, parent: "")
    driver.press(page, "列印…")
    assert not [one for one in driver.ask(lambda desk: desk.store.history(5)) if one.act is Act.PRINT]


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_shown_and_saved_as_spreadsheets(page: ReportsPage, driver: Driver, tmp_path: Path, name: str) -> None:
    choose(page, driver, name)
    assert page.list.grids[name].isVisible()
    assert not page.print_action.isEnabled()
    for paper, mark in (("XLSX 試算表（Excel）", b"PK"), ("ODS 試算表", b"PK"), ("CSV 文字檔", b"\xef\xbb\xbf")):
        page.options.paper.set_text(paper)
        driver.press(page, "另存新檔…")
        target = tmp_path / f"{name}-{paper[:3]}"
        pick_file(driver, target)
        assert target.read_bytes().startswith(mark)
    driver.looked_over(page)


def learned(desk: Desk) -> None:
    """Let 李小華 and 王小明, who has no ID number, finish an own digital course."""
    for code, person in zip(("115-OP-02", "115-OP-03"), desk.store.all(Officer), strict=True):
        course = hold(desk, code, method=Method.AGENCY, mode=Mode.DIGITAL, category_code="1")
        enrolled(desk, course, person)
        training.complete(desk, course.id, person.id, date(2026, 6, 11))


def test_interchange_files_say_who_is_left_out_and_need_a_reason(page: ReportsPage, driver: Driver, tmp_path: Path) -> None:
    choose(page, driver, "learning")
    assert page.export.summary.text().startswith("沒有可寫出的資料")
    assert not page.save_action.isEnabled()
    driver.ask(learned)
    rest(page, driver)
    assert page.export.summary.text() == "將寫出 1 列"
    (left,) = page.export.grid.table.records()
    assert left.name == "王小明"
    went: list[Key | None] = []
    driver.bench.placed.connect(lambda _, key: went.append(key))
    page.export.grid.opened.emit(left)
    assert went == [left.record]
    driver.press(page, "另存新檔…")
    ask = driver.dialog(Ask)
    ask.fields[0].set_text("上傳時數")
    ask.finish()
    target = tmp_path / "learning.csv"
    pick_file(driver, target)
    assert target.is_file()
    (entry,) = driver.ask(lambda desk: desk.store.history(1))
    assert (entry.act, entry.facts["reason"]) == (Act.EXPORT, "上傳時數")
    driver.looked_over(page)


def test_a_record_opens_its_form(page: ReportsPage, driver: Driver) -> None:
    def shown(key: Key) -> str:
        page.open(key)
        rest(page, driver)
        entry = page.choices.entry()
        assert entry is not None
        return entry.name

    person, course, held = (
        driver.ask(lambda desk: desk.store.all(Officer)[0]),
        driver.ask(lambda desk: desk.store.all(Course)[0]),
        driver.ask(lambda desk: desk.store.all(Appointment)[0]),
    )
    assert shown(Key("Officer", person.id)) == "personal-summary"
    assert page.options.officer.value == person.id
    assert shown(Key("Course", course.id)) == "sign-in-sheet"
    assert page.options.course.value == course.id
    assert shown(Key("Appointment", held.id)) == "change-notice"
    assert page.options.appointment.value == held.id
    record = driver.ask(lambda desk: desk.store.all(TrainingRecord)[0])
    assert shown(Key("TrainingRecord", record.id)) == "change-notice"  # nothing of its own: what was shown stays


def test_a_collector_may_print_one_agency_alone(driver: Driver) -> None:
    driver.ask(fill)
    driver.ask(found_child)
    page = ReportsPage(driver.bench)
    driver.open(page)
    rest(page, driver)
    if len(page._subjects.agencies) > 1:
        assert page.options.agency.isVisible()
        page.options.agency.set_value(page._subjects.agencies[1][0])
        rest(page, driver)
        assert page.options.about().agency == agencies.agency_id("379111000C")
        assert page.preview.pages() >= 1


def test_another_year_and_a_change_are_followed(page: ReportsPage, driver: Driver) -> None:
    driver.bench.set_year(114)
    driver.settle()
    assert page._subjects.appointments == ()
    driver.bench.set_year(115)
    driver.settle()
    assert page._subjects.appointments


def test_all_of_a_year_goes_into_one_folder(page: ReportsPage, driver: Driver, tmp_path: Path) -> None:
    driver.press(page, "整批輸出…")
    dialog = driver.dialog(BatchDialog)
    driver.looked_over(dialog)
    dialog.forms.set_value(())
    assert not dialog.accept_button.isEnabled()
    dialog.forms.set_value(("annex1", "annex5", "change-notice"))
    driver.press(dialog, "存入資料夾…")
    folder = driver.dialog(QFileDialog)
    folder.fileSelected.emit(str(tmp_path))
    folder.close()
    driver.settle()
    assert len(list((tmp_path / "115年度報表").iterdir())) == 4
    assert dialog.told.toPlainText().startswith("已存 4 個檔案")
    assert dialog.open_button.isVisible()
    dialog.reject()
    driver.settle()


def test_a_batch_that_is_stopped_leaves_nothing(page: ReportsPage, driver: Driver, tmp_path: Path) -> None:
    page.open_batch()
    dialog = driver.dialog(BatchDialog)
    dialog.forms.set_value(tuple(FORMS))
    dialog.save(tmp_path / "out")
    dialog.reject()
    assert dialog.isVisible()
    driver.settle()
    assert dialog.told.toPlainText().startswith("已停止")
    assert not list(tmp_path.glob("out/*年度報表*"))
    dialog.reject()
    driver.settle()


def test_a_batch_is_printed_as_one_document(page: ReportsPage, driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "paper.pdf"
    monkeypatch.setattr(batch_module, "print_pdf", paper_printer(target))
    page.open_batch()
    dialog = driver.dialog(BatchDialog)
    dialog.forms.set_value(("annex1", "annex2"))
    dialog.names.setChecked(True)
    driver.press(dialog, "列印…")
    assert target.read_bytes().startswith(b"%PDF")
    (entry,) = driver.ask(lambda desk: desk.store.history(1))
    assert (entry.act, entry.facts["papers"]) == (Act.PRINT, 2)
    dialog.reject()
    driver.settle()


def test_a_folder_that_cannot_be_written_is_told_in_the_dialog(page: ReportsPage, driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    page.open_batch()
    dialog = driver.dialog(BatchDialog)
    dialog.save(tmp_path / "file")
    driver.settle()
    assert dialog.wrong.isVisible()
    dialog.reject()
    driver.settle()
