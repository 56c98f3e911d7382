"""The parts of likeness, each 0 to 1 for every candidate: concepts, words (BM25), pieces of text (n-grams), giving, size.

One part alone is easily wrong: words miss what is said otherwise, concepts miss what the thesaurus does not know, pieces of text
take the same characters for the same thing. `rank` weighs them; `tests/benchmarks/bench_similar.py` measures them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log, log10, sqrt

from assistant.drafting.similar.description import WEIGHTS, Description
from assistant.drafting.similar.profile import Profile
from assistant.drafting.similar.thesaurus import Concept, Facet, Thesaurus

Part = Callable[[Description, Sequence[Profile], Thesaurus], list[float]]
"""A part of likeness: its figure for every candidate, in their order."""

NARROWER_THAN_SAID = 0.8
"""How far a table that names a kind of the thing (农村党员) answers a description of the thing (党员)."""

WIDER_THAN_SAID = 0.3
"""How far a table that names the whole (公共设施) answers a description of a part (路灯): it may hold many other things."""


WHOLE_MEANT = 0.6
"""The same where the description names several parts of the whole (路灯, 垃圾桶): then the whole is what it means."""


def met(concept: Concept, table: Profile, thesaurus: Thesaurus, said: Description) -> float:
    """How far a table speaks of a concept, 0 to 1: by the zone, and by whether it names the thing, a kind of it or the whole."""
    strength = table.concepts.get(concept.name, 0.0)
    for kind in thesaurus.kinds(concept.name):
        strength = max(strength, NARROWER_THAN_SAID * table.concepts.get(kind, 0.0))
    for whole in thesaurus.broader.get(concept.name, ()):
        share = WHOLE_MEANT if whole in said.wholes else WIDER_THAN_SAID
        strength = max(strength, share * table.concepts.get(whole, 0.0))
    return strength


def concepts(description: Description, tables: Sequence[Profile], thesaurus: Thesaurus) -> list[float]:
    """Shared concepts: how much of what is said the table holds, and how much of the table's name was said.

    A concept that all candidates share tells none of them apart and weighs less.
    """
    said = [concept for concept in description.concepts if concept.facet is not Facet.GIVING]
    if not said or not tables:
        return [0.0] * len(tables)
    held = [[met(concept, table, thesaurus, description) for concept in said] for table in tables]
    weights = [WEIGHTS[concept.facet] * _apart(sum(row[at] for row in held), len(tables)) for at, concept in enumerate(said)]
    whole = sum(weights)
    figures = []
    for table, row in zip(tables, held, strict=True):
        covered = sum(weight * strength for weight, strength in zip(weights, row, strict=True)) / whole
        figures.append(0.8 * covered + 0.2 * _named(table, description, thesaurus) * min(1.0, 2 * covered))
    return figures


def _apart(holding: float, of: int) -> float:
    """How well something tells tables apart that so many of them hold: near 1 for one of many, a third for all."""
    return 1 / 3 + 2 / 3 * log((of + 1) / (max(holding, 0.5) + 0.5)) / log(of + 1)


def _named(table: Profile, description: Description, thesaurus: Thesaurus) -> float:
    """The share of the concepts in a table's name that the description speaks of."""
    weights = {concept: WEIGHTS[concept.facet] for concept in table.of_name}
    if not weights:
        return 0.0
    said = {concept.name for concept in description.concepts}
    said |= {wider for name in said for wider in thesaurus.broader.get(name, ())}
    return sqrt(sum(weight for concept, weight in weights.items() if concept.name in said) / sum(weights.values()))


def words(description: Description, tables: Sequence[Profile], thesaurus: Thesaurus) -> list[float]:
    """BM25 of the description's words over names, goals and rows, as a share of what a table with all of them would have."""
    del thesaurus
    texts = [table.text for table in tables]
    average = sum(map(len, texts)) / max(1, len(texts))
    figures = [0.0] * len(tables)
    most = 0.0
    for term in description.terms:
        counts = [text.count(term) for text in texts]
        holding = sum(map(bool, counts))
        inverse = log(1 + (len(tables) - holding + 0.5) / (holding + 0.5))
        most += inverse * _TWICE
        if holding:
            for at, count in enumerate(counts):
                length = 0.25 + 0.75 * len(texts[at]) / average
                figures[at] += inverse * count * 2.2 / (count + 1.2 * length)
    return [min(1.0, figure / most) for figure in figures] if most else figures


_TWICE = 2 * 2.2 / (2 + 1.2)
"""What BM25 gives a word that a table of middling length has twice."""


def pieces(description: Description, tables: Sequence[Profile], thesaurus: Thesaurus) -> list[float]:
    """The share of the description's runs of two and three characters that the table has, the rarer the weightier."""
    del thesaurus
    plain = description.text
    lengths = ((start, length) for length in (2, 3) for start in range(len(plain) - length + 1))
    runs = {run for start, length in lengths if _is_writing(run := plain[start : start + length])}
    figures = [0.0] * len(tables)
    most = 0.0
    for run in runs:
        strengths = [table.strength(run) for table in tables]
        holding = sum(map(bool, strengths))
        weight = _apart(holding, len(tables)) if holding else _UNSHARED
        most += weight
        if holding:
            for at, strength in enumerate(strengths):
                figures[at] += weight * strength
    return [figure / most for figure in figures] if most else figures


_UNSHARED = 0.2
"""The weight of a run that no table has: most of these straddle two words or are talk."""


def _is_writing(run: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in run)


_OF_THEIR_OWN = "其他"
"""The group of ways of giving that are like no other."""


def giving(description: Description, tables: Sequence[Profile], thesaurus: Thesaurus) -> list[float]:
    """Whether the money is given the same way: 1 where it is, ½ where the description says nothing of it, 0 where it is not."""
    said = [concept for concept in description.concepts if concept.facet is Facet.GIVING]
    if not said:
        return [0.5] * len(tables)
    groups = {concept.trade for concept in said} - {_OF_THEIR_OWN}
    alike = [name for name, concept in thesaurus.concepts.items() if concept.facet is Facet.GIVING and concept.trade in groups]
    figures = []
    for table in tables:
        same = sum(table.concepts.get(concept.name, 0.0) for concept in said) / len(said)
        near = max((table.concepts.get(name, 0.0) for name in alike), default=0.0)
        figures.append(max(same, _LIKE_GIVING * near))
    return figures


_LIKE_GIVING = 0.6
"""How near ways of giving of one group are (by the village, by the project)."""


def size(description: Description, tables: Sequence[Profile], thesaurus: Thesaurus) -> list[float]:
    """Whether the totals are near each other: 1 for the same, ½ where one is unknown, 0 from thirty times on."""
    del thesaurus
    wanted = description.amount
    figures = []
    for table in tables:
        total = table.project.total
        if not wanted or not total or total <= 0:
            figures.append(0.5)
        else:
            figures.append(max(0.0, 1 - abs(log10(float(total / wanted))) / 1.5))
    return figures
