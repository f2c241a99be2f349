"""The import window: reading, columns, differences, writing; every step may be stopped and leaves everything as it was."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QProgressBar, QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from hrdesk.domain.record import AgencyId
from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.ui.importing.mapping import MappingEditor, remember, remembered
from hrdesk.ui.importing.preview import Preview, preview_rows
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog

if TYPE_CHECKING:
    from hrdesk.domain.plan import ImportPlan
    from hrdesk.domain.values import Changes
    from hrdesk.services.core.desk import Desk
    from hrdesk.services.imports.import_source import Given, Outline
    from hrdesk.ui.importing.columns import PreviewRow
    from hrdesk.ui.kit.table_model import Rows
    from hrdesk.ui.kit.tasks import Task
    from hrdesk.ui.workbench import Workbench

WIDTH, HEIGHT = 980, 560
BUSY, COLUMNS, PREVIEW = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with what the preview shows of it, made on the desk's thread."""

    plan: "ImportPlan"
    notes: tuple[str, ...]
    rows: "Rows[PreviewRow]"


class ImportWindow(Dialog):
    """One import from the reading of the file to the act in the log."""

    def __init__(self, parent: QWidget, bench: "Workbench", title: str, kind: str, given: "Given", agency: AgencyId | None = None) -> None:
        super().__init__(parent, title, "預覽差異", width=760)
        self.bench, self.kind, self.given, self.agency = bench, kind, given, agency
        self._task: Task | None = None
        self._outline: Outline | None = None
        self._plan: ImportPlan | None = None
        self._build()
        self.resize(WIDTH, HEIGHT)
        self._read()

    @override
    def finish(self) -> None:
        """Go on to the next step: from the columns to the differences, from there to the book."""
        if self._stack.currentIndex() == COLUMNS:
            self._make_plan()
        elif self._stack.currentIndex() == PREVIEW:
            self._apply()

    @override
    def reject(self) -> None:
        """Stop what is under way and go back to the step before; where nothing is under way, close."""
        if self._task is None:
            super().reject()
            return
        self._task.cancel()
        self.cancel_button.setEnabled(False)

    def back(self) -> None:
        """Go back to the columns."""
        self._show(COLUMNS)

    # reading

    def _read(self) -> None:
        from hrdesk.services.imports.import_source import outline

        kind, given = self.kind, self.given
        self._run("正在讀取檔案…", lambda desk: outline(desk, kind, given), self._outlined, COLUMNS)

    def _outlined(self, outline: "Outline") -> None:
        self._outline = outline
        self.mapping.show_outline(outline, remembered(self.bench.preferences, self.kind))
        if self.mapping.fault():
            self._show(COLUMNS)
        else:
            self._make_plan()

    def _make_plan(self) -> None:
        kind, given, changes = self.kind, self.given, self.mapping.changes()
        options = self._options()
        remember(self.bench.preferences, kind, self._kept(changes))

        def work(desk: "Desk") -> Planned:
            from hrdesk.services.imports import import_choice, importing

            plan = importing.plan_given(desk, kind, given, changes, **options)
            return Planned(plan, import_choice.plan_notes(plan), preview_rows(import_choice.plan_lines(plan)))

        self._run("正在比對名冊與紀錄…", work, self._planned, COLUMNS)

    def _kept(self, changes: dict[str, str]) -> dict[str, str]:
        """Return what is remembered: what was chosen now, and what was chosen for headings that this file does not have."""
        before = remembered(self.bench.preferences, self.kind)
        other = {field: heading for field, heading in before.items() if heading and heading not in self.mapping.sheet.headings}
        return other | changes

    def _options(self) -> dict[str, Any]:
        options: dict[str, Any] = {"sheet": self.mapping.sheet.name}
        if self.agency is not None:
            options["agency"] = self.agency
        if self.kind == "roster":
            options["keep_ids"] = self.keep_ids.isChecked()
        return options

    def _planned(self, planned: Planned) -> None:
        self._plan = planned.plan
        self.preview.show_plan(planned.plan, planned.notes, planned.rows)
        self._show(PREVIEW)

    # writing

    def _apply(self) -> None:
        from hrdesk.services.imports import import_choice, importing

        assert self._plan is not None
        plan, left_out, leavers = self._plan, self.preview.left_out, self.preview.leavers.isChecked()

        def work(desk: "Desk") -> "Changes":
            return importing.apply_plan(desk, import_choice.leave_out(plan, left_out), leavers=leavers)

        self._run("正在備份並寫入…", work, self._applied, PREVIEW)

    def _applied(self, changes: "Changes") -> None:
        told = f"已匯入：新增 {len(changes.added)}、變更 {len(changes.changed)} 筆" if changes else "與現有資料相同，沒有變更"
        self.accept()
        self.bench.note(changes, told)

    # steps

    def _run(self, doing: str, work: Callable[["Desk"], Any], done: Callable[[Any], None], before: int) -> None:
        """Do `work` behind a bar that may be stopped; `before` is the step to go back to where it was stopped or refused."""
        self._doing.setText(doing)
        self._bar.setRange(0, 0)
        self._show(BUSY)
        failures: list[HrdeskError] = []
        results: list[Any] = []
        task = self.bench.read(work, results.append, failures.append)
        self._task = task
        task.progressed.connect(self._progressed)
        task.ended.connect(lambda: self._ended(task, results, failures, done, before))

    def _ended(self, task: "Task", results: list[Any], failures: list[HrdeskError], done: Callable[[Any], None], before: int) -> None:
        """Go on with what came of the work; what was written before it could be stopped is written."""
        self._task = None
        if results or (before == PREVIEW and task.result is not None):
            done(task.result)
        elif self._outline is None:
            self._unreadable(failures)
        else:
            self._show(before)
            self.complain(words.in_window(failures[0]) if failures else "")

    def _unreadable(self, failures: list[HrdeskError]) -> None:
        """Say why the file cannot be read, or close where the reading was stopped."""
        if not failures:
            super().reject()
            return
        self._doing.setText("這個檔案沒有讀入，資料沒有任何變更。")
        self._bar.setVisible(False)
        self.cancel_button.setText("關閉")
        self.cancel_button.setEnabled(True)
        self.complain(words.in_window(failures[0]))

    def _progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)

    def _show(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self.complain("")
        self._back.setVisible(step == PREVIEW)
        self.accept_button.setVisible(step != BUSY)
        self.cancel_button.setEnabled(True)
        self.cancel_button.setText("停止" if step == BUSY else "取消")
        self._judge()

    def _judge(self) -> None:
        if self._stack.currentIndex() == PREVIEW:
            self._judge_preview()
        elif self._outline is not None:
            fault = self.mapping.fault()
            self.keep_ids.setVisible(self.kind == "roster" and bool(self.mapping.chosen().get("national_id")))
            self.accept_button.setText("預覽差異")
            self.accept_button.setEnabled(not fault)
            if self._stack.currentIndex() == COLUMNS:
                self.complain(fault)

    def _judge_preview(self) -> None:
        writes, doubtful = self.preview.writes, self.preview.doubtful
        unseen = bool(doubtful) and not self.preview.looked.isChecked()
        self.accept_button.setText(f"匯入 {writes} 列")
        self.accept_button.setEnabled(bool(writes) and not unseen)
        if not writes:
            self.complain("沒有可以匯入的列。")
        elif unseen:
            self.complain(f"有 {doubtful} 列的日期可能不是原意。請看過「請核對」的列，再勾選已核對。")
        else:
            self.complain("")

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self._busy_step())
        self._stack.addWidget(self._columns_step())
        self.preview = Preview(self.bench.preferences)
        self.preview.decided.connect(self._judge)
        self._stack.addWidget(self.preview)
        self.body.addWidget(self._stack, 1)
        self._back = QPushButton("欄位對應…")
        self._back.clicked.connect(lambda: self.back())
        self.buttons.addButton(self._back, QDialogButtonBox.ButtonRole.ActionRole)

    def _busy_step(self) -> QWidget:
        made = QWidget()
        column = looks.column(made)
        column.addStretch(2)
        self._doing = looks.text("", "section")
        column.addWidget(self._doing)
        self._bar = QProgressBar()
        self._bar.setAccessibleName("進度")
        column.addWidget(self._bar)
        column.addStretch(3)
        return made

    def _columns_step(self) -> QWidget:
        made = QWidget()
        column = looks.column(made)
        self.mapping = MappingEditor()
        self.mapping.edited.connect(self._judge)
        column.addWidget(self.mapping, 1)
        self.keep_ids = QCheckBox("保留身分證統一編號（敘獎匯入檔需要）；不勾選只用於比對，不保留")
        self.keep_ids.setVisible(False)
        column.addWidget(self.keep_ids)
        return made
