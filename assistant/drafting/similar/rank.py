"""Ranks past projects for a description, and says when none of them is a sensible base.

Two questions are kept apart. Which table is nearest? That is a weighted sum of the parts of likeness. Does it fit at all? That
asks how much of what the description says the table explains: a description of another trade is mostly about things that no
table speaks of (污水, 公交, 教师), however well 维修 or 培训 in it fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.drafting.similar import parts
from assistant.drafting.similar.description import WEIGHTS, Description, understand
from assistant.drafting.similar.parts import Part, met
from assistant.drafting.similar.profile import NAME, Profile, profile
from assistant.drafting.similar.reasons import reasons
from assistant.drafting.similar.thesaurus import TOPICAL, Thesaurus
from assistant.model.similar import Match, PastProject, SimilarProjects

PARTS: Mapping[str, tuple[Part, float]] = {
    "concepts": (parts.concepts, 0.45),
    "words": (parts.words, 0.15),
    "pieces": (parts.pieces, 0.15),
    "giving": (parts.giving, 0.20),
    "size": (parts.size, 0.05),
}
"""The parts of likeness with their weights, which sum to 1."""

EXPLAINED = 0.5
"""A base explains at least this share of the things and people that a description speaks of, and of all that it says."""

FOREIGN = 1.5
"""A thing or people of a trade (行业) that a table has nothing to do with count so many times: they tell of another trade."""

OF_THE_NAME = 1.5
"""A thing or people that a table's own name speaks of count so many times: that is what the table is about."""

WORTH_NAMING = 0.5
"""A table with less than this share of the best one's likeness is not named beside it."""

UNKNOWN_WORD = 0.6
"""What a noun that neither thesaurus nor table knows counts beside things that the thesaurus knows: it may be only talk."""


def rank(
    text: str,
    past: Sequence[PastProject],
    thesaurus: Thesaurus,
    limit: int,
    weights: Mapping[str, float] | None = None,
) -> SimilarProjects:
    """The past projects that may serve as a base for what the text describes, best first, at most `limit`.

    `weights` replaces those of `PARTS`; a part without a weight is left out.
    """
    description = understand(text, thesaurus)
    tables = [profile(project, thesaurus) for project in past]
    scores = likeness(description, tables, thesaurus, weights)
    fitting = [(score, table) for score, table in zip(scores, tables, strict=True) if fits(description, table, thesaurus)]
    best = max((score for score, _ in fitting), default=0.0)
    matches: dict[str, Match] = {}
    for score, table in sorted(fitting, key=lambda pair: -pair[0]):
        project = table.project
        series = project.series or project.project
        if score < WORTH_NAMING * best or len(matches) == limit:
            break
        if series not in matches:
            why = reasons(description, table, thesaurus)
            matches[series] = Match(project.project, project.year, project.total, round(100 * score, 1), why, project.key)
    return SimilarProjects(tuple(matches.values()))


def likeness(
    description: Description, tables: Sequence[Profile], thesaurus: Thesaurus, weights: Mapping[str, float] | None = None
) -> list[float]:
    """How near each table is, 0 to 1: the weighted parts."""
    scores = [0.0] * len(tables)
    for name, (part, usual) in PARTS.items():
        weight = usual if weights is None else weights.get(name, 0.0)
        if weight:
            for at, figure in enumerate(part(description, tables, thesaurus)):
                scores[at] += weight * figure
    return scores


def fits(description: Description, table: Profile, thesaurus: Thesaurus) -> bool:
    """Whether the table explains enough of what the description says."""
    return min(explained(description, table, thesaurus)) >= EXPLAINED


def explained(description: Description, table: Profile, thesaurus: Thesaurus) -> tuple[float, float]:
    """The share of what the description is about that the table speaks of, and the share of everything said.

    It is about things, people, and words that the thesaurus does not know; where it has none of these, the first is the same as
    the second. What is not said is not explained.
    """
    topic = topic_held = whole = whole_held = 0.0
    unknown = 1.0
    for concept in description.concepts:
        weight = WEIGHTS[concept.facet]
        strength = met(concept, table, thesaurus, description)
        held = min(1.0, strength / _ENOUGH)
        if concept.facet in TOPICAL:
            unknown = UNKNOWN_WORD
            if not strength and concept.trade not in table.trades:
                weight *= FOREIGN
            elif strength >= NAME:
                weight *= OF_THE_NAME
            topic += weight
            topic_held += weight * held
        whole += weight
        whole_held += weight * held
    for word in description.words:
        known = word.text in table.text
        weight = word.weight if known else word.weight * unknown * word.is_noun
        topic += weight
        whole += weight
        topic_held += weight * known
        whole_held += weight * known
    everything = whole_held / whole if whole else 0.0
    return (topic_held / topic if topic else everything), everything


_ENOUGH = 0.9
"""From this strength on a concept is wholly explained; a row alone explains it by two thirds, for rows are copied."""
