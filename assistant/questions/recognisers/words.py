"""Words of the lexicon: fields, categories, comparisons, operations, references, fillers."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.questions.context import Context
from assistant.questions.mention import Mention


def words(text: str, context: Context) -> Iterable[Mention]:
    """Every phrase of `prompts/lexicon/` that stands in the text."""
    return context.lexicon.mentions(text)
