"""Owns standard output: text for people, JSON for programs, both safe to look at in a terminal."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import suppress

from assistant.chinese.width import printable
from assistant.errors import UnwritableFile

_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
"""What JSON lets through although it steers a terminal, and what UTF-8 cannot carry."""


def write_text(text: str) -> None:
    """Prints a text for people, with a line break behind it; UnwritableFile where standard output takes nothing."""
    _put(printable(text) + "\n")


def write_json(value: object, *, indent: int | None = None) -> None:
    """Prints a value as JSON, on one line unless indented, and hands it on at once."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    _put(_UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")
    hand_on()


def hand_on() -> None:
    """Gives what was printed to whoever reads it."""
    _put("", flush=True)


def abandon() -> None:
    """Forgets what could not be printed, so that Python does not try again when the process ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _put(text: str, *, flush: bool = False) -> None:
    try:
        sys.stdout.write(text)
        if flush:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as refusal:
        abandon()
        from assistant.tasks.refusal import reason

        raise UnwritableFile(f"结果写不出去：{reason(refusal)}。", "请换一个输出的地方再试。") from refusal


def screen_width(elsewhere: int = 80) -> int:
    """How many columns a text may take: the terminal's; `elsewhere` where nobody sits at one."""
    try:
        return int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size(sys.stdout.fileno()).columns or elsewhere
    except (OSError, ValueError):
        return elsewhere
