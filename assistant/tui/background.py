"""One thread beside the screen's own, in which everything slow is done, one thing after the other.

An SQLite connection belongs to the thread that opened it, so it is always the same thread. It is a daemon: leaving the
program waits for it only as long as it is asked to.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Generator
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import ParamSpec, TypeVar

from assistant.errors import AssistantError
from assistant.tui.commands import words

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

    async def attempt(
        self, job: Callable[_Arguments, _Result], *arguments: _Arguments.args, **options: _Arguments.kwargs
    ) -> _Result:
        """As `do`; whatever goes wrong becomes an AssistantError, which is shown where the result would be."""
        try:
            return await self.do(job, *arguments, **options)
        except AssistantError:
            raise
        except Exception as error:
            what = words("answer.unexpected", 错误=f"{type(error).__name__}: {error}")
            raise AssistantError(what, words("answer.unexpected_advice")) from error

    async def each(
        self, source: Callable[[], Generator[_Result, None, None]], seconds: float = 0.1
    ) -> AsyncIterator[list[_Result]]:
        """What the generator gives, slice by slice of so many seconds, so that other jobs find room between them.

        The generator runs in the thread from its start to its end; who stops listening has it closed there.
        """
        held: list[Generator[_Result, None, None]] = []

        def some() -> tuple[list[_Result], bool]:
            if not held:
                held.append(source())
            until, found = monotonic() + seconds, []
            for item in held[0]:
                found.append(item)
                if monotonic() >= until:
                    return found, False
            return found, True

        def close() -> None:
            for generator in held:
                generator.close()

        try:
            ended = False
            while not ended:
                found, ended = await self.attempt(some)
                yield found
        finally:
            self._jobs.put(close)

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
