"""The terminal interface: from the shell to the first picture, keys over an archive of any size, memory.

    bench_tui.py [ARCHIVE…] [--rounds N]

Without archives the shipped corpus alone. An archive is copied before it is opened. Keys are pressed in this process, without a
terminal. What counts for a key is the processor time of the thread that draws, until everything that the key set off is drawn
(`key`), until its first picture is there (`seen`: a screen that takes long shows its title first), and for how long it answered
nothing at a stretch by the clock on the wall, other work included (`stall`).
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import os
import pty
import resource
import select
import shutil
import signal
import statistics
import struct
import subprocess
import tempfile
import termios
import time
from asyncio import Handle
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from rich.console import RenderableType
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.screen import Screen
from timing import bare_start, jixiao, line, setting

TIMES = 9
READY = "提问，回车发送".encode()
"""On the screen as soon as one can type."""
COUNTED = "张表".encode()
"""On the screen once the archive is open and its projects are listed."""
PATIENCE = 60.0
GOAL = 30.0
"""Milliseconds for a key."""
_LOOK = 0.06
"""Seconds between two looks whether all is drawn: some drawings of the screen fit into it."""
_QUIET = 0.0005
"""Seconds of work between two looks that are no work any more."""
_CHARACTERS = {"space": " "}
"""Keys whose names are longer than what they write."""


def seconds_to_pictures(environment: dict[str, str]) -> tuple[float, float, int]:
    """One start in a terminal of 100 × 30: until one can type, until the projects are listed, and the memory then in bytes."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    begun = time.perf_counter()
    ends = {"stdin": follower, "stdout": follower, "stderr": follower}
    started = subprocess.Popen(jixiao(), env=environment, start_new_session=True, **ends)
    os.close(follower)
    shown, ready = b"", 0.0
    try:
        while COUNTED not in shown:
            if time.perf_counter() - begun > PATIENCE:
                raise SystemExit(f"nothing on the screen after {PATIENCE} s: {shown[-500:]!r}")
            if select.select([leader], [], [], 0.1)[0]:
                shown += os.read(leader, 65536)
            if not ready and READY in shown:
                ready = time.perf_counter() - begun
        listed = time.perf_counter() - begun
        time.sleep(3)  # names and offers are made afterwards
        return ready, listed, _memory(started.pid)
    finally:
        started.send_signal(signal.SIGKILL)
        started.wait()
        os.close(leader)


def _memory(process: int) -> int:
    """The most that a process ever had in memory, in bytes."""
    for entry in Path(f"/proc/{process}/status").read_text().splitlines():
        if entry.startswith("VmHWM"):
            return int(entry.split()[1]) * 1024
    return 0


def _own() -> float:
    """Megabytes of this process now that are no pages of files."""
    entries = Path("/proc/self/status").read_text().splitlines()
    return next((int(entry.split()[1]) / 1e3 for entry in entries if entry.startswith("RssAnon")), 0.0)


class Keys:
    """Presses keys and takes down what each cost the thread that draws: every turn of its loop is timed."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self.figures: dict[str, list[tuple[str, float, float, float]]] = {}
        """By what is done: key, processor time of all turns, of those to the first picture, longest turn by the clock.

        All in seconds.
        """
        self._spent = self._longest = self._seen = self._begun = 0.0
        self._run, self._display = Handle._run, App._display

    def __enter__(self) -> Keys:
        """Begins to time."""
        run = self._run

        def timed(handle: Handle) -> None:
            begun, before = time.perf_counter(), time.thread_time()
            self._begun = before
            run(handle)
            self._spent += time.thread_time() - before
            self._longest = max(self._longest, time.perf_counter() - begun)

        display = self._display

        def displayed(app: App[None], screen: Screen[object], picture: RenderableType | None) -> None:
            display(app, screen, picture)
            if isinstance(picture, CompositorUpdate) and not app._batch_count and not self._seen:
                picture.render_segments(app.console)
                self._seen = self._spent + time.thread_time() - self._begun

        Handle._run = timed  # type: ignore[method-assign]
        App._display = displayed  # type: ignore[method-assign, assignment]
        return self

    def __exit__(self, *refusal: object) -> None:
        """Times no more."""
        Handle._run = self._run  # type: ignore[method-assign]
        App._display = self._display  # type: ignore[method-assign]

    async def press(self, what: str, *keys: str) -> None:
        """One key after the other, each until all that it set off is drawn."""
        for key in keys:
            self._spent = self._longest = self._seen = 0.0
            event = events.Key(key, key if len(key) == 1 else _CHARACTERS.get(key))
            event.set_sender(self._app)
            self._app._driver.send_message(event)  # type: ignore[union-attr]
            before = -1.0
            while self._spent - before > _QUIET:
                before = self._spent
                await asyncio.sleep(_LOOK)
            self.figures.setdefault(what, []).append((key, self._spent, self._seen or self._spent, self._longest))

    async def settled(self, seconds: float = 0.2) -> None:
        """Waits until all jobs are done."""
        for _ in range(600):
            await asyncio.sleep(seconds)
            if not [worker for worker in self._app.workers if worker.name != "_loader"]:
                return

    async def found(self, seconds: float = 0.2) -> None:
        """Waits until the first findings of a review are listed."""
        from assistant.tui.widgets.finding_rows import FindingRows

        for _ in range(600):
            await asyncio.sleep(seconds)
            if any(rows.count for rows in self._app.screen.query(FindingRows)):
                return

    def report(self) -> None:
        """Prints a line for each thing that was done, and the worst key of all."""
        every: list[float] = []
        firsts: list[float] = []
        for what, figures in self.figures.items():
            spent = sorted(cpu * 1000 for _, cpu, *_ in figures)
            seen = sorted(first * 1000 for _, _, first, _ in figures)
            stalls = sorted(stall * 1000 for *_, stall in figures)
            key = max(figures, key=lambda figure: figure[1])[0]
            print(
                f"  {what}: {len(spent)} keys, key median {statistics.median(spent):.1f} ms, 95 % {_share(spent, 0.95):.1f}, "
                f"worst {spent[-1]:.1f} ({key}); seen median {statistics.median(seen):.1f}, worst {seen[-1]:.1f}; "
                f"stall median {statistics.median(stalls):.1f}, worst {stalls[-1]:.1f}"
            )
            every += spent
            firsts += seen
        for name, times in (("all", sorted(every)), ("until the first picture", sorted(firsts))):
            over = sum(one > GOAL for one in times)
            print(
                f"  {name}: {len(times)} keys, median {statistics.median(times):.1f} ms, 95 % {_share(times, 0.95):.1f}, "
                f"99 % {_share(times, 0.99):.1f}, worst {times[-1]:.1f}; {over} over {GOAL:.0f} ms"
            )


def _share(figures: Sequence[float], share: float) -> float:
    """The figure that so large a share of them does not exceed; they are in order."""
    return figures[min(int(len(figures) * share), len(figures) - 1)]


@asynccontextmanager
async def opened(archive: Path) -> AsyncIterator[Keys]:
    """The program over an archive, everything known that it makes known after the start."""
    from assistant.tui.app import AssistantApp, let_keys_come_first
    from assistant.tui.backend import TasksBackend

    let_keys_come_first()
    app = AssistantApp(TasksBackend(archive))
    async with app.run_test(size=(120, 32)) as pilot:
        await pilot.pause()
        with Keys(app) as keys:
            await asyncio.sleep(1)
            await keys.settled()
            yield keys
        app.background.finish(10)


async def press_all(archive: Path) -> Keys:
    """A day's work in keys."""
    async with opened(archive) as keys:
        await keys.press("typing a question", *"人才工作经费的总额是多少")
        await keys.press("deleting", *["backspace"] * 12)
        await keys.press("typing initials", *"rcgzjf", *["backspace"] * 6)
        await keys.press("typing common words", *"项目经费专项资金", *["backspace"] * 8)
        await keys.press("asking", *"哪些项目预算超过100万", "enter")
        await keys.settled()
        await keys.press("paging the conversation", *["pageup"] * 3, *["pagedown"] * 3)
        await keys.press("opening the list", "f2")
        await keys.press("filtering the list", *"2022培训", *["backspace"] * 6, *"卫生", "space", *"设备", *["backspace"] * 5)
        await keys.press("walking the list", *["down"] * 20, *["pagedown"] * 10, *["up"] * 10)
        await keys.press("opening a table", "enter")
        await keys.settled()
        await keys.press("scrolling a table", *["down"] * 20, *["pagedown"] * 3, *["pageup"] * 3)
        await keys.press("closing the table", "escape")
        await keys.press("earlier questions", "ctrl+r", *"项目", *["backspace"] * 2, *"rc", "escape")
        await keys.press("searching the conversation", "ctrl+f", *"项目", "down", "escape")
        await keys.press("palette", "ctrl+p", *"审核", "escape")
        await keys.press("opening the overview", "f7")
        await keys.settled()
        await keys.press("in the overview", *["down"] * 8, "f5", "f5", "f6", "enter", *["down"] * 10, "pagedown")
        await keys.press("leaving the overview", "escape")
        await keys.press("beginning a review", "f5")
        await keys.found()
        await keys.press("keys while a review runs", *["down"] * 15, "pagedown", "f2", *"培训", *["backspace"] * 2)
        await keys.press("stopping the review", "f9")
        await keys.settled()
        await keys.press("findings", "f2", *"资金", "enter", *["down"] * 15, *["pagedown"] * 5, "end", "home")
        await keys.press("leaving the review", "escape", "escape")
        return keys


def measure(archive: Path | None, rounds: int) -> None:
    """Prints the figures over one archive; None for the shipped corpus."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        places = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "DATA", "STATE")}
        environment = {**setting(folder), **places, "TERM": "xterm-256color"}
        settings = folder / "config" / "jixiao" / "settings.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text("[screen]\ntour_seen = true\n", "utf-8")
        os.environ.update(environment)
        path = folder / "archive.db"
        if archive is not None:
            shutil.copy(archive, path)
        subprocess.run(jixiao("ask", "一共有几个项目"), env=environment, stdout=subprocess.DEVNULL, check=True)
        print(f"{archive or 'the shipped corpus'}, load average {os.getloadavg()[0]:.1f}")
        yardstick = bare_start(environment)
        seconds_to_pictures(environment)
        starts = [seconds_to_pictures(environment) for _ in range(rounds)]
        print("  " + line("from the shell until one can type", [ready for ready, _, _ in starts], yardstick))
        print("  " + line("from the shell until the projects are listed", [listed for _, listed, _ in starts], yardstick))
        print(f"  memory of the process 3 s later, at most: {max(memory for *_, memory in starts) / 1e6:.0f} MB")
        keys = asyncio.run(press_all(path))
        keys.report()
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        print(f"  memory at most, all of it done: {most:.0f} MB; now without pages of files: {_own():.0f} MB")


def main() -> None:
    """Prints the figures, beside a bare start of Python."""
    parser = argparse.ArgumentParser()
    parser.add_argument("archives", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=TIMES)
    options = parser.parse_args()
    for archive in (None, *options.archives):
        with suppress(BrokenPipeError):
            measure(archive, options.rounds)


if __name__ == "__main__":
    main()
