"""The columns of the list of nominees and of the year's seed teachers."""

from hrdesk.domain.minguo import hours_text
from hrdesk.services.awards.nomination_board import Board, Candidate, Listed
from hrdesk.services.core import words
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.ui.findings import GateLine, sorted_lines
from hrdesk.ui.kit.table_model import Chip, Column, Tone


def gate_lines(board: Board) -> tuple[GateLine, ...]:
    """Return the findings of a board, what stops first."""
    return sorted_lines(board.gate, {line.id: line.who.name for line in board.listed})


def gate_chip(line: Listed) -> Chip:
    """Return what the gate says of one person."""
    if line.errors:
        return Chip(f"缺 {line.errors} 項", Tone.BAD)
    return Chip(f"確認 {line.warnings} 項", Tone.WARN) if line.warnings else Chip("齊備", Tone.GOOD)


def decision_chip(line: Listed) -> Chip:
    """Return what was decided on one person."""
    held = line.decision
    if held is None:
        return Chip("尚未決定", Tone.QUIET)
    tone = Tone.GOOD if held.times else Tone.BAD
    return Chip(f"{words.label(held.ruling)}{f' {held.times} 次' if held.times else ''}", tone)


def decision_text(line: Listed) -> str:
    """Return the decision with its article and reason."""
    held = line.decision
    return f"{decision_chip(line).text}　{held.article}　{held.reason}" if held else ""


def times_text(line: Listed) -> str:
    """Return the commendations asked for, those for special merit apart."""
    one = line.nominee
    return f"{one.times}＋{one.raised}" if one.raised else str(one.times)


def check_text(one: Candidate) -> str:
    """Return how far 附表5 is."""
    return words.label(one.self_check) if one.self_check else "尚未填寫"


NOMINEES: tuple[Column[Listed], ...] = (
    Column("name", "姓名", lambda line: line.who.name, 80, sort=lambda line: stroke_key(line.who.name)),
    Column("agency", "機關", lambda line: line.who.agency, 104),
    Column("times", "嘉獎", times_text, 56, sort=lambda line: line.nominee.times + line.nominee.raised, figure=True, tip=lambda _: "提報次數＋建議提高次數"),
    Column("dedicated", "增列", lambda line: line.nominee.dedicated, 92),
    Column("article", "依據條款", lambda line: line.nominee.article, 80),
    Column("deed", "具體事蹟", lambda line: line.nominee.deed, 104, stretch=True, tip=lambda line: line.nominee.deed),
    Column("gate", "檢核", lambda line: gate_chip(line).text, 104, sort=lambda line: (-line.errors, -line.warnings), chip=gate_chip),
    Column("decision", "決定", lambda line: decision_chip(line).text, 104, chip=decision_chip, tip=decision_text),
)
TEACHERS: tuple[Column[Candidate], ...] = (
    Column("name", "姓名", lambda one: one.name, 110, sort=lambda one: stroke_key(one.name)),
    Column("agency", "機關", lambda one: one.agency, 150, stretch=True),
    Column("hours", "認證時數", lambda one: hours_text(one.minutes), 96, sort=lambda one: one.minutes, figure=True),
    Column("trainings", "研習", lambda one: f"{one.trainings} 筆", 80, sort=lambda one: one.trainings, figure=True),
    Column("coachings", "輔導", lambda one: f"{one.coachings} 件", 80, sort=lambda one: one.coachings, figure=True),
    Column("check", "附表5", check_text, 110),
    Column("claims", "特殊優良事蹟", lambda one: f"{one.claims} 項", 110, sort=lambda one: one.claims, figure=True),
)
