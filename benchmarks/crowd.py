"""A whole made-up agency of any size: its people, courses, attendance, seed teachers, coaching and logs of 115; for screens, tests and measuring."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from benchmarks.books import Ids
from hrdesk.domain.acts import Act
from hrdesk.domain.record import AgencyId, AppointmentId, CoachingId, CourseId, DutyId, LogId, OfficerId, Record, RoleSpanId, StaffingId, TrainingId
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind, Channel, Coaching, LogKind, Notice, Outcome, Settlement, SystemLog
from hrdesk.domain.staff import Duty, Headcount, Officer, Role, RoleSpan, Staffing, StaffKind
from hrdesk.domain.training import Attendance, Course, Method, Mode, Presence, Session, TrainingRecord
from hrdesk.services.core.desk import Desk

SURNAMES = "王李陳林張黃吳周徐孫馬朱胡郭何高羅鄭梁謝"
MIDDLE = "小大文"
LAST = "明華英安同美德如玉平"
UNITS = ("人事室", "第一科", "第二科", "秘書室", "會計室")
POSTS = (("主任", "薦任第九職等"), ("專員", "薦任第八職等"), ("科員", "薦任第六職等"), ("助理員", "委任第四職等"), ("書記", "委任第二職等"))
COURSES = 24
SEEDS = 6
COACHED = 40  # a seed teacher and year
LEAVES = ("公假", "病假", "事假")
PROBLEMS = ("報表列印欄位跑版", "更新版本後無法登入", "待遇資料傳輸失敗", "帳號權限申請", "新進同仁操作輔導", "備份排程未執行")


def settle(desk: Desk, count: int) -> None:
    """Fill an empty workspace with an agency of `count` people, in one transaction; the same for the same count, but for the workspace's own ids."""
    with desk.store.write(Act.IMPORT_ROSTER) as tx:
        tx.put_all(everything(desk, count))


def everything(desk: Desk, count: int) -> list[Record]:
    """Return the records of an agency of `count` people."""
    agency, ids, chance = desk.workspace.agency, Ids(), Random(115)
    leaves = [topic.code for topic in desk.rules(desk.today).topics if topic.fixed]
    people = [_officer(agency, n, ids) for n in range(count)]
    courses = [_course(agency, n, leaves, ids) for n in range(COURSES)]
    spans = [one for n, person in enumerate(people) for one in _spans(person, n, leaves, ids)]
    trainings = [one for n, person in enumerate(people) for one in _trainings(person, n, courses, ids, chance)]
    teachers = people[1 : 1 + min(SEEDS, max(count - 1, 0))]
    seeds = [one for n, person in enumerate(teachers) for one in _teacher(person, n, leaves, ids, chance)]
    return [*_staffing(agency, count, ids), *people, *courses, *spans, *trainings, *seeds, *_logs(agency, ids)]


def _officer(agency: AgencyId, n: int, ids: Ids) -> Officer:
    title, grade = POSTS[0] if n == 0 else POSTS[1 + n % (len(POSTS) - 1)]
    name = "陳𡍼明" if n == 1 else SURNAMES[n % len(SURNAMES)] + MIDDLE[n // len(SURNAMES) % len(MIDDLE)] + LAST[n // 7 % len(LAST)]
    return Officer(
        id=OfficerId(ids()),
        agency=agency,
        name=name,
        unit=UNITS[n % len(UNITS)],
        employee_no=f"A{n + 1:04d}",
        title=title,
        grade=grade,
        kind=StaffKind.CONCURRENT if n % 29 == 7 else StaffKind.FULL_TIME,
        first_service=date(2010 + n % 16, 1 + n % 12, 1),
        arrived=date(2012 + n % 14, 1 + n % 12, 1),
        left=date(2026, 9, 1) if n % 37 == 11 else None,
        phone=f"02-0000-{n % 10000:04d}",
    )


def _spans(person: Officer, n: int, leaves: list[str], ids: Ids) -> Iterator[Record]:
    role = Role.HEAD if n == 0 else (Role.NEWCOMER if n % 11 == 3 else Role.ADVANCED)
    yield RoleSpan(id=RoleSpanId(ids()), agency=person.agency, officer=person.id, role=role, start=date(2026, 1, 1))
    for place in (n, n * 3 + 1):
        yield Duty(id=DutyId(ids()), agency=person.agency, officer=person.id, topic=leaves[place % len(leaves)], start=date(2026, 1, 1))


def _course(agency: AgencyId, n: int, leaves: list[str], ids: Ids) -> Course:
    day = date(2026, 1, 12) + timedelta(days=n * 14)
    days = 2 if n % 5 == 0 else 1
    digital = n % 6 == 4
    return Course(
        id=CourseId(ids()),
        agency=agency,
        code=f"115-{n + 1:03d}",
        name=f"範例研習班{n + 1}",
        term=f"第{1 + n % 2}期",
        topics=(leaves[n % len(leaves)], leaves[(n * 7 + 1) % len(leaves)]),
        mode=Mode.DIGITAL if digital else Mode.PHYSICAL,
        method=Method.AGENCY if n % 4 == 3 else Method.DEPARTMENT,
        organiser="範例市政府人事處",
        start=day,
        end=day + timedelta(days=days - 1),
        minutes=360 * days,
        sessions=() if digital else tuple(Session(day + timedelta(days=at), 540, 900) for at in range(days)),
        required_for=(Role.HEAD.value,) if n % 8 == 2 else (),
    )


def _trainings(person: Officer, n: int, courses: list[Course], ids: Ids, chance: Random) -> Iterator[TrainingRecord]:
    for course in chance.sample(courses, 5):
        enrolled = course.start - timedelta(days=14)
        base = TrainingRecord(id=TrainingId(ids()), agency=person.agency, officer=person.id, course=course.id, enrolled=enrolled)
        if course.mode is Mode.DIGITAL:
            yield TrainingRecord(id=base.id, agency=person.agency, officer=person.id, course=course.id, enrolled=enrolled, completed=course.end)
            continue
        presence = chance.choices((Presence.ATTENDED, Presence.LEAVE, Presence.ABSENT), (46, 3, 1))[0]
        kind = LEAVES[n % len(LEAVES)] if presence is Presence.LEAVE else ""
        minutes = 360 if presence is Presence.ATTENDED else 0
        held = course.start <= date(2026, 11, 20)
        attendance = tuple(Attendance(at, presence, minutes, kind) for at in range(len(course.sessions))) if held else ()
        yield TrainingRecord(id=base.id, agency=person.agency, officer=person.id, course=course.id, enrolled=enrolled, attendance=attendance)


def _teacher(person: Officer, n: int, leaves: list[str], ids: Ids, chance: Random) -> Iterator[Record]:
    start, end = (date(2026, 3, 1), date(2026, 10, 15)) if n == 2 else (date(2026, 1, 1), None)
    told = tuple(Notice(ChangeKind.APPOINTED, addressee, start) for addressee in Addressee)
    yield Appointment(
        id=AppointmentId(ids()),
        agency=person.agency,
        officer=person.id,
        start=start,
        end=end,
        end_reason="職務調整" if end else "",
        document="範例人字第1150000001號",
        systems=(leaves[n % len(leaves)], leaves[(n + 5) % len(leaves)]),
        scope="本局及所屬",
        phone=person.phone,
        email=f"a{n}@example.invalid",
        notices=told if n != 1 else told[:2],
    )
    for place in range(COACHED):
        day = date(2026, 1, 5) + timedelta(days=place * 7 + n)
        if day > date(2026, 11, 19) or (end is not None and not start <= day <= end) or day < start:
            continue
        begin = 540 + chance.randrange(0, 420, 15)
        yield Coaching(
            id=CoachingId(ids()),
            agency=person.agency,
            officer=person.id,
            day=day,
            start=begin,
            end=begin + 15 * (1 + place % 4),
            served_agency=("範例地政事務所", "範例土地開發總隊", "範例地政局")[place % 3],
            served_person=SURNAMES[place % len(SURNAMES)] + "小姐",
            channels=(tuple(Channel)[place % len(Channel)],),
            system=leaves[(n + place) % len(leaves)],
            item=None if place % 9 == 8 else 1 + place % 7,
            problem=PROBLEMS[place % len(PROBLEMS)],
            handling="說明操作步驟並確認可正常作業",
            settlement=(Settlement.OPEN if place % 17 == 16 else Settlement.ESCALATED if place % 13 == 12 else Settlement.SOLVED),
            escalated_to="8585" if place % 13 == 12 and place % 17 != 16 else "",
            escalated=day if place % 13 == 12 and place % 17 != 16 else None,
        )


def _staffing(agency: AgencyId, count: int, ids: Ids) -> Iterator[Staffing]:
    for kind in (Headcount.STAFFING_BUDGET, Headcount.STAFFING_PRESENT, Headcount.OFFICERS):
        yield Staffing(id=StaffingId(ids()), agency=agency, kind=kind, count=count, base_date=date(2026, 1, 1), source="範例員額表")


def _logs(agency: AgencyId, ids: Ids) -> Iterator[SystemLog]:
    for month in range(1, 12):
        for kind, system in ((LogKind.BACKUP, "人事資料庫"), (LogKind.TRANSMISSION, "人事資料傳輸")):
            bad = kind is LogKind.TRANSMISSION and month == 7
            if kind is LogKind.BACKUP and month == 5:
                continue
            yield SystemLog(
                id=LogId(ids()),
                agency=agency,
                kind=kind,
                day=date(2026, month, 15),
                system=system,
                outcome=Outcome.INCIDENT if bad else Outcome.GOOD,
                verified=True,
                detail="傳輸缺漏兩筆" if bad else "",
                remedy="已補傳" if bad else "",
            )
