"""Words of the lexicon: fields, categories, comparisons, operations, references, fillers."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.chinese.width import squeeze
from assistant.questions.context import Context
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind, Mention


def words(text: str, context: Context) -> Iterable[Mention]:
    """Every phrase of `prompts/lexicon/` that stands in the text; 少了 is none of 多少了."""
    inside = {at + 1 for word in cue("asked_number") for at in range(len(text)) if text.startswith(word, at)}
    for mention in context.lexicon.mentions(text):
        if mention.start in inside:
            continue
        if mention.is_(Kind.FIGURE, "share") and text.startswith(cue("no_share_behind"), mention.end - 1):
            continue  # 比重大动物疫病防控经费高多少
        if (
            mention.is_(Kind.FIGURE, "sum")
            and mention.text.endswith(cue("asked_number"))
            and text.startswith(cue("counts_tables"), mention.end)
        ):
            continue  # 合计多少条: 多少 belongs to what is counted
        if mention.kind == Kind.OTHER_DATA and names_a_row(mention.text, text, context):
            continue
        yield mention


def names_a_row(word: str, text: str, context: Context) -> bool:
    """一个保安一个月多少工资: a word for what tables never hold, where an indicator is called so all the same (保安工资标准)."""
    return any(word in squeeze(name).lower() for name in context.knowledge.row_names_like(text))
