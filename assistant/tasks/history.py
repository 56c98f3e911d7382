"""What was asked and answered in the terminal interface, kept in the user's data directory so that it is there again next time.

One JSON object a line, only ever appended to, so that two windows do not harm each other; a line that cannot be read is passed
over. A line `{}` is where a new conversation began.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from assistant.errors import UnwritableFile
from assistant.model.record import record
from assistant.model.reply import Reply, ReplySource, Status
from assistant.wording import wording

SHOWN = 12
"""So many of the kept exchanges come back at the next start: drawing fifty held the first key up for two seconds."""
QUESTIONS = 500
"""So many earlier questions can be brought up again."""
_LARGE = 4_000_000
"""Bytes from which on the file is cut to the exchanges whose questions can be brought up."""
_LONGEST = 20_000
"""Characters of a question or an answer that are kept."""


@record
class Bar:
    """One amount of those that an answer compares: a line of its bar chart."""

    name: str
    value: Decimal
    """Never below zero."""
    printed: str
    """The value as officials write it: 730万元, 9个."""


@record
class Exchange:
    """A question with its reply, and the amounts that the reply compares."""

    asked: str
    reply: Reply
    compared: tuple[Bar, ...] = ()
    looked_up: bool = False
    """Did it only look something up? Then it can be asked anew without harm, which words about drafts cannot."""


class History:
    """The kept exchanges of one archive; every call raises UnwritableFile where the system refuses."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def load(self) -> Sequence[Exchange | None]:
        """All that is kept, oldest first; None stands where a new conversation began."""
        try:
            lines = self._file.read_text("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._refused(error) from error
        kept = [exchange for line in lines[-QUESTIONS:] for exchange in _read(line)]
        if sum(map(len, lines)) > _LARGE:
            self._replace(kept)
        return kept

    def keep(self, exchange: Exchange | None) -> None:
        """Appends an exchange, or the beginning of a new conversation."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with open(os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as stream:
                stream.write(_written(exchange))
        except OSError as error:
            raise self._refused(error) from error

    def forget(self) -> None:
        """Deletes all that is kept."""
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            raise self._refused(error) from error

    def _replace(self, kept: Sequence[Exchange | None]) -> None:
        unfinished = self._file.with_name(f".{os.getpid()}-{self._file.name}")
        try:
            with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
                stream.writelines(map(_written, kept))
            unfinished.replace(self._file)
        except OSError as error:
            raise self._refused(error) from error

    def _refused(self, error: OSError) -> UnwritableFile:
        from assistant.tasks.refusal import reason  # loads the store

        words = wording("interface/conversation")
        return UnwritableFile(words("history.refused", 文件=self._file, 原因=reason(error)), words("history.refused_advice"))


def history_of(archive: Path, folder: Path) -> History:
    """The history of an archive in the user's data directory: each archive has its own."""
    if archive.parent == folder and archive.name == "archive.db":
        return History(folder / "conversation.jsonl")
    mark = sha256(os.fspath(archive.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return History(folder / f"conversation-{mark}.jsonl")


def _written(exchange: Exchange | None) -> str:
    if exchange is None:
        return "{}\n"
    reply = exchange.reply
    line = {
        "asked": exchange.asked[:_LONGEST],
        "status": reply.status.value,
        "text": reply.text[:_LONGEST],
        "rows": reply.table_text[:_LONGEST],
        "understood": reply.understood,
        "choices": reply.choices,
        "suggestions": reply.suggestions,
        "unit": reply.unit,
        "looked_up": exchange.looked_up,
        "sources": [(one.document, one.project, one.year, one.place, one.row, one.table) for one in reply.sources],
        "compared": [(bar.name, str(bar.value), bar.printed) for bar in exchange.compared],
    }
    return json.dumps(line, ensure_ascii=True) + "\n"


def _read(line: str) -> Sequence[Exchange | None]:
    """The exchange of a line; nothing where it is none."""
    try:
        kept = json.loads(line)
        if not kept:
            return (None,)
        reply = Reply(
            str(kept["asked"]),
            Status(kept["status"]),
            str(kept["understood"]),
            str(kept["text"]),
            unit=kept["unit"],
            choices=tuple(map(str, kept["choices"])),
            suggestions=tuple(map(str, kept["suggestions"])),
            sources=tuple(ReplySource(*one) for one in kept["sources"]),
            table_text=str(kept["rows"]),
        )
        bars = tuple(Bar(str(name), Decimal(value), str(printed)) for name, value, printed in kept["compared"])
        return (Exchange(reply.question, reply, bars, kept["looked_up"] is True),)
    except (ValueError, KeyError, TypeError, ArithmeticError):
        return ()
