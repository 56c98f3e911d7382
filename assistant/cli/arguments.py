"""Reads arguments with argparse and says in Chinese what is wrong with them; the help stands in `prompts/interface/cli.toml`."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path
from typing import NoReturn

from assistant.cli.output import write_text
from assistant.errors import AssistantError
from assistant.wording import wording


class WrongUsage(AssistantError):
    """Arguments that make no sense."""


_COMPLAINTS = (
    (r"the following arguments are required: (?P<what>.+)", "缺少{what}。"),
    (r"unrecognized arguments: (?P<what>.+)", "不认识的参数：{what}。"),
    (r"argument (?P<option>\S+): expected (?:one|at least one) argument", "{option} 后面要跟一个值。"),
    (r"argument (?P<option>\S+): ignored explicit argument .+", "{option} 后面不跟值。"),
    (r"argument (?P<option>\S+): (?P<what>.+)", "{option}：{what}"),
)
"""argparse's complaints, with what we say in place of them."""


class Parser(argparse.ArgumentParser):
    """The arguments of the program or of one of its commands."""

    def __init__(self, help_key: str) -> None:
        """`help_key`: which text of `prompts/interface/cli.toml` is its help."""
        super().__init__(prog="jixiao", add_help=False, allow_abbrev=False)
        self._help_key = help_key
        self.add_argument("-h", "--help", action="help")
        self.add_argument("--archive", metavar="文件", type=path)
        self.add_argument("--debug", action="store_true")

    def format_help(self) -> str:
        """The help text, in Chinese."""
        return wording("interface/cli")(f"help.{self._help_key}")

    def print_help(self, file: object = None) -> None:
        """Prints the help as all else is printed: versions of argparse differ in what they do when the disk is full."""
        write_text(self.format_help())

    def error(self, message: str) -> NoReturn:
        """Raises WrongUsage with the complaint in Chinese."""
        for pattern, complaint in _COMPLAINTS:
            found = re.fullmatch(pattern, message)
            if found:
                said = complaint.format_map({name: text.replace(", ", "、") for name, text in found.groupdict().items()})
                break
        else:
            said = "命令写得不对。"
        command = "" if self._help_key == "all" else f" {self._help_key}"
        raise WrongUsage(said, f"用法见：jixiao{command} --help")


def path(text: str) -> Path:
    """A path; a blank one would stand for the current folder, which nobody means."""
    if not text.strip():
        raise argparse.ArgumentTypeError("路径是空的，请写出文件或文件夹。")
    return Path(text)


def year(text: str) -> int:
    """A year as written on the command line: 2022 or 2022年."""
    try:
        number = int(readable(text).removesuffix("年"))
    except ValueError:
        number = 0
    if not 1900 <= number <= 2999:
        raise argparse.ArgumentTypeError("年度要写成四位数字，如 2022。")
    return number


def readable(text: str) -> str:
    """An argument or a line of input as text, whatever encoding the terminal used: UTF-8, else GB 18030.

    Under a locale that is not UTF-8 Python hands the bytes on undecoded or wrongly decoded.
    """
    if text.isascii() or sys.platform == "win32":
        return text
    try:
        data = os.fsencode(text)
    except UnicodeEncodeError:
        return text
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
