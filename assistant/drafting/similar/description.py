"""What a description of a new project says: its concepts, the other words that mean something, and the money.

Each is a unit of content with a weight. A thing (学生营养餐, 排水管网) says most about a project, the people concerned less,
an activity that any trade has (培训, 购置) or a place little; a word that the thesaurus does not know counts by how rare it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.chinese.quantities import find_quantities
from assistant.chinese.segment import cut, is_noun, rarity
from assistant.chinese.width import fold
from assistant.chinese.years import find_dates, find_years
from assistant.drafting.similar.thesaurus import Concept, Facet, Mention, Thesaurus
from assistant.model.record import record

WEIGHTS: Mapping[Facet, float] = {
    Facet.SUBJECT: 1.0,
    Facet.PEOPLE: 0.6,
    Facet.PLACE: 0.3,
    Facet.ACTIVITY: 0.35,
    Facet.GIVING: 0.2,
}
"""How much a concept says about which project is meant, by its facet."""

RAREST_WORD = 0.6
"""The weight of the rarest word that is no concept: less than that of a concept, for many such words are only talk."""

COMMONEST_WORD = 0.15
"""The weight of the commonest."""

_COMMON, _RARE = 3.5, 6.0
"""Words commoner than the first say least, words rarer than the second all they can (see `segment.rarity`)."""

_LONGEST = 2000
"""So many characters of a description are read; whoever writes more has said it by then."""

_RATE = re.compile(r"(?:每|一[个名家人户村亩期台套场辆件次座处所批月年天])[^,，。;；、\d]{0,6}$|均$|/[^,，。;；、]{0,3}$")
"""What stands before a sum that is by the head, the piece or the month."""


@record
class Word:
    """A word of the description that is no concept."""

    text: str
    weight: float
    is_noun: bool


@record
class Description:
    """A description as it was understood."""

    text: str
    """Folded, in lower case."""
    concepts: tuple[Concept, ...]
    """Each once, in the order in which they are first said."""
    words: tuple[Word, ...]
    """The words that are no concept and mean something, each once."""
    terms: tuple[str, ...]
    """All words that mean something, concepts or not, as the description says them: what BM25 looks for."""
    amount: Decimal | None
    """Yuan: the largest sum that is no rate; None where no money is named."""
    wholes: frozenset[str]
    """The names of concepts of which the description names at least two parts."""
    said: Mapping[str, str]
    """For a concept's name, the words by which the description means it."""


def understand(text: str, thesaurus: Thesaurus) -> Description:
    """Reads a description of any length."""
    plain = fold(text[:_LONGEST]).lower()
    pieces = cut(plain)
    found = _without_cut_words(thesaurus.find(plain), pieces)
    concepts = tuple(dict.fromkeys(mention.concept for mention in found))
    said: dict[str, str] = {}
    for mention in found:
        said.setdefault(mention.concept.name, plain[mention.start : mention.end])
    covered = bytearray(len(plain))
    for mention in found:
        covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for start, end in _figures(plain):
        covered[start:end] = b"\2" * (end - start)
    words: dict[str, float] = {}
    terms: dict[str, None] = {}
    for word, start, end in pieces:
        if len(word) < 2 or word in thesaurus.empty or b"\2" in covered[start:end]:
            continue
        terms[word] = None
        if not any(covered[start:end]):
            rare = min(1.0, max(0.0, (rarity(word) - _COMMON) / (_RARE - _COMMON)))
            words[word] = COMMONEST_WORD + (RAREST_WORD - COMMONEST_WORD) * rare
    others = tuple(Word(word, weight, is_noun(word)) for word, weight in words.items())
    things = (concept.name for concept in concepts if concept.facet is Facet.SUBJECT)
    wider = Counter(whole for name in things for whole in thesaurus.broader.get(name, ()))
    wholes = frozenset(whole for whole, parts in wider.items() if parts > 1)
    return Description(plain, concepts, others, tuple(terms), _amount(plain), wholes, said)


def _without_cut_words(mentions: Sequence[Mention], pieces: Sequence[tuple[str, int, int]]) -> tuple[Mention, ...]:
    """The mentions without those of two characters that end one word and begin the next (集中学一次: 中学)."""
    middles = {start + 1 for _, start, end in pieces if end - start == 2}
    return tuple(one for one in mentions if one.end - one.start != 2 or one.start not in middles)


def _figures(plain: str) -> list[tuple[int, int]]:
    """Where quantities, years and dates stand: they say how much and when, not what."""
    quantities, years, dates = find_quantities(plain), find_years(plain), find_dates(plain)
    spans = [(quantity.start, quantity.end) for quantity in quantities]
    return spans + [(year.start, year.end) for year in years] + [(date.start, date.end) for date in dates]


def _amount(plain: str) -> Decimal | None:
    """The sum that the project is to have: the largest in yuan that is not by the head, the month or the piece."""
    sums = [
        quantity.high
        for quantity in find_quantities(plain)
        if (quantity.unit == "元" or (quantity.unit is None and quantity.scaled))
        and quantity.high >= 1000
        and not _RATE.search(plain[max(0, quantity.start - 8) : quantity.start])
    ]
    return max(sums, default=None)
