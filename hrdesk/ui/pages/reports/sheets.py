"""Lists and interchange files as they will be written, in a table."""

from operator import itemgetter
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QWidget

from hrdesk.services.core.list_paper import Listed
from hrdesk.services.papers.handing_out import LeftOut, Outlook
from hrdesk.services.papers.lists import LISTS
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import Column, Rows, rows_of
from hrdesk.ui.records import page_of

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

Texts = tuple[str, ...]
NOTHING = {"learning": "本年度的機關自辦課程還沒有人取得認證時數", "award": "本年度還沒有核定的敘獎"}
LEFT_OUT: tuple[Column[LeftOut], ...] = (
    Column("name", "人員", lambda one: one.name, 120),
    Column("reason", "未列入的原因", lambda one: one.reason, 360, stretch=True),
)


def list_columns(headings: Texts) -> tuple[Column[Texts], ...]:
    """Return the columns of a list by its headings."""
    return tuple(Column(heading, heading, itemgetter(at), 110) for at, heading in enumerate(headings))


def list_rows(found: Listed) -> Rows[Texts]:
    """Return a list as rows of its table; call it where the list is read."""
    return rows_of(list_columns(found.headings), found.rows)


class ListView(QWidget):
    """The rows of the list chosen; each list has a table of its own, whose columns are remembered."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.count = looks.dim("")
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self.grids: dict[str, Grid[Texts]] = {}
        for name, (title, headings, _) in LISTS.items():
            self.grids[name] = Grid(f"reports-{name}", title, list_columns(headings), bench.preferences)
            self._stack.addWidget(self.grids[name])
        column = looks.column(self, spacing=theme.STEP)
        column.addWidget(self.count)
        column.addWidget(holder, 1)

    def show_rows(self, name: str, rows: Rows[Texts]) -> None:
        """Show the rows of a list."""
        self.grids[name].set_rows(rows)
        self._stack.setCurrentWidget(self.grids[name])
        self.count.setText(f"共 {len(rows)} 列")


class ExportView(QWidget):
    """What an interchange file will hold, and who is left out and why; a row opens the record to mend."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self._bench = bench
        self.summary, self.columns = looks.text("", "section"), looks.dim("")
        self.heading = looks.text("", "hint")
        self.grid: Grid[LeftOut] = Grid("reports-left-out", "未列入的資料", LEFT_OUT, bench.preferences)
        self.grid.opened.connect(self._open)
        column = looks.column(self)
        for widget in (self.summary, self.columns, self.heading):
            column.addWidget(widget)
        column.addWidget(self.grid, 1)
        column.addStretch(0)
        self._column = column

    def show_outlook(self, found: Outlook) -> None:
        """Show what would be written."""
        more = f"，分成 {found.files} 個檔案" if found.files > 1 else ""
        self.summary.setText(f"將寫出 {found.rows} 列{more}" if found.rows else f"沒有可寫出的資料：{NOTHING[found.what]}")
        self.columns.setText(f"欄位：{'、'.join(found.headings)}。檔案含完整身分證統一編號，存檔時須填理由。")
        self.heading.setText(f"以下 {len(found.left_out)} 筆沒有列入，補正後再存檔；點兩下開啟該筆資料。" if found.left_out else "")
        self.heading.setVisible(bool(found.left_out))
        self.grid.setVisible(bool(found.left_out))
        self._column.setStretch(self._column.count() - 1, 0 if found.left_out else 1)
        self.grid.set_rows(rows_of(LEFT_OUT, found.left_out))

    def _open(self, one: LeftOut) -> None:
        if one.record is not None:
            self._bench.go(page_of(one.record), one.record)
