"""Where a question spends its time: recognise, link, mean, query, words; by wrapping the functions that are these stages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import timing

from assistant.questions import interpret, read
from assistant.store.store import Store
from assistant.tasks import converse

STAGES = ("recognise", "link", "mean", "query", "words")
"""Mentions in the text; projects that are named; frame and kind of question; the archive; the reply."""


class Stages:
    """Measures as long as it is entered; a stage within another counts for itself alone."""

    def __init__(self) -> None:
        self._taken = dict.fromkeys(STAGES, 0.0)
        self._running: list[tuple[str, float]] = []
        self._restore: list[tuple[Any, str, Any]] = []

    def take(self) -> dict[str, float]:
        """The seconds of each stage since this was last asked."""
        taken, self._taken = self._taken, dict.fromkeys(STAGES, 0.0)
        return taken

    def __enter__(self) -> Stages:
        self._wrap(converse, "interpret", "mean")
        self._wrap(interpret, "read", "recognise")
        self._wrap(interpret, "respell", "recognise")
        self._wrap(read, "clusters_of", "link")
        self._wrap(read, "Linker", "link")
        self._wrap(Store, "run", "query")
        self._wrap(converse, "compose", "words")
        self._wrap(converse, "compose_other", "words")
        return self

    def __exit__(self, *_: object) -> None:
        for owner, name, original in self._restore:
            setattr(owner, name, original)

    def _wrap(self, owner: Any, name: str, stage: str) -> None:
        original = getattr(owner, name)
        self._restore.append((owner, name, original))
        setattr(owner, name, self._measured(original, stage))

    def _measured(self, work: Callable[..., Any], stage: str) -> Callable[..., Any]:
        def measured(*arguments: Any, **named: Any) -> Any:
            now = timing.clock()
            if self._running:
                outer, since = self._running[-1]
                self._taken[outer] += now - since
            self._running.append((stage, now))
            try:
                return work(*arguments, **named)
            finally:
                now = timing.clock()
                _, since = self._running.pop()
                self._taken[stage] += now - since
                if self._running:
                    self._running[-1] = (self._running[-1][0], now)

        return measured
