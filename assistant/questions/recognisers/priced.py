"""How a row is priced or counted: 以人计价, 按月发, 按人头算钱, 以“期”为单位, 以公里计."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.questions.context import Context
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind, Mention


@cache
def _priced(units: tuple[str, ...]) -> re.Pattern[str]:
    unit = "|".join(map(re.escape, sorted((*units, "月", "年", "季度", "天", "平方米"), key=len, reverse=True)))
    verb = "|".join(cue("priced_by"))
    counted = "为单位|作单位|做单位|计数|计(?![价发酬费算])"
    return re.compile(
        rf"(?:按照|按|以|论)[“\"「]?({unit})[”\"」]?(?:头|次)?(?:{verb}|({counted})|(?:发|算)(?:的|(?![a-z\u4e00-\u9fa5])))"
    )


@cache
def _before(units: tuple[str, ...]) -> re.Pattern[str]:
    unit = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    return re.compile(rf"(?:按照|按|以|论)?(?P<unit>{unit})(?:、|,|或者是|或者|或是|或|还是|和|跟)$")


def priced(text: str, context: Context) -> Iterable[Mention]:
    """Units that rows are priced by (kind PRICED) or counted in (kind COUNTED), those joined to them too (按台或按所算的)."""
    for found in _priced(context.measure_words).finditer(text):
        kind = Kind.COUNTED if found.group(2) else Kind.PRICED
        yield Mention(kind, found.start(), found.end(), found.group(), found.group(1))
        start = found.start()
        while (joined := _before(context.measure_words).search(text[:start])) is not None:
            start = joined.start()
            yield Mention(kind, start, joined.end("unit"), text[start : joined.end("unit")], joined["unit"])
