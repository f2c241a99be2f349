"""A command's workspace: which folder, whose passphrase, who works, and progress on standard error."""

import argparse
import getpass
import os
import sys
from pathlib import Path

from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening.workspace import open_desk

PASSPHRASE = "HRDESK_PASSPHRASE"  # noqa: S105
WORKSPACE = "HRDESK_WORKSPACE"


def add_common(command: argparse.ArgumentParser) -> None:
    """Add the options of every command that works in a workspace."""
    command.add_argument("--workspace", metavar="資料夾", type=Path, default=None, help=f"工作區資料夾（或環境變數 {WORKSPACE}）")
    command.add_argument("--passphrase-file", metavar="檔案", type=Path, default=None, help=f"密碼檔（或環境變數 {PASSPHRASE}，都沒有就詢問）")
    command.add_argument("--who", metavar="姓名或代號", default=None, help="操作人，記入操作紀錄（預設為登入帳號）")
    add_json(command)


def add_json(command: argparse.ArgumentParser) -> None:
    """Add `--json`."""
    command.add_argument("--json", action="store_true", help="以 JSON 輸出")


def folder_of(args: argparse.Namespace) -> Path:
    """Return the workspace folder given, or that of the environment; raise InputError INVALID where there is neither."""
    given = args.workspace or os.environ.get(WORKSPACE)
    if not given:
        raise InputError(Fault.INVALID, what="工作區", reason=f"請以 --workspace 或環境變數 {WORKSPACE} 指定資料夾")
    return Path(given)


def passphrase(file: Path | None, environment: str, prompt: str, *, twice: bool = False) -> str:
    """Return a passphrase from the file given, the `environment` variable, or a prompt; a new one is asked `twice`.

    Raises InputError FILE_MISSING for a file that cannot be read, INVALID where two entries differ or there is nobody to ask.
    """
    if file is not None:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(Fault.FILE_MISSING, file=file.name) from error
        return text.rstrip("\r\n")
    if environment in os.environ:
        return os.environ[environment]
    what = prompt.rstrip("：")
    if not sys.stdin.isatty():
        raise InputError(Fault.INVALID, what=what, reason=f"請以密碼檔或環境變數 {environment} 提供")
    first = getpass.getpass(prompt)
    if twice and getpass.getpass("再輸入一次：") != first:
        raise InputError(Fault.INVALID, what=what, reason="兩次輸入不同")
    return first


def passphrase_of(args: argparse.Namespace, prompt: str = "工作區密碼：", *, twice: bool = False) -> str:
    """Return the workspace's passphrase, as `passphrase` does."""
    return passphrase(args.passphrase_file, PASSPHRASE, prompt, twice=twice)


def who_of(args: argparse.Namespace) -> str:
    """Return who works: as given, else the account's name."""
    return args.who or os.environ.get("USER") or os.environ.get("USERNAME") or "使用者"


def open_from(args: argparse.Namespace) -> Desk:
    """Open the workspace that a command names; use it in a `with` block, which closes it."""
    return open_desk(folder_of(args), who=who_of(args), passphrase=passphrase_of(args), progress=show_progress)


def show_progress(done: int, total: int) -> None:
    """Show the progress of long work on standard error, where somebody watches."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done}/{total}" + ("\n" if done >= total else ""))
        sys.stderr.flush()
