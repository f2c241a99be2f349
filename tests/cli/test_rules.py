"""The rules package by commands: what rules here, a pack adopted, the package sent to every office and taken in, and undone."""

from pathlib import Path

from tests.cli.test_packages import YEAR, Office, ask, three_offices
from tests.services.test_rules_package import pack_file
from tests.services.three_offices import CHILD, FIRST, OTHER

__all__ = ["ask", "three_offices"]


def test_it_goes_down_two_tiers(ask: Office, tmp_path: Path) -> None:
    new = str(pack_file(tmp_path, ("value = 15\n", "value = 20\n")))
    looked = ask("department", "rules", "adopt", new)
    assert (looked["applied"], looked["differences"]) == (False, [{"key": "quota_small_max", "article": "陸三(二)", "before": "15 人", "after": "20 人"}])
    assert ask("department", "rules", "show", *YEAR)["規則包"] == "taipei-101（101/06/08 修正）"
    assert ask("department", "rules", "adopt", new, "--apply")["applied"] is True
    assert ask("department", "rules", "contact", "--unit", "人事資訊科", "--phone", "02-1234")["contact"] == "人事資訊科　02-1234"
    rows = {row["agency"]: row for row in ask("department", "rules", "send", *YEAR, "--out", "rules", code=1)["results"]}
    assert (rows[OTHER]["file"], "加密金鑰" in rows[OTHER]["told"]) == (None, True)
    assert rows[FIRST]["told"] == f"HRD-379000000A-115-rules-{FIRST}-r1.hrdpkg　第 1 版"
    (taken,) = ask("first", "receive", rows[FIRST]["file"])["results"]
    assert "不屬個人的資料　規則 taipei-101：變更 1 筆（陸三(二) 核予嘉獎一次的員額上限：15 人 → 20 人）" in taken["rules"]
    assert ask("first", "rules", "show", *YEAR)["諮詢窗口"] == "人事資訊科　02-1234"
    assert ask("first", "calc", "quota", "--staffing", "16")["units"] == 1, "by the pack in force there"
    assert ask("child", "calc", "deadline", "--rule", "minutes", "--from", "115/8/3")["due"] == "2026-08-10"
    below = ask("first", "seal", "rules", *YEAR, "--to", CHILD, "--out", "out")["file"]
    assert ask("child", "open", below)["difference"]["kinds"]["added"] == {"RuleFile": 2, "Agency": 2, "Course": 1}
    ask("child", "receive", below)
    assert ask("child", "rules", "show", *YEAR)["規則包"] == "taipei-101（115/01/02 修正）"
    ask("child", "undo")
    assert ask("child", "rules", "show", *YEAR)["規則包"] == "taipei-101（101/06/08 修正）"
    assert ask("child", "rules", "show", *YEAR)["諮詢窗口"] == "還沒有填寫"


def test_nothing_is_sent_before_it_is_said_whom_to_ask(ask: Office) -> None:
    rows = ask("department", "rules", "send", *YEAR, "--out", "rules", code=1)["results"]
    assert {row["told"] for row in rows} == {"規則包不正確：請先填寫諮詢窗口。"}
