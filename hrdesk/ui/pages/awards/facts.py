"""Beside the fields: what the book holds of one seed teacher's year, and sentences drafted from it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QWidget

from hrdesk.domain.minguo import hours_text, year_end
from hrdesk.domain.seeds import CheckState
from hrdesk.domain.values import Key
from hrdesk.services.awards.nomination_board import Candidate
from hrdesk.services.teachers import merit_draft
from hrdesk.services.teachers.merit_draft import SectionDraft
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.pages.awards.columns import check_text

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench


class Facts(QScrollArea):
    """Facts of a person's year; `take` is given a drafted text that the person wants in the deed, `go` the person whose claims are to be entered."""

    def __init__(self, bench: "Workbench", take: Callable[[str], None], go: Callable[[Key], None]) -> None:
        super().__init__()
        self.bench, self._take, self._go = bench, take, go
        self.setWidgetResizable(True)
        self.setAccessibleName("這一年的事實")
        self._shown = ""

    def show_person(self, who: Candidate, year: int) -> None:
        """Show one person's facts, and the drafts once they are read."""
        self._shown = who.officer

        def read(desk: "Desk") -> tuple[tuple[SectionDraft, str], ...]:
            names = {line.code: line.name for line in desk.rules(year_end(year)).merit_sections}
            return tuple((one, names[one.section]) for one in merit_draft.draft(desk, who.officer, year))

        def show(found: tuple[tuple[SectionDraft, str], ...]) -> None:
            if self._shown == who.officer:  # nobody else was chosen meanwhile
                self._fill(who, found)

        self._fill(who, ())
        self.bench.read(read, show)

    def _fill(self, who: Candidate, sections: Sequence[tuple[SectionDraft, str]]) -> None:
        inside = QWidget()
        column = looks.column(inside, spacing=theme.STEP * 2)
        column.setContentsMargins(theme.INNER, 0, theme.STEP * 2, 0)
        column.addWidget(looks.section(f"{who.name}這一年"))
        for sentence in _facts(who):
            column.addWidget(looks.text(sentence))
        column.addWidget(looks.section("由紀錄整理的事蹟"))
        written = [(one, name) for one, name in sections if one.text]
        for one, name in written:
            column.addWidget(looks.dim(name))
            column.addWidget(looks.text(one.text))
            take = looks.button("帶入具體事蹟", partial(self._take, one.text), kind="link", sign="paste")
            take.setAccessibleName(f"帶入{name}")
            column.addWidget(take)
        if not written:
            column.addWidget(looks.dim("本年度沒有可整理的小老師、自辦研習、作業程序或交接紀錄。"))
        key = Key("Officer", who.officer)
        column.addWidget(looks.button("登錄特殊優良事蹟與佐證", lambda: self._go(key), kind="link", sign="star"))
        if who.self_check is CheckState.APPROVED:
            column.addWidget(looks.dim("附表5 已核章：要補登事蹟或佐證，先在「自我檢核」按「退回…」。"))
        column.addStretch(1)
        self.setWidget(inside)


def _facts(who: Candidate) -> tuple[str, ...]:
    items = "、".join(f"第{number}項 {count} 件" for number, count in enumerate(who.items, 1) if count)
    number = f"證號 {who.national_id}" if who.national_id else "證號未登錄"
    return (
        f"附表1　{who.trainings} 筆，認證 {hours_text(who.minutes)} 小時",
        f"附表3　輔導 {who.coachings} 件{f'（{items}）' if items else ''}",
        f"附表5　{check_text(who)}",
        f"特殊優良事蹟　{who.claims} 項",
        *((f"專責　{who.dedicated}",) if who.dedicated else ()),
        number,
    )
