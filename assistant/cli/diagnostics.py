"""Owns standard error and the exit status: everything said beside the data goes through here, safe for a terminal."""

from __future__ import annotations

import sys
from contextlib import suppress
from enum import IntEnum

from assistant.chinese.width import printable
from assistant.errors import AmbiguousName, AssistantError, UnknownName


class ExitCode(IntEnum):
    """What a script may rely on."""

    DONE = 0
    """The command did what it was asked; a reply was given, even one that says that the tables do not hold it."""
    REFUSED = 1
    """A project named on the command line does not exist or fits several."""
    FAILED = 2
    """Wrong usage, a file that cannot be read or written, a damaged archive."""
    INTERRUPTED = 130
    """Stopped by Ctrl+C."""


def tell(text: str) -> None:
    """Says something on standard error, without colour and without anything that could steer the terminal."""
    with suppress(OSError, ValueError):  # nobody may be listening any more
        print(printable(text), file=sys.stderr, flush=True)


def tell_error(error: AssistantError) -> ExitCode:
    """Says what went wrong and what to do, and gives the exit status for it."""
    tell(error.message + error.advice)
    if isinstance(error, AmbiguousName):
        for choice in error.choices:
            tell(f"  {printable(choice, one_line=True)}")
    return ExitCode.REFUSED if isinstance(error, UnknownName | AmbiguousName) else ExitCode.FAILED
