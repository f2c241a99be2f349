"""Special merits kept as they stand, and drafted from what the book holds of a year."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.record import EvidenceId, MentoringId
from hrdesk.domain.seeds import Addressee, Answer, ChangeKind, CheckAnswer, Coaching, Mentoring, MeritClaim, Settlement, Verification
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Method
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import evidence
from hrdesk.services.teachers import coaching, merit_draft, merits, seeds, self_check
from hrdesk.services.teachers.merit_draft import SectionDraft
from tests.services.book import PDF, YEAR, appointed, enrolled, fault_of, hire, hold

DAY = date(2026, 3, 2)


@pytest.fixture
def teacher(desk: Desk) -> Officer:
    """Return a seed teacher of the whole year."""
    person = hire(desk)
    appointed(desk, person)
    return person


def file(desk: Desk, folder: Path, name: str) -> EvidenceId:
    """Take a file in under a name."""
    path = folder / name
    path.write_bytes(PDF + name.encode())
    return evidence.take_in(desk, path)[1]


def test_section_is_kept_changed_and_emptied(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    proof = file(desk, tmp_path, "佐證.pdf")
    merits.keep(desk, teacher.id, YEAR, "other", " 範例事蹟 ", (proof,))
    held = merits.claims(desk, teacher.id, YEAR)["other"]
    assert (held.text, held.evidence, held.agency) == ("範例事蹟", (proof,), teacher.agency)
    assert not merits.keep(desk, teacher.id, YEAR, "other", "範例事蹟", (proof,))
    assert merits.section_now(desk, teacher.id, YEAR, "other") == ("範例事蹟", (proof,))
    merits.keep(desk, teacher.id, YEAR, "other", "", (proof,))
    assert merits.claims(desk, teacher.id, YEAR)["other"].id == held.id
    merits.keep(desk, teacher.id, YEAR, "other", "", ())
    assert desk.store.all(MeritClaim) == ()
    assert merits.section_now(desk, teacher.id, YEAR, "other") == ("", ())
    assert not merits.keep(desk, teacher.id, YEAR, "other", "", ())


def test_other_words_open_the_verification_again(desk: Desk, teacher: Officer) -> None:
    merits.keep(desk, teacher.id, YEAR, "other", "甲", ())
    confirmed = replace(merits.claims(desk, teacher.id, YEAR)["other"], verification=Verification.CONFIRMED, verified_by="李小華")
    with desk.store.write(Act.VERIFY_MERIT) as tx:
        tx.put(confirmed)
    merits.keep(desk, teacher.id, YEAR, "other", "甲", ())
    assert merits.claims(desk, teacher.id, YEAR)["other"] == confirmed
    merits.keep(desk, teacher.id, YEAR, "other", "乙", ())
    now = merits.claims(desk, teacher.id, YEAR)["other"]
    assert (now.verification, now.verified_by) == (Verification.OPEN, "")


@pytest.mark.parametrize(("section", "proof"), [("none", ()), ("other", (EvidenceId("0" * 32),))])
def test_unknown_section_or_file_is_refused(desk: Desk, teacher: Officer, section: str, proof: tuple[EvidenceId, ...]) -> None:
    with pytest.raises(InputError) as caught:
        merits.keep(desk, teacher.id, YEAR, section, "範例", proof)
    assert fault_of(caught) is Fault.NOT_FOUND


def drafts(desk: Desk, teacher: Officer) -> dict[str, SectionDraft]:
    """Return the drafted sections by code."""
    return {one.section: one for one in merit_draft.draft(desk, teacher.id, YEAR)}


def test_every_section_of_the_pack_is_drafted_and_nothing_is_made_up(desk: Desk, teacher: Officer) -> None:
    found = merit_draft.draft(desk, teacher.id, YEAR)
    assert [one.section for one in found] == ["newcomers", "courses", "procedures", "handover", "other"]
    assert all(one == SectionDraft(one.section, "") for one in found)


def test_mentoring_tells_whom_in_what_and_with_which_outcome(desk: Desk, teacher: Officer) -> None:
    mentee = hire(desk, "陳𡍼明")
    plain = {"agency": desk.workspace.agency, "mentor": teacher.id, "mentee": mentee.id, "topic": "biz-01"}
    ended = Mentoring(**plain, id=MentoringId(desk.new_id()), start=DAY, end=date(2026, 5, 1), outcome="可獨立作業")  # type: ignore[arg-type]
    running = Mentoring(**plain, id=MentoringId(desk.new_id()), start=date(2026, 6, 1))  # type: ignore[arg-type]
    past = Mentoring(**plain, id=MentoringId(desk.new_id()), start=date(2025, 1, 1), end=date(2025, 2, 1))  # type: ignore[arg-type]
    for one in (running, ended, past):
        coaching.mentor(desk, one)
    topic = desk.rules(DAY).topic("biz-01")
    assert topic is not None
    found = drafts(desk, teacher)["newcomers"]
    assert found.text.split("\n") == [
        f"115/03/02至115/05/01以小老師方式輔導陳𡍼明（業務：{topic.name}），成效：可獨立作業。",
        f"115/06/01起以小老師方式輔導陳𡍼明（業務：{topic.name}）。",
    ]
    assert found.records == (Key("Mentoring", ended.id), Key("Mentoring", running.id))


def test_courses_that_the_agency_held_are_told(desk: Desk, teacher: Officer) -> None:
    held = hold(desk, method=Method.AGENCY)
    hold(desk, "115-OP-02", method=Method.DEPARTMENT)
    hold(desk, "115-OP-03", method=Method.AGENCY, cancelled=True)
    hold(desk, "114-OP-01", method=Method.AGENCY, start=date(2025, 6, 10), end=date(2025, 6, 11))
    enrolled(desk, held, hire(desk, "陳𡍼明"))
    found = drafts(desk, teacher)["courses"]
    assert (found.text, found.records) == ("115/06/10辦理「範例操作班」第1期，12小時，參訓1人。", (Key("Course", held.id),))


def test_procedures_are_the_files_called_so(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    procedure, other = file(desk, tmp_path, "備份標準作業程序.pdf"), file(desk, tmp_path, "照片.pdf")
    self_check.answer(desk, teacher.id, YEAR, [CheckAnswer("e4", Answer.YES, evidence=(other,))])
    item = replace(coaching.new_coaching(desk, teacher.id, DAY, 540, 600, "範例文化局"), evidence=(procedure,))
    coaching.coach(desk, item)
    found = drafts(desk, teacher)
    assert (found["procedures"].text, found["procedures"].evidence) == ("產製「備份標準作業程序」（115/11/20）。", (procedure,))
    assert found["other"].evidence == (procedure,)


def test_handover_tells_what_is_done_and_what_is_not(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    appointment = appointed(desk, successor := hire(desk, "陳𡍼明"), date(2026, 2, 1))
    seeds.end(desk, appointment.id, date(2026, 6, 30), "職務調整", successor=teacher.id)
    assert drafts(desk, successor)["handover"].text == "115/06/30解除種籽教師指派，由王小明接任，尚未登錄交接，已通知0方。"
    seeds.notify(desk, appointment.id, ChangeKind.ENDED, DAY, tuple(Addressee))
    proof = file(desk, tmp_path, "清冊.pdf")
    seeds.hand_over(desk, appointment.id, date(2026, 6, 28), evidence=(proof,))
    found = drafts(desk, successor)["handover"]
    assert (found.text, found.evidence) == ("115/06/30解除種籽教師指派，由王小明接任，115/06/28完成交接，已通知三方。", (proof,))
    seeds.end(desk, appointment.id, date(2026, 6, 30), "職務調整")
    assert "接任" not in drafts(desk, successor)["handover"].text


def test_coaching_is_counted_by_item(desk: Desk, teacher: Officer) -> None:
    for number in (1, 1, 3, None):
        coaching.coach(desk, replace(coaching.new_coaching(desk, teacher.id, DAY, 540, 630, "範例文化局"), item=number, settlement=Settlement.SOLVED))
    found = drafts(desk, teacher)["other"]
    assert found.text == "本年度輔導4件、6小時，受輔導機關1個，已解決4件。\n陸三(四)1：2件。\n陸三(四)3：1件。"
    assert len(found.records) == len(desk.store.all(Coaching))
