"""Words of the lexicon: fields, categories, comparisons, operations, references, fillers."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.questions.context import Context
from assistant.questions.mention import Mention


def words(text: str, context: Context) -> Iterable[Mention]:
    """Every phrase of `prompts/lexicon/` that stands in the text; 少了 is none of 多少了."""
    found = context.lexicon.mentions(text)
    return (mention for mention in found if not (mention.text[0] == "少" and text[: mention.start].endswith("多")))
