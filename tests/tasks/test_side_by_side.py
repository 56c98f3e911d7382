"""Processes beside this one: results in the order asked for, and none stopped by one that hangs, swells or dies."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from typing import TypeVar

import pytest

from assistant.tasks.side_by_side import Lost, NotWanted, SideBySide

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")


def results(do: Callable[[_Job], _Result], jobs: list[_Job], *, seconds: float = 60, processes: int = 2) -> list[_Result | Lost]:
    with SideBySide(do, processes, 300) as aside:
        tickets = [aside.submit(job, seconds) for job in jobs]
        return [aside.result(ticket) for ticket in tickets]


def test_results_belong_to_their_jobs() -> None:
    assert results(abs, [-3, 2, -1, 0, -7]) == [3, 2, 1, 0, 7]


def test_results_can_be_asked_for_in_any_order() -> None:
    with SideBySide(abs, 2, 300) as aside:
        tickets = [aside.submit(-number, 60) for number in range(6)]

        assert [aside.result(ticket) for ticket in reversed(tickets)] == [5, 4, 3, 2, 1, 0]


def test_what_hangs_is_ended_and_the_rest_is_done() -> None:
    assert results(time.sleep, [0, 600, 0, 0], seconds=2) == [None, Lost.TIME, None, None]


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="memory is limited on Linux alone")
def test_what_swells_is_ended_and_the_rest_is_done() -> None:
    small, swollen, last = results(bytearray, [1, 10**9, 2])

    assert (small, swollen, last) == (bytearray(1), Lost.MEMORY, bytearray(2))


def test_what_dies_is_told_and_the_rest_is_done() -> None:
    assert results(os._exit, [3, 4]) == [Lost.DIED, Lost.DIED]


def test_nobody_waits_for_what_is_not_wanted() -> None:
    began = time.monotonic()
    with SideBySide(time.sleep, 1, 300) as aside:
        ticket = aside.submit(600, 600)
        with pytest.raises(NotWanted):
            aside.result(ticket, lambda: time.monotonic() > began + 0.5)


@pytest.mark.skipif(not hasattr(os, "getpgid"), reason="there are no process groups")
def test_what_a_job_started_is_ended_with_it() -> None:
    with SideBySide(os.system, 1, 300) as aside:
        ticket = aside.submit("sleep 613", 2)
        left = aside.result(ticket)
    deadline = time.monotonic() + 10
    while (running := "sleep 613" in _processes()) and time.monotonic() < deadline:
        time.sleep(0.1)

    assert left is Lost.TIME
    assert not running


def _processes() -> str:
    """The commands that run, one a line."""
    return subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
