"""The style sheet, written from the theme's colours."""

from collections.abc import Mapping
from pathlib import Path
from string import Template

from hrdesk import paths

RULES = Template("""
QAbstractItemView { outline: none; }
QMainWindow, QDialog, QWizard { background: $surface; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 8px; }
QMenuBar { background: $surface; border-bottom: 1px solid $line; padding: 1px 8px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected, QMenu::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QStatusBar { background: $surface; border-top: 1px solid $line; color: $dim; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $dim; padding: 0 8px; }

QPushButton { min-height: 30px; padding: 0 14px; border: 1px solid $line; border-radius: 5px; background: $raised; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $sunken; }
QPushButton:checked { background: $accent_soft; color: $accent; border: 1px solid $accent; font-weight: 600; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $faint; background: $surface; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[kind="primary"]:disabled { background: $line; border: 1px solid $line; color: $faint; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="danger"] { color: $bad; border: 1px solid $bad; }
QPushButton[kind="quiet"] { border: 1px solid transparent; background: transparent; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus { border: 1px solid $accent; }
QPushButton[kind="link"] { border: none; background: transparent; color: $accent; padding: 0 2px; min-height: ${line_high}px; text-align: left; }
QPushButton[kind="link"]:hover, QPushButton[kind="link"]:focus { text-decoration: underline; }
QPushButton[kind="choice"]:checked { background: $accent_soft; border: 1px solid $accent; color: $accent; }
QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 4px; background: transparent; }
QToolButton:hover { background: $hover; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton:checked { background: $accent_soft; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {
  background: $raised; border: 1px solid $line; border-bottom: 1px solid $faint; border-radius: 4px; padding: 0 8px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QSpinBox { min-height: 28px; padding: 0 8px 1px 8px; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 1px solid $accent; border-bottom: 2px solid $accent; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled { background: $sunken; color: $dim; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $sunken; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"], QSpinBox[wrong="true"] {
  border: 1px solid $bad; border-bottom: 2px solid $bad; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QLineEdit[wrong="true"], QComboBox[wrong="true"], QSpinBox[wrong="true"] { padding: 0 8px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$arrow"); width: 14px; height: 14px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $faint; border-radius: 3px; background: $raised; }
QCheckBox::indicator:hover { border: 1px solid $accent; }
QCheckBox::indicator:checked { background: $accent; border: 1px solid $accent; image: url("$tick"); }
QCheckBox::indicator:indeterminate { background: $accent_soft; border: 1px solid $accent; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $faint; border-radius: 8px; background: $raised; }
QRadioButton::indicator:hover { border: 1px solid $accent; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; border-radius: 8px; background: $on_accent; }
QRadioButton::indicator:disabled { background: $sunken; border: 1px solid $line; }
QCheckBox::indicator:disabled { background: $sunken; border: 1px solid $line; }
QRadioButton::indicator:checked:disabled { width: 6px; height: 6px; border: 5px solid $faint; background: $raised; }
QCheckBox::indicator:checked:disabled { background: $faint; border: 1px solid $faint; image: url("$tick"); }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; padding: 2px; }
QScrollArea { border: none; background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QListView, QTreeView, QTableView { background: $raised; border: none; selection-background-color: $selected; selection-color: $text; }
QListView::item, QTreeView::item { min-height: 28px; padding: 0 4px; border-radius: 4px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $selected; color: $text; }
QHeaderView { background: $raised; border: none; }
QHeaderView::section { background: $raised; color: $dim; border: none; border-bottom: 1px solid $line; padding: 0 8px; min-height: 30px; }
QHeaderView::section:hover { color: $text; }
QTableCornerButton::section { background: $raised; border: none; }
QCheckBox, QRadioButton { spacing: 8px; min-height: ${tick_high}px; border: 1px solid transparent; border-radius: 4px; padding: 0 2px; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid $accent; }
QGroupBox { border: none; margin-top: 24px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; padding: 0; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 1px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent; border: none; width: 0; height: 0; }
QProgressBar { background: $sunken; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; text-align: center; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: transparent; }
QTabBar::tab { padding: 7px 14px; border: none; border-bottom: 2px solid transparent; color: $dim; background: transparent; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { border: 1px solid $accent; }
QSplitter::handle { background: $line; }
QCalendarWidget QWidget { background: $raised; }

QFrame[role="card"] { background: $raised; border: 1px solid $line; border-radius: 8px; }
QFrame[role="rail"] { background: $surface; border-right: 1px solid $line; }
QFrame[role="side"] { background: $raised; border-left: 1px solid $line; }
QFrame[role="bar"] { background: $surface; border-bottom: 1px solid $line; }
QLabel[role="dim"] { color: $dim; }
QLabel[role="secondary"] { color: $dim; font-size: ${secondary}pt; }
QLabel[role="section"] { font-size: ${section}pt; font-weight: 600; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[role="error"] { color: $bad; font-size: ${secondary}pt; }
QLabel[role="hint"] { color: $warn; font-size: ${secondary}pt; }
QLabel[role="figure"] { font-size: ${title}pt; font-weight: 600; color: $accent; }
QFrame[role="line"] { background: $line; max-height: 1px; min-height: 1px; border: none; }
QFrame[role="banner"] { border-radius: 6px; background: $accent_soft; }
QFrame[role="banner"][state="warn"] { background: $warn_soft; }
QFrame[role="banner"][state="bad"] { background: $bad_soft; }
QFrame[role="banner"][state="good"] { background: $good_soft; }
QFrame[role="toast"] { background: $text; border-radius: 6px; }
QFrame[role="toast"] QLabel { color: $raised; }
QFrame[role="toast"] QPushButton { color: $raised; background: transparent; border: 1px solid $faint; }
QPushButton[role="navigation"] { text-align: left; padding: 0 12px; min-height: 34px; border: none; border-radius: 6px; background: transparent; }
QPushButton[role="navigation"][dense="true"] { min-height: 28px; }
QPushButton[role="navigation"][dense="tight"] { min-height: ${line_high}px; }
QPushButton[role="navigation"]:hover { background: $hover; }
QPushButton[role="navigation"]:focus { border: 1px solid $accent; }
QPushButton[role="navigation"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QLabel[role="group"] { color: $dim; font-size: ${secondary}pt; padding: 6px 12px 2px 12px; }
""")


def sheet(colours: Mapping[str, str], points: int, line: int, pictures: Path) -> str:
    """Return the style sheet for these colours (#rrggbb by name) at a body size in points, whose line is so many pixels high.

    A height here is a control's least, whatever its text needs: so those of a control with text follow the text. Its few pictures are written into a folder.
    """
    signs = {"arrow": ("chevron-down", colours["dim"]), "tick": ("tick", colours["on_accent"])}
    drawn = {name: _picture(pictures, sign, colour) for name, (sign, colour) in signs.items()}
    sizes = {"secondary": f"{points * 0.9:g}", "section": f"{points * 1.1:g}", "title": f"{points * 1.5:g}"}
    heights = {"line_high": str(max(20, line)), "tick_high": str(max(24, line + 2))}
    return RULES.substitute(colours, **sizes, **heights, **drawn)


def _picture(folder: Path, sign: str, colour: str) -> str:
    """Return the path of an icon in one colour: a style sheet cannot colour a picture by itself."""
    text = (paths.resources() / "icons" / f"{sign}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    path = folder / f"{sign}-{colour.lstrip('#')}.svg"
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return path.as_posix()
