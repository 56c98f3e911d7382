"""How a row is priced or counted: 以人计价, 按月发, 按人头算钱, 以“期”为单位, 以公里计."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.questions.context import Context
from assistant.questions.lexicon import any_of, cue
from assistant.questions.mention import Kind, Mention


@cache
def _priced(units: tuple[str, ...]) -> re.Pattern[str]:
    unit = "|".join(map(re.escape, sorted((*units, *cue("priced_units")), key=len, reverse=True)))
    verb = "|".join(cue("priced_by"))
    counted = f"{any_of('counts_in')}|{any_of('counts')}(?!{any_of('no_count_behind')})"
    paid = f"{any_of('paid')}(?:的|(?![a-z\u4e00-\u9fa5]))"
    each = rf"{any_of('each_apart')}?({unit}){any_of('how_many')}?"
    return re.compile(rf"{any_of('priced_with')}[“\"「]?{each}[”\"」]?{any_of('by_head')}?(?:{verb}|({counted})|{paid})")


@cache
def _before(units: tuple[str, ...]) -> re.Pattern[str]:
    unit = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    return re.compile(rf"{any_of('priced_with')}?(?P<unit>{unit}){any_of('joins_units')}$")


@cache
def _unit_written(units: tuple[str, ...]) -> re.Pattern[str]:
    """计量单位写的是“人”, 单位为期的: the unit that rows print."""
    unit = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    marked = rf"(?P<said>[“\"「](?P<marked>{unit})[”\"」])|(?P<bare>{unit})(?=的|$)"
    return re.compile(rf"(?P<head>{any_of('unit_of_rows')})(?:{any_of('writing_verbs')}的?)?{any_of('equals')}(?:{marked})")


def priced(text: str, context: Context) -> Iterable[Mention]:
    """Units that rows are priced by (kind PRICED) or counted in (kind COUNTED), those joined to them too (按台或按所算的)."""
    for found in _unit_written(context.measure_words).finditer(text):
        said = "said" if found["said"] else "bare"
        if not text[: found.start()].endswith(cue("whose_unit")):
            yield Mention(Kind.ROW, found.start("head"), found.end("head"), found["head"], "number_unit")
            yield Mention(Kind.QUOTED, found.start(said), found.end(said), found[said], found["marked"] or found["bare"])
    for found in _priced(context.measure_words).finditer(text):
        kind = Kind.COUNTED if found.group(2) else Kind.PRICED
        yield Mention(kind, found.start(), found.end(), found.group(), found.group(1))
        start = found.start()
        while (joined := _before(context.measure_words).search(text[:start])) is not None:
            start = joined.start()
            yield Mention(kind, start, joined.end("unit"), text[start : joined.end("unit")], joined["unit"])
