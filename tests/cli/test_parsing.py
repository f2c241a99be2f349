"""Help and wrong usage in Chinese."""

import argparse

import pytest

from hrdesk.cli.main import main
from hrdesk.cli.parsing import one_a_line, told
from hrdesk.services.papers import forms
from hrdesk.services.people import looking


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main(words)
    written = capsys.readouterr()
    assert ended.value.code == (0 if "--help" in words else 2)
    return written.out + written.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("list",), "缺少必要的引數：KIND"),
        (("list", "payroll"), "KIND 不能是 'payroll'，可用的有："),
        (("list", "officers", "--who"), "--who 後面要有一個值"),
        (("list", "officers", "--everything"), "不認得的引數：--everything"),
        (("list", "officers", "--json=1"), "--json 不接受值 '1'"),
        (("calc", "required", "--role"), "--role 後面至少要有一個值"),
        (("calc", "required", "--role", "king"), "--role：不認得的身分「king」"),
    ],
)
def test_wrong_usage_is_told_in_chinese(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str) -> None:
    assert f"用法不正確：{sentence}" in said(capsys, *words)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--size", "many"], "--size 應為整數，不能是 'many'"),
        (["--share", "many"], "--share 不能是 'many'"),
        (["--pair", "1"], "--pair 後面要有 2 個值"),
    ],
)
def test_values_that_cannot_be_are_told_in_chinese(words: list[str], sentence: str) -> None:
    parser = argparse.ArgumentParser(exit_on_error=False)
    parser.add_argument("--size", type=int)
    parser.add_argument("--share", type=float)
    parser.add_argument("--pair", nargs=2)
    with pytest.raises(argparse.ArgumentError) as caught:
        parser.parse_args(words)
    assert told(str(caught.value)) == sentence


def test_options_that_exclude_each_other_are_told_in_chinese() -> None:
    parser = argparse.ArgumentParser(exit_on_error=False)
    either = parser.add_mutually_exclusive_group(required=True)
    either.add_argument("--one", action="store_true")
    either.add_argument("--other", action="store_true")
    with pytest.raises(argparse.ArgumentError) as caught:
        parser.parse_args(["--one", "--other"])
    assert told(str(caught.value)) == "--other 不能與 --one 一起使用"
    assert told("one of the arguments --one --other is required") == "須給其中一個引數：--one --other"


def test_words_not_known_stay() -> None:
    assert told("something new") == "something new"


def test_help_names_every_kind_and_form_on_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [" ".join(line.split()) for line in said(capsys, "list", "--help").splitlines()]
    assert {"officers 人事人員", "self-checks 自我檢核"} <= set(lines)
    assert set(looking.NAMES) <= {line.partition(" ")[0] for line in lines}
    lines = [" ".join(line.split()) for line in said(capsys, "print", "--help").splitlines()]
    assert "annex1 附表1 研習課程紀錄表（pdf、ods、xlsx）" in lines
    assert set(forms.FORMS) <= {line.partition(" ")[0] for line in lines}


def test_meanings_stand_in_a_column() -> None:
    assert one_a_line("X", {"a": "甲", "bcd": "乙"}) == "X：\n  a    甲\n  bcd  乙"
