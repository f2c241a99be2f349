"""附表5 as answered, and the sheet to hand out."""

from datetime import date
from pathlib import Path

from hrdesk.domain.seeds import Answer, CheckAnswer
from hrdesk.domain.staff import Officer
from hrdesk.services.agency.agencies import own_agency
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.people import evidence
from hrdesk.services.teachers import seeds, self_check
from hrdesk.services.teachers.form_self_check import annex5, self_check_sheet, term_text
from tests.services.book import PDF, YEAR, appointed, hire

OPEN = Mask(off=True)


def teacher(desk: Desk) -> Officer:
    """Return a new seed teacher."""
    person = hire(desk, title="專員")
    appointed(desk, person)
    return person


def test_unanswered_form_keeps_its_empty_boxes(desk: Desk) -> None:
    content = annex5(desk, own_agency(desk), teacher(desk), YEAR, OPEN)
    assert (len(content.tables["items"]), len(content.tables["competencies"]), content.tables["merit"]) == (7, 9, ())
    assert {row["answer"] for row in content.tables["competencies"]} == {""}
    assert content.tables["items"][4]["answer"] == "□有發生（　次）\n□未發生"
    assert (content.facts["title"], content.facts["term"]) == ("專員", "115/01/01至今")


def test_answers_evidence_review_and_merit_are_printed(desk: Desk, tmp_path: Path) -> None:
    person = teacher(desk)
    (tmp_path / "清冊.pdf").write_bytes(PDF)
    _, proof = evidence.take_in(desk, tmp_path / "清冊.pdf")
    codes = self_check.items(desk, YEAR)
    answers = [CheckAnswer(code, Answer.YES, 2 if code == "e5" else None, "辦理三次", (proof,)) for code in codes]
    self_check.answer(desk, person.id, YEAR, answers)
    self_check.submit(desk, person.id, YEAR, date(2026, 11, 20))
    self_check.approve(desk, person.id, YEAR, date(2026, 11, 20), by="陳主任", unmet=["e2"])
    self_check.claim_merit(desk, person.id, YEAR, "newcomers", "輔導三位新進同仁", evidence=(proof,))
    self_check.claim_merit(desk, person.id, YEAR, "other", "其他")
    tables = annex5(desk, own_agency(desk), person, YEAR, OPEN).tables
    assert (tables["items"][0]["answer"], tables["items"][0]["detail"]) == ("是", "辦理三次\n佐證：清冊.pdf")
    assert [row["review"] for row in tables["items"][:2]] == ["符合", "未符合"]
    assert tables["items"][4]["answer"] == "■有發生（2次）\n□未發生"
    assert {row["text"] for row in tables["merit"]} == {
        "【輔導新進或新接業務同仁之服務績效】\n輔導三位新進同仁\n佐證：清冊.pdf",
        "【其他具體輔導事蹟】\n其他",
    }


def test_negative_item_may_not_have_occurred_or_not_apply(desk: Desk) -> None:
    person = teacher(desk)
    for answer, text in ((Answer.NO, "□有發生（　次）\n■未發生"), (Answer.NOT_APPLICABLE, "不適用")):
        self_check.answer(desk, person.id, YEAR, [CheckAnswer("e5", answer)])
        assert annex5(desk, own_agency(desk), person, YEAR, OPEN).tables["items"][4]["answer"] == text


def test_sheet_to_hand_out_names_its_teacher_and_what_is_known(desk: Desk) -> None:
    person = teacher(desk)
    self_check.answer(desk, person.id, YEAR, [CheckAnswer("e5", Answer.YES, 2, "已處理")])
    self_check.claim_merit(desk, person.id, YEAR, "newcomers", "輔導三位新進同仁")
    content = self_check_sheet(desk, own_agency(desk), person, YEAR, Mask())
    assert (content.facts["officer"], content.facts["selfcheck"], content.facts["workspace"]) == (person.id, "115", desk.store.id)
    known = content.tables["items"][4]
    assert (known["code"], known["answer"], known["count"], known["detail"]) == ("e5", "是", "2", "已處理")
    assert (content.tables["items"][0]["answer"], content.tables["items"][0]["count"]) == ("", "")
    assert content.tables["merit"][0] == {"code": "m-newcomers", "section": "輔導新進或新接業務同仁之服務績效", "text": "輔導三位新進同仁"}
    assert not content.draft


def test_term_names_every_span_of_the_year(desk: Desk) -> None:
    person = hire(desk)
    assert term_text(desk, person, YEAR) == "—"
    seeds.end(desk, appointed(desk, person).id, date(2026, 3, 31), "調任")
    appointed(desk, person, date(2026, 7, 1))
    assert term_text(desk, person, YEAR) == "115/01/01至115/03/31、115/07/01至今"
