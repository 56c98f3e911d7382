"""Values that stand in the archive: labels of fund rows (上级资金) and project attributes (新增一次性项目)."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.chinese.width import squeeze
from assistant.model.fields import Field
from assistant.model.query import Operation, Query
from assistant.questions.context import Context
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind, Mention

_HEAD_LABELS = frozenset({"财政拨款", "其他资金", "年度资金总额"})
"""Fund rows that are fields of their own; the lexicon has them."""


def _spoken(label: str, context: Context) -> tuple[str, ...]:
    """How the source of money that a label names is said (省级资金: 省里, 省级)."""
    for source, words in context.lexicon.funds.items():
        if source in label:
            return tuple(word for word in words if word != label)
    return ()


def entity(text: str, context: Context) -> Iterable[Mention]:
    """Every fund label and every attribute (or its part of four characters or more) that the text names."""
    for label in context.knowledge.fund_labels():
        folded = squeeze(label).lower()
        if label in _HEAD_LABELS or len(folded) < 2:
            continue
        for spoken in (folded, *_spoken(folded, context)):
            start = text.find(spoken)
            while start >= 0:
                yield Mention(Kind.FUND, start, start + len(spoken), spoken, label)
                start = text.find(spoken, start + 1)
    yield from money_alone(text, context)
    for unit in context.knowledge.value_units():
        if "/" in unit and unit in text:
            start = text.find(unit)
            named = next((word for word in cue("unit_named") if text.endswith(word, 0, start)), "")
            yield Mention(Kind.COUNTED, start - len(named), start + len(unit), named + unit, unit)
    yield from _absent_funds(text, context)
    yield from _attributes(text, context)


def money_alone(text: str, context: Context) -> Iterable[Mention]:
    """本级呢, 那县级是多少 after 上级给了多少: another source of money by its label alone, without 资金."""
    query = next((turn.query for turn in reversed(context.conversation.turns) if turn.query is not None), None)
    if query is None or len(text) > SHORT or not _is_of_source(query):
        return
    noun = cue("fund_nouns")[0]
    for label in context.knowledge.fund_labels():
        word = squeeze(label).lower().removesuffix(noun)
        start = text.find(word)
        if len(word) >= 2 and label.endswith(noun) and start >= 0 and not text.startswith(noun, start + len(word)):
            yield Mention(Kind.FUND, start, start + len(word), word, label)


SHORT = 8
"""A longer sentence is a question of its own, which names what it asks about."""


def _is_of_source(query: Query) -> bool:
    """Does the query come to a part of the money (上级给了多少)?"""
    measures = query.fields if query.operation in (Operation.SHOW, Operation.LIST) else (query.figure.measure,)
    return any(measure is not None and measure.field in (Field.FUND, Field.FISCAL, Field.OTHER) for measure in measures)


def _absent_funds(text: str, context: Context) -> Iterable[Mention]:
    """Sources of money of which no table has a row: asked for by name all the same (上级资金)."""
    labels = [squeeze(label) for label in context.knowledge.fund_labels()]
    for source, words in context.lexicon.funds.items():
        if any(source in label for label in labels):
            continue
        for spoken in (*words, *(source + noun for noun in cue("fund_nouns"))):
            start = text.find(spoken)
            if start >= 0:
                yield Mention(Kind.FUND, start, start + len(spoken), spoken, source + cue("fund_nouns")[0])


def _attributes(text: str, context: Context) -> Iterable[Mention]:
    """Attributes by the word that sets them apart (新增, 延续, 经常性), as it is spoken, or by a longer part of their own."""
    attributes = [squeeze(attribute).lower() for attribute in context.knowledge.attributes()]
    for core, words in context.lexicon.attributes.items():
        if any(core in attribute for attribute in attributes):
            for spoken in words:
                start = text.find(spoken)
                if start >= 0:
                    yield Mention(Kind.ATTRIBUTE, start, start + len(spoken), spoken, core)
    named = [core for core in context.lexicon.attributes if core in text and any(core in one for one in attributes)]
    for core in named if len(named) > 1 else ():
        yield Mention(
            Kind.ATTRIBUTE,
            text.find(core),
            text.find(core) + len(core) + text.startswith("的", text.find(core) + len(core)),
            core,
            core,
        )
    for attribute in attributes:
        parts = (attribute[at:end] for at in range(len(attribute)) for end in range(len(attribute), at + 2, -1))
        own = (part for part in parts if part in text and sum(part in other for other in attributes) < max(len(attributes), 2))
        part = max(own, key=len, default="")
        if len(part) > 2:
            yield Mention(Kind.ATTRIBUTE, text.find(part), text.find(part) + len(part), part, part)
