"""The program behind one page: a process of its own, which speaks textual-serve's protocol over its standard streams."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from textual_serve.app_service import AppService

import assistant

DRIVER = "assistant.tui.web_driver:PageDriver"
"""What draws the screens in place of a terminal."""
_PATIENCE = 5.0
"""Seconds that a process has to end by itself: it finishes what it is writing."""
COLUMNS, LINES = (20, 500), (6, 300)
"""Least and most of what a page may call its size."""


class Session(AppService):
    """One process, started with the page and ended with it."""

    arguments: Sequence[str] = ()
    """The command; kept apart, because a command line would have to be quoted for a shell."""

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        """The environment of the process: the same package as here, whatever folder it is started in."""
        package = str(Path(assistant.__file__).resolve().parent.parent)
        paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = super()._build_environment(width, height)
        return environment | {"TEXTUAL_DRIVER": DRIVER, "PYTHONPATH": os.pathsep.join(paths), "TEXTUAL_FPS": "30"}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        """Starts it in a group of its own, so that Ctrl+C in the server's terminal leaves its end to the server."""
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *self.arguments,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            env=self._build_environment(width, height),
            start_new_session=sys.platform != "win32",
        )
        self._process, self._stdin = process, process.stdin
        return process

    @property
    def process(self) -> asyncio.subprocess.Process | None:
        """The process; None before it is started."""
        return self._process

    async def wait(self) -> None:
        """Waits until the process has nothing more to show."""
        if self._task is not None:
            await asyncio.wait({self._task})

    async def end(self) -> None:
        """Asks the process to end, and ends it where it does not."""
        process = self._process
        if process is None:
            return
        asking = asyncio.ensure_future(self.stop())
        try:
            await asyncio.wait({asking}, timeout=_PATIENCE)
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(process.wait(), _PATIENCE if asking.done() else 0.01)
        finally:
            if process.returncode is None:
                _kill(process)
            asking.cancel()
            await asyncio.wait({asking})
        await process.wait()


def _kill(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def within(size: object, least: int, most: int, otherwise: int) -> int:
    """A size that a page names, kept within reason."""
    if isinstance(size, str) and size.isdecimal() and len(size) <= 6:
        size = int(size)
    return max(least, min(size, most)) if isinstance(size, int) else otherwise
