"""The last question before a package is sealed: what is sent to whom, what is declared, and what is still open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QFormLayout, QWidget

from hrdesk.services.core import words
from hrdesk.services.papers.forms import FORMS
from hrdesk.services.post.outgoing import Outlook
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import Ask
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.fields import Field, LineField, NoteField
from hrdesk.ui.workbench import Workbench

WIDE = 520  # so that a matter stands on one line
OPEN = 3  # open matters said one by one; the rest is counted


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says before a seal: why something is missing, who stands for a nil return, whether the package is the notice to 本處資訊室."""

    reason: str
    head: str
    telling: bool


class SealAsk(Ask):
    """Shows what will be sealed and asks what has to be known for it; `do` gets the answer."""

    def __init__(self, parent: QWidget, bench: Workbench, held: Outlook, do: Callable[[Answer], object]) -> None:
        self.reason = NoteField("reason", "理由", hint="寫進資料包，收件機關看得到", required=True)
        self.head = LineField("head", "零申報負責人（人事主管）", required=True, known=held.heads)
        if len(held.heads) == 1:
            self.head.set_text(held.heads[0])
        fields: list[Field] = [self.head] if held.nil else []
        fields += [self.reason] if held.needs_reason else []
        place = DraftKey(bench, "sealing", f"{held.kind.value} {held.year}")
        super().__init__(parent, f"簽章{words.label(held.kind)}", "簽章", fields, place=place if fields else None)
        theme.measure(self, least_wide=WIDE)
        self.body.insertWidget(0, _summary(held))
        self.telling = QCheckBox(f"登錄今天為通知本處資訊室的日期（伍五，{len(held.untold)} 筆異動）")
        self.telling.setChecked(bool(held.untold))
        self.telling.setVisible(bool(held.untold))
        self.body.insertWidget(1, self.telling)
        self.accepted.connect(lambda: do(Answer(self.reason.value, self.head.value, self.telling.isChecked())))

    def put(self, answer: Answer) -> None:
        """Show what was answered before."""
        self.reason.set_text(answer.reason)
        self.head.set_text(answer.head)
        self.telling.setChecked(answer.telling)


def short(form: str) -> str:
    """Return the beginning of a form's title: 附表1."""
    return FORMS[form].split(" ")[0]


def _summary(held: Outlook) -> QWidget:
    made = QWidget()
    column = looks.column(made)
    revision = held.newest.revision + 1 if held.newest else 1
    column.addWidget(looks.text(f"{words.label(held.kind)}　{held.year} 年度第 {revision} 版", "section"))
    form = QFormLayout()
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setHorizontalSpacing(theme.GAP)
    for label, value in _facts(held):
        form.addRow(looks.dim(label), looks.text(value))
    column.addLayout(form)
    for sentence in _warnings(held):
        column.addWidget(looks.text(sentence, "error"))
    column.addWidget(looks.dim("簽章後這一版不能更改；要更正時，改好資料再簽下一版。"))
    return made


def _facts(held: Outlook) -> Iterator[tuple[str, str]]:
    yield "收件機關", held.recipient
    contents = "、".join(f"{short(one.form)}：{one.count}" for one in held.holdings if one.form and one.count)
    if contents:
        yield "內容", contents
    if held.nil:
        yield "零申報", f"{'、'.join(short(form) for form in held.nil)}：本年度沒有資料"
    matters = [one.title for one in held.due] + [f"{bar.name}：{bar.done} / {bar.total}" for form, bar in held.unfinished.items() if form not in held.contested]
    if matters:
        yield "尚未完成", "\n".join((*matters[:OPEN], *((f"另有 {len(matters) - OPEN} 項",) if len(matters) > OPEN else ())))


def _warnings(held: Outlook) -> Iterator[str]:
    for form in held.contested:
        yield f"{short(form)}還有應填的資料（{held.unfinished[form].sentence}），現在簽章會以零申報送出。"
    if held.waiting:
        yield f"所屬 {'、'.join(held.waiting)} 還沒有送來年度資料。"
    if held.nothing:
        yield "本年度沒有任何資料，將以零申報送出。"
