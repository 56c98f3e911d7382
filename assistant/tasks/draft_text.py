"""A draft as text for a person: what it was made from, what changed and what needs a look, then the table itself."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.chinese.cells import cells, wrap
from assistant.chinese.width import printable
from assistant.drafting.money import sum_remark
from assistant.model.draft import Change, ChangeKind, Draft
from assistant.tasks.table_text import table_text
from assistant.wording import wording

LONGEST = 24
"""Cells that a text takes in a line; of a longer one only what differs is shown."""
WIDEST_NAME = 44
"""Cells beyond which the names of cells are no longer aligned."""
_AROUND = 4


def draft_text(draft: Draft, width: int, widest: int = 110) -> str:
    """The whole draft, at most `width` columns wide; a table is drawn no wider than `widest`."""
    return "\n\n".join(
        (heading(draft), changes_text(draft.changes, width, sum_remark(draft.table)), table_text(draft.table, min(width, widest)))
    )


def draft_summary(draft: Draft, width: int) -> str:
    """The draft without its table: for when that was written to a file."""
    return "\n\n".join((heading(draft), changes_text(draft.changes, width, sum_remark(draft.table))))


def heading(draft: Draft) -> str:
    """One sentence: the table drafted, and from what."""
    say = wording("drafting/printed")
    year, project = draft.table.year or say("no_year"), draft.table.project or say("no_name")
    if draft.base is None:
        return say("heading_frame", 项目=project, 年度=year)
    return say(
        "heading", 项目=project, 年度=year, 底稿=draft.base.project or say("no_name"), 底稿年度=draft.base.year or say("no_year")
    )


def changes_text(changes: Sequence[Change], width: int, first: Change | None = None) -> str:
    """The changes below one another, by kind: asked for, followed, proposed, kept; "" where there are none.

    `first`, where it is the first of them, stands before all. Each with the cell, what stood and what stands there, and the
    reason on a line of its own where it says more than the heading.
    """
    say = wording("drafting/printed")
    urgent = [change for change in changes[:1] if change == first]
    blocks = ["\n".join((say("urgent"), *_lines(urgent, say("sign.kept"), width)))] if urgent else []
    changes = changes[len(urgent) :]
    for kind in (ChangeKind.REQUESTED, ChangeKind.ROLLED, ChangeKind.SUGGESTED, ChangeKind.KEPT):
        of_kind = [change for change in changes if change.kind is kind and not change.is_remark]
        if of_kind:
            lines = [say(f"kind.{kind}", 处数=len(of_kind)), *_lines(of_kind, say(f"sign.{kind}"), width)]
            blocks.append("\n".join(lines))
    if remarks := [change for change in changes if change.is_remark]:
        lines = [say("kind.remark", 处数=len(remarks)), *_lines(remarks, say(f"sign.{ChangeKind.KEPT}"), width)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _lines(changes: Sequence[Change], sign: str, width: int) -> list[str]:
    say = wording("drafting/printed")
    names = [printable(change.where, one_line=True) for change in changes]
    room = max((cells(name) for name in names if cells(name) <= WIDEST_NAME), default=0)
    lines = []
    for change, name in zip(changes, names, strict=True):
        shown = "" if change.before == change.after else _move(change)
        padded = name + " " * max(room - cells(name), 0)
        head = f"{sign} {padded}  {shown}".rstrip()
        lines += [line if not at else f"    {line}" for at, line in enumerate(wrap(head, width - 4))]
        if change.why and change.why not in (say("plain.rolled"), say("plain.requested")):
            lines += [f"    {line}" for line in wrap(printable(change.why, one_line=True), width - 4)]
    return lines


def _move(change: Change) -> str:
    """20人 → 27人; of long texts the part that differs."""
    say = wording("drafting/printed")
    before, after = printable(change.before, one_line=True), printable(change.after, one_line=True)
    if max(cells(before), cells(after)) > LONGEST:
        before, after = _parts(before, after)
    return say("move", 原=before or say("blank"), 现=after or say("blank"))


def _parts(before: str, after: str) -> tuple[str, str]:
    """Where two texts differ, numbers and Latin words whole, with a few characters around."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    start, end = max(start - _AROUND, 0), max(end - _AROUND, 0)
    while start and _of_one_piece(before[start - 1], before[start : start + 1]):
        start -= 1
    while end and any(_of_one_piece(text[len(text) - end - 1 : len(text) - end], text[-end]) for text in (before, after)):
        end -= 1
    parts = []
    for text in (before, after):
        last = len(text) - end
        parts.append(("…" if start else "") + text[start:last] + ("…" if last < len(text) else ""))
    return parts[0], parts[1]


def _of_one_piece(one: str, following: str) -> bool:
    """Do both stand in one number or one Latin word?"""
    return all(character.isascii() and (character.isalnum() or character in ".%") for character in (one, following or " "))
