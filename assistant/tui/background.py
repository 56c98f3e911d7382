"""One thread beside the screen's own, in which everything slow is done, one thing after the other.

An SQLite connection belongs to the thread that opened it, so it is always the same thread. It is a daemon: leaving the
program waits for it only as long as it is asked to.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Event, Thread
from typing import ParamSpec, TypeVar

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


class Background:
    """Does what it is given, in order, without holding up the screen."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._thread: Thread | None = None

    async def do(self, job: Callable[_Arguments, _Result], *arguments: _Arguments.args, **options: _Arguments.kwargs) -> _Result:
        """What the job returns, once it is done; raises what the job raises."""
        future: Future[_Result] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = job(*arguments, **options)
            except BaseException as error:  # it belongs to whoever waits for the result
                future.set_exception(error)
            else:
                future.set_result(result)

        self._jobs.put(run)
        if self._thread is None:
            self._thread = Thread(target=self._work, name="tasks", daemon=True)
            self._thread.start()
        return await asyncio.wrap_future(future)

    def _work(self) -> None:
        while True:
            self._jobs.get()()

    def finish(self, seconds: float) -> bool:
        """Waits so long for what is still to be done; whether all is done."""
        if self._thread is None:
            return True
        done = Event()
        self._jobs.put(done.set)
        return done.wait(seconds)
