"""argparse that speaks Chinese: headings, help and the line that introduces an error."""

import argparse
import re
import sys
from collections.abc import Mapping
from typing import Any, NoReturn

MOST = 999_999  # no count of people, times or lines comes near it, and the store and every date hold it


PHRASES = tuple(
    (re.compile(english, re.DOTALL), chinese)
    for english, chinese in (
        (r"the following arguments are required: (.+)", r"缺少必要的引數：\1"),
        (r"one of the arguments (.+) is required", r"須給其中一個引數：\1"),
        (r"unrecognized arguments: (.+)", r"不認得的引數：\1"),
        (r"argument (.+?): invalid choice: (.+) \(choose from (.+)\)", r"\1 不能是 \2，可用的有：\3"),
        (r"argument (.+?): invalid int value: (.+)", r"\1 應為整數，不能是 \2"),
        (r"argument (.+?): invalid \w+ value: (.+)", r"\1 不能是 \2"),
        (r"argument (.+?): expected one argument", r"\1 後面要有一個值"),
        (r"argument (.+?): expected at least one argument", r"\1 後面至少要有一個值"),
        (r"argument (.+?): expected at most one argument", r"\1 後面最多有一個值"),
        (r"argument (.+?): expected (\d+) arguments", r"\1 後面要有 \2 個值"),
        (r"argument (.+?): not allowed with argument (.+)", r"\1 不能與 \2 一起使用"),
        (r"argument (.+?): ignored explicit argument (.+)", r"\1 不接受值 \2"),
        (r"argument (.+?): (.+)", r"\1：\2"),  # what a type of our own says is Chinese already
    )
)


class _Layout(argparse.RawDescriptionHelpFormatter):
    """Help with 「用法」 before the usage line."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Add the usage line."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose help is in Chinese; its subcommands' parsers are of the same class."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"formatter_class": _Layout, **options, "add_help": False, "allow_abbrev": False})
        self._positionals.title = "引數"
        self._optionals.title = "選項"
        self.add_argument("-h", "--help", action="help", help="顯示這份說明")

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong with the words given and end with exit code 2."""
        sys.stderr.write(f"{self.format_usage()}用法不正確：{told(message)}\n詳見 {self.prog} --help\n")
        sys.exit(2)


def one_a_line(heading: str, meanings: Mapping[str, str]) -> str:
    """Return the words that an argument may be with what each means, a line each, to stand under a command's help."""
    width = max(map(len, meanings)) + 2
    return "\n".join((f"{heading}：", *(f"  {word:<{width}}{meaning}" for word, meaning in meanings.items())))


def told(message: str) -> str:
    """Return what argparse found wrong in Chinese; what it says in words not known here stays."""
    return next((found.expand(chinese) for english, chinese in PHRASES if (found := english.fullmatch(message))), message)


def whole(text: str) -> int:
    """Return a whole number of at most six digits; raise ArgumentTypeError, which argparse tells as wrong usage, for anything else."""
    return _between(text, -MOST, MOST)


def year(text: str) -> int:
    """Return a 民國 year; raise ArgumentTypeError, which argparse tells as wrong usage, for anything else."""
    return _between(text, 1, 999)


def _between(text: str, least: int, most: int) -> int:
    try:
        number = int(text)
    except ValueError:
        number = most + 1
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"「{text}」不是 {least} 到 {most} 的整數")
    return number
