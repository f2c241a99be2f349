"""The commands, gathered: parse, run, answer, exit code."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from hrdesk import __version__
from hrdesk.cli.output import Outcome, finish, refuse, settle, show
from hrdesk.cli.parsing import Parser
from hrdesk.errors import Fault, HrdeskError, InputError, StoreError

STORY = """人事機構的離線作業：從人員名冊到簽章加密的年度資料包，再到敘獎決定。

一年的順序：
  1 建立工作區      init
  2 讀入名冊與紀錄  import roster | training | coaching | self-check
  3 平日登錄        appoint  coach  attend  absence  log
  4 看、查、印      list  show  calc  print
  5 年度資料包      seal submission（機關）→ receive（彙整機關、人事處）
  6 綜合評估與額度  evaluate → approve → seal quota
  7 敘獎提報與決定  nominate → seal nomination → decide → seal decision
  8 保管            backup  restore  check

先看範例：hrdesk demo --out 資料夾
"""

# Each module adds its own commands. They are named here with their line of help, not imported, so that `calc` and `--help` start without what the
# others need.
FAMILIES: dict[str, dict[str, str]] = {
    "hrdesk.cli.demo": {
        "demo": "範例：一個虛構城市的整年作業，留下工作區、表單、資料包與 summary.json",
    },
    "hrdesk.cli.calc": {
        "calc": "試算：額度、需參與課程、期限、認證時數、使用評分、考評等級、請假比例、證號、日期（不需工作區；指定工作區時用其適用的規則）",
    },
    "hrdesk.cli.keeping": {
        "init": "建立工作區，並顯示只出現一次的復原碼",
        "backup": "備份並驗證",
        "restore": "由備份還原成工作區",
        "check": "檢查檔案、操作紀錄與資料，不變更任何東西",
        "undo": "復原最近一次的動作",
        "redo": "重做剛才復原的動作",
        "history": "操作紀錄",
        "calendar": "匯入行政機關辦公日曆表（CSV）",
    },
    "hrdesk.cli.server": {
        "join": "在這台電腦加入伺服器上的工作區",
        "connected": "誰正開著伺服器上的同一個工作區",
    },
    "hrdesk.cli.access": {
        "access": "密碼、可開啟工作區的人、復原碼",
    },
    "hrdesk.cli.importing": {
        "import": "讀入試算表：先預覽差異，確認後一次寫入，可復原",
    },
    "hrdesk.cli.people": {
        "officer": "新增或變更一位人事人員",
        "role": "指定人員的身分（人事主管、新進、進階……）",
        "duty": "指定人員承辦的業務",
        "staffing": "登錄三種員額（不得混用）",
        "agency": "登錄所屬或其他機關",
    },
    "hrdesk.cli.courses": {
        "course": "登錄班期",
        "enrol-course": "報名班期",
        "substitute": "報名後改由他人參加",
        "attend": "登錄到課情形",
        "complete": "登錄數位或混成課程完成",
        "absence": "未到課（附表4）：列出、填報、審認",
    },
    "hrdesk.cli.teachers": {
        "appoint": "指派種籽教師（附表2）",
        "dismiss": "解除種籽教師指派",
        "notify": "登錄異動通知（伍五：人事機構、所屬人事人員、本處資訊室）",
        "handover": "登錄種籽教師交接",
        "coach": "登錄一次輔導（附表3）",
        "log": "登錄資料庫備份或資料傳輸（檢核項目 4、5）",
        "mentor": "小老師：誰帶誰學什麼業務（伍二(二)）",
    },
    "hrdesk.cli.self_checks": {
        "self-check": "種籽教師自我檢核（附表5）：看事實、填寫、送出、核章",
        "merit": "特殊優良事蹟（陸三(五)）",
        "evidence": "收入佐證檔，並顯示識別碼",
    },
    "hrdesk.cli.listing": {
        "list": "列出一種資料",
        "show": "顯示一筆資料的全部欄位",
        "required": "每人需參與課程的完成情形（肆）",
        "candidates": "遴派建議：誰該先參加某課程，逐人說明（伍三）",
        "rate": "到課出席率（陸二(二)）",
        "gaps": "應置種籽教師而未置的期間（肆四）",
    },
    "hrdesk.cli.printing": {
        "print": "列印表單",
    },
    "hrdesk.cli.offices": {
        "root": "彙整機關的根憑證",
        "register": "產生登錄申請檔，並顯示電話核對時要唸的 40 位數字",
        "enrol": "核發憑證：輸入電話中對方唸出的 40 位數字；更新申請（renew）不需數字",
        "pin": "匯入登錄核發檔：輸入公文所印的 40 位數字",
        "renew": "以現有憑證申請更新（到期前 90 天起）",
        "revoke": "廢止一個機關的憑證",
        "export-key": "把解密金鑰存成有密碼保護的 age 金鑰檔；須說明理由並留下紀錄",
    },
    "hrdesk.cli.rules": {
        "rules": "規則包：目前適用的規則，採用新的規則包，送給各機關",
    },
    "hrdesk.cli.exchange": {
        "seal": "產生簽章加密的資料包",
        "open": "檢視資料包的查核報告，不變更任何資料",
        "take-out": "從收到的年度資料取出所屬原簽章的資料包，供人工查驗",
        "receive": "收件：逐件查核後匯入，並產生回執",
    },
    "hrdesk.cli.collector": {
        "evaluate": "綜合評估：列出七項事實，或登錄評估結果（陸三(四)）",
        "approve": "額度：列出各機關基準，或核定一個機關的額度（陸三(一)(二)）",
        "nominate": "敘獎提報：列出名單與尚缺事項，或提報一人（陸三(五)）",
        "decide": "決定：列出提報人員，或對一人作成決定（陸三）",
        "verify": "查證特殊優良事蹟：列出或登錄結果（陸三(二)）",
        "remark": "退補件：登錄應補正事項（陸三）",
        "export": "匯出他系統檔案：敘獎匯入檔、終身學習時數",
    },
    "hrdesk.cli.collecting": {
        "board": "彙整進度：各機關的年度資料、評估、核定、名單與決定",
        "stage-due": "設定一個階段的期限",
        "permit-late": "准予一個機關逾期",
        "registry": "機關與憑證：隸屬、憑證狀態、最近收件",
        "import-agencies": "匯入機關清單（機關代碼、機關名稱、上級機關代碼）；未給 --apply 時只列出差異",
        "budget": "額度總覽：兩種讀法、核定與差異、總上限",
        "sign-in": "到課查對：列出簽到與機關紀錄不同的，或認定一件（陸二(一)）",
        "letter": "列印函的附件（登錄核發、核定額度、敘獎決定）",
    },
}


def parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser for these words: with the commands of the module that owns the first of them, else with the names of all alone."""
    top = Parser(prog="hrdesk", description=STORY)
    top.add_argument("--version", action="version", version=f"hrdesk {__version__}", help="顯示版本")
    commands = top.add_subparsers(title="指令", metavar="指令", required=True)
    family = next((family for family, words in FAMILIES.items() if argv and argv[0] in words), None)
    if family is not None:
        add = cast("Callable[[object], None]", importlib.import_module(family).add)
        add(commands)
        return top
    for word, text in ((word, text) for words in FAMILIES.values() for word, text in words.items()):
        commands.add_parser(word, help=text)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused with a reason, 2 wrong usage (argparse)."""
    given = list(sys.argv[1:] if argv is None else argv)
    settle()
    try:
        return _told(given)
    except BrokenPipeError:
        return 0  # whoever read the answer has read enough
    finally:
        finish()


def _told(given: Sequence[str]) -> int:
    """Run one command, tell its answer or why it is refused, and return the exit code."""
    args: argparse.Namespace | None = None
    try:
        _check_text(given)
        args = parser(given).parse_args(given)
        outcome = cast("Outcome", args.run(args))
    except HrdeskError as error:
        return _refused(error, args)
    except BrokenPipeError:
        raise
    except OSError as error:
        from hrdesk.services.core.told import reason_of

        return _refused(StoreError(Fault.WRITE_FAILED, file=Path(str(error.filename or "")).name, what=reason_of(error)), args)
    except (KeyboardInterrupt, EOFError):
        refuse("已中止，資料維持原狀。", {"fault": "interrupted", "facts": {}}, as_json=_as_json(args))
        return 1
    show(outcome, as_json=_as_json(args))
    return outcome.code


def _check_text(given: Sequence[str]) -> None:
    """Refuse words, typed or of the environment, that are not text: nothing could store or show them."""
    settings = {name: text for name, text in os.environ.items() if name.startswith("HRDESK_")}
    for what, text in (*(("參數", word) for word in given), *settings.items()):
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise InputError(Fault.INVALID, what=what, reason="不是有效的 UTF-8 文字") from error


def _refused(error: HrdeskError, args: argparse.Namespace | None) -> int:
    from hrdesk.services.core import words

    refuse(words.of_error(error), {"fault": error.fault, "facts": error.facts}, as_json=_as_json(args))
    return 1


def _as_json(args: argparse.Namespace | None) -> bool:
    return bool(getattr(args, "json", False))
