"""The icons: one family, one colour, crisp at every scale, and every name that the program asks for."""

import ast
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hrdesk import paths
from hrdesk.ui.kit import icons, theme

UI = Path(icons.__file__).parents[1]
RED = QColor("#ff0000")


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, theme.Scheme.LIGHT)
    icons.clear()
    yield
    theme.apply(qapp, theme.Scheme.LIGHT)


def colours_of(picture: QPixmap) -> set[str]:
    image = picture.toImage()
    dots = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {dot.name() for dot in dots if dot.alpha() == 255}


def asked_for(path: Path) -> set[str]:
    """Return the names that a module gives literally to icon(...), pixmap(...) or tool(...) of the kit."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call) and node.args)
    literal = ((getattr(call.func, "attr", getattr(call.func, "id", "")), call.args[0]) for call in calls)
    return {first.value for name, first in literal if name in ("icon", "pixmap", "tool") and isinstance(first, ast.Constant) and isinstance(first.value, str)}


@pytest.mark.parametrize("name", sorted(icons.names()))
def test_every_drawing_is_of_the_family(name: str) -> None:
    text = icons.drawing(name)
    root = ElementTree.fromstring(text)
    assert root.attrib == {
        "width": "20",
        "height": "20",
        "viewBox": "0 0 20 20",
        "fill": "none",
        "stroke": "currentColor",
        "stroke-width": "1.5",
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
    }
    assert {part.attrib[key] for part in root.iter() for key in ("fill", "stroke") if key in part.attrib} == {"none", "currentColor"}
    assert not any({"style", "class", "opacity"} & set(part.attrib) for part in root.iter())
    assert QSvgRenderer(text.encode()).isValid()


@pytest.mark.parametrize("name", sorted(icons.names()))
def test_every_icon_draws_within_its_square(name: str, qapp: QApplication) -> None:
    image = icons.pixmap(name, 20, RED, 2).toImage()
    edge = [*((x, y) for x in range(40) for y in (0, 39)), *((x, y) for y in range(40) for x in (0, 39))]
    assert colours_of(icons.pixmap(name, 20, RED, 2)) == {"#ff0000"}
    assert all(image.pixelColor(x, y).alpha() == 0 for x, y in edge)


def test_every_name_asked_for_is_there() -> None:
    asked = set().union(*(asked_for(path) for path in UI.rglob("*.py")))
    assert asked <= icons.names()


@pytest.mark.parametrize("name", ["nothing", "../fonts/fonts", ""])
def test_unknown_name_is_an_error(name: str, qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icons.icon(name)
    with pytest.raises(KeyError):
        icons.pixmap(name, 20)


@pytest.mark.parametrize(("ratio", "dots"), [(1.0, 20), (1.25, 25), (1.5, 30), (2.0, 40)])
def test_icon_has_the_dots_of_the_screen(ratio: float, dots: int, qapp: QApplication) -> None:
    for picture in (icons.pixmap("home", 20, theme.LIGHT.accent, ratio), icons.icon("home", "accent").pixmap(QSize(20, 20), ratio)):
        assert picture.size() == QSize(dots, dots)
        assert picture.devicePixelRatio() == ratio
        assert colours_of(picture) == {theme.LIGHT.accent.name()}


def test_unknown_colour_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icons.icon("home", "purple")


@pytest.mark.parametrize("colour", ["text", "on_accent"])
def test_icon_follows_the_scheme_without_being_made_again(colour: str, qapp: QApplication) -> None:
    made = icons.icon("home", colour)
    before = colours_of(made.pixmap(QSize(40, 40), 1))
    theme.apply(qapp, theme.Scheme.DARK)
    assert before == {theme.LIGHT.of(colour).name()}
    assert colours_of(made.pixmap(QSize(40, 40), 1)) == {theme.DARK.of(colour).name()}


def test_disabled_icon_is_faint(qapp: QApplication) -> None:
    assert colours_of(icons.icon("home", "accent").pixmap(QSize(40, 40), 1, QIcon.Mode.Disabled)) == {theme.LIGHT.faint.name()}


def test_see_through_colour_is_kept(qapp: QApplication) -> None:
    image = icons.pixmap("menu", 20, QColor(255, 0, 0, 128), 4).toImage()
    assert max(image.pixelColor(x, y).alpha() for x in range(80) for y in range(80)) in (127, 128)


def test_icon_is_drawn_once_for_each_size_and_colour(qapp: QApplication) -> None:
    icons.clear()  # whatever another test's window still painted
    for _ in range(3):
        icons.pixmap("home", 20, RED)
    assert icons._drawn.cache_info().misses == 1
    icons.clear()
    assert icons._drawn.cache_info().currsize == 0


def test_altered_copy_of_an_icon_still_draws(qapp: QApplication) -> None:
    copy = QIcon(icons.icon("home", "accent"))
    copy.setIsMask(True)
    assert colours_of(copy.pixmap(QSize(40, 40), 1)) == {theme.LIGHT.accent.name()}


def test_icon_is_painted_on_a_button(qtbot: QtBot) -> None:
    from PySide6.QtGui import QPainter

    picture = QPixmap(20, 20)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    icons.icon("close", "accent").paint(painter, picture.rect())
    painter.end()
    assert theme.LIGHT.accent.name() in colours_of(picture)


def test_icon_without_room_is_nothing(qapp: QApplication) -> None:
    assert icons.icon("home").pixmap(QSize(16, 0), 1).isNull()


def test_folder_holds_drawings_only() -> None:
    assert {path.suffix for path in (paths.resources() / "icons").iterdir()} == {".svg"}
