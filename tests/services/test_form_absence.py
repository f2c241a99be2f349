"""附表4: one line a case, the clock only where it is known."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.training import AbsenceReport, Presence, Session, Verdict
from hrdesk.services.agency.agencies import agency_id, own_part
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.people import evidence
from hrdesk.services.study import absence, training
from hrdesk.services.study.form_absence import annex4, evidence_text
from tests.services.book import PDF, YEAR, enrolled, hire, hold

OPEN = Mask(off=True)


def test_reported_leave_stands_with_reason_evidence_and_verdict(desk: Desk, tmp_path: Path) -> None:
    course, person = hold(desk, sessions=(Session(date(2026, 6, 10), 600, 780),)), hire(desk, title="科員")
    record = enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, training.spread(course, Presence.LEAVE, leave_kind="病假"))
    (tmp_path / "證明.pdf").write_bytes(PDF)
    _, proof = evidence.take_in(desk, tmp_path / "證明.pdf")
    absence.report(desk, record.id, reason="住院", evidence=(proof,))
    absence.review(desk, desk.store.all(AbsenceReport)[0].id, Verdict.SUFFICIENT)
    content = annex4(desk, own_part(desk), YEAR, OPEN, course)
    assert content.tables["rows"] == (
        {
            "no": "1",
            "agency": "範例地政局",
            "title": "科員",
            "name": "王小明",
            "when": "115/06/10\n10:00-13:00",
            "kind": "■請假（病假）\n□缺席",
            "reason": "住院",
            "evidence": "證明.pdf",
            "verdict": "充分合理",
        },
    )
    assert (content.facts["course_dates"], content.facts["organiser"]) == ("115/06/10～115/06/11", "—")
    with desk.store.write(Act.EDIT) as tx:
        tx.delete(desk.store.all(Evidence)[0])
    assert evidence_text(desk, (proof,)) == "（檔案不在）"


def test_unreported_absences_of_the_year_name_their_course_and_no_assumed_clock(desk: Desk) -> None:
    course, other = hold(desk, term=""), hold(desk, "115-OP-02", name="範例進階班", start=date(2026, 11, 2), end=date(2026, 11, 2))
    away, ill = hire(desk, "王小明"), hire(desk, "陳𡍼明")
    enrolled(desk, course, away)
    enrolled(desk, other, ill)
    training.attend(desk, course.id, away.id, training.spread(course, Presence.ATTENDED, 360))
    training.attend(desk, other.id, ill.id, training.spread(other, Presence.LEAVE))
    rows = annex4(desk, own_part(desk), YEAR, OPEN).tables["rows"]
    assert [row["when"] for row in rows] == ["範例操作班\n115/06/11", "範例進階班（第1期）\n115/11/02"]
    assert [row["kind"] for row in rows] == ["□請假（假別：　　　）\n■缺席", "■請假（假別：　　　）\n□缺席"]
    assert [row["reason"] + row["evidence"] + row["verdict"] for row in rows] == ["", ""]


def test_course_without_sessions_stands_with_its_days(desk: Desk) -> None:
    course, person = hold(desk), hire(desk)
    enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, training.spread(course, Presence.ABSENT))
    with desk.store.write(Act.EDIT) as tx:
        tx.put(replace(course, sessions=()))
    rows = annex4(desk, own_part(desk), YEAR, OPEN, course).tables["rows"]
    assert rows[0]["when"] == "115/06/10\n～115/06/11\n115/06/10\n～115/06/11"


def test_case_of_a_course_in_the_collectors_book_has_its_line(desk: Desk) -> None:
    course, person = hold(desk, agency=agency_id("379000000A")), hire(desk)
    enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, training.spread(course, Presence.ABSENT))
    for only in (course, None):
        (row,) = annex4(desk, own_part(desk), YEAR, OPEN, only).tables["rows"]
        assert row["name"] == "王小明"
