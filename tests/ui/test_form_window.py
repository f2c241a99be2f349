"""One form looked at from its page: shown, saved as its papers, refused in words."""

from datetime import date
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from hrdesk.domain.forms import Paper
from hrdesk.domain.record import OfficerId
from hrdesk.services.papers.form_contents import About
from hrdesk.ui.form_window import SAVED_AS, FormWindow, show_form
from tests.services.book import YEAR, appointed, hire
from tests.ui.driving import Driver


def test_form_is_shown_and_saved_as_each_of_its_papers(driver: Driver, tmp_path: Path) -> None:
    person = driver.ask(lambda desk: hire(desk))
    driver.ask(lambda desk: appointed(desk, person, date(2026, 1, 1)))
    window = show_form(driver.host(), driver.bench, "annex5", YEAR, About(officer=person.id), name="王小明")
    assert not window.accept_button.isEnabled()
    driver.settle()
    assert (window.preview.pages() > 0, window.accept_button.isEnabled()) == (True, True)
    menu = window.saver.menu()
    assert menu is not None
    papers = {action.text(): action for action in menu.findChildren(QAction)}
    for paper in (Paper.PDF, Paper.ODS, Paper.XLSX):
        papers[SAVED_AS[paper]].trigger()
        dialog = driver.dialog(QFileDialog)
        target = tmp_path / f"表.{paper.value}"
        dialog.fileSelected.emit(str(target))
        dialog.close()
        driver.settle()
        assert target.stat().st_size > 0
    assert window.file == "附表5_自我檢核表_王小明_115年度"
    driver.looked_over(window)
    window.reject()
    driver.settle()
    assert driver.ask(lambda desk: len(desk.store.all(type(person)))) == 1


def test_form_about_nobody_known_is_refused_in_words(driver: Driver) -> None:
    window = FormWindow(driver.host(), driver.bench, "annex5", YEAR, About(officer=OfficerId("0" * 32)))
    window.open()
    driver.settle()
    assert window.wrong.isVisible()
    window.finish()  # nothing to print
    window.reject()


def test_character_without_a_glyph_is_told(driver: Driver) -> None:
    person = driver.ask(lambda desk: hire(desk, "王\ue000明"))
    driver.ask(lambda desk: appointed(desk, person, date(2026, 1, 1)))
    window = show_form(driver.host(), driver.bench, "annex5", YEAR, About(officer=person.id))
    driver.settle()
    assert "沒有字型可以印出" in window.missing.text()
    assert window.missing.isVisible()
    window.reject()
