"""The rule pack: complete, verbatim, cited, and refused where it is not exactly one."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hrdesk import paths
from hrdesk.domain.pack import Chosen, FirstDay, Source, Span, load_pack
from hrdesk.domain.staff import Level, Role
from hrdesk.domain.values import Citation
from hrdesk.errors import Fault, InputError
from tests.domain.rule_records import PACK

DATA = Path(__file__).parent / "data"
SPACE = re.compile(r"\s")
REGULATIONS = {name: SPACE.sub("", (DATA / f"{name}.txt").read_text(encoding="utf-8")) for name in ("taipei-101", "taipei-mp-107", "chiayi-102")}
MP = "107規範 "
SOURCES = {MP: "taipei-mp-107", "102科技在嘉 ": "chiayi-102"}
FOREIGN = "WebHR "


def plain() -> dict[str, Any]:
    """Return the shipped pack as parsed."""
    return tomllib.loads((paths.resources() / "rules" / "taipei-101.toml").read_text(encoding="utf-8"))


def cited(value: object) -> Iterator[tuple[str, str]]:
    """Yield every article with its wording in a parsed pack."""
    if isinstance(value, dict):
        if "article" in value:
            yield value["article"], value["text"] if "text" in value else value["name"]
        for one in value.values():
            yield from cited(one)
    elif isinstance(value, list):
        for one in value:
            yield from cited(one)


CITED = sorted(set(cited(plain())))


@pytest.mark.parametrize(("article", "text"), CITED)
def test_every_citation_is_the_wording_of_the_regulation(article: str, text: str) -> None:
    if article.startswith(FOREIGN):
        return
    source = next((name for mark, name in SOURCES.items() if article.startswith(mark)), "taipei-101")
    assert SPACE.sub("", text) in REGULATIONS[source]


def test_the_catalogue_has_33_leaves_and_the_open_project_node() -> None:
    assert sum(topic.fixed for topic in PACK.topics) == 33
    assert [topic.code for topic in PACK.topics if not topic.fixed] == ["project"]


@pytest.mark.parametrize(("group", "leaves"), [("biz", 11), ("sys", 5), ("srv", 3), ("web", 4), ("project", 1), ("forum", 5), ("seed", 5)])
def test_each_branch_has_its_leaves(group: str, leaves: int) -> None:
    assert len(PACK.topics_of(group)) == leaves


def test_a_leaf_knows_the_levels_of_its_branch() -> None:
    leaf, forum = PACK.topic("biz-03"), PACK.topic("forum-01")
    assert leaf is not None
    assert forum is not None
    assert leaf.levels == (Level.BASIC, Level.ADVANCED)
    assert forum.levels == ()
    assert leaf.citation == Citation("參一(一)3", "考績作業子系統")


def test_a_leaf_is_found_by_code_or_exact_name() -> None:
    assert PACK.topic_named("考績作業子系統") is PACK.topic("biz-03")
    assert PACK.topic_named("biz-03") is PACK.topic("biz-03")
    assert PACK.topic_named("考績") is None


def test_seven_items_and_nine_competencies_stand_verbatim_and_in_order() -> None:
    assert [item.code for item in PACK.items] == [f"e{number}" for number in range(1, 8)]
    assert [item.code for item in PACK.competencies] == [f"c{number}" for number in range(1, 10)]
    assert [item.article for item in PACK.items] == [f"陸三(四){number}" for number in range(1, 8)]
    assert [item.code for item in PACK.items if item.negative] == ["e5"]
    assert all(item.facts is not Source.NONE for item in PACK.items)


def test_four_roles_have_required_courses_and_others_none() -> None:
    assert {rule.role for rule in PACK.roles} == {Role.HEAD, Role.NEWCOMER, Role.ADVANCED, Role.SEED_TEACHER}
    seed = PACK.role(Role.SEED_TEACHER)
    assert seed is not None
    assert [line.article for line in seed.courses] == [f"肆四(十){number}" for number in range(1, 6)]
    assert [line.by for line in seed.courses] == [Chosen.EACH, Chosen.EACH, Chosen.EACH, Chosen.FOCUS, Chosen.MARKED]
    assert seed.courses[0].span is Span.YEAR
    assert PACK.role(Role.OTHER) is None


def test_every_open_text_names_who_must_confirm() -> None:
    opened = [parameter for parameter in PACK.parameters.values() if parameter.alternatives]
    assert opened
    assert all(parameter.reading and parameter.confirm for parameter in opened)


def test_the_award_list_needs_three_attachments_and_merit_five_sections() -> None:
    assert [line.code for line in PACK.attachments] == ["annex1", "annex3", "annex5"]
    assert [line.code for line in PACK.merit_sections] == ["newcomers", "courses", "procedures", "handover", "other"]
    assert [line.name for line in PACK.same_nature] == ["戶政事務所", "健康服務中心", "地政事務所"]
    assert [line.code for line in PACK.addressees] == ["office", "subordinates", "department"]
    assert [line.code for line in PACK.consequences] == ["individual", "first_tier"]


@pytest.mark.parametrize(
    ("rule", "days", "first"),
    [
        ("change-notice", 3, FirstDay.NEXT_DAY),
        ("minutes", 5, FirstDay.NEXT_DAY),
        ("replacement", 10, FirstDay.NEXT_DAY),
        ("late-leave", 7, FirstDay.SAME_DAY),
    ],
)
def test_the_four_working_day_limits(rule: str, days: int, first: FirstDay) -> None:
    limit = PACK.deadline(rule)
    assert (limit.days, limit.first) == (days, first)
    assert limit.article.startswith(MP)


def test_an_unknown_limit_is_not_found() -> None:
    with pytest.raises(InputError) as caught:
        PACK.deadline("holiday")
    assert caught.value.fault is Fault.NOT_FOUND


def test_validity_includes_both_ends() -> None:
    assert not PACK.valid_on(date(2012, 6, 7))
    assert PACK.valid_on(date(2012, 6, 8))
    ended = load_pack({**plain(), "valid_to": date(2020, 12, 31)})
    assert ended.valid_on(date(2020, 12, 31))
    assert not ended.valid_on(date(2021, 1, 1))


def test_a_figure_is_read_as_what_it_is() -> None:
    assert PACK.number("quota_small_max") == 15
    assert PACK.word("quota_reading") == "R1"
    assert PACK.listed("head_grades") == (8, 9)
    assert PACK.listed("certified_methods") == ("department", "agency")


@pytest.mark.parametrize(("ask", "key"), [("number", "quota_reading"), ("word", "seed_min"), ("listed", "seed_min"), ("number", "no_such_figure")])
def test_a_figure_of_another_kind_is_refused(ask: str, key: str) -> None:
    with pytest.raises(InputError) as caught:
        getattr(PACK, ask)(key)
    assert caught.value.facts["reason"] == f"parameters.{key}"


def test_an_unknown_branch_is_refused() -> None:
    assert PACK.group("biz").core
    with pytest.raises(InputError):
        PACK.group("none")


def broken(path: str, value: object) -> dict[str, Any]:
    """Return the shipped pack with one place changed; ... deletes it."""
    data = plain()
    *steps, last = path.split(".")
    place: Any = data
    for step in steps:
        place = place[int(step)] if step.isdigit() else place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("id", ..., "pack.id"),
        ("surprise", 1, "pack.surprise"),
        ("title", 5, "pack.title"),
        ("valid_from", "2012-06-08", "pack.valid_from"),
        ("valid_to", 5, "pack.valid_to"),
        ("topics", {}, "pack.topics"),
        ("topics.0.fixed", 1, "pack.topics[0].fixed"),
        ("topics.0.group", "none", "topics.group"),
        ("topics.1.code", "biz-01", "topics.code"),
        ("topics.0", "biz-01", "pack.topics[0]"),
        ("groups.0.levels", ["expert"], "pack.groups[0].levels[0]"),
        ("roles.0.courses.0.by", "chance", "pack.roles[0].courses[0].by"),
        ("roles.1.courses.0.level", "expert", "pack.roles[1].courses[0].level"),
        ("parameters", [], "pack.parameters"),
        ("parameters.seed_min.value", 1.5, "pack.parameters.seed_min.value"),
        ("parameters.seed_min.value", True, "pack.parameters.seed_min.value"),
        ("parameters.seed_min.text", ..., "pack.parameters.seed_min.text"),
        ("parameters.seed_min.value", -1, "pack.parameters.seed_min.value"),
        ("parameters.seed_min.value", 10**30, "pack.parameters.seed_min.value"),
        ("deadlines.0.days", 0, "deadlines.days"),
        ("deadlines.0.days", 1_000_000, "deadlines.days"),
        ("id", "../../etc", "pack.id"),
        ("valid_to", date(2000, 1, 1), "pack.valid_to"),
    ],
)
def test_a_pack_that_is_not_exactly_one_is_refused_with_its_place(path: str, value: object, reason: str) -> None:
    data = plain()
    if path == "topics.0":
        data["topics"][0] = value
    else:
        data = broken(path, value)
    with pytest.raises(InputError) as caught:
        load_pack(data)
    assert (caught.value.fault, caught.value.facts["reason"]) == (Fault.INVALID, reason)
