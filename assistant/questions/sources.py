"""Moneys of a table beside each other: 除了财政拨款还有其他资金的, 只有中央资金的, 除了财政拨款没有别的资金的."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.model.fields import Field
from assistant.model.query import Compare, Condition, Measure, Operator
from assistant.questions.lexicon import any_of, cue
from assistant.questions.mention import Kind, Mention
from assistant.questions.reading import Reading


def sources(reading: Reading, moneys: Sequence[Mention], used: set[int]) -> list[Condition]:
    """What is said of several moneys, or of one as the only one; the mentions that say it are added to `used`."""
    if reading.of(Kind.VERIFY):
        return []
    amounts = reading.has(Kind.ASK, "how_much")
    moneys = [mention for mention in moneys if not mention.is_(Kind.HEAD, "total")]
    found: list[Condition] = []
    for mention in moneys:
        before = reading.before(mention)
        besides = before is not None and before.is_(Kind.LOGIC, "except")
        behind = re.sub(rf"^{any_of('fund_nouns', 'outside_of')}+", "", reading.text[mention.end :]).lstrip(",，、的")
        only = reading.text.endswith(cue("nothing_but"), 0, mention.start)
        if besides and behind.startswith(cue("no_other")):
            only = True
        elif besides and behind.startswith(cue("besides")) and any(other.start > mention.end for other in moneys):
            together = [one for one in moneys if one.start >= mention.start]
            found.extend(Compare(_money(one), Operator.MORE, Decimal(0)) for one in together if not amounts)
            used.update(one.start for one in together)  # 除了财政拨款还有多少其他资金: both are told
        if only and not amounts and (besides or len(moneys) == 1):
            found.append(Compare(_money(mention), Operator.EQUAL, Field.TOTAL))
            used.update(one.start for one in moneys)
            used.update(denial.start for denial in reading.of(Kind.LOGIC) if denial.start >= mention.end)
        if besides and before is not None and mention.start in used:
            used.add(before.start)
            used.update(one.start for one in reading.mentions if one.start >= mention.end and one.text in cue("outside_of"))
    return found


def _money(mention: Mention) -> Measure:
    return Measure(Field.FUND, str(mention.value)) if mention.kind == Kind.FUND else Measure(Field(str(mention.value)))
