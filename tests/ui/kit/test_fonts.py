"""A Chinese font is always there: the best of the system's, or the shipped one."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from hrdesk.errors import Fault, PrintError
from hrdesk.ui.kit import fonts


class Installed:
    """A font database with these Chinese families; `answer` is what loading a file gives."""

    def __init__(self, *chinese: str, answer: int = 0) -> None:
        self.chinese, self.answer = list(chinese), answer
        self.loaded: list[str] = []

    def families(self, system: QFontDatabase.WritingSystem, /) -> list[str]:
        assert system is QFontDatabase.WritingSystem.TraditionalChinese
        return self.chinese

    def addApplicationFont(self, path: str, /) -> int:  # noqa: N802  # Qt's name
        self.loaded.append(path)
        return self.answer


@pytest.fixture(autouse=True)
def kept_font(qapp: QApplication) -> Iterator[None]:
    font = qapp.font()
    yield
    qapp.setFont(font)


@pytest.mark.parametrize(
    ("installed", "family"),
    [
        (("MingLiU", "Microsoft JhengHei", "Microsoft JhengHei UI"), "Microsoft JhengHei UI"),
        (("MingLiU", "Microsoft JhengHei"), "Microsoft JhengHei"),
        (("Noto Sans TC", "Noto Sans CJK TC", "PingFang TC"), "PingFang TC"),
        (("Source Han Sans TC", "Noto Sans TC", "Noto Sans CJK TC"), "Noto Sans CJK TC"),
        (("Source Han Sans TC", "Noto Sans TC"), "Noto Sans TC"),
        (("MingLiU", "Source Han Sans TC"), "Source Han Sans TC"),
        (("MingLiU", "DFKai-SB"), "MingLiU"),
    ],
)
def test_best_installed_family_is_taken_and_nothing_loaded(installed: tuple[str, ...], family: str, qapp: QApplication) -> None:
    database = Installed(*installed)
    assert fonts.ensure_chinese(qapp, database) == family
    assert qapp.font().families()[0] == family
    assert database.loaded == []


def test_other_families_stay_behind_and_none_stands_twice(qapp: QApplication) -> None:
    before = qapp.font().families()
    for _ in range(2):
        fonts.ensure_chinese(qapp, Installed("MingLiU"))
    assert qapp.font().families() == ["MingLiU", *before]


def test_without_any_chinese_font_the_shipped_one_is_loaded_in_both_weights(qapp: QApplication) -> None:
    database = Installed()
    assert fonts.ensure_chinese(qapp, database) == "Noto Sans TC"
    assert ["SemiBold" in path for path in database.loaded] == [False, True]


def test_shipped_files_make_the_shipped_family(qapp: QApplication) -> None:
    database = Installed()
    fonts.ensure_chinese(qapp, database)
    families = [QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(path)) for path in database.loaded]
    assert all(fonts.SHIPPED in made for made in families)
    assert set(QFontDatabase.styles(fonts.SHIPPED)) & {"DemiBold", "SemiBold"}
    QFontDatabase.removeAllApplicationFonts()


def test_damaged_shipped_font_is_told(qapp: QApplication) -> None:
    with pytest.raises(PrintError) as caught:
        fonts.ensure_chinese(qapp, Installed(answer=-1))
    assert caught.value.fault is Fault.FONT_MISSING


def test_qt_is_asked_where_nothing_else_is_given(qapp: QApplication) -> None:
    assert fonts.ensure_chinese(qapp) in {*QFontDatabase.families(fonts.CHINESE), fonts.SHIPPED}
