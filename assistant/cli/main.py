"""The command line from its first argument to the exit status."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Protocol

from assistant import __version__
from assistant.cli.arguments import Parser, WrongUsage, readable
from assistant.cli.commands import (
    accept,
    ask,
    chat,
    check,
    draft,
    explain,
    export,
    import_files,
    list_projects,
    search,
    serve,
    show,
    similar,
)
from assistant.cli.diagnostics import ExitCode, tell, tell_error
from assistant.cli.output import abandon, hand_on, write_text
from assistant.errors import AssistantError
from assistant.wording import wording


class Command(Protocol):
    """A module in `commands/`: one verb over one function in `tasks/`."""

    VERB: str

    def configure(self, parser: Parser) -> None:
        """Adds the verb's own arguments."""

    def run(self, options: Namespace) -> ExitCode:
        """Does it; AssistantError where it cannot be done."""


COMMANDS: tuple[Command, ...] = (
    ask,
    chat,
    import_files,
    list_projects,
    show,
    search,
    similar,
    draft,
    export,
    check,
    accept,
    explain,
    serve,
)
"""All verbs, in the order of the help."""

_WEB_DRIVER = "TEXTUAL_DRIVER"
"""Set by `jixiao serve`: no terminal is needed where a page is one."""

OpenScreen = Callable[[Path | None], int]
"""Opens the terminal interface over an archive and returns its exit status."""


def main(arguments: Sequence[str], open_screen: OpenScreen) -> ExitCode:
    """Runs what the arguments ask for; without a verb the terminal interface. Nothing but a status ever leaves here."""
    debug = "--debug" in arguments
    try:
        _speak_utf8()
        status = _run(arguments, open_screen)
        hand_on()
        return status
    except AssistantError as error:
        if debug:
            _tell_traceback()
        return tell_error(error)
    except BrokenPipeError:
        abandon()  # the reader went away: what was asked for is done
        return ExitCode.DONE
    except KeyboardInterrupt:
        tell(wording("interface/cli")("talk.interrupted"))
        return ExitCode.INTERRUPTED
    except Exception as error:
        if debug:
            _tell_traceback()
        tell(wording("interface/cli")("talk.unexpected", 错误=f"{type(error).__name__}: {error}"))
        return ExitCode.FAILED


def _run(arguments: Sequence[str], open_screen: OpenScreen) -> ExitCode:
    at = _verb_at(arguments)
    if at is None:
        parser = Parser("all")
        parser.add_argument("--version", action="store_true")
        options = _parse(parser, arguments)
        if options is None:
            return ExitCode.DONE
        if options.version:
            write_text(f"jixiao {__version__}")
            return ExitCode.DONE
        if not ((sys.stdin.isatty() and sys.stdout.isatty()) or _WEB_DRIVER in os.environ):
            raise WrongUsage("终端界面要在终端里打开。", "在脚本里请用：jixiao ask 问题；其他命令见 jixiao --help")
        return ExitCode(open_screen(options.archive))
    command = next((command for command in COMMANDS if arguments[at] == command.VERB), None)
    if command is None:
        raise _unknown_verb(arguments, at)
    parser = Parser(command.VERB)
    command.configure(parser)
    options = _parse(parser, [*arguments[:at], *arguments[at + 1 :]])
    return ExitCode.DONE if options is None else command.run(options)


def _parse(parser: Parser, arguments: Sequence[str]) -> Namespace | None:
    """The options; None where only the help was wanted, which is printed."""
    try:
        return parser.parse_args(arguments)
    except SystemExit:
        return None


def _verb_at(arguments: Sequence[str]) -> int | None:
    """Where the verb stands: the first argument that is no option and no option's value."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("-"):
        at += 2 if arguments[at] == "--archive" else 1
    return at if at < len(arguments) else None


def _unknown_verb(arguments: Sequence[str], at: int) -> WrongUsage:
    verb = readable(arguments[at])
    if not verb.isascii():
        question = " ".join(map(readable, arguments[at:]))
        return WrongUsage(f"没有“{verb}”这个命令。", f"要提问请用：jixiao ask {question}")
    from difflib import get_close_matches

    near = get_close_matches(verb, [command.VERB for command in COMMANDS], 1)
    advice = f"是不是 {near[0]}？" if near else ""
    return WrongUsage(f"没有“{verb}”这个命令。", f"{advice}全部命令见：jixiao --help")


def _tell_traceback() -> None:
    from traceback import format_exc

    tell(format_exc())


def _speak_utf8() -> None:
    """Makes the three streams UTF-8 whatever the locale says; what UTF-8 cannot carry is shown as a question mark.

    A stream that the process was started without is replaced by one that leads nowhere.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  (open as long as the process)
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "replace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
