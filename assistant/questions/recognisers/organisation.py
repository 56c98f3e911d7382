"""Departments and units, by full name, code, part of the name or short form (文旅局 is 文化和旅游局)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.chinese.width import squeeze
from assistant.model.knowledge import KnownOrganisation
from assistant.questions.abbreviations import abbreviates
from assistant.questions.context import Context
from assistant.questions.mention import Kind, Mention

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
    known = context.knowledge.organisations()
    codes = {organisation.code for organisation in known if organisation.code}
    for found in _CODE.finditer(text):
        if found.group() in codes:
            yield Mention(Kind.CODE, found.start(), found.end(), found.group(), found.group())
    folded = [(organisation, squeeze(organisation.name).lower()) for organisation in known]
    for closing in context.lexicon.closing:
        position = text.find(closing)
        while position >= 0:
            end = position + len(closing)
            for start in range(max(0, end - 40), position):
                if end - start > _LONGEST and not any(name == text[start:end] for _, name in folded):
                    continue
                fits = _fitting(text[start:end], folded, closing)
                if fits:
                    yield Mention(Kind.ORGANISATION, start, end, text[start:end], fits)
                    break
            position = text.find(closing, position + 1)
    yield from _shortened(text, context)
    for found in _BUREAU.finditer(text):
        word = found.group()
        known_part = any(_fitting(word[at:], folded, "局") for at in range(len(word) - 1))
        if not known_part and word[0] not in _MANY and not context.knowledge.occurs(word):
            yield Mention(Kind.ORGANISATION, found.start(), found.end(), word, ())
    for found in re.finditer(
        r"(?:县|市|区|省|自治区)(?:委[\u4e00-\u9fa5]{2,4}部|[\u4e00-\u9fa5]{1,6}?(?:局|委员会|办公室|厅))(?!的钱|里)", text
    ):
        fits = _fitting(found.group(), folded, found.group()[-1]) or _fitting(found.group()[1:], folded, found.group()[-1])
        if not fits:
            yield Mention(Kind.ORGANISATION, found.start(), found.end(), found.group(), ())


def _shortened(text: str, context: Context) -> Iterable[Mention]:
    """Departments without their ending (住建, 人社): two or three characters that shorten a name and stand nowhere else."""
    departments = [known for known in context.knowledge.organisations() if not known.is_unit and known.name]
    for start in range(len(text) - 1):
        for length in (3, 2):
            short = text[start : start + length]
            if (
                len(short) < length
                or not all("\u4e00" <= character <= "\u9fff" for character in short)
                or context.knowledge.occurs(short)
            ):
                continue
            fits = tuple(known for known in departments if abbreviates(short, squeeze(known.name).lower()))
            if len(fits) == 1:
                yield Mention(Kind.ORGANISATION, start, start + length, short, fits)
                break


def _fitting(short: str, folded: list[tuple[KnownOrganisation, str]], closing: str) -> tuple[KnownOrganisation, ...]:
    """The organisations whose name the short form abbreviates: exact before ending before subsequence."""
    if len(short) < 2 or short == closing:
        return ()
    exact = tuple(organisation for organisation, name in folded if name == short)
    if exact:
        return exact
    ending = tuple(organisation for organisation, name in folded if name.endswith(short))
    if ending:
        return ending
    if len(short) < 3:
        return ()
    return tuple(organisation for organisation, name in folded if name.endswith(short[-1]) and _ends_in_order(short, name))


def _ends_in_order(short: str, name: str) -> bool:
    """Do the characters stand in this order in the name, the last of them at its end, not each apart from the next?"""
    position = -1
    gaps = 0
    for character in short:
        found = name.find(character, position + 1)
        if found < 0:
            return False
        if position >= 0 and found != position + 1:
            gaps += 1
        position = found
    return position == len(name) - 1 and gaps <= max(1, len(short) - 1)
