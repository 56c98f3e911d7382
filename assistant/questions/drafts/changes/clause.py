"""One clause of a change: its stretch of the utterance, and the verb in it, outside of names and quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.chinese.width import squeeze
from assistant.model.goal_table import GoalTable
from assistant.model.record import record
from assistant.questions.drafts.heads import speaks_of_goal
from assistant.questions.drafts.rows import quantities_in
from assistant.questions.drafts.values import QUOTED
from assistant.questions.drafts.words import bare, has, particles, trimmed, without, words
from assistant.questions.utterance import Utterance

BREAK = re.compile("[,，;；。!！、\n]")
"""Where a clause may end."""


@record
class Verb:
    """An operation and where it stands."""

    kind: str
    start: int
    end: int


@record
class Clause:
    """A stretch of an utterance that says one change."""

    utterance: Utterance
    start: int
    end: int

    @property
    def text(self) -> str:
        """The stretch, folded."""
        return self.utterance.text[self.start : self.end]

    def typed(self, start: int, end: int) -> str:
        """What was typed at these positions of the stretch."""
        return self.utterance.typed(self.start + start, self.start + end)


def masked_spans(text: str, table: GoalTable) -> list[tuple[int, int]]:
    """Where names of rows and quotations stand: no verb is looked for in them."""
    spans = [match.span() for match in QUOTED.finditer(text)]
    for row in table.indicators:
        name = squeeze(row.level3).lower()
        at = text.find(name) if len(name) > 2 else -1
        while at >= 0:
            spans.append((at, at + len(name)))
            at = text.find(name, at + 1)
    return spans


def is_inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Does the position lie in one of the stretches?"""
    return any(start <= at < end for start, end in spans)


def pieces_of(clause: Clause, table: GoalTable) -> list[Clause]:
    """The clause cut at every comma that stands in no name and no quotation."""
    masked = masked_spans(clause.text, table)
    cuts = [match for match in BREAK.finditer(clause.text) if not is_inside(match.start(), masked)]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(clause.text)]
    pieces = [Clause(clause.utterance, clause.start + start, clause.start + end) for start, end in zip(starts, ends, strict=True)]
    return [piece for piece in pieces if bare(piece.text)]


_KINDS = ("twice", "half", "rename", "keep", "empty", "set", "lower", "raise", "remove", "prepend", "append", "add")
"""The operations; of words of equal length the earlier one counts."""


def verb_of(clause: Clause, table: GoalTable) -> Verb | None:
    """The operation of the clause: the first that stands outside of names, the longest there; 增加 a row before 增加 a number."""
    text = clause.text
    masked = masked_spans(text, table)
    ending = _ends_with_removal(text, masked)
    for start in range(len(text)):
        if is_inside(start, masked):
            continue
        found = [
            Verb(kind, start, start + len(word))
            for kind in _KINDS
            for word in words("verb", kind)
            if text.startswith(word, start)
        ]
        found = [verb for verb in found if _in_place(verb, text)]
        if found:
            first = max(found, key=lambda verb: (verb.end, -found.index(verb)))
            weak = first.kind in ("set", "raise", "lower") and first.end - first.start == 1
            return ending if ending is not None and weak and first.end <= ending.start else first
    return None


def _ends_with_removal(text: str, masked: Sequence[tuple[int, int]]) -> Verb | None:
    """第5条是别的项目的，删掉: a removing word at the end counts more than a weak one before it."""
    plain = trimmed(text, after="value_after")
    for word in words("verb", "remove"):
        start = len(plain) - len(word)
        if plain.endswith(word) and not is_inside(start, masked) and len(trimmed(word, after="value_after")) == len(word):
            return Verb("remove", start, len(plain))
    return None


def _in_place(verb: Verb, text: str) -> bool:
    """Without words that mean here something else: 提高 as a value, 加 within a word, 是 of 是不是."""
    word, behind, before = text[verb.start : verb.end], text[verb.end :], text[: verb.start]
    if verb.kind in ("raise", "lower"):
        amount = quantities_in(behind)
        between = bare(behind[: amount[0].start]) if amount else ""
        doing = word in words("verb", "more") and 0 < len(between) <= _LONGEST_DOING and not is_question(word + behind)
        near = amount and (not between or doing) and not behind.startswith("的")
        return bool(near) and not before.endswith(words("verb", "not_moved_behind"))
    if verb.kind == "add" and word in words("verb", "adds_number"):
        quantity = quantities_in(behind)
        return not (quantity and quantity[0].start == 0 and quantity[0].end >= len(behind.rstrip("。" + particles())))
    if verb.kind == "prepend":
        return True
    if verb.kind == "append":
        return speaks_of_goal(before) or speaks_of_goal(behind[:4])
    if verb.kind == "set" and word in words("verb", "writes") and behind.startswith(words("verb", "not_writing_behind")):
        return False
    if verb.kind == "set" and word in words("verb", "append"):
        return not speaks_of_goal(before)
    if verb.kind == "set" and len(word) == 1:
        stands = bool(before.strip()) or BREAK.search(behind) is not None
        return stands and bool(behind.strip()) and word not in behind[:1]
    return True


_LONGEST_DOING = 3
"""多打造2个: as many characters of a doing word may stand between the word of change and the number."""


def doing_in(behind: str) -> tuple[str, str]:
    """慰问 and 5人 of 少慰问5人; a word of one character names no row."""
    amount = quantities_in(behind)
    start = amount[0].start if amount else 0
    doing = bare(behind[:start])
    return (doing, behind[start:]) if len(doing) > 1 else ("", behind)


def is_question(text: str) -> bool:
    """多少, 哪些 ask; 能不能改成40万 and 可以吗 are polite."""
    if has(without(text, (*words("row", "indicators"), *words("words", "reasons"))), "words", "asks"):
        return True
    ending = text.rstrip("?？。!")
    return ending.endswith(words("words", "ends_question")) and not has(text, "words", "polite_question")
