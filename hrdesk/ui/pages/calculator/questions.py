"""The questions of 規則試算: each a few fields, and what the service is asked once they are filled in."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from hrdesk.domain.quota import READINGS
from hrdesk.domain.scoring import Trainee
from hrdesk.domain.staff import Role
from hrdesk.domain.values import Explanation
from hrdesk.services.core import words
from hrdesk.services.regulation import asking, calendars
from hrdesk.services.regulation.asking import Answer, Read
from hrdesk.services.review.quota import Proposal
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import choose_open
from hrdesk.ui.kit.fields import ChoiceField, ClockField, DayField, Field, LineField, NumberField, TicksField

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk

TIMES = re.compile(r"[\s、，,;；]+")
OWN_CALENDAR = "工作天依本工作區匯入的辦公日曆表；沒有匯入的日期依法定假日推算。"


@dataclass(frozen=True)
class Told:
    """An answer as the page shows it; `why` is None where no article says how a text is read."""

    value: str
    notes: tuple[str, ...]
    why: Explanation[Any] | None = None


Asked = Callable[["Desk"], Told]


class Question(QWidget):
    """A question. Subclasses name it, give its fields, and `ask`; `edited` tells that a figure changed.

    `topics` are the leaves of the catalogue, code and name.
    """

    name, title, about = "", "", ""
    edited = Signal()

    def __init__(self, topics: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.topics = topics
        self.fields = tuple(self.made())
        column = looks.column(self)
        column.setContentsMargins(0, 0, theme.INNER, 0)
        column.addWidget(looks.section(self.title))
        column.addWidget(looks.dim(self.about))
        for field in self.fields:
            column.addWidget(field)
            field.edited.connect(self.edited)
        self.more = column

    def made(self) -> Sequence[Field]:
        """Return the fields, made anew."""
        raise NotImplementedError

    def lacking(self) -> bool:
        """Tell whether a field that is needed is still empty."""
        return any(field.required and not field.text().strip() for field in self.fields)

    def faulty(self) -> bool:
        """Tell whether a figure is wrong by itself, and say so beside it."""
        faults = [(field, field.fault() if field.text().strip() else "") for field in self.fields]
        for field, fault in faults:
            field.show_problem(fault)
        return any(fault for _, fault in faults)

    def ask(self) -> Asked:
        """Return what asks the service with the figures as they stand; run on the desk's thread."""
        raise NotImplementedError


class QuotaQuestion(Question):
    """敘獎額度."""

    name, title, about = "quota", "敘獎額度", "一級機關（含所屬）的額度基準與可行分配（陸三(二)）。"
    wanted = Signal()  # the own figures of the year

    def __init__(self, topics: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(topics)
        self.uncounted = looks.text("", "hint")
        self.uncounted.setVisible(False)
        self.more.addWidget(looks.button("帶入本年度的資料", self.wanted.emit, sign="import"))
        self.more.addWidget(self.uncounted)

    def show_own(self, found: Proposal) -> None:
        """Fill in the own head-count and seed teachers, and say which head-counts are missing."""
        self.staffing.set_text("" if found.staffing is None else str(found.staffing))
        self.seeds.set_text(str(found.seeds))
        missing = len(found.uncounted)
        self.uncounted.setText(f"有 {missing} 個機關還沒登錄員額，沒有算進來。" if missing else "")
        self.uncounted.setVisible(bool(missing))

    def made(self) -> Sequence[Field]:
        """Return head-count, seed teachers, groups and reading."""
        self.staffing = NumberField("staffing", "人事人員總員額數", unit="人", hint="一級機關含所屬", required=True)
        self.seeds = NumberField("seeds", "在任種籽教師", unit="人", hint="不含增列的專責人員；不填則不限")
        self.groups = NumberField("groups", "核准增列的類別", unit="類", hint="業務屬性相同、設有專責種籽教師者")
        self.reading: ChoiceField[str] = ChoiceField("reading", "條文讀法", [(one, one) for one in READINGS], none="規則包採用的讀法")
        return self.staffing, self.seeds, self.groups, self.reading

    def ask(self) -> Asked:
        """Ask for the quota."""
        staffing, seeds, groups, reading = self.staffing.number or 0, self.seeds.number, self.groups.number or 0, self.reading.value or ""
        return lambda desk: _told(asking.quota(desk.rules(desk.today), staffing, seeds, groups, reading))


class RequiredQuestion(Question):
    """需參與課程."""

    name, title, about = "required", "需參與課程", "依身分、職等與承辦業務，列出應參與的課程（肆）。"

    def made(self) -> Sequence[Field]:
        """Return roles, grade, duties and 重點加強."""
        self.roles: TicksField[Role] = TicksField("roles", "身分", [(one, words.label(one)) for one in Role], required=True, across=2)
        self.grade = LineField("grade", "職等", hint="例如 薦任第八職等，或 8")
        self.duties: TicksField[str] = TicksField("duties", "承辦業務", self.topics, across=1)
        self.focus: TicksField[str] = TicksField("focus", "重點加強（種籽教師）", self.topics, across=1)
        return self.roles, self.grade, self.duties, self.focus

    def ask(self) -> Asked:
        """Ask what is due."""
        roles, grade, duties, focus = self.roles.value, self.grade.value, self.duties.value, self.focus.value
        return lambda desk: _told(asking.required(desk.rules(desk.today), roles, desk.today, grade=grade, duties=duties, focus=focus))


class DeadlineQuestion(Question):
    """工作天期限."""

    name, title, about = "deadline", "工作天期限", "從起算日數工作天，到哪一天為止（107規範）。"

    def __init__(self, topics: Sequence[tuple[str, str]] = ()) -> None:
        self.calendar: Path | None = None
        super().__init__(topics)
        self.source: QLabel = looks.dim(OWN_CALENDAR)
        self.own = looks.button("改回工作區的日曆", lambda: self.use(None), kind="link")
        self.own.setVisible(False)
        self.more.addWidget(self.source)
        self.more.addWidget(looks.button("用辦公日曆表檔案試算…", self._choose, sign="calendar"))
        self.more.addWidget(self.own)

    def made(self) -> Sequence[Field]:
        """Return the rule and the day it begins."""
        self.rule: ChoiceField[str] = ChoiceField("rule", "期限", list(asking.LIMITS.items()))
        self.start = DayField("start", "起算事由之日", required=True)
        return self.rule, self.start

    def use(self, calendar: Path | None) -> None:
        """Reckon with a calendar file for this question alone, or with the workspace's own."""
        self.calendar = calendar
        self.source.setText(OWN_CALENDAR if calendar is None else f"工作天依 {calendar.name}；只用於這次試算，不存入工作區。")
        self.own.setVisible(calendar is not None)
        self.edited.emit()

    def ask(self) -> Asked:
        """Ask for the last day."""
        rule, start, file = self.rule.value or "", self.start.value, self.calendar
        assert start is not None  # a field that is needed and not wrong

        def work(desk: "Desk") -> Told:
            calendar = desk.calendar if file is None else calendars.calendar_of(file)
            return _told(asking.limit(desk.rules(start), rule, start, calendar))

        return work

    def _choose(self) -> None:
        choose_open(self, "辦公日曆表", "辦公日曆表 (*.csv)", self.use)


class HoursQuestion(Question):
    """認證時數."""

    name, title, about = "hours", "認證時數", "各場次全程參與才認證課程所訂時數（伍一(一)）。"

    def made(self) -> Sequence[Field]:
        """Return the sessions and how long each was attended."""
        self.sessions = LineField("sessions", "各場次時數", hint="依序，以空格分開，例如 3:00 3:00", required=True)
        self.attended = LineField("attended", "各場次實際參與", hint="依序；沒有填的場次算未到")
        return self.sessions, self.attended

    def ask(self) -> Asked:
        """Ask for the certified hours."""
        sessions, attended = _times(self.sessions.value), _times(self.attended.value)
        return lambda desk: _told(asking.hours(desk.rules(desk.today), sessions, attended))


class UsageQuestion(Question):
    """使用評分."""

    name, title, about = "usage", "資訊系統使用評分", "專任人事人員善用資訊工具與整合系統服務的得分（102科技在嘉 七(二)）。"

    def made(self) -> Sequence[Field]:
        """Return the counts accepted and the share of integration."""
        self.tools = NumberField("tools", "採計的資訊工具", unit="項", required=True)
        self.webhr = NumberField("webhr", "採計的 WebHR 子系統", unit="項", required=True)
        self.integration = NumberField("integration", "整合系統服務核予", unit="%", hint="0 至 100，由審查者核予")
        return self.tools, self.webhr, self.integration

    def ask(self) -> Asked:
        """Ask for the score."""
        tools, webhr, integration = self.tools.number or 0, self.webhr.number or 0, self.integration.number or 0
        return lambda desk: _told(asking.usage(desk.rules(desk.today), tools, webhr, integration))


class GradeQuestion(Question):
    """考評等級."""

    name, title, about = "grade", "推動績效考評等級", "總分對應的等級與是否排名公開（107規範 玖四）。"

    def made(self) -> Sequence[Field]:
        """Return the score."""
        self.score = LineField("score", "總分", hint="可有小數，例如 94.5", required=True)
        return (self.score,)

    def ask(self) -> Asked:
        """Ask for the grade."""
        score = self.score.value
        return lambda desk: _told(asking.grade(desk.rules(desk.today), score))


class LeaveQuestion(Question):
    """請假比例."""

    name, title, about = "leave", "請假比例與退訓", "請假累計達課程時數的比例，或有曠課，即予退訓（107規範 柒）。"

    def made(self) -> Sequence[Field]:
        """Return whose course it is, its length, the leave and any 曠課."""
        self.who: ChoiceField[Trainee] = ChoiceField("who", "對象", [(one, words.label(one)) for one in Trainee])
        self.course = ClockField("course", "課程時數（時:分）", required=True)
        self.leave = ClockField("leave", "請假時數（時:分）", required=True)
        for field, sample in ((self.course, "30:00"), (self.leave, "5:30")):
            field.line.setPlaceholderText(sample)
        self.truant: TicksField[bool] = TicksField("truant", "曠課", [(True, "有曠課情事")])
        return self.who, self.course, self.leave, self.truant

    def ask(self) -> Asked:
        """Ask whether the trainee is dropped."""
        who, course, away, truant = self.who.value or Trainee.SEED, self.course.minutes or 0, self.leave.minutes or 0, bool(self.truant.value)
        return lambda desk: _told(asking.leave(desk.rules(desk.today), who, course, away, truant=truant))


class IdentityQuestion(Question):
    """證號檢查."""

    name, title, about = "id", "身分證號檢查", "檢查身分證統一編號或居留證號的格式與檢查碼；輸入的號碼不會留存。"

    def made(self) -> Sequence[Field]:
        """Return the number."""
        self.number = LineField("number", "證號", hint="全形、小寫都可以", required=True)
        return (self.number,)

    def ask(self) -> Asked:
        """Ask whether the number is sound."""
        number = self.number.value
        return lambda _: _read(asking.identity(number)[1])


class DayQuestion(Question):
    """日期解讀."""

    name, title, about = "date", "民國日期解讀", "看程式怎麼讀一個日期，以及有沒有疑義。"

    def made(self) -> Sequence[Field]:
        """Return the text."""
        self.written = LineField("written", "日期", hint="例如 1150801、115.8.1、中華民國115年8月1日", required=True)
        return (self.written,)

    def ask(self) -> Asked:
        """Ask how the text is read."""
        text = self.written.value
        return lambda _: _read(asking.day(text)[1])


QUESTIONS: tuple[type[Question], ...] = (
    QuotaQuestion,
    DeadlineQuestion,
    RequiredQuestion,
    HoursQuestion,
    LeaveQuestion,
    UsageQuestion,
    GradeQuestion,
    DayQuestion,
    IdentityQuestion,
)


def _told(answer: Answer[Any]) -> Told:
    return Told(answer.value, answer.notes, answer.why)


def _read(found: Read) -> Told:
    return Told(found.value, found.notes)


def _times(text: str) -> tuple[str, ...]:
    return tuple(part for part in TIMES.split(text) if part)
