"""`hrdesk print`: a form to PDF, ODS, XLSX or ODT."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hrdesk.cli.arguments import add_year, choices, command, offered, value_of, year_of
from hrdesk.cli.output import Outcome
from hrdesk.cli.parsing import one_a_line
from hrdesk.cli.session import open_from
from hrdesk.domain.forms import Paper
from hrdesk.domain.record import AppointmentId
from hrdesk.domain.seeds import Addressee, ChangeKind
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import by_code
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.papers import forms
from hrdesk.services.papers.forms import About
from hrdesk.services.people.staff import find_officer
from hrdesk.services.post import fingerprint
from hrdesk.services.study.training import find_course

if TYPE_CHECKING:
    from hrdesk.cli.arguments import Parsers


def add(subparsers: "Parsers") -> None:
    """Add `print`."""
    parser = command(subparsers, "print", "列印表單", run_print)
    parser.add_argument("form", metavar="FORM", choices=tuple(forms.FORMS), help="表單，見下表")
    parser.epilog = one_a_line("FORM", {form: f"{title}（{_offered(form)}）" for form, title in forms.titles().items()})
    parser.add_argument("--format", choices=choices(Paper), help="輸出格式（預設依 --out 的副檔名，否則為下表的第一種）")
    parser.add_argument("--out", type=Path, metavar="檔案", help="輸出檔或資料夾（預設目前資料夾）")
    parser.add_argument("--officer", metavar="人員", help="員工代號或姓名（附表3、附表5、填報檔、研習通知、異動通知、交接清單、事蹟說明、個人摘要）")
    parser.add_argument("--course", metavar="課程", help="課程代碼或名稱（附表4、簽到表、研習通知）")
    parser.add_argument("--appointment", metavar="識別碼", help="哪一次指派（異動通知、交接清單；預設該人員最近一次）")
    parser.add_argument("--change", metavar="異動", help=f"異動通知：{offered(ChangeKind)}（預設：已解除者為解除）")
    parser.add_argument("--to", metavar="對象", help=f"異動通知只印一份：{offered(Addressee)}（預設三份）")
    parser.add_argument("--agency", metavar="機關代碼", help="只印一個機關（預設本機關；一級機關含所屬）")
    parser.add_argument("--unmask", action="store_true", help="顯示完整身分證統一編號，須有 --reason，並記入操作紀錄")
    parser.add_argument("--mask-names", action="store_true", help="姓名與聯絡方式也遮罩（陳○○）")
    parser.add_argument("--reason", default="", metavar="理由")
    add_year(parser)


def run_print(args: argparse.Namespace) -> Outcome:
    """Print one form."""
    with open_from(args) as desk:
        year, paper = year_of(args, desk), paper_of(args.format, args.out, args.form)
        target = target_of(args.out, f"{args.form}-{year}.{paper.value}")
        printed = forms.print_form(
            desk,
            args.form,
            year,
            paper,
            target,
            _about(desk, args),
            mask=Mask(off=args.unmask, names=args.mask_names),
            reason=args.reason,
            fingerprint=fingerprint.of_form(desk, args.form, year) if args.form in forms.CARRIED else "",
        )
    lines = [f"已輸出 {forms.FORMS[args.form]}：{printed.path}" + (f"（{printed.pages} 頁）" if printed.pages else "")]
    if printed.missing:
        missing = "、".join(dict.fromkeys(f"{one.character}（U+{ord(one.character):04X}）" for one in printed.missing))
        lines.append(f"缺字：{missing}。請改用標準字，或聯絡字型提供單位。")
    return Outcome({"form": args.form, "year": year, "printed": printed}, tuple(lines))


def paper_of(given: str | None, out: Path | None, form: str) -> Paper:
    """Return the format given, that of the file's suffix, or the form's usual one; raise InputError INVALID where format and suffix differ."""
    suffix = out.suffix.lower().removeprefix(".") if out is not None and not out.is_dir() else ""
    named = Paper(suffix) if suffix in choices(Paper) else None
    if given is not None and named is not None and named is not Paper(given):
        raise InputError(Fault.INVALID, what="輸出檔", reason=f"副檔名 .{suffix} 與 --format {given} 不同")
    return Paper(given) if given is not None else named or forms.papers_of(form)[0]


def target_of(out: Path | None, name: str) -> Path:
    """Return the file to write: `out`, or `name` in it where it is a folder."""
    if out is None:
        return Path(name)
    return out / name if out.is_dir() else out


def _about(desk: Desk, args: argparse.Namespace) -> About:
    return About(
        agency=by_code(desk, args.agency).id if args.agency else None,
        officer=find_officer(desk, args.officer).id if args.officer else None,
        course=find_course(desk, args.course).id if args.course else None,
        appointment=AppointmentId(args.appointment) if args.appointment else None,
        change=value_of(ChangeKind, args.change) if args.change else None,
        addressee=value_of(Addressee, args.to) if args.to else None,
    )


def _offered(form: str) -> str:
    return "、".join(paper.value for paper in forms.papers_of(form))
