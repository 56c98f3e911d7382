"""Puts together an indicator row that a page break cut in two: half the name above, half below, the value on either side.

A row without levels of its own goes on with the row above it or is a row of its own; what speaks for either: which cells are
there, whether a text can end or begin so, whether the joined text stands elsewhere in the document, whether a word would be torn
apart, whether both values could stand alone, whether a page broke there. Rows that were joined on weaker grounds are doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from assistant.chinese.width import squeeze
from assistant.model.document import Cell, Grid
from assistant.model.finding import Finding
from assistant.normalise.body import LEVELS, body_start, columns_of
from assistant.normalise.cells import begins_open, ends_open, is_complete_value
from assistant.normalise.grid import Row, doubt, first_line, gap_between, join, place_of, quoted, repair
from assistant.normalise.labels import Labels
from assistant.normalise.repairs.base import Clues
from assistant.normalise.seam import tears_a_word, torn

RULE = "cut-row"

_NUMBERED = re.compile(r"^(?:指标\d+[:：]|\d{1,2}[.、]|[(（]?[一二三四五六七八九十]+[)）、]|…)")
_TEMPLATE_SHARE = 0.25
"""Share of rows with a name and no value above which the form was not filled in: its names are no halves."""


_SHORTEST_NAME = 4
"""Texts shorter than this stand elsewhere by chance."""


class _Verdict(Enum):
    """What a row without levels is to the row above it."""

    APART = "apart"
    SURE = "sure"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two rows of the mended block, one below the other."""

    above: Row
    below: Row
    name: int
    """The column of level 3."""
    value: int
    """The column of the value."""
    clues: Clues
    template: bool
    """Whether the form's names stand there without values."""

    def texts(self) -> tuple[str, str, str, str]:
        """Name and value above, name and value below; squeezed."""
        return (
            squeeze(self.above[self.name].text),
            squeeze(self.above[self.value].text),
            squeeze(self.below[self.name].text),
            squeeze(self.below[self.value].text),
        )

    @property
    def page_broke(self) -> bool:
        """Whether blank lines or a page's furniture stand between."""
        return gap_between(self.above[LEVELS:], self.below[LEVELS:])

    @property
    def level_cut(self) -> bool:
        """Whether the end of a level's name stood beside the row below: the row above was cut there."""
        below = first_line(self.below[LEVELS:])
        return any(cell.place.last_line >= below > cell.place.line > 0 for cell in self.above[:LEVELS])


def cut_row(grid: Grid, clues: Clues) -> tuple[Grid, tuple[Finding, ...]]:
    """The block with cut rows joined; expects the rows as `shifted_row` leaves them."""
    start = body_start(grid, clues.labels)
    if start + 1 >= len(grid.rows):
        return grid, ()
    kinds = [column.kind for column in columns_of(grid.rows[start], clues.labels)]
    if "level3" not in kinds or "value" not in kinds:
        return grid, ()  # grades in place of a value
    name, value = LEVELS + kinds.index("level3"), LEVELS + kinds.index("value")
    rows = grid.rows[start + 1 :]
    named_only = sum(bool(row[name].text.strip()) and not row[value].text.strip() for row in rows)
    template = named_only > max(3, len(rows) * _TEMPLATE_SHARE)
    kept: list[Row] = []
    findings: list[Finding] = []
    for index, row in enumerate(rows):
        if kept and not any(cell.text.strip() for cell in row[:LEVELS]):
            pair = _Pair(kept[-1], row, name, value, clues, template)
            verdict = _verdict(pair)
            if index + 1 < len(rows) and _belongs_below(pair, _Pair(row, rows[index + 1], name, value, clues, template)):
                verdict = _Verdict.APART
            if verdict is not _Verdict.APART:
                findings.append(_finding(pair, verdict))
                kept[-1] = tuple(join(first, second) for first, second in zip(kept[-1], row, strict=True))
                continue
        kept.append(row)
    return Grid((*grid.rows[: start + 1], *kept)), tuple(findings)


def _belongs_below(above: _Pair, below: _Pair) -> bool:
    """Whether a row of nothing but a name is rather the first half of the row below it than the rest of the row above."""
    if any(cell.text.strip() for cell in below.below[:LEVELS]):
        return False
    _, value_above, name, value = above.texts()
    _, _, name_below, value_below = below.texts()
    if not (name and not value and value_above and value_below):
        return False
    if not name_below:
        return below.page_broke >= above.page_broke
    return _strength(below) > _strength(above)


def _strength(pair: _Pair) -> int:
    """How much speaks for the names of the two rows being halves of one."""
    name_above, _, name_below, _ = pair.texts()
    if pair.clues.times_seen(name_above + name_below):
        return 9
    whole = any(len(name) >= _SHORTEST_NAME and pair.clues.times_seen(name) > 1 for name in (name_above, name_below))
    open_seam = ends_open(name_above) or begins_open(name_below)
    together = pair.clues.stands_together(name_above, name_below) or tears_a_word(name_above, name_below)
    return 3 * (open_seam + pair.level_cut + pair.page_broke) - 2 * whole + together


def _verdict(pair: _Pair) -> _Verdict:
    """Joins what must be joined; rows that could each stand alone stay apart."""
    name_above, value_above, name_below, value_below = pair.texts()
    if not (name_above or value_above):
        return _Verdict.APART
    if name_below and _NUMBERED.match(name_below):
        return _Verdict.APART
    case: Callable[[_Pair], _Verdict]
    if name_below and value_below:
        case = _full_row_below if value_above or not name_above else _value_came_later
    elif name_below:
        case = _name_below
    else:
        case = _value_below
    return case(pair)


def _value_came_later(pair: _Pair) -> _Verdict:
    """A name without value above, name and value below: the first half of a name, or an indicator without a value."""
    name_above, _, name_below, _ = pair.texts()
    if torn(name_above, name_below, pair.clues):
        return _Verdict.SURE
    if pair.template or _stand_alone(name_above, name_below, pair.clues):
        return _Verdict.APART
    return _Verdict.SURE if pair.page_broke else _Verdict.LIKELY


def _name_below(pair: _Pair) -> _Verdict:
    """A name without a value below: the second half of the name above, or an indicator without a value."""
    name_above, _, name_below, _ = pair.texts()
    if not name_above:
        return _Verdict.LIKELY if pair.page_broke else _Verdict.APART
    if torn(name_above, name_below, pair.clues):
        return _Verdict.SURE
    if pair.template or _stand_alone(name_above, name_below, pair.clues):
        return _Verdict.APART
    return _Verdict.SURE if pair.page_broke else _Verdict.LIKELY


def _value_below(pair: _Pair) -> _Verdict:
    """A value without a name below: the value of the name above, the second half of its value, or an indicator without a name."""
    _, value_above, _, value_below = pair.texts()
    if not value_above:
        return _Verdict.SURE
    labels = pair.clues.labels
    joined = value_above + value_below
    if _value_torn(value_above, value_below, pair.clues):
        return _Verdict.SURE
    if (
        is_complete_value(value_above, labels)
        and is_complete_value(value_below, labels)
        and not is_complete_value(joined, labels)
    ):
        return _Verdict.APART
    return _Verdict.SURE if pair.page_broke else _Verdict.LIKELY


def _full_row_below(pair: _Pair) -> _Verdict:
    """Name and value on both sides: two indicators, unless both texts are torn apart."""
    name_above, value_above, name_below, value_below = pair.texts()
    if not name_above:
        return _Verdict.APART
    clues = pair.clues
    if clues.times_seen(name_below) > 1 and not clues.times_seen(name_above + name_below):
        return _Verdict.APART
    if _value_torn(value_above, value_below, clues):
        return _Verdict.SURE if torn(name_above, name_below, clues) else _Verdict.APART
    labels = clues.labels
    both_halves = not is_complete_value(value_above, labels) and not is_complete_value(value_below, labels)
    return _Verdict.LIKELY if both_halves and pair.page_broke and torn(name_above, name_below, clues) else _Verdict.APART


def _value_torn(above: str, below: str, clues: Clues) -> bool:
    """Whether the second value can only go on with the first: no number, grade or date begins so, or none ends so."""
    labels = clues.labels
    if ends_open(above) or begins_open(below):
        return True
    if is_complete_value(above, labels) and is_complete_value(below, labels):
        return False
    return (
        is_complete_value(above + below, labels) or clues.times_seen(above + below) > 0 or not _can_be_value(above, below, labels)
    )


def _can_be_value(above: str, below: str, labels: Labels) -> bool:
    """Whether what is left of a number at the seam could stand alone: after 10 the text 个 could not."""
    return not (above[-1:].isdigit() and not below[:1].isdigit() and not is_complete_value(below, labels))


def _stand_alone(above: str, below: str, clues: Clues) -> bool:
    """Whether both texts stand as whole cells elsewhere in the document."""
    return clues.times_seen(above) > 1 and clues.times_seen(below) > 1


def _finding(pair: _Pair, verdict: _Verdict) -> Finding:
    cells = [Cell("", place_of(pair.above)), Cell("", place_of(pair.below))]
    rows = f"“{quoted(pair.above[LEVELS:])}”和“{quoted(pair.below[LEVELS:])}”"
    if verdict is _Verdict.SURE:
        return repair(RULE, cells, f"{rows}是断开的一行，已接上。")
    return doubt(RULE, cells, f"{rows}像是断开的一行，按一行读，但拿不准。")
