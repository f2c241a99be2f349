"""What of a window cannot be read whole: texts without room, controls beyond an edge that nothing scrolls to, tables' headings and states cut off."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from hrdesk.ui.kit.chips import chip_width
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.shortened import Shortened, ShortLink


def not_whole(window: QWidget) -> list[str]:
    """Return in words what of a shown window is cut."""
    found = []
    for one in window.findChildren(QWidget):
        if one.isVisible() and one.window() is window:
            found += [f"{type(one).__name__} {_said(one)!r}: {what}" for what in _cut(one)]
    return found


def _said(one: QWidget) -> str:
    return one.text() if isinstance(one, (QLabel, QAbstractButton)) else one.accessibleName() or one.objectName()


def _cut(one: QWidget) -> Iterator[str]:
    if isinstance(one, QLabel) and one.text() and not isinstance(one, Shortened):
        yield from _label(one)
    if isinstance(one, QAbstractButton) and one.text() and not isinstance(one, ShortLink) and not isinstance(one.parentWidget(), QLineEdit):
        yield from _too_small(one)
    if isinstance(one, QComboBox):
        yield from _box(one)
    if isinstance(one, QTabBar) and sum(one.tabRect(n).width() for n in range(one.count())) > one.width():
        yield "its tabs are cut"
    if isinstance(one, QScrollArea) and one.horizontalScrollBar().maximum() and one.verticalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
        yield "is scrolled sideways"
    if isinstance(one, Grid):
        yield from _table(one)
    if isinstance(one, (QLabel, QAbstractButton, QComboBox)):
        yield from _beyond(one)


def _label(one: QLabel) -> Iterator[str]:
    if one.wordWrap():
        if one.height() < one.heightForWidth(one.width()):
            yield f"{one.height()} high instead of {one.heightForWidth(one.width())}"
    else:
        yield from _too_small(one)


def _too_small(one: QWidget) -> Iterator[str]:
    wanted = one.sizeHint()
    if one.width() < wanted.width():
        yield f"{one.width()} wide instead of {wanted.width()}"
    if one.height() < (high := one.fontMetrics().height()):
        yield f"{one.height()} high instead of {high}"


def _box(one: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    one.initStyleOption(option)
    room = one.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, one).width()
    if (wanted := one.fontMetrics().horizontalAdvance(one.currentText())) > room:
        yield f"{one.currentText()!r} has {room} instead of {wanted}"


def _table(one: Grid[Any]) -> Iterator[str]:
    head = one.horizontalHeader()
    for n, column in enumerate(one.table.columns):
        if one.isColumnHidden(n):
            continue
        if not head.isHidden() and head.fontMetrics().horizontalAdvance(column.title) + 16 > one.columnWidth(n):
            yield f"the heading {column.title!r} has {one.columnWidth(n)}"
        yield from (
            f"the state {chip.text!r} has {one.columnWidth(n)}" for chip in one.table.chips(n) if chip_width(one.fontMetrics(), chip) + 16 > one.columnWidth(n)
        )


def _beyond(one: QWidget) -> Iterator[str]:
    """Yield how a control lies beyond an edge of what it stands in, where nothing scrolls to it."""
    above = one.parentWidget()
    while above is not None and not above.isWindow():
        place = QRect(one.mapTo(above, one.rect().topLeft()), one.size())
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is above:
            if area.horizontalScrollBar().maximum() == 0 and (place.left() < 0 or place.right() > above.width()):
                yield "lies beyond the side of what scrolls"
            return
        if not above.rect().adjusted(-1, -1, 1, 1).contains(place):
            yield f"lies beyond {type(above).__name__}"
            return
        above = area
