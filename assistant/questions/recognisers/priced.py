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
    return re.compile(rf"{any_of('priced_with')}[“\"「]?({unit})[”\"」]?{any_of('by_head')}?(?:{verb}|({counted})|{paid})")


@cache
def _before(units: tuple[str, ...]) -> re.Pattern[str]:
    unit = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    return re.compile(rf"{any_of('priced_with')}?(?P<unit>{unit}){any_of('joins_units')}$")


def priced(text: str, context: Context) -> Iterable[Mention]:
    """Units that rows are priced by (kind PRICED) or counted in (kind COUNTED), those joined to them too (按台或按所算的)."""
    for found in _priced(context.measure_words).finditer(text):
        kind = Kind.COUNTED if found.group(2) else Kind.PRICED
        yield Mention(kind, found.start(), found.end(), found.group(), found.group(1))
        start = found.start()
        while (joined := _before(context.measure_words).search(text[:start])) is not None:
            start = joined.start()
            yield Mention(kind, start, joined.end("unit"), text[start : joined.end("unit")], joined["unit"])
