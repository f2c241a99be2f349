"""A package's report in words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from hrdesk.domain.package import Check, Finding, Header, PackageKind, Report
from hrdesk.domain.values import Changes, Key
from hrdesk.services.core import words
from hrdesk.services.packages import package_words
from hrdesk.services.packages.package_words import Holding, Mark

HEADER = Header(
    kind=PackageKind.SUBMISSION,
    agency="379110000B",
    agency_name="範例地政局",
    recipient="379000000A",
    period=115,
    revision=2,
    program="0.1.0",
    rule_pack="taipei-101",
    created=datetime(2027, 1, 5, 1, 30, tzinfo=UTC),
    facts=(("missing", "379111000C"), ("nil", "annex3 annex4 other"), ("reason", "該所人員出缺")),
)
GOOD = Report(
    file="一.hrdpkg",
    finding=Finding.OK,
    checks=(Check("size", Finding.OK), Check("series", Finding.GAP, {"missing": 1})),
    package="ab" * 32,
    header=HEADER,
    signer_agency="379110000B",
    expires=date(2030, 1, 4),
    size=12345,
    changes=Changes(added=(Key("Officer", "1"),)),
)
BAD = Report(file="二.hrdpkg", finding=Finding.ALTERED, checks=(Check("size", Finding.OK), Check("digests", Finding.ALTERED, {"member": 3})))
RECEIPT = replace(
    GOOD,
    header=replace(HEADER, kind=PackageKind.RECEIPT, facts=(("kind", "submission"), ("revision", "2"), ("verdict", "ok"))),
)


def test_first_lines_say_what_it_is_and_what_decided() -> None:
    assert package_words.lines(GOOD) == (
        "一.hrdpkg　範例地政局 年度資料 115 年度第 2 版，憑證有效至 119/01/04",
        "　通過",
        "　新增 1、變更 0、刪除 0 筆",
    )
    assert package_words.lines(BAD) == ("二.hrdpkg", "　第 3 個內容與簽章時不同，不予收件。請寄件機關重新送件。")
    assert package_words.lines(RECEIPT)[2:] == ("　貴機關 115 年度年度資料第 2 版已由 範例地政局 收件。",)


def test_verdict_says_whether_it_may_be_taken_in() -> None:
    assert package_words.headline(GOOD) == package_words.Told("完整、簽章正確，可以收件", Mark.OK, "")
    assert package_words.headline(BAD).mark is Mark.REFUSED
    assert "不同" in package_words.headline(BAD).sentence
    assert "已由 範例地政局 收件" in package_words.headline(RECEIPT).sentence
    held = package_words.headline(replace(BAD, finding=Finding.REPLAYED, checks=(Check("series", Finding.REPLAYED, {"revision": 2}),)))
    assert (held.title, held.mark) == ("先前已經收過", Mark.WARNING)
    assert package_words.decisive(replace(BAD, checks=())) == words.of_check(Check("", Finding.ALTERED))


def test_every_check_has_a_sign_and_a_sentence() -> None:
    marks = [one.mark for one in (*package_words.checks(GOOD), *package_words.checks(BAD))]
    assert marks == [Mark.OK, Mark.WARNING, Mark.OK, Mark.REFUSED]
    assert package_words.checks(GOOD)[0].title == "檔案大小與種類"


def test_facts_name_agencies_declared_empty_forms_and_the_reason() -> None:
    told = dict(package_words.facts(GOOD, {"379110000B": "範例地政局"}))
    assert told["簽章機關"] == "範例地政局（379110000B）"
    assert told["收件機關"] == "379000000A"
    assert told["產生時間"] == "116/01/05 09:30"
    assert told["零申報"] == "附表3 輔導服務紀錄表、附表4 未到課原因表、other"
    assert (told["未送齊的所屬"], told["理由"]) == ("379111000C", "該所人員出缺")
    assert dict(package_words.facts(replace(BAD, size=0), {})) == {"檔案": "二.hrdpkg"}


def test_a_years_data_name_their_empty_forms_and_other_packages_do_not() -> None:
    counts = (("Coaching", 3), ("Course", 2), ("Officer", 4))
    titles = [(one.title.split(" ")[0], one.count) for one in package_words.holdings(counts, PackageKind.SUBMISSION)]
    assert titles == [("附表1", 0), ("附表2", 0), ("附表3", 3), ("附表4", 0), ("附表5", 0), ("人事人員", 4)]
    assert package_words.holdings(counts, PackageKind.NOMINATION) == (Holding("annex3", "附表3 輔導服務紀錄表", 3), Holding("", "人事人員", 4))
    assert package_words.nil_forms(counts) == ("annex1", "annex2", "annex4", "annex5")


@pytest.mark.parametrize(("kind", "title"), [("Coaching", "附表3 輔導服務紀錄表"), ("Staffing", "員額")])
def test_records_stand_on_a_form_or_have_a_name_of_their_own(kind: str, title: str) -> None:
    assert package_words.form_title(kind) == title
