"""Forms from records: masked by default, whole files only, every print noted."""

from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.forms import Paper
from hrdesk.domain.record import CourseId
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Course
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError, PrintError
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core import paper
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.papers import forms
from hrdesk.services.papers.forms import About
from hrdesk.services.teachers import seeds
from hrdesk.services.teachers.seeds import seed_teachers
from tests.services.book import YEAR, appointed, child_of, enrolled, fault_of, found_child, hire, hold

MAGIC = {Paper.PDF: b"%PDF-", Paper.ODS: b"PK", Paper.XLSX: b"PK", Paper.ODT: b"PK"}


def filled(desk: Desk) -> tuple[Officer, Course, Appointment]:
    """Fill the book with one of all that a form may be about."""
    person, course = hire(desk, "陳𡍼明", phone="02-27200001"), hold(desk)
    enrolled(desk, course, person)
    held = appointed(desk, person, document="北市範人字第1號", systems=("biz-09",), scope="所屬")
    seeds.end(desk, held.id, date(2026, 10, 31), "職務調整")
    return person, course, seeds.appointment(desk, held.id)


@pytest.mark.parametrize(("form", "paper"), [(form, paper) for form in forms.titles() for paper in forms.papers_of(form)])
def test_every_form_comes_out_on_its_papers(desk: Desk, tmp_path: Path, form: str, paper: Paper) -> None:
    filled(desk)
    target = tmp_path / f"{form}.{paper.value}"
    printed = forms.print_form(desk, form, YEAR, paper, target)
    assert target.read_bytes().startswith(MAGIC[paper])
    assert (printed.path, printed.missing) == (target, ())


def test_a_paper_that_a_form_does_not_come_on_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        forms.print_form(desk, "annex1", YEAR, Paper.ODT, tmp_path / "a.odt")
    assert (fault_of(caught), list(tmp_path.glob("*.odt"))) == (Fault.INVALID, [])
    with pytest.raises(InputError) as caught:
        forms.papers_of("annex9")
    assert fault_of(caught) is Fault.FORM_UNKNOWN


@pytest.mark.parametrize("form", forms.titles())
def test_every_form_is_seen_before_it_is_printed_and_the_look_is_noted(desk: Desk, form: str) -> None:
    filled(desk)
    seen = forms.preview(desk, form, YEAR)
    assert (seen.data[:5], seen.pages > 0) == (b"%PDF-", True)
    newest = desk.store.history(1)[0]
    assert (newest.act, newest.facts["what"], newest.facts["masked"]) == (Act.VIEW, form, 1)
    assert Key("Agency", desk.workspace.agency) in newest.seen


def test_seeing_whole_id_numbers_needs_a_reason_too(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        forms.preview(desk, "annex1", YEAR, mask=Mask(off=True))
    assert fault_of(caught) is Fault.NEEDS_REASON
    forms.preview(desk, "annex1", YEAR, mask=Mask(off=True), reason="核對")
    newest = desk.store.history(1)[0]
    assert (newest.facts["masked"], newest.facts["reason"]) == (0, "核對")


def test_papers_about_an_appointment_or_a_course_name_what_they_show(desk: Desk) -> None:
    person, course, held = filled(desk)
    own = Key("Agency", desk.workspace.agency)
    forms.preview(desk, "change-notice", YEAR)
    assert desk.store.history(1)[0].seen == (own, Key("Officer", person.id), Key("Appointment", held.id))
    forms.preview(desk, "sign-in-sheet", YEAR)
    assert desk.store.history(1)[0].seen == (own, Key("Course", course.id))


def test_every_copy_carries_the_foot(desk: Desk) -> None:
    filled(desk)
    copies = forms.form_content(desk, "change-notice", YEAR).copies
    assert [(one.printed, one.versions != "", one.further == ()) for one in copies[1:]] == [("115/11/20", True, True)] * 2
    assert {one.facts["change"] for one in copies} == {"解除"}


def test_notice_may_be_of_one_change_to_one_addressee(desk: Desk) -> None:
    _, _, held = filled(desk)
    about = About(appointment=held.id, change=ChangeKind.APPOINTED, addressee=Addressee.DEPARTMENT)
    (letter,) = forms.form_content(desk, "change-notice", YEAR, about).copies
    assert (letter.facts["change"], letter.facts["addressee"]) == ("指派", "臺北市政府人事處資訊室")


def test_newest_appointment_of_the_officer_is_meant(desk: Desk) -> None:
    person, _, held = filled(desk)
    appointed(desk, person, date(2026, 11, 1), document="第2號", systems=("biz-09",), scope="所屬")
    assert forms.form_content(desk, "change-notice", YEAR).facts["change"] == "指派"
    assert forms.form_content(desk, "handover-list", YEAR).facts["term"] == "115/01/01至115/10/31"
    appointed(desk, hire(desk, "林𠅤如"))
    for about in (About(), About(officer=person.id)):
        expected = None if about.officer else Fault.AMBIGUOUS
        assert fault_or_none(desk, about) is expected
    assert held.officer == person.id


def fault_or_none(desk: Desk, about: About) -> Fault | None:
    """Return why a change notice is refused, None where it is not."""
    try:
        forms.form_content(desk, "change-notice", YEAR, about)
    except InputError as error:
        return error.fault
    return None


@pytest.mark.parametrize("form", ["change-notice", "handover-list", "timetable", "sign-in-sheet", "course-notice"])
def test_nothing_to_be_about_is_told(desk: Desk, form: str) -> None:
    hold(desk, cancelled=True)
    with pytest.raises(InputError) as caught:
        forms.form_content(desk, form, YEAR)
    assert fault_of(caught) is Fault.NOT_FOUND


def test_notice_of_a_course_to_one_officer(desk: Desk) -> None:
    person, course, _ = filled(desk)
    enrolled(desk, course, hire(desk, "林𠅤如"))
    assert len(forms.form_content(desk, "course-notice", YEAR).copies) == 2
    (letter,) = forms.form_content(desk, "course-notice", YEAR, About(course=course.id, officer=person.id)).copies
    assert letter.facts["name"] == "陳𡍼明"


def test_pdf_has_pages(desk: Desk, tmp_path: Path) -> None:
    printed = forms.print_form(desk, "annex2", YEAR, Paper.PDF, tmp_path / "附表2.pdf")
    assert printed.pages == 1
    assert printed.path.read_bytes().startswith(b"%PDF-")


def test_names_are_whole_unless_hidden(desk: Desk) -> None:
    hire(desk, "陳𡍼明")
    assert forms.form_content(desk, "annex1", YEAR).tables["rows"][0]["name"] == "陳𡍼明"
    assert forms.form_content(desk, "annex1", YEAR, mask=Mask(names=True)).tables["rows"][0]["name"] == "陳○○"


def test_whole_id_numbers_need_a_reason_that_is_noted(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        forms.print_form(desk, "annex1", YEAR, Paper.ODS, tmp_path / "a.ods", mask=Mask(off=True))
    assert fault_of(caught) is Fault.NEEDS_REASON
    assert list(tmp_path.glob("*.ods")) == []
    forms.print_form(desk, "annex1", YEAR, Paper.ODS, tmp_path / "a.ods", mask=Mask(off=True), reason="報府核章")
    newest = desk.store.history(1)[0]
    assert (newest.act, newest.facts["masked"], newest.facts["reason"]) == (Act.PRINT, 0, "報府核章")


def test_whose_data_were_printed_is_noted(desk: Desk, tmp_path: Path) -> None:
    forms.print_form(desk, "annex2", YEAR, Paper.ODS, tmp_path / "a.ods")
    own = Key("Agency", desk.workspace.agency)
    assert desk.store.history(1)[0].seen == (own,)
    person, course = hire(desk), hold(desk)
    appointed(desk, person)
    forms.print_form(desk, "annex5", YEAR, Paper.ODS, tmp_path / "b.ods")
    assert desk.store.history(1)[0].seen == (own, Key("Officer", person.id))
    forms.print_form(desk, "annex4", YEAR, Paper.ODS, tmp_path / "c.ods", forms.About(course=course.id))
    assert desk.store.history(1)[0].seen == (own, Key("Course", course.id))


def test_draft_until_there_is_a_fingerprint(desk: Desk) -> None:
    assert forms.form_content(desk, "annex1", YEAR).draft
    sealed = forms.form_content(desk, "annex1", YEAR, fingerprint="ab" * 32)
    assert (sealed.draft, sealed.fingerprint) == (False, "ab" * 32)


def test_unknown_form_is_refused(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        forms.form_content(desk, "annex9", YEAR)
    assert fault_of(caught) is Fault.FORM_UNKNOWN


def test_file_is_whole_or_as_it_was(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "名冊.ods").mkdir()
    with pytest.raises(PrintError) as caught:
        paper.write_whole(tmp_path / "名冊.ods", b"x")
    assert fault_of(caught) is Fault.WRITE_FAILED
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_interrupted_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "舊.ods").write_bytes(b"old")
    monkeypatch.setattr("os.fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        paper.write_whole(tmp_path / "舊.ods", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["舊.ods"]
    assert (tmp_path / "舊.ods").read_bytes() == b"old"


def test_self_check_needs_one_teacher(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        forms.form_content(desk, "annex5", YEAR)
    assert fault_of(caught) is Fault.NOT_FOUND
    first = hire(desk, "王小明")
    appointed(desk, first)
    assert forms.form_content(desk, "annex5", YEAR, mask=Mask(off=True)).facts["name"] == "王小明"
    second = hire(desk, "陳𡍼明")
    appointed(desk, second)
    with pytest.raises(InputError) as caught:
        forms.form_content(desk, "annex5", YEAR)
    assert fault_of(caught) is Fault.AMBIGUOUS
    assert forms.form_content(desk, "annex5", YEAR, About(officer=second.id), mask=Mask(off=True)).facts["name"] == "陳𡍼明"


def test_form_may_be_about_one_agency(desk: Desk) -> None:
    found_child(desk)
    hire(desk, "王小明")
    hire(desk, "林𠅤如", agency=child_of(desk))
    assert len(forms.form_content(desk, "annex1", YEAR).tables["rows"]) == 2
    content = forms.form_content(desk, "annex1", YEAR, About(agency=child_of(desk)), mask=Mask(off=True))
    assert [row["name"] for row in content.tables["rows"]] == ["林𠅤如"]
    assert content.facts["agency"] == "範例地政事務所"


def test_absences_of_one_course_and_of_no_course(desk: Desk) -> None:
    course = hold(desk)
    enrolled(desk, course, hire(desk))
    assert forms.form_content(desk, "annex4", YEAR, About(course=course.id)).facts["course"] == "範例操作班（第1期）"
    with pytest.raises(InputError) as caught:
        forms.form_content(desk, "annex4", YEAR, About(course=CourseId("0" * 32)))
    assert fault_of(caught) is Fault.NOT_FOUND


def test_coaching_form_of_one_teacher(desk: Desk) -> None:
    person = hire(desk)
    assert forms.form_content(desk, "annex3", YEAR, About(officer=person.id), mask=Mask(off=True)).facts["teacher"] == "王小明"


def test_seed_teachers_of_a_year_stand_once_each(desk: Desk) -> None:
    first, second = hire(desk), hire(desk, "陳𡍼明")
    appointed(desk, second, date(2026, 2, 1))
    appointed(desk, first)
    assert seed_teachers(desk, YEAR, own_part(desk)) == (first, second)
    assert seed_teachers(desk, 114, own_part(desk)) == ()
