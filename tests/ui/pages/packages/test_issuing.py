"""A collector's root, the certificates it issues, and taking them back."""

from pathlib import Path

from hrdesk.domain.offices import Office, OfficeRole
from hrdesk.services.agency.agencies import by_code
from hrdesk.services.packages import keys, offices
from hrdesk.services.post import renewal
from hrdesk.ui.issuing import Grant, NewRoot, Revoke, RootAsk
from hrdesk.ui.pages.packages.page import TRUST
from hrdesk.ui.pages.packages.page import page as packages
from tests.services.three_offices import CHILD, ROOT_PASSPHRASE, City
from tests.ui.driving import Driver
from tests.ui.pages.packages.driving import Open, files, labels, listened


def with_root(asked: RootAsk, folder: Path) -> None:
    asked.root.set_text(str(folder / "first.root"))
    asked.secret.set_text(ROOT_PASSPHRASE)


def registered(city: City) -> None:
    digits = offices.make_registration(city.child, city.out / "new.hrdreg")
    (city.out / "digits.txt").write_text(digits)


def renewing(city: City) -> None:
    renewal.renew(city.child, city.out / "renew.hrdpkg")


def test_a_root_is_made_with_a_passphrase_typed_twice(driver: Driver, tmp_path: Path) -> None:
    page = packages(driver.bench)
    driver.open(page)
    page.tabs.setCurrentIndex(TRUST)
    driver.press(page, "建立根憑證…")
    asked = driver.dialog(NewRoot)
    driver.looked_over(asked)
    asked.target.choose()
    files(driver, tmp_path / "own.hrdroot")
    assert asked.target.path == tmp_path / "own.hrdroot"
    asked.secret.set_text("範例根密碼")
    asked.again.set_text("不同")
    asked.finish()
    assert asked.again.problem.text() == "兩次輸入的密碼不同"
    asked.again.set_text("範例根密碼")
    asked.finish()
    driver.settle()
    digits = driver.ask(lambda desk: offices.grouped(offices.root_digits(desk)))
    assert digits.split()[0] in labels(page.enrolment.issuing)
    assert page.enrolment.issuing.others.isVisible()


def test_a_registration_is_granted_by_the_digits_read_out(on: Open, three_offices: Path, tmp_path: Path) -> None:
    driver, page = on("first", registered)
    page.enrolment.issuing.grant()
    asked = driver.dialog(Grant)
    driver.looked_over(asked)
    with_root(asked, three_offices)
    asked.file.set_text(str(tmp_path / "out" / "new.hrdreg"))
    asked.target.set_text(str(tmp_path / "out" / "granted.hrdpkg"))
    driver.settle()
    assert asked.file.hint.text() == "申請機關：範例地政事務所（379111000C）；原有的憑證會同時廢止"
    assert asked.target.name == "登錄核發-範例地政事務所.hrdpkg"
    right = (tmp_path / "out" / "digits.txt").read_text()
    asked.digits.set_text(("1" if right[0] != "1" else "2") + right[1:])
    assert asked.digits.fault() == "第 1 組與檔案的數字不符，請對方再唸一次"
    assert asked.digits.hint.text() == "已輸入 40 / 40 位，7 / 8 組相符"
    assert not asked.accept_button.isEnabled()
    told = listened(driver)
    asked.digits.set_text(right)
    driver.press(asked, "核發")
    assert told == ["已核發範例地政事務所的憑證，請把「granted.hrdpkg」寄給對方"]
    assert (tmp_path / "out" / "granted.hrdpkg").exists()


def test_a_renewal_is_granted_without_digits(on: Open, three_offices: Path, tmp_path: Path) -> None:
    driver, page = on("first", renewing)
    page.enrolment.issuing.grant()
    asked = driver.dialog(Grant)
    asked.kind.set_value(True)
    asked.kind.edited.emit()
    assert not asked.digits.isVisible()
    with_root(asked, three_offices)
    asked.file.set_text(str(tmp_path / "out" / "renew.hrdpkg"))
    driver.settle()
    assert asked.file.hint.text() == "申請機關：範例地政事務所（379111000C）"
    assert asked.target.name == "登錄核發-範例地政事務所.hrdpkg"
    asked.target.set_text(str(tmp_path / "out" / "granted.hrdpkg"))
    driver.press(asked, "核發")
    assert (tmp_path / "out" / "granted.hrdpkg").exists()


def test_certificates_are_taken_back_and_the_list_is_numbered_anew(on: Open, three_offices: Path) -> None:
    driver, page = on("first")
    page.enrolment.issuing.revoke()
    asked = driver.dialog(Revoke)
    driver.looked_over(asked)
    with_root(asked, three_offices)
    assert not asked.accept_button.isEnabled()
    asked.reason.set_text("承辦人異動")
    driver.press(asked, "廢止")
    left = driver.ask(lambda desk: desk.store.count(Office, agency=by_code(desk, CHILD).id, role=OfficeRole.SIGNING, revoked=None))
    assert left == 0
    before = driver.ask(lambda desk: desk.store.secret(keys.OWN_CRL))
    page.enrolment.issuing.refresh()
    again = driver.dialog(RootAsk)
    with_root(again, three_offices)
    driver.press(again, "重新編號")
    assert driver.ask(lambda desk: desk.store.secret(keys.OWN_CRL)) != before


def test_a_file_that_asks_for_nothing_is_told_at_once(on: Open, tmp_path: Path) -> None:
    driver, page = on("first")
    page.enrolment.issuing.grant()
    asked = driver.dialog(Grant)
    (tmp_path / "no.hrdreg").write_bytes(b"nothing of ours")
    asked.file.set_text(str(tmp_path / "no.hrdreg"))
    driver.settle()
    assert asked.file.problem.text() == "不是本程式的資料包。請確認拿到的檔案。"
    assert not asked.digits.expected
    asked.reject()


def test_an_office_below_issues_nothing(on: Open) -> None:
    _, page = on("child")
    page.tabs.setCurrentIndex(TRUST)
    assert not page.enrolment.issuing.isVisible()
