"""What a paper is about and how it is to look: only what the form asks for is shown."""

from collections.abc import Sequence
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QWidget

from hrdesk.domain.forms import MissingGlyph
from hrdesk.domain.record import AgencyId, AppointmentId, CourseId, OfficerId
from hrdesk.domain.seeds import Addressee, ChangeKind
from hrdesk.domain.values import Key
from hrdesk.services.core import words
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.papers.forms import About, papers_of
from hrdesk.services.papers.lists import ListPaper
from hrdesk.services.post import paperwork
from hrdesk.services.post.paperwork import Needs, Subjects
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import ask_reason
from hrdesk.ui.kit.fields import ChoiceField, Field
from hrdesk.ui.kit.pick import PickField
from hrdesk.ui.pages.reports.choices import Entry, Kind

T = TypeVar("T")
WIDTH, SETTLE = 248, 250  # pixels; milliseconds after the last change
PAPERS = {"pdf": "PDF 文件", "ods": "ODS 試算表", "xlsx": "XLSX 試算表（Excel）", "odt": "ODT 文書", "csv": "CSV 文字檔"}
DRAFT = "目前是草稿，印有「草稿」字樣。資料以資料包簽章封存後，再印就是正式版，表尾有識別碼可核對；封存後又有變更則回到草稿。"
WHOLE_ID = "顯示完整身分證統一編號…"


class Options(QScrollArea):
    """The options of the entry chosen; `changed` tells that they came to rest after a change."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(theme.grown(WIDTH))
        self._needs, self._entry = Needs(), Entry(Kind.FORM, "", "")
        self.reason = ""
        self.agency: ChoiceField[AgencyId] = ChoiceField("agency", "機關", (), none="全部（含所屬）")
        self.officer: PickField[OfficerId] = PickField("officer", "人員")
        self.course: ChoiceField[CourseId] = ChoiceField("course", "班期", (), none="—")
        self.appointment: ChoiceField[AppointmentId] = ChoiceField("appointment", "種籽教師指派", (), none="—")
        self.change: ChoiceField[ChangeKind] = ChoiceField("change", "異動", [(one, words.label(one)) for one in ChangeKind], none="依指派狀態")
        self.addressee: ChoiceField[Addressee] = ChoiceField("addressee", "通知對象", [(one, words.label(one)) for one in Addressee], none="三份都要")
        self.paper: ChoiceField[Enum] = ChoiceField("paper", "存檔格式", ())
        self.names, self.whole = QCheckBox("遮罩姓名與聯絡方式"), QCheckBox(WHOLE_ID)
        self.draft, self.missing, self.problem = looks.text(DRAFT, "hint"), looks.text("", "error"), looks.text("", "error")
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self.changed)
        self._lay_out()

    def show_entry(self, entry: Entry, subjects: Subjects) -> None:
        """Offer what an entry asks for."""
        another, self._entry = entry != self._entry, entry
        self._needs = paperwork.needs_of(entry.name) if entry.kind is Kind.FORM else Needs()
        self._title.setText(entry.title)
        self._offer(subjects)
        if another:
            self._forget_optional()
        shown = {
            self.agency: self._needs.agency and len(subjects.agencies) > 1,
            self.officer: bool(self._needs.officer),
            self.course: self._needs.course,
            self.appointment: self._needs.appointment,
            self.change: self._needs.notice,
            self.addressee: self._needs.notice,
        }
        for field, visible in shown.items():
            field.setVisible(visible)
        self.names.setVisible(entry.kind is not Kind.EXPORT)
        self.whole.setVisible(entry.kind is Kind.FORM)
        self.paper.setVisible(entry.kind is not Kind.EXPORT)
        self.tell()
        self._settle.start()

    def tell(self, *, draft: bool = False, missing: Sequence[MissingGlyph] = (), problem: str = "") -> None:
        """Say what there is to mind about what is shown."""
        glyphs = "、".join(dict.fromkeys(f"{one.character}（U+{ord(one.character):04X}）" for one in missing))
        self.missing.setText(f"缺字：{glyphs}。印出來會是空框，請改用標準字，或聯絡字型提供單位。" if glyphs else "")
        self.problem.setText(problem)
        self.draft.setVisible(draft)
        self.missing.setVisible(bool(glyphs))
        self.problem.setVisible(bool(problem))

    def about(self) -> About:
        """Return what the paper is about."""
        return About(
            agency=self._of(self.agency),
            officer=self._of(self.officer),
            course=self._of(self.course),
            appointment=self._of(self.appointment),
            change=self._of(self.change),
            addressee=self._of(self.addressee),
        )

    def set_subject(self, key: Key) -> None:
        """Say that the paper is about this officer, course or appointment."""
        if key.kind == "Officer":
            self.officer.set_value(OfficerId(key.id))
        elif key.kind == "Course":
            self.course.set_value(CourseId(key.id))
        elif key.kind == "Appointment":
            self.appointment.set_value(AppointmentId(key.id))

    def masking(self) -> Mask:
        """Return how personal data stand on the paper."""
        return Mask(off=self.whole.isChecked() and not self.whole.isHidden(), names=self.names.isChecked())

    def lacking(self) -> str:
        """Return what has to be chosen before there is a paper, in words, or nothing."""
        lacks = (
            (self.officer, self._of(self.officer) is None),
            (self.course, self._of(self.course) is None),
            (self.appointment, self._of(self.appointment) is None),
        )
        wanted = [field.label for field, lack in lacks if lack and field.key in self._needs.must]
        return f"請選擇{'、'.join(wanted)}。" if wanted else ""

    def _of(self, field: "ChoiceField[T] | PickField[T]") -> T | None:
        return None if field.isHidden() else field.value

    def _forget_optional(self) -> None:
        """Begin a form with everyone and every course, whoever the form before was about."""
        if "officer" not in self._needs.must:
            self.officer.set_value(None)
        if "course" not in self._needs.must:
            self.course.set_value(None)

    def _offer(self, subjects: Subjects) -> None:
        must = self._needs.must
        self.agency.offer(subjects.agencies)
        people = subjects.teachers if self._needs.officer == "teacher" else subjects.people
        self.officer.offer(people)
        self.course.offer(subjects.courses)
        self.appointment.offer(subjects.appointments)
        self.officer.caption.setText("人員　＊" if "officer" in must else "人員（不選則全部）")
        self.course.caption.setText("班期　＊" if "course" in must else "班期（不選則全部）")
        if "officer" in must and self.officer.value is None:  # the first of a few, so that there is something to see; nobody out of everyone
            self.officer.set_value(people[0][0] if people and (self._needs.officer == "teacher" or len(people) == 1) else None)
        if "course" in must and self.course.value is None and subjects.courses:
            self.course.set_value(subjects.courses[0][0])
        if "appointment" in must and self.appointment.value is None and subjects.appointments:
            self.appointment.set_value(subjects.appointments[0][0])
        papers: Sequence[Enum] = papers_of(self._entry.name) if self._entry.kind is Kind.FORM else (ListPaper.XLSX, ListPaper.ODS, ListPaper.CSV)
        self.paper.offer([(one, PAPERS[one.value]) for one in papers])

    def _ask_why(self, checked: bool) -> None:
        self.reason = ""
        if not checked:
            self._settle.start()
            return
        say = "完整的身分證統一編號只在必要時顯示。理由會留在操作紀錄裡。"
        dialog = ask_reason(self, "顯示完整身分證統一編號", say, "顯示", self._show_whole)
        dialog.rejected.connect(lambda: self.whole.setChecked(False))

    def _show_whole(self, reason: str) -> None:
        self.reason = reason
        self._settle.start()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = looks.column(inside)
        column.setContentsMargins(0, 0, theme.INNER, 0)
        self._title = looks.text("", "section")
        column.addWidget(self._title)
        fields: tuple[Field, ...] = (self.agency, self.officer, self.course, self.appointment, self.change, self.addressee)
        for field in fields:
            column.addWidget(field)
            field.edited.connect(self._settle.start)
        for box in (self.names, self.whole):
            column.addWidget(box)
        self.names.toggled.connect(lambda _: self._settle.start())
        self.whole.toggled.connect(self._ask_why)
        column.addWidget(self.paper)
        for sentence in (self.problem, self.missing, self.draft):
            column.addWidget(sentence)
        column.addStretch(1)
        self.setWidget(inside)
