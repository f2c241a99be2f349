"""The 規則包 through two windows: the department seals it for everyone, an agency takes it in, reads what changed and takes it back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from hrdesk.domain.members import Access
from hrdesk.domain.rulebook import Contact, RuleFile
from hrdesk.services.packages import rules_package, sealing
from hrdesk.services.regulation import rulebook
from hrdesk.ui.package_report import ReportWindow
from hrdesk.ui.pages.offices.page import page as offices_page
from hrdesk.ui.pages.packages.intake import Results
from hrdesk.ui.pages.packages.page import page as packages_page
from hrdesk.ui.pages.settings.page import SECTIONS
from hrdesk.ui.pages.settings.page import page as settings_page
from hrdesk.ui.pages.settings.rules import CompareDialog, RulesSection
from hrdesk.ui.rules_sending import SendRules
from tests.services.steps import first_of
from tests.services.test_rules_package import pack_file, told
from tests.services.three_offices import YEAR, City
from tests.ui.collecting import Collector
from tests.ui.driving import Driver


def texts(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def line(dialog: QWidget, name: str) -> QLineEdit:
    (found,) = (one for one in dialog.findChildren(QLineEdit) if one.accessibleName() == name)
    return found


def chosen(driver: Driver, path: Path) -> None:
    files = driver.dialog(QFileDialog)
    files.fileSelected.emit(str(path))
    files.reject()
    driver.settle()


def test_the_department_seals_it_for_everyone(collector: Collector) -> None:
    seat = collector("department")
    driver, page = seat.driver, offices_page(seat.driver.bench)
    driver.open(page)
    driver.press(page, "送出規則包…")
    dialog = driver.dialog(SendRules)
    driver.looked_over(dialog)
    assert f"{YEAR} 年度" in texts(dialog)
    assert "taipei-101（101/06/08 修正）" in texts(dialog)
    line(dialog, "電話").setText("02-1234-5678")
    driver.press(dialog, "選擇資料夾…")
    chosen(driver, seat.out)
    assert len(list(seat.out.glob("*-rules-*.hrdpkg"))) == 1
    assert dialog.say.text().startswith("已寫出 1 個檔案，1 個機關未能簽章，0 個沒有可送的。")
    assert driver.ask(rulebook.contact) == Contact(phone="02-1234-5678")
    dialog.reject()
    driver.press(page, "送出規則包…")
    again = driver.dialog(SendRules)
    assert line(again, "電話").text() == "02-1234-5678"
    driver.press(again, "選擇資料夾…")
    chosen(driver, seat.out)
    assert again.grid.table.records()[0].sealed.fresh is False  # type: ignore[union-attr]
    again.reject()


def test_nobody_to_ask_is_refused_in_words(collector: Collector) -> None:
    seat = collector("department")
    driver, page = seat.driver, offices_page(seat.driver.bench)
    driver.open(page)
    page.send_rules()
    dialog = driver.dialog(SendRules)
    line(dialog, "單位").setText("人事資訊科")
    driver.press(dialog, "選擇資料夾…")
    chosen(driver, seat.out)
    assert dialog.wrong.text() == "諮詢窗口不正確：請填電話或電子郵件。"
    assert list(seat.out.glob("*.hrdpkg")) == []
    dialog.reject()


def test_a_first_tier_agency_passes_on_the_department_s_contact(collector: Collector) -> None:
    seat = collector("first")
    driver, page = seat.driver, offices_page(seat.driver.bench)
    driver.open(page)
    page.send_rules()
    dialog = driver.dialog(SendRules)
    assert not line(dialog, "電話").isEnabled()
    driver.press(dialog, "選擇資料夾…")
    chosen(driver, seat.out)
    assert "請先收下彙整機關的規則包" in "\n".join(one.error.facts["reason"] for one in dialog.grid.table.records())  # type: ignore[union-attr,misc]
    dialog.reject()


def sent(city: City) -> None:
    """Let the department send a rules package to the first-tier agency."""
    told(city)
    sealing.seal(city.department, rules_package.draft(city.department, YEAR, first_of(city.department)), city.out)


def test_an_agency_reads_what_changes_takes_it_in_and_back(collector: Collector) -> None:
    seat = collector("first", sent)
    driver, page = seat.driver, packages_page(seat.driver.bench)
    (file,) = seat.out.glob("*-rules-*.hrdpkg")
    driver.open(page)
    page.inspect(file)
    report = driver.dialog(ReportWindow)
    assert [one.form for one in report.grid.table.records()] == ["規則 taipei-101", "辦公日曆", "機關", "期限與諮詢窗口"]
    assert "與目前適用的規則比較：4 處不同。" in texts(report)
    report.reject()
    shown: list[QWidget] = []

    def put(_: str, widget: QWidget) -> None:
        driver.qtbot.addWidget(widget)
        shown.append(widget)

    driver.bench.shown.connect(put)
    page._receive([file], None, None)
    driver.settle()
    results = driver.dialog(Results)
    assert "核予嘉獎一次的員額上限：15 人 → 20 人" in results.whole.text()  # the one there is is selected
    results.reject()
    assert "15 人 → 20 人" in texts(shown[-1])
    assert driver.ask(lambda desk: desk.rules(desk.today).number("quota_small_max")) == 20
    driver.bench.write(lambda desk: desk.store.undo())
    driver.settle()
    assert driver.ask(lambda desk: desk.rules(desk.today).number("quota_small_max")) == 15


def test_the_department_adopts_a_pack(collector: Collector, tmp_path: Path) -> None:
    seat = collector("department")
    driver, page = seat.driver, settings_page(seat.driver.bench)
    driver.open(page)
    page.names.setCurrentRow(SECTIONS.index(RulesSection))
    driver.settle()
    section = page.section
    assert isinstance(section, RulesSection)
    driver.press(page, "採用規則包…")
    chosen(driver, pack_file(tmp_path, ("value = 15\n", "value = 20\n")))
    dialog = driver.dialog(CompareDialog)
    driver.looked_over(dialog)
    assert [(one.before, one.after) for one in dialog.grid.table.records()] == [("15 人", "20 人")]
    driver.press(dialog, "採用")
    assert driver.ask(lambda desk: desk.rules(desk.today).number("quota_small_max")) == 20
    assert "115/01/02 修正" in section.facts.text()
    assert driver.ask(lambda desk: desk.store.count(RuleFile)) == 1


@pytest.mark.parametrize("name", ["first", "child"])
def test_nobody_else_adopts_one(collector: Collector, name: str) -> None:
    driver = collector(name).driver
    page = settings_page(driver.bench)
    driver.open(page)
    page.names.setCurrentRow(SECTIONS.index(RulesSection))
    driver.settle()
    assert "採用規則包…" not in [one.text() for one in page.section.findChildren(QWidget) if hasattr(one, "text")]


def test_who_may_only_read_sends_nothing(collector: Collector) -> None:
    driver = collector("department").driver
    object.__setattr__(driver.bench.signed, "access", Access.READER)
    page = offices_page(driver.bench)
    driver.open(page)
    assert not page.actions_by_key["rules"].isEnabled()
