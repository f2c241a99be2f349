"""規則包 (P0) from the department to its offices: what it carries, what it changes, what it leaves, and whom it is taken from."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hrdesk import paths
from hrdesk.domain.collected import Stage
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import Content, Finding, PackageKind
from hrdesk.domain.rulebook import Contact, RuleFile
from hrdesk.domain.staff import Agency
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import agency_id, by_code, save_agency
from hrdesk.services.collecting import answers, stage_days
from hrdesk.services.core.desk import Desk
from hrdesk.services.home.office_dues import package_dues
from hrdesk.services.opening.office_days import import_calendar, imported_days
from hrdesk.services.packages import keys, rules_package, sealing
from hrdesk.services.packages.sealing import SealedFile
from hrdesk.services.post import inspection, receiving
from hrdesk.services.post.receiving import Received
from hrdesk.services.regulation import rulebook
from hrdesk.services.safekeeping import keeping
from hrdesk.services.teachers.dues import part_at
from tests.services.book import fault_of
from tests.services.steps import first_of, notified, send
from tests.services.three_offices import CHILD, DEPARTMENT, FIRST, OTHER, YEAR, City, agency

ASK = Contact(unit="人事資訊科", phone="02-1234-5678")
DAY = date(2026, 6, 1)
SHIPPED = (paths.resources() / "rules" / "taipei-101.toml").read_text(encoding="utf-8")


def pack_file(folder: Path, *changes: tuple[str, str], name: str = "new.toml") -> Path:
    """Write the shipped pack with changes."""
    text = SHIPPED
    for old, new in (("amended = 2012-06-08", "amended = 2026-01-02"), *changes):
        assert old in text
        text = text.replace(old, new)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def calendar_file(folder: Path, *days: tuple[str, int]) -> Path:
    """Write an official calendar of a few days (2 = off)."""
    lines = "".join(f"{day},,{off},\n" for day, off in days)
    (folder / "days.csv").write_text(f"西元日期,星期,是否放假,備註\n{lines}", encoding="utf-8")
    return folder / "days.csv"


def told(city: City, *, amended: bool = True) -> Desk:
    """Let the department say everything that a rules package carries."""
    desk = city.department
    rulebook.set_contact(desk, ASK)
    if amended:
        rulebook.adopt(desk, pack_file(city.out, ("value = 15\n", "value = 20\n")))
    import_calendar(desk, calendar_file(city.out, ("20260615", 2), ("20260616", 2), ("20260620", 0)))
    stage_days.set_dues(desk, YEAR, {Stage.ARRIVED: date(2027, 1, 8), Stage.VERIFIED: date(2027, 1, 10)}, "府人資字第1號")
    return desk


def down(city: City, year: int = YEAR) -> tuple[SealedFile, Received]:
    """Send the department's rules package of a year to the first-tier agency."""
    return send(city, city.department, rules_package.draft(city.department, year, first_of(city.department)), city.first)


def small(desk: Desk) -> int:
    return desk.rules(DAY).number("quota_small_max")


def test_everything_comes_down_in_one_step(city: City) -> None:
    told(city)
    sealed, received = down(city)
    assert received.report.finding is Finding.OK
    assert received.report.header is not None
    assert received.report.header.format == "1.2"
    desk = city.first
    assert small(desk) == 20
    assert imported_days(desk.store) == {date(2026, 6, 15): False, date(2026, 6, 16): False, date(2026, 6, 20): True}
    assert rulebook.contact(desk) == ASK
    notice = rulebook.notice(desk)
    assert notice is not None
    assert [(one.year, one.stage, one.day, one.document) for one in notice.dues] == [(YEAR, Stage.ARRIVED, date(2027, 1, 8), "府人資字第1號")]
    assert by_code(desk, OTHER).name == agency(OTHER).name
    assert [entry.act.value for entry in desk.store.history(1)] == ["adopt_rules"]
    assert sealed.parcel.kind == PackageKind.RULES.value


def test_the_difference_is_told_in_words(city: City) -> None:
    told(city)
    _, received = down(city)
    said = {one.form: one.details for one in received.differences}
    assert said["規則 taipei-101"] == ("陸三(二) 核予嘉獎一次的員額上限：15 人 → 20 人",)
    assert said["辦公日曆"] == ("115/06/15 至 115/06/16 改為放假", "115/06/20 改為上班")
    assert said["機關"] == ("新增　範例文化局",)
    assert said["期限與諮詢窗口"] == ("115 年度 年度資料已到：未定 → 116/01/08", "諮詢窗口：未定 → 人事資訊科　02-1234-5678")


def test_it_is_taken_back_and_repeated_exactly(city: City) -> None:
    told(city)
    down(city)
    desk = city.first
    desk.store.undo()
    assert small(desk) == 15
    assert imported_days(desk.store) == {}
    assert rulebook.notice(desk) is None
    assert desk.store.all(Agency, code=OTHER) == ()
    assert desk.store.all(Parcel, kind=PackageKind.RULES.value) == ()
    desk.store.redo()
    assert small(desk) == 20
    assert rulebook.contact(desk) == ASK


def test_what_was_taken_back_may_come_again(city: City) -> None:
    told(city)
    sealed, _ = down(city)
    city.first.store.undo()
    (again,) = receiving.receive(city.first, [sealed.file])
    assert again.report.finding is Finding.OK
    (third,) = receiving.receive(city.first, [sealed.file])
    assert third.report.finding is Finding.REPLAYED
    assert third.differences == ()


def test_a_backup_is_made_before(city: City) -> None:
    told(city)
    down(city)
    assert keeping.last_backup(city.first) is not None


def test_a_newer_revision_replaces_what_ruled(city: City) -> None:
    desk = told(city)
    down(city)
    rulebook.adopt(desk, pack_file(city.out, ("value = 15\n", "value = 25\n"), ("valid_from = 2012-06-08", "valid_from = 2026-01-01")))
    _, received = down(city)
    assert received.report.finding is Finding.OK
    assert small(city.first) == 25
    assert city.first.rules(date(2025, 12, 31)).number("quota_small_max") == 15, "a day that the new one does not cover keeps the shipped one"
    assert any("115/01/01 起" in text for one in received.differences for text in one.details)


@pytest.fixture
def alone(city: City) -> City:
    """A city whose department has said whom to ask and nothing else."""
    rulebook.set_contact(city.department, ASK)
    return city


def test_without_anything_said_it_carries_what_the_program_brings(alone: City) -> None:
    _, received = down(alone)
    assert {one.form for one in received.differences} == {"機關", "期限與諮詢窗口"}
    assert small(alone.first) == 15
    assert alone.first.store.count(RuleFile) == 2


def test_the_same_again_is_no_new_revision(alone: City) -> None:
    first, _ = down(alone)
    again, received = down(alone)
    assert (first.fresh, again.fresh) == (True, False)
    assert received.report.finding is Finding.REPLAYED


def test_an_earlier_year_s_is_refused(alone: City) -> None:
    down(alone, YEAR)
    _, received = down(alone, YEAR - 1)
    assert received.report.finding is Finding.OUT_OF_ORDER
    assert received.report.checks[-1].facts == {"what": "已經收下 115 年度的規則包，這一份是 114 年度的"}
    assert alone.first.store.count(Parcel, kind=PackageKind.RULES.value, direction=Direction.RECEIVED) == 1


def test_a_pack_amended_before_the_one_held_is_refused(city: City) -> None:
    told(city)
    down(city)
    rulebook.adopt(city.department, pack_file(city.out, ("amended = 2026-01-02", "amended = 2025-01-02")))
    _, received = down(city)
    assert received.report.finding is Finding.OUT_OF_ORDER
    assert received.report.checks[-1].facts == {"what": "其中的規則 taipei-101 修正日期比現有的早"}
    assert received.differences == ()
    assert small(city.first) == 20


def test_only_the_own_collector_s_is_taken(alone: City) -> None:
    """A first-tier agency hands down to its 所屬 what it was told itself; the department's own copy is written to it alone."""
    sealed, _ = down(alone)
    (received,) = receiving.receive(alone.child, [sealed.file])
    assert received.report.finding is Finding.NOT_FOR_ME


def planned(desk: Desk, content: Content) -> list[tuple[Finding, object]]:
    return [(one.finding, dict(one.facts)) for one in rules_package.plan(desk, content).refusals]


def content_of(city: City) -> Content:
    sealed = sealing.seal(city.department, rules_package.draft(city.department, YEAR, first_of(city.department)), city.out)
    content = receiving.examine(city.first, sealed.file)[1]
    assert content is not None
    return content


def test_another_collector_s_is_refused(alone: City) -> None:
    content = content_of(alone)
    assert planned(alone.first, content) == []
    other = replace(content, header=replace(content.header, agency=OTHER))
    assert planned(alone.first, other) == [(Finding.WRONG_AGENCY, {"why": "not collector"})]
    assert planned(alone.department, content) == [(Finding.WRONG_AGENCY, {"why": "not collector"})], "the department has none above it"


def test_an_agency_under_another_s_id_is_refused(alone: City) -> None:
    content = content_of(alone)
    false = replace(agency(OTHER), id=agency_id(FIRST))
    records = {**content.records, "Agency": (false,)}
    assert planned(alone.first, replace(content, records=records)) == [(Finding.BAD_RECORD, {"table": "Agency", "line": 1})]


def test_agencies_known_here_alone_stay(alone: City) -> None:
    own = replace(agency(CHILD), id=agency_id("379119999Z"), code="379119999Z", name="範例本機關自建")
    save_agency(alone.first, own)
    save_agency(alone.department, replace(agency(CHILD), name="範例新名"))
    _, received = down(alone)
    assert by_code(alone.first, "379119999Z") == own
    assert by_code(alone.first, CHILD).name == "範例新名"
    assert ("新增　範例文化局", "變更　範例新名：名稱 範例地政事務所→範例新名") in {one.details for one in received.differences}


def test_a_first_tier_agency_hands_it_on(city: City) -> None:
    told(city)
    down(city)
    (one,) = answers.send_all(city.first, PackageKind.RULES, YEAR, city.out / "below")
    assert one.sealed is not None
    (received,) = receiving.receive(city.child, [one.sealed.file])
    assert received.report.finding is Finding.OK
    assert small(city.child) == 20
    assert rulebook.contact(city.child) == ASK
    assert rules_package.notice_for(city.first, YEAR).dues == rules_package.notice_for(city.department, YEAR).dues
    assert [one.year for one in rules_package.notice_for(city.first, YEAR + 1).dues] == [YEAR], "the year that is judged while the next runs"
    assert rules_package.notice_for(city.first, YEAR + 2).dues == ()


def test_a_first_tier_agency_s_own_day_goes_before(city: City) -> None:
    told(city)
    down(city)
    stage_days.set_due(city.first, YEAR, Stage.ARRIVED, date(2027, 1, 4))
    assert [one.day for one in rules_package.notice_for(city.first, YEAR).dues] == [date(2027, 1, 4)]


def test_nothing_goes_before_it_is_said_whom_to_ask(city: City) -> None:
    for desk, reason in ((city.department, "請先填寫諮詢窗口"), (city.first, "請先收下彙整機關的規則包")):
        with pytest.raises(InputError) as caught:
            rules_package.draft(desk, YEAR, first_of(desk))
        assert caught.value.facts["reason"] == reason


def test_an_own_import_after_it_counts_and_one_before_it_does_not(city: City) -> None:
    told(city)
    import_calendar(city.first, calendar_file(city.out, ("20260615", 0), ("20260101", 2)))
    down(city)
    days = imported_days(city.first.store)
    assert (days[date(2026, 6, 15)], days[date(2026, 1, 1)]) == (False, False)
    import_calendar(city.first, calendar_file(city.out, ("20260615", 0), ("20260616", 0)))
    import_calendar(city.first, calendar_file(city.out, ("20260616", 2)))
    days = imported_days(city.first.store)
    assert (days[date(2026, 6, 15)], days[date(2026, 6, 16)]) == (True, False)


def test_looking_into_one_tells_what_it_would_change(city: City) -> None:
    told(city)
    sealed = sealing.seal(city.department, rules_package.draft(city.department, YEAR, first_of(city.department)), city.out)
    found = inspection.inspect(city.first, sealed.file)
    assert (found.read, found.against) == (True, "目前適用的規則")
    assert {one.form for one in found.differences} == {"規則 taipei-101", "辦公日曆", "機關", "期限與諮詢窗口"}
    assert small(city.first) == 15, "a look changes nothing"


def test_what_it_would_hold_is_told_before(city: City) -> None:
    assert dict(rules_package.outlook(city.first, YEAR).holds) == {
        "規則包": "taipei-101（101/06/08 修正）",
        "辦公日曆": "沒有匯入過，不附",
        "機關": "3 個",
        "課程": "1 個班期",
        "期限": "沒有訂（在「進度」設定各階段期限）",
    }
    told(city)
    found = rules_package.outlook(city.department, YEAR)
    assert dict(found.holds)["辦公日曆"] == "匯入的 3 天"
    assert dict(found.holds)["期限"] == "115 年度 年度資料已到 116/01/08"
    assert (found.contact, found.speaks, rules_package.outlook(city.first, YEAR).speaks) == (ASK, True, False)


def test_its_list_of_revoked_certificates_is_kept(alone: City) -> None:
    down(alone)
    assert alone.first.store.secret(keys.PINNED_CRL) is not None
    assert alone.department.workspace.agency == agency_id(DEPARTMENT)


def test_only_the_department_says_whom_to_ask_and_which_pack_counts(city: City) -> None:
    acts: tuple[Callable[[], object], ...] = (lambda: rulebook.set_contact(city.first, ASK), lambda: rulebook.adopt(city.first, pack_file(city.out)))
    for act in acts:
        with pytest.raises(InputError) as caught:
            act()
        assert fault_of(caught) is Fault.WRONG_WORKSPACE


def test_nobody_to_reach_is_no_contact(city: City) -> None:
    with pytest.raises(InputError) as caught:
        rulebook.set_contact(city.department, Contact(unit="科"))
    assert caught.value.facts["reason"] == "請填電話或電子郵件"


def test_a_pack_beside_the_one_in_use(city: City) -> None:
    desk = city.department
    later = pack_file(
        city.out, ('id = "taipei-101"', 'id = "taipei-116"'), ("valid_from = 2012-06-08", "valid_from = 2027-01-01"), ("value = 15\n", "value = 30\n")
    )
    rulebook.adopt(desk, later)
    assert (small(desk), desk.rules(date(2027, 1, 1)).number("quota_small_max")) == (15, 30)
    assert [pack.id for pack in rulebook.packs(desk)] == ["taipei-101", "taipei-116"]
    desk.store.undo()
    assert desk.rules(date(2027, 1, 1)).number("quota_small_max") == 15
    rulebook.set_contact(desk, ASK)
    rulebook.adopt(desk, later)
    _, received = down(city)
    assert "研習項目" not in {one.form for one in received.differences}
    assert [one.counted for one in received.differences if one.form == "規則 taipei-116"] == ["變更 2 筆"]


def test_a_pack_of_a_time_without_rules_is_told_as_new(city: City) -> None:
    desk = city.department
    rulebook.set_contact(desk, ASK)
    early = pack_file(city.out, ('id = "taipei-101"', 'id = "taipei-90"'), ("valid_from = 2012-06-08", "valid_from = 2001-01-01\nvalid_to = 2012-06-07"))
    rulebook.adopt(desk, early)
    _, received = down(city)
    assert [one.details for one in received.differences if one.form == "規則 taipei-90"] == [
        ("新增　臺北市政府人事處人事管理資訊系統研習計畫（（101）北市人資字第 101316007000 號，90/01/01 至 101/06/07）",)
    ]


def test_a_changed_catalogue_is_told_apart(city: City) -> None:
    desk = city.department
    rulebook.set_contact(desk, ASK)
    leaf = SHIPPED.split("[[topics]]")[1].split('name = "')[1].split('"')[0]
    rulebook.adopt(desk, pack_file(city.out, (f'name = "{leaf}"', f'name = "{leaf}（新）"')))
    _, received = down(city)
    (topics,) = (one for one in received.differences if one.form == "研習項目")
    assert (topics.changed, topics.details[0].endswith(f"{leaf} → {leaf}（新）")) == (1, True)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [((('id = "taipei-101"', 'id = "other"'),), Fault.INVALID), (((SHIPPED[:200], "id ="),), Fault.INVALID)],
    ids=["a second one from the same day", "no pack"],
)
def test_a_file_that_cannot_count_is_refused(city: City, changes: tuple[tuple[str, str], ...], fault: Fault) -> None:
    with pytest.raises(InputError) as caught:
        rulebook.adopt(city.department, pack_file(city.out, *changes))
    assert fault_of(caught) is fault
    assert city.department.store.count(RuleFile) == 0


def test_a_file_that_is_not_there_is_refused(city: City) -> None:
    with pytest.raises(InputError) as caught:
        rulebook.adopt(city.department, city.out / "none.toml")
    assert fault_of(caught) is Fault.FILE_MISSING


def test_the_day_set_from_above_is_what_an_office_owes(city: City) -> None:
    told(city)
    down(city)
    part = part_at(city.first)
    (due,) = (one for one in package_dues(city.first, part, YEAR) if "年度資料尚未簽章" in one.title)
    assert (due.day, due.overdue) == (date(2027, 1, 8), False)
    assert due.title == "115 年度資料尚未簽章寄出；彙整機關訂於 116/01/08 前送達（府人資字第1號）"
    stage_days.set_dues(city.department, YEAR, {Stage.ARRIVED: date(2027, 1, 2), Stage.NOMINATED: date(2027, 2, 10)})
    down(city)
    (late,) = (one for one in package_dues(city.first, part, YEAR) if "年度資料尚未簽章" in one.title)
    assert (late.day, late.overdue, late.title.endswith("116/01/02 前送達")) == (date(2027, 1, 2), True, True)


def test_the_list_of_nominees_is_owed_by_the_day_set_from_above_where_the_notice_names_none(city: City) -> None:
    told(city)
    stage_days.set_due(city.department, YEAR, Stage.NOMINATED, date(2027, 2, 10))
    down(city)
    notified(city)
    (due,) = (one for one in package_dues(city.first, part_at(city.first), YEAR) if "尚未提報" in one.title)
    assert due.day == date(2027, 2, 10)
