"""Departments and units, by full name, code, part of the name or short form (文旅局 is 文化和旅游局)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.questions.context import Context
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind, Mention
from assistant.questions.organisations import organisations_of

_CODE = re.compile(r"(?<!\d)\d{3,12}(?!\d|[万亿元%年])")
_LONGEST = 12
"""Characters of a short form; longer stretches must be a full name."""


_MANY = "各几两三四哪这那每"
"""Before 局 these mean some that the archive has."""
_BUREAU = re.compile(r"(?:^|(?<=[,。、的了和跟与在]))[\u4e00-\u9fa5]{2,5}?局(?=的|有|今|去|报|安|一|20|$|[,。?])")
"""A bureau's name that stands free: 财政局有哪些项目."""


def organisation(text: str, context: Context) -> Iterable[Mention]:
    """Organisations of the archive (value: those that fit equally well) and words that look like one and fit none (value: ()).

    A short form is a run of characters that stand in the same order in the full name and end as it does or as one of its
    parts does (组织部本级).
    """
    known = organisations_of(context.knowledge)
    for found in _CODE.finditer(text):
        if found.group() in known.codes:
            yield Mention(Kind.CODE, found.start(), found.end(), found.group(), found.group())
    for closing in context.lexicon.closing:
        position = text.find(closing)
        while position >= 0:
            end = position + len(closing)
            for start in range(max(0, end - 40), position):
                if end - start > _LONGEST and not known.is_name(text[start:end]):
                    continue
                fits = known.fitting(text[start:end], closing)
                if fits:
                    yield Mention(Kind.ORGANISATION, start, end, text[start:end], fits)
                    break
            position = text.find(closing, position + 1)
    yield from _shortened(text, context)
    for found in _BUREAU.finditer(text):
        word = found.group()
        known_part = any(known.fitting(word[at:], "局") for at in range(len(word) - 1))
        if not known_part and not set(word) & set(_MANY + "的第占") and not context.knowledge.occurs(word):
            yield Mention(Kind.ORGANISATION, found.start(), found.end(), word, ())
    for found in re.finditer(
        r"(?:县|市|区|省|自治区)(?:委[\u4e00-\u9fa5]{2,4}部|(?:(?![占比和跟与的])[\u4e00-\u9fa5]){1,6}?(?:局|委员会|办公室|厅))(?!的钱|里)",
        text,
    ):
        fits = known.fitting(found.group(), found.group()[-1]) or known.fitting(found.group()[1:], found.group()[-1])
        if not fits:
            yield Mention(Kind.ORGANISATION, found.start(), found.end(), found.group(), ())


def _shortened(text: str, context: Context) -> Iterable[Mention]:
    """Departments without their ending (住建, 人社): two or three characters that shorten a name and stand nowhere else."""
    known = organisations_of(context.knowledge)
    for start in range(len(text) - 1):
        for length in (3, 2):
            short = text[start : start + length]
            if len(short) < length or not all("\u4e00" <= character <= "\u9fff" for character in short):
                continue
            fits = known.departments_shortened(short)
            if len(fits) == 1 and not context.knowledge.occurs(short):
                yield Mention(Kind.ORGANISATION, start, start + length, short, fits)
                break
            ends = tuple(one for one in known.fitting(short + "局", "局") if not one.is_unit)
            if len(ends) == 1 and text.startswith(cue("speaks_of_bureau"), start + length) and not _in_word(text, start):
                yield Mention(Kind.ORGANISATION, start, start + length, short, ends)
                break


def _in_word(text: str, start: int) -> bool:
    """Does a character stand right before that may belong to the same word?"""
    return start > 0 and "\u4e00" <= text[start - 1] <= "\u9fff" and text[start - 1] not in "和跟与比的那是"
