"""Self-checks on paper and in files: written, read back, printed; evidence and the merit claim."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from hrdesk.domain.seeds import Answer, MeritClaim
from hrdesk.domain.staff import Officer
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports import importing
from hrdesk.services.safekeeping import keeping
from hrdesk.services.teachers import coaching
from hrdesk.ui.form_window import FormWindow
from hrdesk.ui.kit.dialogs import Ask
from hrdesk.ui.pages.self_check.page import SelfCheckPage
from tests.services.book import PDF
from tests.ui.driving import Driver
from tests.ui.pages.self_check.driving import answers, fill, held, saved, seed


def test_evidence_of_a_line_is_kept_shown_and_removed(driver: Driver, page: SelfCheckPage, teacher: Officer, tmp_path: Path) -> None:
    (tmp_path / "佐證.pdf").write_bytes(PDF)
    card = page.view.cards["e4"]
    driver.press(card, "4 佐證")
    card.evidence.add([tmp_path / "佐證.pdf"])
    driver.settle()
    saved(driver, page)
    (key,) = answers(driver, teacher)["e4"].evidence
    assert card.adder.text() == "佐證（1）"
    again = SelfCheckPage(driver.bench)
    driver.open(again)
    assert again.view.cards["e4"].evidence.value == (key,)
    assert again.view.cards["e4"].evidence.isVisible()
    again.view.cards["e4"].evidence.remove(key)
    saved(driver, again)
    assert answers(driver, teacher)["e4"].evidence == ()


def test_merit_is_drafted_from_the_year_written_and_emptied(driver: Driver, page: SelfCheckPage, teacher: Officer, tmp_path: Path) -> None:
    from hrdesk.services.people import evidence

    (tmp_path / "紀錄.pdf").write_bytes(PDF)

    def coach(desk: Desk) -> None:
        proof = evidence.take_in(desk, tmp_path / "紀錄.pdf")[1]
        coaching.coach(desk, replace(coaching.new_coaching(desk, teacher.id, date(2026, 3, 2), 540, 600, "範例文化局"), evidence=(proof,)))

    driver.ask(coach)
    page.reload()
    driver.settle()
    section = page.view.merits["other"]
    assert not page.view.merits["courses"].taker.isVisible()
    section.text.setPlainText("自己寫的")
    driver.press(section, "帶入這些事實 其他具體輔導事蹟")
    saved(driver, page)
    (claim,) = driver.ask(lambda desk: desk.store.all(MeritClaim))
    assert claim.text.startswith("自己寫的\n本年度輔導1件、1小時")
    assert len(claim.evidence) == 1
    section.take_over()  # what stands there already is not put in again
    assert section.text.toPlainText() == claim.text
    section.text.clear()
    section.evidence.remove(claim.evidence[0])
    saved(driver, page)
    assert driver.ask(lambda desk: desk.store.all(MeritClaim)) == ()
    driver.bench.undo()
    driver.settle()
    assert section.text.toPlainText() in ("", claim.text)


def sheet(page: SelfCheckPage, driver: Driver, kind: str, choose: Callable[[QFileDialog], None]) -> None:
    """Write the file to fill in of whoever is chosen, where `choose` says."""
    page.actions_by_key["write"].trigger()
    ask = driver.dialog(Ask)
    ask.fields[0].set_text(kind)
    ask.accept_button.click()
    dialog = driver.dialog(QFileDialog)
    choose(dialog)
    dialog.close()
    driver.settle()


@pytest.mark.parametrize(("kind", "suffix"), [("可填寫的 PDF", "pdf"), ("Excel 活頁簿", "xlsx"), ("ODF 試算表", "ods")])
def test_sheet_is_written_and_reads_back(driver: Driver, page: SelfCheckPage, teacher: Officer, tmp_path: Path, kind: str, suffix: str) -> None:
    driver.ask(lambda desk: fill(desk, teacher))
    before = answers(driver, teacher)
    page.grid.selectAll()
    target = tmp_path / f"填報檔.{suffix}"
    sheet(page, driver, kind, lambda dialog: dialog.fileSelected.emit(str(target)))
    driver.ask(keeping.undo)
    assert held(driver, teacher) is None
    driver.ask(lambda desk: importing.apply_plan(desk, importing.plan_given(desk, "self_check", target)))
    assert answers(driver, teacher) == before


def test_sheets_of_several_go_into_a_folder(driver: Driver, page: SelfCheckPage, teacher: Officer, tmp_path: Path) -> None:
    driver.ask(lambda desk: seed(desk, "陳𡍼明"))
    page.reload()
    driver.settle()
    page.grid.selectAll()
    sheet(page, driver, "可填寫的 PDF", lambda dialog: dialog.fileSelected.emit(str(tmp_path)))
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == ["自我檢核表_王小明_115年度.pdf", "自我檢核表_陳𡍼明_115年度.pdf"]
    page.grid.clearSelection()
    page.write_sheets()


def test_filled_sheet_is_read_back_from_a_file(driver: Driver, page: SelfCheckPage) -> None:
    driver.press(page, "讀回填報檔…")
    assert driver.dialog(QFileDialog).windowTitle() == "匯入自我檢核表"
    assert "*.pdf" in driver.dialog(QFileDialog).nameFilters()[0]
    driver.dialog(QFileDialog).close()


def test_form_is_looked_at_as_it_prints(driver: Driver, page: SelfCheckPage, teacher: Officer) -> None:
    page.view.cards["e1"].choices[Answer.YES].click()
    driver.press(page, "列印…")
    window = driver.dialog(FormWindow)
    assert window.preview.pages() >= 1
    assert answers(driver, teacher)["e1"].answer is Answer.YES
    window.reject()
