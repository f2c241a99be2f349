"""Words for people: the sentence of every code and the Chinese label of every value, read from `resources/words/`.

Sentences are data, so that the command line and the screen say the same thing. A test demands a sentence for every code.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache

from hrdesk import paths
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.package import Check, Finding
from hrdesk.domain.values import Alternative, Fact, Problem
from hrdesk.errors import Fault, HrdeskError

LISTS = {"研習項目": "list topics"}  # where what was not found can be looked up
USUAL: Mapping[Fault, Mapping[str, str]] = {  # what a sentence says where an error does not say otherwise
    Fault.NEEDS_REASON: {"missing": "理由", "option": "--reason"},
    Fault.INVALID: {"reason": "內容或格式不符"},
    Fault.NO_KEY: {"what": "可用的金鑰", "next": "請重新登錄（register），或請對方重新登錄。"},
    Fault.FILE_NO_HEADINGS: {"file": "這個檔案"},
    Fault.STORE_CORRUPT: {"what": "內容不符"},
    Fault.WRITE_FAILED: {"file": "檔案", "what": "寫入中斷"},
    Fault.RECOVERY_CODE: {"group": "無法判斷"},
}


_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CODE = re.compile(r"[a-z][a-z_]+", re.ASCII)


COMMANDS = re.compile(r"（-{0,2}[a-z][a-z -]*）|，或[以用] (?:--)?[a-z-]+ ?[^，。]*|請[以用] (?:--[a-z-]+|list[a-z -]*) ?[^。]*。")


class _Facts(dict[str, str | int]):
    """Facts of a sentence; one that was not given reads as a dash."""

    def __missing__(self, key: str) -> str:
        return "—"


@cache
def table(name: str) -> Mapping[str, str]:
    """Return one table of words: faults, findings, problems, reasons, doubts, fields or labels."""
    with (paths.resources() / "words" / f"{name}.toml").open("rb") as file:
        return {str(key): str(value) for key, value in tomllib.load(file).items()}


def fill(template: str, facts: Mapping[str, str | int]) -> str:
    """Return `template` with its {placeholders} filled from `facts`."""
    return template.format_map(_Facts(facts))


def of_error(error: HrdeskError) -> str:
    """Return the sentence of an expected error, with what to do next; a refused package's verdict in words."""
    verdict = error.facts.get("verdict")
    if error.fault is Fault.PACKAGE_REFUSED and verdict in table("findings"):
        return of_finding(Finding(verdict), error.facts)
    facts = {**USUAL.get(error.fault, {}), "list": LISTS.get(str(error.facts.get("what")), "list"), **error.facts}
    if error.fault is Fault.WRITE_FAILED:
        facts["what"] = reason(str(facts["what"]))
    return fill(table("faults")[error.fault.value], facts)


def in_window(error: HrdeskError) -> str:
    """Return the sentence of an expected error as the window says it: without the commands and options that mend it on the command line."""
    return COMMANDS.sub("", of_error(error))


def of_problem(problem: Problem) -> str:
    """Return the sentence of a problem, with its article where it has one."""
    text = fill(table("problems")[problem.code], problem.facts).replace("「—」", "")  # what was typed is left out where it is personal
    return f"{text}（{problem.article}）" if problem.article else text


def of_finding(finding: Finding, facts: Mapping[str, str | int]) -> str:
    """Return the sentence of a package's finding, with what to do next."""
    told = {name: _day(fact) for name, fact in facts.items()} | {name: reason(str(facts[name])) for name in ("why", "what") if name in facts}
    if "table" in facts:
        line = facts.get("line")
        told["table"] = kind_label(str(facts["table"])) + (f"第 {line} 列" if line else "")
    if "inner" in facts:
        told["inner"] = of_finding(Finding(facts["inner"]), {name: fact for name, fact in facts.items() if name != "inner"})
    return fill(table("findings")[finding.value], told).replace("「」", "")  # what has no name, as a folder of files, is not named


def _day(value: str | int) -> str | int:
    """Return a day as people here write it; what is none stays."""
    return roc_short(date.fromisoformat(value)) if isinstance(value, str) and _ISO.fullmatch(value) else value


def kind_label(name: str) -> str:
    """Return the Chinese label of a kind of records; what is none stays."""
    return table("labels").get(f"Kind.{name}", name)


def part(name: str) -> str:
    """Return the words for a part of a workspace that is checked by itself."""
    return table("parts")[name]


def reason(code: str) -> str:
    """Return the words of a reason's code, and the name of a place in a rule pack before the place; what is no code stays."""
    return table("reasons").get(code) or place_in_pack(code)


def place_in_pack(place: str) -> str:
    """Return a place of a rule pack's file with the name of the figure that stands there, for whoever reads it and whoever mends the file."""
    _, found, key = place.partition("parameters.")
    name = table("figures").get(key.partition(".")[0]) if found else None
    return f"{name}（{place}）" if name else place


def of_check(check: Check) -> str:
    """Return the sentence of one check of a package."""
    return of_finding(check.finding, check.facts)


def of_fact(fact: Fact) -> str:
    """Return one input of a figure as a person reads it."""
    value = fact.value
    if value is None:
        return f"{fact.label}：無資料"
    if isinstance(value, bool):
        return f"{fact.label}：{'是' if value else '否'}"
    return f"{fact.label}：{label(value) if isinstance(value, Enum) else value}"


def of_alternative(other: Alternative) -> str:
    """Return another reading with what it would give, a day as people here write it; the code of a reading tells nobody anything."""
    return other.name if _CODE.fullmatch(other.value) else f"{other.name}：{_day(other.value)}"


def label(value: Enum) -> str:
    """Return the Chinese label of an enum value, as forms and lists show it."""
    return table("labels")[f"{type(value).__name__}.{value.value}"]


def labelled(kind: type[Enum], text: str) -> Enum | None:
    """Return the value of `kind` whose label or plain value is `text`, or None."""
    for value in kind:
        if text in (value.value, label(value)):
            return value
    return None
