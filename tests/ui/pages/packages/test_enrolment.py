"""The way to a certificate, and its end."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from hrdesk.domain.offices import Office, OfficeRole
from hrdesk.domain.values import Key
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import certificates, offices
from hrdesk.services.post.standing import Step
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.pages.packages.enrolment import Pin, Spoken
from hrdesk.ui.pages.packages.page import TRUST
from hrdesk.ui.pages.packages.page import page as packages
from tests.services.steps import change
from tests.services.three_offices import ROOT_PASSPHRASE, City
from tests.ui.driving import Driver
from tests.ui.pages.packages.driving import Open, files, labels, listened


def test_the_department_sends_nothing_upwards(on: Open) -> None:
    driver, page = on("department")
    driver.looked_over(page)
    assert not page.steps.isVisible()
    assert page.enrolment.title.text() == "人事處是最上層的彙整機關"
    assert not page.enrolment.steps.isVisibleTo(page)


def own(desk: Desk) -> Office:
    return certificates.standing(desk, OfficeRole.SIGNING, own=True)[0]


def test_renewal_is_offered_when_it_is_due(on: Open, tmp_path: Path) -> None:
    driver, page = on("child", lambda city: change(city.child, Office, own(city.child).id, expires=date(2027, 3, 1)))
    page.tabs.setCurrentIndex(TRUST)
    assert page.enrolment.title.text() == "憑證即將到期"
    told = listened(driver)
    driver.press(page, "申請更新憑證…")
    files(driver, tmp_path / "out")
    assert told[0].startswith("更新申請檔已存為")
    assert "等候核發" in page.enrolment.sentence.text()
    assert page.enrolment.pin_button.isEnabled()


@pytest.mark.parametrize(("expires", "words"), [(date(2026, 12, 31), "憑證已過期"), (date(2029, 1, 1), "已登錄")])
def test_the_state_of_the_certificate_is_told(on: Open, expires: date, words: str) -> None:
    _, page = on("child", lambda city: change(city.child, Office, own(city.child).id, expires=expires))
    assert page.enrolment.title.text() == words
    assert page.tabs.tabText(TRUST).endswith("！") is (words == "憑證已過期")
    page.tabs.setCurrentIndex(TRUST)
    assert page.enrolment.steps.isVisible() is (words == "憑證已過期")
    assert page.enrolment.anew_button.isVisible() is (words == "已登錄")
    page.enrolment.show_steps()
    assert page.enrolment.steps.isVisible()


def test_a_new_office_is_led_through_three_steps(driver: Driver, tmp_path: Path) -> None:
    page = packages(driver.bench)
    driver.open(page)
    gone: list[object] = []
    driver.bench.placed.connect(lambda *given: gone.append(given))
    driver.press(page, "前往「登錄與憑證」")
    assert gone == [("packages", Key("Office", ""))]
    page.reveal(Key("Office", ""))
    assert page.tabs.currentIndex() == TRUST
    driver.looked_over(page)
    assert page.data is not None
    assert page.data.standing.step is Step.UNREGISTERED
    assert not page.enrolment.again_button.isEnabled()
    driver.press(page, "產生登錄申請檔…")
    files(driver, tmp_path / "a.hrdreg")
    spoken = driver.dialog(Spoken)
    driver.looked_over(spoken)
    digits = driver.ask(lambda desk: offices.registration_digits(tmp_path / "a.hrdreg"))
    assert "".join(spoken.digits.groups) == digits
    driver.press(spoken, "知道了")
    assert page.enrolment.title.text() == "登錄申請檔已產生，等候核發"
    driver.press(page, "再看一次數字…")
    files(driver, tmp_path / "a.hrdreg")
    driver.press(driver.dialog(Spoken), "知道了")
    driver.press(page, "產生登錄申請檔…")
    asked = driver.dialog(Confirm)
    assert "作廢" in labels(asked)
    driver.press(asked, "重新產生")
    driver.dialog(QFileDialog).close()


def enrolling(city: City) -> None:
    """Register the office below anew and grant it, all but the last step."""
    spoken = offices.make_registration(city.child, city.out / "new.hrdreg")
    root = city.roots / "first.root"
    offices.enrol_office(city.first, city.out / "new.hrdreg", spoken, root, ROOT_PASSPHRASE, city.out / "granted.hrdpkg")
    (city.out / "digits.txt").write_text(offices.root_digits(city.first))


def test_the_letters_digits_are_typed_and_wrong_ones_refused(on: Open, tmp_path: Path) -> None:
    driver, page = on("child", enrolling)
    digits = (tmp_path / "out" / "digits.txt").read_text()
    page.tabs.setCurrentIndex(TRUST)
    driver.press(page, "匯入登錄核發檔…")
    files(driver, tmp_path / "out" / "granted.hrdpkg")
    asked = driver.dialog(Pin)
    driver.looked_over(asked)
    assert not asked.accept_button.isEnabled()
    asked.typed._typed(0, "1" * 40)
    driver.press(asked, "匯入")
    assert "不符" in asked.wrong.text()
    told = listened(driver)
    asked.typed._typed(0, digits)
    driver.press(asked, "匯入")
    assert told == ["已登錄，彙整機關是範例地政局"]
    assert page.enrolment.title.text() == "已登錄"
    assert not page.enrolment.steps.isVisible()
