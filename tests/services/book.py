"""Short ways to fill a book in tests: people, courses, appointments, files to import. All made up."""

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.record import AgencyId, CourseId, OfficerId
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Agency, Officer, Tier
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency import agencies
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening.workspace import create_workspace
from hrdesk.services.people import staff
from hrdesk.services.study import training
from hrdesk.services.teachers import seeds
from hrdesk.store.key_file import FLOOR

CODE = "379110000B"
CHILD = "379111000C"
PASSPHRASE = "範例通行詞 一二三"
YEAR = 115
PDF = b"%PDF-1.4 made up"
ROSTER = ("單位", "員工代號", "職稱", "姓名", "身分證號", "出生日期", "本機關到職日", "現支官職等", "身分別", "離職日")
TRAINING = (
    "姓名",
    "員工代號",
    "服務機關",
    "課程代碼",
    "課程名稱",
    "期別",
    "課程類別",
    "學習性質",
    "開始日期",
    "結束日期",
    "時數",
    "報名日期",
    "參與情形",
    "實際時數",
    "假別",
    "備註",
)
COACHING = ("種籽教師", "輔導日期", "開始時間", "結束時間", "受輔導機關", "輔導方式", "系統別", "檢核項目", "問題", "處理情形", "結案情形", "轉報對象")


class Clock:
    """A clock that stands where it was set."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the moment set."""
        return self.at


def make_template(folder: Path, *, sample: bool = False) -> Path:
    """Make a first-tier agency's workspace with cheap keys, close it, and return its folder."""
    desk, _ = create_workspace(
        folder,
        code=CODE,
        name="範例地政局",
        kind=WorkspaceKind.FIRST_TIER,
        passphrase=PASSPHRASE,
        who="範例承辦",
        now=Clock(),
        sample=sample,
        cost=FLOOR,
    )
    desk.close()
    return folder


def fault_of(caught: Any) -> Fault:
    """Return the fault of a caught error."""
    error = caught.value
    assert isinstance(error, HrdeskError)
    return error.fault


def hire(desk: Desk, name: str = "王小明", **values: Any) -> Officer:
    """Save an officer of the own agency and return it."""
    person = Officer(**{"id": OfficerId(desk.new_id()), "agency": desk.workspace.agency, "name": name, **values})
    staff.save_officer(desk, person)
    return person


def found_child(desk: Desk) -> Agency:
    """Save a 所屬 of the own agency and return it."""
    child = agencies.new_agency(CHILD, "範例地政事務所", Tier.SECOND, parent=desk.workspace.agency, group="地政事務所")
    agencies.save_agency(desk, child)
    return child


def hold(desk: Desk, code: str = "115-OP-01", **values: Any) -> Course:
    """Save a two-day course of twelve hours in June and return it as saved."""
    plain = {
        "id": CourseId(desk.new_id()),
        "agency": desk.workspace.agency,
        "code": code,
        "name": "範例操作班",
        "term": "第1期",
        "topics": ("biz-01",),
        "start": date(2026, 6, 10),
        "end": date(2026, 6, 11),
        "minutes": 720,
    }
    course = Course(**{**plain, **values})
    training.save_course(desk, course)
    return training.with_sessions(course)


def enrolled(desk: Desk, course: Course, person: Officer) -> TrainingRecord:
    """Enrol one officer and return the record."""
    training.enrol(desk, course.id, [person.id], date(2026, 5, 20))
    return record_of(desk, course, person)


def record_of(desk: Desk, course: Course, person: Officer) -> TrainingRecord:
    """Return an officer's record of a course."""
    (record,) = desk.store.all(TrainingRecord, course=course.id, officer=person.id)
    return record


def appointed(desk: Desk, person: Officer, start: date = date(2026, 1, 1), **values: Any) -> Appointment:
    """Appoint a seed teacher and return the appointment."""
    seeds.appoint(desk, person.id, start, **values)
    return max(desk.store.all(Appointment, officer=person.id), key=lambda one: one.start)


def write_csv(path: Path, headings: Sequence[str], *rows: Sequence[object]) -> Path:
    """Write a sheet as UTF-8 CSV and return its path."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def child_of(desk: Desk) -> AgencyId:
    """Return the id of the own agency's 所屬."""
    return agencies.agency_id(CHILD)
