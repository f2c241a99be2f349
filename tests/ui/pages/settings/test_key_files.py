"""The root certificate and the age key leave the window as files, the key only for who proves who asks."""

from pathlib import Path

from hrdesk.exchange.keys import unprotect
from hrdesk.services.packages import keys
from hrdesk.ui.pages.settings.keys import KeysSection
from hrdesk.ui.pages.settings.page import SettingsPage
from hrdesk.ui.passphrase import AskSecret
from tests.services.three_offices import PASSPHRASE
from tests.ui.collecting import Collector
from tests.ui.pages.settings.driving import choose, section

NEW = "範例金鑰密碼 七八九"


def test_root_and_key_are_written(collector: Collector, tmp_path: Path) -> None:
    driver = collector("first").driver
    page = SettingsPage(driver.bench)
    driver.open(page)
    told: list[str] = []
    driver.bench.told.connect(lambda sentence, _: told.append(sentence))
    made = section(driver, page, KeysSection)
    driver.looked_over(page)
    driver.press(made, "匯出根憑證…")
    choose(driver, tmp_path / "root.pem")
    assert (tmp_path / "root.pem").read_text("ascii").startswith("-----BEGIN CERTIFICATE-----")
    assert told[-1].startswith("已匯出「root.pem」")
    driver.press(made, "匯出解密金鑰…")
    dialog = driver.dialog(AskSecret)
    driver.looked_over(dialog)
    own, new, again, reason, target = dialog.fields
    for field, text in ((own, "別人的密碼 一二三"), (new, NEW), (again, NEW), (reason, "查驗"), (target, str(tmp_path / "key.age"))):
        field.set_text(text)
    driver.press(dialog, "匯出")
    assert dialog.isVisible()
    assert "密碼" in dialog.wrong.text()
    own.set_text(PASSPHRASE)
    driver.press(dialog, "匯出")
    text = unprotect((tmp_path / "key.age").read_bytes(), NEW).decode("ascii")
    assert tuple(text.split()) == driver.ask(keys.identities)
    assert "key.age" in told[-1]
