"""A progress bar with the time left on standard error, where somebody sits at a terminal; nothing on a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assistant.chinese.width import printable

Advance = Callable[[float, str], None]
"""Says that so much of the work is done, and what was done last."""

_LONGEST = 30
"""Characters of the name of what was done last."""


@contextmanager
def progress(title: str, total: float, things: int) -> Iterator[Advance]:
    """A bar for work of this size that consists of so many things; it goes away when the work is done.

    What is printed on standard output meanwhile goes above the bar where both are the same terminal.
    """
    if not sys.stderr.isatty() or things < 2:
        yield _nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        TextColumn("{task.fields[done]}/{task.fields[things]}", markup=False),
        BarColumn(24),
        TextColumn("{task.percentage:>3.0f}%", markup=False),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    console = Console(stderr=True, highlight=False)
    bar = Progress(*columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty(), redirect_stderr=True)
    done = 0
    with bar:
        task = bar.add_task(title, total=total or 1, done=0, things=things, name="")

        def advance(size: float, name: str) -> None:
            nonlocal done
            done += 1
            bar.update(task, advance=size, done=done, name=printable(name, one_line=True)[-_LONGEST:])

        yield advance


def _nothing(size: float, name: str) -> None:
    """Nobody looks."""
