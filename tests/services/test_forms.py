"""Forms from records: masked by default, whole files only, every print noted."""

from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.forms import Paper
from hrdesk.domain.record import CourseId
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError, PrintError
from hrdesk.services import forms
from hrdesk.services.agencies import own_part
from hrdesk.services.desk import Desk
from hrdesk.services.form_parts import Mask
from hrdesk.services.forms import About
from tests.services.book import YEAR, appointed, child_of, enrolled, fault_of, found_child, hire, hold


@pytest.mark.parametrize("form", forms.FORMS)
@pytest.mark.parametrize("paper", [Paper.ODS, Paper.XLSX])
def test_every_form_comes_out_on_every_paper(desk: Desk, tmp_path: Path, form: str, paper: Paper) -> None:
    appointed(desk, hire(desk, "陳𡍼明"))
    target = tmp_path / f"{form}.{paper.value}"
    printed = forms.print_form(desk, form, YEAR, paper, target)
    assert target.read_bytes().startswith(b"PK")
    assert (printed.path, printed.missing) == (target, ())


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
        forms.write_whole(tmp_path / "名冊.ods", b"x")
    assert fault_of(caught) is Fault.WRITE_FAILED
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_interrupted_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "舊.ods").write_bytes(b"old")
    monkeypatch.setattr("os.fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        forms.write_whole(tmp_path / "舊.ods", b"new")
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
    assert forms.seed_teachers(desk, YEAR, own_part(desk)) == (first, second)
    assert forms.seed_teachers(desk, 114, own_part(desk)) == ()
