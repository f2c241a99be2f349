"""Every act that changes records is taken back exactly and done again exactly; every other one has a reason that a person reads."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

import hrdesk
from hrdesk.domain.acts import ENDING, FINAL, Act
from hrdesk.domain.awards import ItemResult
from hrdesk.domain.forms import Paper
from hrdesk.domain.plan import ImportPlan
from hrdesk.domain.seeds import Answer, Appointment, CheckAnswer, Verification
from hrdesk.domain.staff import Role
from hrdesk.domain.training import AbsenceReport, Presence, Verdict
from hrdesk.services.awards import decisions, nomination
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports import importing
from hrdesk.services.opening import office_days, steps, years
from hrdesk.services.papers import forms
from hrdesk.services.papers.forms import About
from hrdesk.services.people import staff
from hrdesk.services.regulation import rulebook
from hrdesk.services.review import evaluation, quota
from hrdesk.services.safekeeping import keeping
from hrdesk.services.study import absence, training
from hrdesk.services.teachers import coaching, seeds, self_check
from hrdesk.store.tables import SECRETS, TABLES
from tests.services.book import ROSTER as SHEET
from tests.services.book import YEAR, appointed, enrolled, hire, hold, record_of, write_csv
from tests.services.steps import GROUP, first_of, nominated, nominee, ruling
from tests.services.test_coaching import entry
from tests.services.test_import_coaching import plan as coaching_plan
from tests.services.test_import_self_check import fill as filled
from tests.services.test_import_training import plan as training_plan
from tests.services.test_rules_package import pack_file
from tests.services.three_offices import CHILD, FIRST, City, claim, teacher

DAY = date(2026, 11, 2)
CALENDAR = "西元日期,星期,是否放假,備註\n20261125,三,2,範例颱風停止上班\n"
Done = Callable[[], object]


def contents(desk: Desk) -> dict[str, bytes]:
    """Return every row of every kind of record, and every secret, as bytes."""
    with desk.store._session.reading() as connection:
        return {table.name: repr(connection.execute(select(table).order_by(*table.primary_key)).all()).encode() for table in (*TABLES.values(), SECRETS)}


def taken_back(desk: Desk, act: Act, do: Done) -> None:
    """Do an act, and fail unless it is one step that undo takes back and redo does again to the byte, and that the menu names."""
    seq, before = desk.store.seq(), contents(desk)
    do()
    after = contents(desk)
    assert after != before, act
    assert [one.act for one in desk.store.history(20) if one.seq > seq and one.act.undoable] == [act]
    assert steps.pending(desk).undo
    for step, wanted in ((keeping.undo, before), (keeping.redo, after), (keeping.undo, before), (keeping.redo, after)):
        step(desk)
        assert contents(desk) == wanted, (act, step.__name__)


class Book:
    """The acts of an office's own book, each on what the ones before left."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk, self.folder = desk, folder
        self.teacher, self.other = hire(desk, "陳𡍼明", employee_no="A001"), hire(desk, "李小華", employee_no="A002")
        self.course = hold(desk, "115-OP-02")

    def acts(self) -> tuple[tuple[Act, Done], ...]:
        """Return every act with how it is done, in an order in which it can be."""
        desk, teacher, other, course = self.desk, self.teacher, self.other, self.course
        return (
            (Act.EDIT, lambda: hire(desk, "林大同")),
            (Act.ASSIGN, lambda: staff.assign_role(desk, other.id, Role.ADVANCED, date(2026, 1, 1))),
            (Act.APPOINT, lambda: appointed(desk, teacher)),
            (Act.ENROL_COURSE, lambda: enrolled(desk, course, teacher)),
            (Act.ATTEND, lambda: training.attend(desk, course.id, teacher.id, training.spread(course, Presence.LEAVE, leave_kind="病假"))),
            (Act.REPORT_ABSENCE, lambda: absence.report(desk, record_of(desk, course, teacher).id, reason="住院", leave_kind="公傷假")),
            (Act.REVIEW_ABSENCE, lambda: absence.review(desk, desk.store.all(AbsenceReport)[0].id, Verdict.SUFFICIENT)),
            (Act.COACH, lambda: coaching.coach(desk, replace(coaching.new_coaching(desk, teacher.id, date(2026, 3, 2), 540, 600, "範例文化局"), item=1))),
            (Act.LOG, lambda: coaching.log(desk, entry(desk))),
            (Act.CHECK_SELF, lambda: self_check.answer(desk, teacher.id, YEAR, [CheckAnswer("e1", Answer.YES)])),
            (Act.CLAIM_MERIT, lambda: self_check.claim_merit(desk, teacher.id, YEAR, "procedures", "編寫標準作業程序")),
            (Act.IMPORT_TRAINING, lambda: self._import(training_plan(desk, self.folder, {"姓名": "李小華", "員工代號": "A002"}))),
            (Act.IMPORT_COACHING, lambda: self._import(coaching_plan(desk, self.folder, {"開始時間": "13:00", "結束時間": "14:00"}))),
            (Act.IMPORT_SELF_CHECK, lambda: self._import(importing.plan_self_check(desk, self._sheet()))),
            (Act.END_APPOINTMENT, lambda: seeds.end(desk, desk.store.all(Appointment)[0].id, DAY, "職務調動")),
        )

    def _import(self, plan: ImportPlan) -> None:
        assert importing.apply_plan(self.desk, plan)

    def _sheet(self) -> Path:
        about = About(officer=self.teacher.id)
        return filled(forms.print_form(self.desk, "self-check-sheet", YEAR, Paper.XLSX, self.folder / "填報檔.xlsx", about).path, {}, "輔導三位新進同仁")


BOOK = frozenset(
    {
        Act.EDIT,
        Act.ASSIGN,
        Act.APPOINT,
        Act.ENROL_COURSE,
        Act.ATTEND,
        Act.REPORT_ABSENCE,
        Act.REVIEW_ABSENCE,
        Act.COACH,
        Act.LOG,
        Act.CHECK_SELF,
        Act.CLAIM_MERIT,
        Act.IMPORT_TRAINING,
        Act.IMPORT_COACHING,
        Act.IMPORT_SELF_CHECK,
        Act.END_APPOINTMENT,
    }
)
ROSTER = frozenset({Act.IMPORT_ROSTER})
COLLECTOR = frozenset({Act.APPROVE_QUOTA, Act.EVALUATE, Act.RETURN, Act.NOMINATE, Act.VERIFY_MERIT, Act.DECIDE, Act.ADOPT_RULES})


def test_every_act_is_taken_back_by_a_test_or_never() -> None:
    assert {act for act in Act if act.undoable} == BOOK | ROSTER | COLLECTOR
    assert {act.value for act in FINAL} == set(words.table("lasting"))
    assert [act for act in Act if steps.lasting(act) != "" and not steps.lasting(act).endswith("。")] == []


def written() -> set[str]:
    """Return the names of the acts that any code writes as a transaction, rather than notes as a look."""
    texts = (path.read_text(encoding="utf-8") for part in ("services", "store") for path in (Path(hrdesk.__file__).parent / part).rglob("*.py"))
    return {name for text in texts for written in re.findall(r"(?:\.write\(|\bact = )([^\n]*)", text) for name in re.findall(r"Act\.([A-Z_]+)", written)}


def test_what_is_written_for_good_ends_undo_or_stands_beside_the_records() -> None:
    assert {name for name in written() if not Act[name].undoable} == {act.name for act in ENDING} | {"KEEP_CALENDAR"}


@pytest.mark.file_only
def test_acts_on_the_own_book_are_taken_back_exactly(desk: Desk, tmp_path: Path) -> None:
    book = Book(desk, tmp_path).acts()
    assert {act for act, _ in book} == BOOK
    for act, do in book:
        taken_back(desk, act, do)


@pytest.mark.file_only
def test_an_imported_roster_is_taken_back_exactly(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "名冊.csv", SHEET, ("", "A001", "主任", "王小明", "", "", "", "", "", ""))
    taken_back(desk, Act.IMPORT_ROSTER, lambda: importing.apply_plan(desk, importing.plan_roster(desk, path)))


@pytest.mark.file_only
def test_acts_of_the_collectors_are_taken_back_exactly(city: City) -> None:
    department, first = city.department, city.first
    done: set[Act] = set()

    def check(desk: Desk, act: Act, do: Done) -> None:
        taken_back(desk, act, do)
        done.add(act)

    nominated(city)
    agency = first_of(department)
    check(department, Act.EVALUATE, lambda: evaluation.judge(department, agency, YEAR, "e2", ItemResult.MET, "現場查看"))
    check(department, Act.RETURN, lambda: decisions.remark(department, agency.id, YEAR, "附表1 少了一期", article="陸三(四)4"))
    check(department, Act.APPROVE_QUOTA, lambda: quota.approve(department, agency, YEAR, quota.Approved(groups=(GROUP,), document="範例人字第2號")))
    check(department, Act.VERIFY_MERIT, lambda: decisions.verify(department, claim(FIRST), Verification.CONFIRMED, "電話查證"))
    check(first, Act.NOMINATE, lambda: nomination.withdraw(first, YEAR, teacher(CHILD)))
    check(department, Act.DECIDE, lambda: decisions.decide(department, nominee(department, CHILD).id, ruling()))
    check(department, Act.ADOPT_RULES, lambda: rulebook.adopt(department, pack_file(city.out, ("value = 15\n", "value = 20\n"))))
    assert done == COLLECTOR


@pytest.mark.file_only
def test_an_imported_calendar_leaves_undo_where_it_was(desk: Desk, tmp_path: Path) -> None:
    hire(desk)
    keeping.undo(desk)
    hire(desk, "李小華")
    (tmp_path / "日曆.csv").write_text(CALENDAR, encoding="utf-8-sig")
    held = steps.pending(desk)
    office_days.import_calendar(desk, tmp_path / "日曆.csv")
    assert steps.pending(desk) == held
    assert keeping.undo(desk).removed


@pytest.mark.file_only
def test_why_there_is_nothing_to_undo_is_told(desk: Desk) -> None:
    assert steps.pending(desk).why == "還沒有可以復原的變更。"
    hire(desk)
    assert steps.pending(desk).why == ""
    years.reopen(desk, YEAR - 3, "補正")
    told = steps.pending(desk)
    assert told == steps.Pending(None, None)
    assert told.why == "「重新開放年度」不能復原：年度重新開放的事實與理由必須留存，不能復原。要唯讀，請在「設定」再關閉這個年度。"


def test_a_store_without_a_beginning_has_nothing_to_undo(city: City) -> None:
    desk = city.child
    assert desk.store.undo_ended_by() is Act.PIN_COLLECTOR
