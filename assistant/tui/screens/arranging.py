"""How the list of projects is arranged (Ctrl+B): of which year, of which department, in what order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.chinese.width import squeeze
from assistant.tui.cells import shown_line
from assistant.tui.commands import words
from assistant.tui.listing import Listing, Order, Wanted
from assistant.tui.screens.seeking import SeekingScreen
from assistant.tui.widgets.prose import WrappedText

KINDS = ("year", "department", "order")
"""What can be chosen."""


class ArrangeScreen(SeekingScreen):
    """Gives `year:2023`, `department:县水务局` or `order:name`; nothing behind the colon stands for all, a blank for no name."""

    def __init__(self, listing: Listing, wanted: Wanted, kind: str = "") -> None:
        """`kind`: what is to be chosen; "" for anything."""
        super().__init__(
            words("list.arrange_title"), words("list.arrange_filter"), words("list.arrange_none"), words("list.arrange_hint")
        )
        kinds = (kind,) if kind else KINDS
        self._choices = [choice for one in kinds for choice in _choices(listing, one)]
        self._current = {
            f"year:{wanted.year or ''}",
            f"department:{'' if wanted.department is None else wanted.department or ' '}",
            f"order:{wanted.order}",
        }

    def fitting(self, typed: str) -> Sequence[tuple[str, WrappedText]]:
        """The choices in which every word stands; those that count carry a sign."""
        asked = [squeeze(word).casefold() for word in typed.split()]
        return [
            (choice, WrappedText(shown_line(text), "● " if choice in self._current else "  "))
            for choice, text in self._choices
            if all(word in squeeze(text).casefold() for word in asked)
        ]


def arranged(wanted: Wanted, choice: str) -> Wanted:
    """What is wanted once this was chosen."""
    kind, _, value = choice.partition(":")
    if kind == "year":
        return Wanted(wanted.words, int(value) if value else None, wanted.department, wanted.order)
    if kind == "department":
        return Wanted(wanted.words, wanted.year, value.strip() if value else None, wanted.order)
    return Wanted(wanted.words, wanted.year, wanted.department, Order(value))


def _choices(listing: Listing, kind: str) -> Iterator[tuple[str, str]]:
    if kind == "year":
        yield "year:", words("list.choice_all_years")
        for year, number in listing.years:
            yield f"year:{year}", words("list.choice_year", 年度=year, 个数=number)
    elif kind == "department":
        yield "department:", words("list.choice_all_departments")
        for name, number in listing.departments:
            shown = name or words("list.group_no_department")
            yield f"department:{name or ' '}", words("list.choice_department", 部门=shown, 个数=number)
    else:
        for order in Order:
            yield f"order:{order}", words(f"list.choice_order_{order}")
