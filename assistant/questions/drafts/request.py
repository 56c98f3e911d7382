"""The wish for a new table: its base, year, name and money, as far as the sentence says them."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.chinese.quantities import QuantityMention
from assistant.model.interpretation import DraftRequest
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.link import names_of
from assistant.questions.mention import Kind


def draft_request(frame: Frame) -> DraftRequest | None:
    """A wish for a new table, or for a change of the one in hand."""
    reading = frame.reading
    makes = [mention for mention in reading.of(Kind.MAKE) if mention.value == "make"]
    changes = reading.has(Kind.MAKE, "change") or reading.has(Kind.CHANGE, "swap")
    total = _amount_of(frame)
    year = frame.years[-1] if frame.years else None
    like = reading.has(Kind.MAKE, "like") or frame.says("like_base")
    named_alone = _new_name(frame) is None and bool(makes)
    base = frame.named[0].name if frame.named and (like or named_alone) else None
    if makes and (frame.says("new_table") or base is not None or year is not None) and not reading.has(Kind.ASK, "which"):
        latest = frame.named[0].projects if base is not None else ()
        after = max((known for project in latest for known in project.years), default=frame.context.latest or 0) + 1
        return DraftRequest(base, year or after, _new_name(frame) or _rolled(base, year or after), total, factor=_factor(frame))
    turns = frame.context.conversation.turns
    draft = turns[-1].draft if turns else None
    asks = reading.of(Kind.ASK, Kind.FIGURE) or frame.text.rstrip("?？").endswith(cue("question_ending"))
    if draft is not None and not asks and (changes or frame.says("draft_change")):
        return DraftRequest(draft.base, year or draft.year, _new_name(frame) or draft.project, total or draft.total, change=True)
    return None


def _rolled(name: str | None, year: int) -> str | None:
    """The base's name for the new year: a year in it follows."""
    return re.sub(r"(?:19|20)\d{2}(?=年)", str(year), name) if name else None


def _factor(frame: Frame) -> Decimal | None:
    """涨两成, 减一成, 翻一番: what the base's total is multiplied by; None where the sentence says none."""
    for mention in frame.reading.of(Kind.QUANTITY):
        quantity = mention.value
        if isinstance(quantity, QuantityMention) and quantity.unit == "%":
            before = frame.text[max(mention.start - 3, 0) : mention.start]
            if any(word in before for word in cue("rises")):
                return 1 + quantity.low / 100
            if any(word in before for word in cue("falls")):
                return 1 - quantity.low / 100
    return None


def _amount_of(frame: Frame) -> Decimal | None:
    for mention in frame.reading.of(Kind.QUANTITY):
        quantity = mention.value
        if isinstance(quantity, QuantityMention) and (quantity.unit == "元" or quantity.scaled):
            return quantity.low
    return None


def _new_name(frame: Frame) -> str | None:
    named = next((mention for mention in frame.reading.of(Kind.MAKE, Kind.SUBJECT) if mention.value in ("named", "name")), None)
    quoted = frame.reading.first(Kind.QUOTED)
    if quoted is not None:
        return str(quoted.value)
    if named is None:
        return _name_among(frame)
    rest = frame.reading.utterance.typed(named.end, len(frame.text)).lstrip("".join(cue("before_new_name")))
    end = next((at for at, character in enumerate(rest) if character in "，,；;。 ：" or character.isdigit()), len(rest))
    return rest[:end] or None


def _name_among(frame: Frame) -> str | None:
    """A part of the sentence that stands alone between commas and ends like a project's name (社区食堂补助)."""
    parts = re.split(r"[，,。；;]", frame.reading.utterance.original)
    for part in (part.strip() for part in parts[1:]):
        names_known = any(part in name for name in names_of(frame.named))
        if len(part) >= 4 and part.endswith(cue("name_endings")) and not names_known and not any(map(str.isdigit, part)):
            return part
    return None
