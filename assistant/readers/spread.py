"""Sheets printed over several pages side by side (横着分页): which pages may belong together, and the page that they make.

A spreadsheet wider than its paper is printed in bands of columns: down, then over (先列后行, the default), or over, then down.
The pages of one row of the sheet have their horizontal rules at the same heights, and what crosses the border between two bands
is clipped by each page. Nothing but places is looked at here: whether pages that fit are one table is for `normalise` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from pdfplumber.page import DerivedPage

if TYPE_CHECKING:
    from pdfplumber.page import Page

_NEAR = 0.8
"""Points within which rules of two pages stand at the same height."""
_APART = 3.0
"""Points from which on two rules are two."""
_CLIPPED = 1.0
"""Points by which the same character stands differently on two pages, and more where it is wide."""
_FEWEST = 5
"""So many rules has a table at least whose pages are told by them."""
_MOST_WIDE = 20
"""Pages side by side."""
_MOST_HIGH = 40
"""Pages below each other, in a sheet printed down, then over."""
_MOST_PAGES = 400
"""A longer document is not looked through."""
_FIRST = 80
"""So many characters from a page's beginning tell whether it is the same form filled in again."""
_SAME = 0.5
"""Share of them that such a page has in common with the other."""

_SHORTEST = 10
"""Fewer characters tell nothing."""
_TALLEST = 60.0
"""Points of a row; longer rules are borders of several rows."""
_UNFILLED = 0.25
"""Share of a page's height that is left blank where the table ends before the page does: nothing goes on below."""

_Mark = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Rules:
    """Where a page has its rules; points from the left and from the top."""

    number: int
    """The page's number, from 1."""
    size: tuple[float, float]
    tops: tuple[float, ...]
    """Heights of the horizontal rules, and the ends of the vertical ones: a cell that the page's end cuts has no rule there."""
    lefts: tuple[float, ...]
    """Places of the vertical rules, from the leftmost one."""
    begin: float
    """Where the horizontal rules begin: the left border of the page's columns."""
    end: float
    """Where they end."""
    first: frozenset[_Mark]
    """The first characters of the page with their places from the first rule on, in steps of four points."""


def rules_of(page: Page) -> Rules:
    """Where a page has its rules."""
    across = [edge for edge in page.edges if edge["orientation"] == "h"]
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    ends = [min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright)] if upright else []
    begin = min((edge["x0"] for edge in across), default=0.0)
    end = max((edge["x1"] for edge in across), default=0.0)
    tops = _distinct([*(edge["top"] for edge in across), *ends])
    top = tops[0] if tops else 0.0
    return Rules(
        number=page.page_number,
        size=(page.width, page.height),
        tops=tops,
        lefts=tuple(place - begin for place in _distinct([edge["x0"] for edge in upright])),
        begin=begin,
        end=end,
        first=frozenset((one["text"], round(one["x0"] / 4), round((one["top"] - top) / 4)) for one in page.chars[:_FIRST]),
    )


def side_by_side(pages: Sequence[Rules]) -> tuple[tuple[int, ...], ...]:
    """Groups of pages, by their indexes from left to right, that may stand side by side; a page may be in several groups.

    First the runs of pages that follow each other (over, then down, or a sheet one page high), then the sheets printed down, then
    over, each group of them with the pages that stand beside each other.
    """
    if len(pages) > _MOST_PAGES:
        return ()
    return tuple(dict.fromkeys(chain(_runs(pages), _blocks(pages))))


def are_surely_beside(pages: Sequence[Rules]) -> bool:
    """Whether no page goes on on the next one below: its table ends well above the page's end, or the columns differ."""
    return all(one.tops[-1] < one.size[1] * (1 - _UNFILLED) or not _same(one.lefts, two.lefts) for one, two in pairwise(pages))


def with_columns_of(pages: Sequence[Rules], above: Sequence[Rules]) -> tuple[Rules, ...]:
    """The pages with the borders of those above them: a cell that the page's end cuts may have left no rule on theirs."""
    return tuple(
        replace(page, begin=min(page.begin, other.begin), end=max(page.end, other.end))
        for page, other in zip(pages, above, strict=True)
    )


def _runs(pages: Sequence[Rules]) -> Iterator[tuple[int, ...]]:
    """Pages that follow each other and all fit; cut where the columns of the first come again.

    Behind such a group as many pages may hold the sheet's last rows, however few these are.
    """
    start = before = 0
    while start < len(pages):
        end = start + 1
        while end < len(pages) and end - start < _MOST_WIDE and _fit(pages[end - 1], pages[end]):
            if any(_alike(page, pages[end]) for page in pages[start:end]):
                break
            end += 1
        below = pages[start : start + before]
        if end == start + 1 and before and len(below) == before and all(_fit(one, two, 2) for one, two in pairwise(below)):
            end = start + before
        width = _period(pages[start:end])
        for begin in range(start, end, width):
            if width > 1:
                yield tuple(range(begin, begin + width))
        start, before = end, width if width > 1 else 0


def _period(pages: Sequence[Rules]) -> int:
    """After how many pages the columns come again, where not all have the same; otherwise the number of the pages."""
    for width in range(2, len(pages) // 2 + 1):
        again = all(_same(pages[at].lefts, pages[at + width].lefts) for at in range(len(pages) - width))
        if len(pages) % width == 0 and again and not all(_same(one.lefts, two.lefts) for one, two in pairwise(pages)):
            return width
    return len(pages)


def _blocks(pages: Sequence[Rules]) -> Iterator[tuple[int, ...]]:
    """Pages that stand beside each other in sheets of several pages' height, printed down, then over."""
    start = 0
    while start < len(pages):
        height, width = next(_heights(pages, start), (1, 1))
        for row in range(height if width > 1 else 0):
            yield tuple(start + row + band * height for band in range(width))
        start += height * width


def _heights(pages: Sequence[Rules], start: int) -> Iterator[tuple[int, int]]:
    """How many pages a sheet that begins here may be high and wide."""
    for height in range(2, min(_MOST_HIGH, (len(pages) - start) // 2) + 1):
        width = 1
        while width < _MOST_WIDE and start + height * (width + 1) <= len(pages):
            before = range(start + height * (width - 1), start + height * width)
            if any(_alike(pages[start + height * band], pages[start + height * width]) for band in range(width)):
                break
            if not all(_fit(pages[at], pages[at + height], 2) for at in before):
                break
            if not any(_fit(pages[at], pages[at + height]) for at in before):
                break
            width += 1
        if width > 1:
            yield height, width


def _fit(left: Rules, right: Rules, fewest: int = _FEWEST) -> bool:
    """Whether the second page can hold further columns of the first one's rows.

    A rule that a merged cell interrupts may be missing on one of them, the last one too where the cell goes on on the next page,
    and the uppermost rows may have none.
    """
    if not left.tops or not right.tops or left.size != right.size:
        return False
    begin = max(left.tops[0], right.tops[0]) - _NEAR
    few, many = sorted(([top for top in page.tops if top > begin] for page in (left, right)), key=len)
    ends = many[-1:] if len(few) < _FEWEST else many[-2:]
    return (
        bool(few)
        and len(many) >= fewest
        and any(abs(few[-1] - end) <= _NEAR for end in ends)
        and all(any(abs(one - other) <= _NEAR for other in many) for one in few)
    )


def _alike(page: Rules, other: Rules) -> bool:
    """Whether a page begins as the other does: the same form once more, or the next page below with its heading printed again."""
    begun = min(len(page.first), len(other.first))
    return begun >= _SHORTEST and len(page.first & other.first) > _SAME * begun


def _same(places: Sequence[float], others: Sequence[float]) -> bool:
    return len(places) == len(others) and all(abs(one - two) <= _NEAR for one, two in zip(places, others, strict=True))


def _distinct(places: Sequence[float]) -> tuple[float, ...]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _APART:
            found.append(place)
    return tuple(found)


class SpreadPage(DerivedPage):
    """One wide page of several, each moved to the right border of the one before; its number is that of the first.

    What a page clips is left to the page that shows it, and headers and footers stand on the first page alone.
    """

    def __init__(self, pages: Sequence[Page], rules: Sequence[Rules]) -> None:
        super().__init__(pages[0])
        shifts = [0.0]
        for before, rule in pairwise(rules):
            shifts.append(shifts[-1] + before.end - rule.begin)
        self.bbox = (0.0, 0.0, rules[-1].size[0] + shifts[-1], rules[0].size[1])
        self._objects: dict[str, list[dict[str, Any]]] = {}
        outside = _furniture(pages, rules)
        crossed = [*map(_crossed, pages, rules, pages[1:], rules[1:]), ()]
        shown: list[Mapping[str, Any]] = []
        for index, (page, rule, shift) in enumerate(zip(pages, rules, shifts, strict=True)):
            begin = rule.begin if index else float("-inf")
            end = rule.end if index + 1 < len(pages) else float("inf")

            def stays(thing: Mapping[str, Any], place: int = index, border: Rules = rule) -> bool:
                ends = ((border.begin, crossed[place - 1] if place else ()), (border.end, crossed[place]))
                return not any(_bars(thing, at, heights) for at, heights in ends)

            here = [thing for thing in page.chars if begin - _half(thing) <= _middle(thing) <= end + _half(thing)]
            chars = [thing for thing in here if not (index and (_place(thing) in outside or _again(thing, shift, shown)))]
            for kind, things in page.objects.items():
                kept = [thing for thing in things if stays(thing) and not (index and _frames(thing, rule))]
                wide = shifts[-1] + rules[-1].end
                kept = [{**thing, "x1": wide, "width": wide - thing["x0"]} if _frames(thing, rule) else thing for thing in kept]
                self._objects.setdefault(kind, []).extend(_moved(thing, shift) for thing in (chars if kind == "char" else kept))
            shown = [_moved(thing, shift) for thing in chars if abs(_middle(thing) - end) <= 2 * _half(thing)]

    @property
    def objects(self) -> dict[str, list[dict[str, Any]]]:
        """Everything on the page, by kind."""
        return self._objects


def _middle(thing: Mapping[str, Any]) -> float:
    """The middle of a character, from the left."""
    middle: float = (thing["x0"] + thing["x1"]) / 2
    return middle


def _half(thing: Mapping[str, Any]) -> float:
    """Half the width of a character: one that the border cuts may stand a little differently on each of the pages."""
    half: float = (thing["x1"] - thing["x0"]) / 2
    return half


def _again(thing: Mapping[str, Any], shift: float, shown: list[Mapping[str, Any]]) -> bool:
    """Whether the page before shows the character too, on the border; takes it out of what was `shown` there."""
    for at, other in enumerate(shown):
        beside = abs(_middle(thing) + shift - _middle(other))
        if thing["text"] == other["text"] and beside <= _half(thing) + _CLIPPED and abs(thing["top"] - other["top"]) <= _CLIPPED:
            del shown[at]
            return True
    return False


def _crossed(left: Page, before: Rules, right: Page, behind: Rules) -> tuple[float, ...]:
    """The heights at which text goes on over the border of two pages: each prints some of what it clips."""
    clipped = (
        *(one for one in left.chars if _middle(one) > before.end),
        *(one for one in right.chars if _middle(one) < behind.begin),
    )
    return tuple((one["top"] + one["bottom"]) / 2 for one in clipped if one["text"].strip())


def _bars(thing: Mapping[str, Any], border: float, heights: Sequence[float]) -> bool:
    """Whether a thing is a rule on the border where text goes over it: the end of a grid that is printed to the page's edge."""
    upright = abs(thing["x0"] - border) < _APART and abs(thing["x1"] - border) < _APART and thing["height"] < _TALLEST
    return bool(upright) and any(thing["top"] <= height <= thing["bottom"] for height in heights)


def _frames(thing: Mapping[str, Any], rules: Rules) -> bool:
    """Whether a thing is the frame of all that the page prints of the sheet, as a printed grid has one."""
    across = abs(thing["x0"] - rules.begin) < _APART and abs(thing["x1"] - rules.end) < _APART
    return across and bool(thing["height"] > rules.tops[-1] - rules.tops[0] - _APART)


def _moved(thing: Mapping[str, Any], shift: float) -> dict[str, Any]:
    moved = {**thing, "x0": thing["x0"] + shift, "x1": thing["x1"] + shift}
    if "pts" in thing:
        moved["pts"] = [(point[0] + shift, *point[1:]) for point in thing["pts"]]
    return moved


def _place(thing: Mapping[str, Any]) -> tuple[str, int, int]:
    """A character by its place; digits are one, for they count the pages."""
    return ("0" if thing["text"].isdigit() else thing["text"], round(thing["x0"]), round(thing["top"]))


def _furniture(pages: Sequence[Page], rules: Sequence[Rules]) -> frozenset[tuple[str, int, int]]:
    """The characters above or below the rules that stand in the same place on every page: headers and footers."""
    common: set[tuple[str, int, int]] | None = None
    for page, rule in zip(pages, rules, strict=True):
        here = {_place(one) for one in page.chars if one["bottom"] <= rule.tops[0] or one["top"] >= rule.tops[-1]}
        common = here if common is None else common & here
    return frozenset(common or ())
