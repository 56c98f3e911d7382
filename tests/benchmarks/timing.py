"""What the benchmarks share: processes in a clean setting, medians, and a bare start of Python to compare with."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP))

CLOCKS: dict[str, Callable[[], float]] = {"wall": time.perf_counter, "cpu": time.process_time}
"""What the scripts on large archives measure with; on a busy machine processor time tells more than the clock on the wall."""
clock: Callable[[], float] = CLOCKS[os.environ.get("JIXIAO_BENCH_CLOCK", "wall")]

BARE = (sys.executable, "-c", "pass")
"""The yardstick: what Python itself takes to start and end."""


def setting(folder: Path) -> dict[str, str]:
    """The environment of a measured process: byte code is written, archive and cache are in `folder`."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "JIXIAO_ARCHIVE": str(folder / "archive.db"), "JIXIAO_CACHE": str(folder / "cache"), "PYTHONPATH": str(TOP)}


def jixiao(*arguments: str) -> tuple[str, ...]:
    """The command that runs the program."""
    return (sys.executable, "-m", "assistant", *arguments)


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def alternately(commands: Sequence[Sequence[str]], environment: dict[str, str], times: int) -> list[list[float]]:
    """The seconds of each command, run in turns so that a busy moment hits all alike; two rounds before count for nothing."""
    taken: list[list[float]] = [[] for _ in commands]
    for turn in range(times + 2):
        for command, figures in zip(commands, taken, strict=True):

            def run(command: Sequence[str] = command) -> None:
                subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)

            figure = seconds(run)
            if turn >= 2:
                figures.append(figure)
    return taken


def line(what: str, figures: Iterable[float], yardstick: float) -> str:
    """One line of the report: median, worst, and the median as a multiple of the yardstick."""
    figures = sorted(figures)
    middle = statistics.median(figures)
    return f"{what}: median {middle * 1000:.1f} ms, worst {figures[-1] * 1000:.1f} ms, {middle / yardstick:.2f} × bare start"


def bare_start(environment: dict[str, str], times: int = 21) -> float:
    """The median of bare starts of Python, in seconds."""
    return statistics.median(alternately([BARE], environment, times)[0])


def yardstick(times: int = 21) -> float:
    """The least of bare starts of Python by the clock in use, in seconds."""
    taken = []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        elapsed = seconds(lambda: subprocess.run(BARE, check=True))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        taken.append(elapsed if clock is CLOCKS["wall"] else used)
    return min(taken)
