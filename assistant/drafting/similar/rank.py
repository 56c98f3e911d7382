"""Ranks past projects for a description, and says when none of them is a sensible base.

Two questions are kept apart. Which table is nearest? That is a weighted sum of the parts of likeness. Does it fit at all? That
asks how much of what the description says the table explains: a description of another trade is mostly about things that no
table speaks of (污水, 公交, 教师), however well 维修 or 培训 in it fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.drafting.similar import parts
from assistant.drafting.similar.description import TOPICAL, WEIGHTS, Description, understand
from assistant.drafting.similar.parts import Part, met
from assistant.drafting.similar.profile import Profile, profile
from assistant.drafting.similar.reasons import reasons
from assistant.drafting.similar.thesaurus import Thesaurus
from assistant.model.similar import Match, PastProject, SimilarProjects

PARTS: Mapping[str, tuple[Part, float]] = {
    "concepts": (parts.concepts, 0.50),
    "words": (parts.words, 0.15),
    "pieces": (parts.pieces, 0.15),
    "giving": (parts.giving, 0.15),
    "size": (parts.size, 0.05),
}
"""The parts of likeness with their weights, which sum to 1."""

EXPLAINED = 0.45
"""A base explains at least this share of the things and people that a description speaks of, and of all that it says."""

WORTH_NAMING = 0.5
"""A table with less than this share of the best one's likeness is not named beside it."""

UNKNOWN_WORD = 0.6
"""A word that neither thesaurus nor table knows counts for so much of its weight: it may be another trade or only talk."""


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
    """The share of the things and people of the description that the table speaks of, and the share of everything said.

    Where the description speaks of no thing and nobody, the first is the same as the second; nothing said is not explained.
    """
    topic = topic_held = whole = whole_held = 0.0
    about_something = False
    for concept in description.concepts:
        weight = WEIGHTS[concept.facet]
        held = weight * min(1.0, met(concept, table, thesaurus) / _ENOUGH)
        whole += weight
        whole_held += held
        if concept.facet in TOPICAL:
            about_something = True
            topic += weight
            topic_held += held
    for word in description.words:
        if word.text in table.text:
            weight = held = word.weight
        elif word.is_noun:
            weight, held = UNKNOWN_WORD * word.weight, 0.0
        else:
            continue
        whole += weight
        whole_held += held
        topic += weight
        topic_held += held
    everything = whole_held / whole if whole else 0.0
    return (topic_held / topic if about_something else everything), everything


_ENOUGH = 0.75
"""From this strength on a concept is wholly explained: the goal says it as well as the name does."""
