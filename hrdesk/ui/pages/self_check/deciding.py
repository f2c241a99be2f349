"""Submitting, approving and sending back a self-check, and the file to fill in for a teacher who has no access to this PC."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.forms import Paper
from hrdesk.domain.members import Access
from hrdesk.domain.seeds import CheckState
from hrdesk.domain.staff import Officer
from hrdesk.services.papers import forms
from hrdesk.services.papers.form_contents import About
from hrdesk.services.teachers import self_check
from hrdesk.services.teachers.self_check_form import CheckForm
from hrdesk.ui.kit.dialogs import Ask, ask_reason, choose_folder, choose_save, confirm
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.fields import ChoiceField, DayField, LineField

if TYPE_CHECKING:
    from datetime import date

    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.kit.tasks import Task
    from hrdesk.ui.workbench import Workbench

KINDS = ((Paper.PDF, "可填寫的 PDF"), (Paper.XLSX, "Excel 活頁簿"), (Paper.ODS, "ODF 試算表"))


def submit(parent: QWidget, bench: "Workbench", form: CheckForm, today: "date") -> None:
    """Submit a whole form, after saying what follows."""
    who, year = form.officer.id, form.year
    confirm(
        parent,
        "送出自我檢核表",
        f"將 {form.officer.name} 的 {year} 年度自我檢核表送請人事主管核章。核章前可以取回修改。",
        "送出",
        lambda: bench.write(lambda desk: self_check.submit(desk, who, year, today), f"已送出 {form.officer.name} 的自我檢核表"),
    )


def approve(parent: QWidget, bench: "Workbench", form: CheckForm, today: "date") -> Ask:
    """Approve a submitted form in the name of the head of personnel; lines without a 複核 count as 符合."""
    who, year = form.officer.id, form.year
    unmet = [line.item.code for line in form.lines if line.answer.met is False]
    by, day = LineField("by", "人事主管", required=True), DayField("day", "核章日期", required=True)
    if bench.signed.access is Access.HEAD:  # whoever else signed in approves in the name of the head, and says whose
        by.set_text(bench.signed.who)
    day.set_value(today)
    say = f"複核結果：符合 {len(form.lines) - len(unmet)} 項、未符合 {len(unmet)} 項。沒有標示的項目視為符合。"
    dialog = Ask(parent, f"核章　{form.officer.name}", "核章", [by, day], say=say)

    def save() -> "Task":
        name, when = by.value, day.value or today
        return bench.write(lambda desk: self_check.approve(desk, who, year, when, by=name, unmet=unmet), f"已核章 {form.officer.name} 的自我檢核表")

    dialog.done_with = lambda: dialog.follow(save())
    dialog.open()
    return dialog


def take_back(parent: QWidget, bench: "Workbench", form: CheckForm) -> None:
    """Make a submitted form a draft again; an approved one with a reason."""
    who, year, name = form.officer.id, form.year, form.officer.name

    def reopen(reason: str = "") -> "Task":
        return bench.write(lambda desk: self_check.reopen(desk, who, year, reason=reason), f"{name} 的自我檢核表已恢復為草稿")

    if form.state is CheckState.APPROVED:
        say = "這份自我檢核表已經核章。退回的理由會留在操作紀錄裡，退回後須重新送出、核章。"
        ask_reason(parent, f"退回　{name}", say, "退回", reopen, place=DraftKey(bench, "check-return", f"{who} {year}"))
    elif form.state is CheckState.SUBMITTED:
        reopen()


def write_sheets(parent: QWidget, bench: "Workbench", people: Sequence[Officer], year: int) -> Ask | None:
    """Write the file to fill in, of the kind that the person says: one where they say, several into a folder."""
    if not people:
        return None
    kind: ChoiceField[Paper] = ChoiceField("paper", "檔案種類", KINDS)
    dialog = Ask(parent, f"匯出填報檔　{people[0].name if len(people) == 1 else f'{len(people)} 人'}", "選擇位置…", [kind])

    def choose() -> None:
        paper = kind.value or Paper.PDF
        dialog.accept()
        _choose_place(parent, bench, people, year, paper)

    dialog.done_with = choose
    dialog.open()
    return dialog


def _choose_place(parent: QWidget, bench: "Workbench", people: Sequence[Officer], year: int, paper: Paper) -> None:
    names = {f"自我檢核表_{one.name}_{year}年度.{paper.value}": one for one in people}
    if len(people) == 1:
        kinds = f"{dict(KINDS)[paper]} (*.{paper.value})"
        choose_save(parent, "匯出填報檔", next(iter(names)), kinds, lambda target: _write(bench, {target: people[0]}, year, paper))
    else:
        choose_folder(parent, "匯出填報檔到", lambda folder: _write(bench, {folder / name: one for name, one in names.items()}, year, paper))


def _write(bench: "Workbench", targets: dict[Path, Officer], year: int, paper: Paper) -> None:
    def work(desk: "Desk") -> int:
        for target, person in targets.items():
            forms.print_form(desk, "self-check-sheet", year, paper, target, About(officer=person.id))
        return len(targets)

    bench.read(work, lambda count: bench.tell(f"已匯出 {count} 份填報檔，填好後用「讀回填報檔」收回"))
