"""What to look for in the full text of a large archive, so that the tables worth comparing are found quickly."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.drafting.similar.description import WEIGHTS, understand
from assistant.drafting.similar.thesaurus import TOPICAL, Concept, Thesaurus

_WAYS = 6
"""So many other ways of saying one concept are sought."""

_MOST = 48
"""So many phrases at most; the weightiest concepts come first."""


def phrases_to_seek(text: str, thesaurus: Thesaurus, *, topic: bool = False) -> tuple[str, ...]:
    """The words of the description and other ways of saying what it says, those that tell most first.

    `topic`: only what the description is about, where it says that, and not how it is done, where, or how the money is given.
    """
    description = understand(text, thesaurus)
    weighty = sorted(description.concepts, key=lambda concept: -WEIGHTS[concept.facet])
    if topic and any(concept.facet in TOPICAL for concept in weighty):
        weighty = [concept for concept in weighty if concept.facet in TOPICAL]
    found: dict[str, None] = {}
    for concept in weighty:
        found[description.said[concept.name]] = None
        found[concept.name] = None
    for word in description.words:
        found[word.text] = None
    for phrase in _in_turns(weighty, thesaurus):
        found[phrase] = None
    return tuple(phrase for phrase in found if len(phrase) > 1)[:_MOST]


def _in_turns(concepts: Iterable[Concept], thesaurus: Thesaurus) -> Iterable[str]:
    """Other ways of saying the concepts: the first of each, then the second of each …"""
    ways = [thesaurus.ways(concept.name) for concept in concepts]
    for at in range(_WAYS):
        yield from (said[at] for said in ways if at < len(said))
