"""From an utterance to its reading: recognised, resolved, gathered into clusters."""

from __future__ import annotations

from assistant.questions.context import Context
from assistant.questions.lexicon import cue, lexicon, says
from assistant.questions.link import Linker
from assistant.questions.mention import WHOLE, Kind, Mention, resolve
from assistant.questions.reading import Reading, clusters_of
from assistant.questions.recognisers import RECOGNISERS
from assistant.questions.utterance import Utterance


def read(utterance: Utterance, context: Context) -> Reading:
    """The utterance with its mentions and clusters."""
    candidates = [mention for recogniser in RECOGNISERS for mention in recogniser(utterance.text, context)]
    candidates = _in_place(utterance.text, candidates)
    mentions = resolve(utterance.text, candidates)
    linker = Linker(utterance.text, context)
    return Reading(utterance, mentions, clusters_of(utterance, mentions, context, linker), linker)


def _in_place(text: str, candidates: list[Mention]) -> list[Mention]:
    """Without words that do not mean here what they mean elsewhere.

    A comparison needs a number or value beside it (最多30万 compares, 最多的 ranks), or a money on both sides; 几条 behind 的
    or 那 counts nothing.
    """
    values = [mention for mention in candidates if mention.kind in (Kind.QUANTITY, Kind.QUOTED, Kind.GRADE, Kind.YEAR)]
    spans = [(mention.start, mention.end) for mention in values if mention.kind == Kind.YEAR]
    starts = {mention.start for mention in values}
    wholes = [(mention.start, mention.end) for mention in candidates if mention.kind == Kind.PIECE and mention.value == WHOLE]
    places = [(one.start, one.end) for one in candidates if one.kind == Kind.PLACE and one.text.startswith(cue("ordinal_mark"))]
    year_starts = {start for start, _ in spans}
    moneys = [mention for mention in candidates if mention.kind == Kind.FUND or mention.is_(Kind.HEAD, "fiscal", "other")]
    money_starts, money_ends = {mention.start for mention in moneys}, {mention.end for mention in moneys}
    ends = {mention.end for mention in values}
    levels = {mention.start for mention in candidates if mention.kind in (Kind.LEVEL1, Kind.LEVEL2)}
    return [
        mention
        for mention in candidates
        if not (mention.is_(Kind.FIGURE, "count") and mention.start and _is_definite(text, mention))
        and not (
            mention.kind == Kind.BEFORE
            and not (mention.start in money_ends and mention.end in money_starts)  # 上级资金高于本级资金的
            and not any(mention.end + gap in starts for gap in range(1 if mention.text in cue("superlative_bounds") else 3))
        )
        and not (mention.kind == Kind.AFTER and mention.start not in ends)
        and not (mention.is_(Kind.FIGURE, "count") and text.startswith(cue("asks_one"), mention.end))  # 所有项目数哪个最大
        and not (mention.kind == Kind.ORGANISATION and not mention.start and _is_order(text, mention, year_starts))
        and not (mention.kind == Kind.PIECE and any(mention.start == start and mention.end < end for start, end in places))
        and not (mention.kind == Kind.FINDING and _cuts(mention, wholes))  # 的问题 of 问题整改率
        and not (mention.text in cue("fewer") and _is_misplaced(text, mention, levels))
        and not (mention.kind == Kind.PIECE and mention.text[0] in cue("year_word") and _begins_within(mention, spans))
    ]


def _begins_within(piece: Mention, spans: list[tuple[int, int]]) -> bool:
    """Does a piece (年建, of 2024年建设) begin within a year (那年建多少亩)?"""
    return any(start < piece.start < end < piece.end for start, end in spans)


def _cuts(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    """Does it end within a whole name that begins in it?"""
    return any(mention.start < start < mention.end < end for start, end in spans)


def _is_order(text: str, mention: Mention, year_starts: set[int]) -> bool:
    """统计2023年有几个项目: is it the word for what is to be done, and no short form of an office (统计局)?"""
    return mention.end in year_starts and lexicon().holds(mention.text, Kind.FILLER)


def _is_misplaced(text: str, mention: Mention, levels: set[int]) -> bool:
    """少了 denies right before a category (少了成本指标的); elsewhere, and beside another year, it says what became less."""
    lacks = mention.end in levels and not says(text, "compares")
    return lacks != (mention.kind == Kind.LOGIC)


def _is_definite(text: str, mention: Mention) -> bool:
    """Is 几个 or 几条 a description by what stands before it (带津贴的几笔 counts nothing), not at the question's end?

    项目数量 and 个数 say outright that a number is asked for.
    """
    before = text[mention.start - 1]
    if not mention.text.startswith(cue("how_many")):
        return before in cue("this_or_that")  # 这个数
    trailing = "".join((*cue("trailing"), *cue("continues")))
    return before in cue("definite") and not (before == "的" and not text[mention.end :].strip(trailing))
