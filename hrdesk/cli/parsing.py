"""argparse that speaks Chinese: headings, help and the line that introduces an error."""

import argparse
import sys
from typing import Any, NoReturn

MOST = 999_999  # no count of people, times or lines comes near it, and the store and every date hold it


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
        sys.stderr.write(f"{self.format_usage()}用法不正確：{message}\n詳見 {self.prog} --help\n")
        sys.exit(2)


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
