"""Jobs done in processes beside this one, each within limits of time and memory, so that none can stop the others.

Each process has a pipe of its own: one that hangs is ended with all that it started, and nothing is left locked behind it.
Results are asked for job by job, in whatever order the caller likes.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import Generic, TypeVar, cast

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")

_LOOK = 0.2
"""Seconds after which a wait looks up, whether it is still wanted."""
_GRACE = 60.0
"""Seconds that a process may take to start; the time of its job begins when it is there."""


_MERCY = 1.0
"""Seconds that a process is given to put away what it has begun, before it is ended."""


class Lost(StrEnum):
    """Why a job has no result."""

    TIME = "time"
    """It took longer than it was given; it was ended."""
    MEMORY = "memory"
    """It wanted more memory than it was given."""
    DIED = "died"
    """Its process ended in the middle of it."""


class NotWanted(Exception):
    """Nobody waits for results any more."""


class _Worker(Generic[_Job, _Result]):
    """One process and what it is doing."""

    def __init__(self, process: BaseProcess, connection: Connection) -> None:
        self.process = process
        self.connection = connection
        self.ticket = 0
        """The job in hand; 0 for none."""
        self.seconds = 0.0
        """How long the job may take."""
        self.until = 0.0
        """When it has to be done, on the monotonic clock."""
        self.is_ready = False
        """Has the process started?"""


class SideBySide(Generic[_Job, _Result]):
    """So many processes that do the same kind of job; close it, or use `with`."""

    def __init__(self, do: Callable[[_Job], _Result], processes: int, megabytes: int) -> None:
        """`do` is a function of a module, its jobs and results can be pickled; `megabytes` is what each process may take.

        The processes start with the first jobs; OSError where the system starts none.
        """
        self._do, self._most, self._megabytes = do, processes, megabytes
        self._context = _context(do.__module__)
        self._workers: list[_Worker[_Job, _Result]] = []
        self._waiting: deque[tuple[int, _Job, float]] = deque()
        self._done: dict[int, _Result | Lost] = {}
        self._tickets = 0

    def __enter__(self) -> SideBySide[_Job, _Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(self, job: _Job, seconds: float) -> int:
        """Hands a job in that may take so many seconds; the ticket for its result."""
        self._tickets += 1
        self._waiting.append((self._tickets, job, seconds))
        self._turn(0)
        return self._tickets

    def result(self, ticket: int, stopped: Callable[[], bool] = lambda: False) -> _Result | Lost:
        """What became of the job, once it is done; NotWanted as soon as `stopped` says so."""
        while ticket not in self._done:
            if stopped():
                raise NotWanted
            self._turn(_LOOK)
        return self._done.pop(ticket)

    def close(self) -> None:
        """Ends all processes, whatever they are doing."""
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def _turn(self, seconds: float) -> None:
        """Gives jobs to idle processes, and takes what comes back within so many seconds."""
        self._assign()
        busy = {worker.connection: worker for worker in self._workers if worker.ticket}
        if not busy:
            return
        for ready in wait(list(busy), seconds):
            worker = busy[cast(Connection, ready)]
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError):
                self._lose(worker, Lost.DIED)
                continue
            if not worker.is_ready:
                worker.is_ready, worker.until = True, monotonic() + worker.seconds
            elif answer is Lost.MEMORY:  # what is left of the process is not to be relied on
                self._lose(worker, answer)
            else:
                self._done[worker.ticket], worker.ticket = cast("_Result", answer), 0
        for worker in [worker for worker in self._workers if worker.ticket and monotonic() > worker.until]:
            self._lose(worker, Lost.TIME)
        self._assign()

    def _assign(self) -> None:
        while self._waiting:
            worker = next((worker for worker in self._workers if not worker.ticket), None)
            if worker is None:
                if len(self._workers) >= self._most:
                    return
                try:
                    worker = self._start()
                except OSError:
                    if not self._workers:
                        raise
                    return  # those that there are do
            ticket, job, seconds = self._waiting[0]
            try:
                worker.connection.send(job)
            except OSError:  # it died while it was idle
                self._dismiss(worker)
                continue
            self._waiting.popleft()
            worker.ticket, worker.seconds = ticket, seconds
            worker.until = monotonic() + (seconds if worker.is_ready else _GRACE)

    def _start(self) -> _Worker[_Job, _Result]:
        ours, theirs = self._context.Pipe()
        arguments = (theirs, self._do, self._megabytes)
        process = self._context.Process(target=_serve, args=arguments, daemon=True)  # type: ignore[attr-defined]
        try:
            with deaf(), _real_stderr():
                process.start()
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        worker = _Worker[_Job, _Result](process, ours)
        self._workers.append(worker)
        return worker

    def _lose(self, worker: _Worker[_Job, _Result], why: Lost) -> None:
        self._done[worker.ticket] = why
        self._dismiss(worker)

    def _dismiss(self, worker: _Worker[_Job, _Result]) -> None:
        self._workers.remove(worker)
        _end(worker)


def _context(module: str) -> BaseContext:
    """Processes forked from one that has loaded the module and nothing else; where there is no such thing, fresh ones.

    Forking this process itself would copy its threads' locks and its open archive.
    """
    if sys.platform == "win32":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


@contextmanager
def deaf() -> Iterator[None]:
    """Keeps Ctrl+C from processes that start meanwhile, for good, and back from this one until they have started."""
    if sys.platform == "win32":
        yield
        return
    with _real_stderr():
        resource_tracker.ensure_running()  # it starts with the first process otherwise, and lets Ctrl+C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _real_stderr() -> Iterator[None]:
    """Gives the process its own standard error back where the screen has put something in its place that is no file.

    A process that starts inherits it, and Python hands on what does not exist.
    """
    instead = sys.stderr
    try:
        is_file = instead.fileno() >= 0
    except (AttributeError, OSError, ValueError):
        is_file = False
    if is_file:
        yield
        return
    sys.stderr = sys.__stderr__
    try:
        yield
    finally:
        sys.stderr = instead


def _end(worker: _Worker[_Job, _Result]) -> None:
    """Ends a process with all that it started."""
    worker.connection.close()
    if worker.ticket and worker.is_ready:  # so that it puts away what it began: another program, a temporary folder
        worker.process.terminate()
        worker.process.join(_MERCY)
    pid = worker.process.pid
    if pid is not None and sys.platform != "win32":
        with suppress(OSError):
            if os.getpgid(pid) == pid:
                os.killpg(pid, signal.SIGKILL)
    worker.process.kill()
    worker.process.join()
    worker.process.close()


def _serve(connection: Connection, do: Callable[[_Job], _Result], megabytes: int) -> None:
    """A process: does one job after the other until nobody hands in any more; leaves Ctrl+C to the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    if sys.platform != "win32":
        os.setsid()
        _limit(megabytes)
    connection.send(True)
    while True:
        try:
            job = cast("_Job", connection.recv())
        except (EOFError, OSError):
            return
        try:
            connection.send(do(job))
        except MemoryError:
            connection.send(Lost.MEMORY)
        except (BrokenPipeError, ConnectionError):
            return


def _leave(*_: object) -> None:
    """Ends the process as at the end of the program: what a `with` or `finally` puts away is put away."""
    sys.exit(1)


def _limit(megabytes: int) -> None:
    """From here on more memory is refused to this process: MemoryError, and no slow death of the whole machine."""
    if sys.platform == "win32":
        return
    import resource

    _, hardest = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = megabytes * 1024**2
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (wanted if hardest < 0 else min(wanted, hardest), hardest))
