"""Values that stand in the archive: labels of fund rows (上级资金) and project attributes (新增一次性项目)."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.chinese.width import squeeze
from assistant.questions.context import Context
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
    for unit in context.knowledge.value_units():
        if "/" in unit and unit in text:
            start = text.find(unit)
            yield Mention(Kind.COUNTED, start, start + len(unit), unit, unit)
    for attribute in context.knowledge.attributes():
        folded = squeeze(attribute).lower()
        for length in range(len(folded), 2, -1):
            part = next(
                (folded[at : at + length] for at in range(len(folded) - length + 1) if folded[at : at + length] in text), None
            )
            if part is not None:
                position = text.find(part)
                yield Mention(Kind.ATTRIBUTE, position, position + length, part, part)
                break
