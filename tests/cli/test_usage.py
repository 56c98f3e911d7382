"""Wrong arguments are answered in Chinese with what to do; help is Chinese, complete and has an example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant import __version__
from assistant.cli.arguments import Parser
from assistant.cli.main import COMMANDS, Command
from tests.cli.conftest import Jixiao


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask"], "缺少问题"),
        (["ask", "  "], "问题是空的"),
        (["ask", "多少钱", "--jsn"], "不认识的参数：--jsn"),
        (["ask", "多少钱", "--json=1"], "--json 后面不跟值"),
        (["show"], "缺少项目"),
        (["show", "人才", "--year"], "--year 后面要跟一个值"),
        (["list", "--year", "今年"], "年度要写成四位数字"),
        (["list", "--year", "22"], "年度要写成四位数字"),
        (["search", ""], "要找的字词是空的"),
        (["import"], "缺少路径"),
        (["import", "a.txt", "--report", "b.docx"], "说明不能存成“b.docx”"),
        (["aks", "多少钱"], "是不是 ask"),
        (["draw"], "全部命令见"),
        (["哪些项目预算超过100万"], "jixiao ask 哪些项目预算超过100万"),
        (["--json", "哪些项目", "最多"], "jixiao ask 哪些项目 最多"),
        (["--archive"], "--archive 后面要跟一个值"),
    ],
)
def test_wrong_usage_is_explained_in_chinese(jixiao: Jixiao, arguments: list[str], said: str) -> None:
    done = jixiao(*arguments)

    assert done.status == 2
    assert said in done.err
    assert done.out == ""
    assert not re.search(r"Traceback|usage|error|argument", done.err)


def test_without_a_terminal_the_screen_is_not_opened(jixiao: Jixiao) -> None:
    done = jixiao()

    assert (done.status, done.out) == (2, "")
    assert "jixiao ask" in done.err


def test_version(jixiao: Jixiao) -> None:
    assert jixiao("--version").out == f"jixiao {__version__}\n"


def test_help_lists_every_command(jixiao: Jixiao) -> None:
    done = jixiao("--help")

    assert done.status == 0
    for command in COMMANDS:
        assert re.search(rf"^  {command.VERB}\b", done.out, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.VERB)
def test_help_of_a_command_names_every_argument_and_gives_an_example(jixiao: Jixiao, command: Command) -> None:
    parser = Parser(command.VERB)
    command.configure(parser)
    done = jixiao(command.VERB, "--help")

    assert done.status == 0
    assert f"\n例子：\n  jixiao {command.VERB}" in done.out
    for action in parser._actions:
        assert all(option in done.out for option in action.option_strings)
        assert not isinstance(action.metavar, str) or action.metavar in done.out
    options = set(re.findall(r"--?[a-z][a-z-]*", done.out.partition("选项：")[2].partition("例子：")[0]))
    assert options == {option for action in parser._actions for option in action.option_strings}


@pytest.mark.parametrize("arguments", [["import", ""], ["import", " "], ["list", "--archive", ""], ["--archive="]])
def test_empty_path_is_not_the_current_folder(
    jixiao: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("JIXIAO_ARCHIVE", str(tmp_path / "new.db"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "一.json").write_text('[{"project": "河道保洁", "year": 2023}]', "utf-8")
    done = jixiao(*arguments)

    assert done.status == 2
    assert "路径是空的" in done.err
    assert not (tmp_path / "new.db").exists()
