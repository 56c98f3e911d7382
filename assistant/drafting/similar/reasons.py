"""Why a past project resembles a described one, in words; the wording is that of `prompts/drafting/similar.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from assistant.drafting.similar.description import Description
from assistant.drafting.similar.parts import met
from assistant.drafting.similar.profile import Profile
from assistant.drafting.similar.thesaurus import Concept, Facet, Thesaurus
from assistant.wording import wording

_MOST_NAMED = 4
"""So many things are named in one reason."""

_WEAK = 0.4
"""Below this strength a concept is no reason."""

_NEAR = Decimal("1.5")
"""Totals within this factor are near each other."""

_SAID_BY: dict[Facet, str] = {
    Facet.SUBJECT: "subject",
    Facet.PEOPLE: "people",
    Facet.ACTIVITY: "activity",
    Facet.GIVING: "giving",
    Facet.PLACE: "place",
}


def reasons(description: Description, table: Profile, thesaurus: Thesaurus) -> tuple[str, ...]:
    """What both have in common: the things, the people, the way of doing and of giving, the words, the size; never empty."""
    words = wording("drafting/similar")
    found = []
    for facet, key in _SAID_BY.items():
        shared = [
            _told(concept, description)
            for concept in description.concepts
            if concept.facet is facet and met(concept, table, thesaurus, description) >= _WEAK
        ]
        if shared:
            found.append(words(key, 内容=_listed(shared)))
    literal = [word.text for word in description.words if word.text in table.text]
    if literal:
        found.append(words("words", 内容=_listed(f"“{word}”" for word in literal)))
    total, wanted = table.project.total, description.amount
    if total and wanted and max(total, wanted) <= _NEAR * min(total, wanted):
        found.append(words("size", 金额=_in_ten_thousands(total)))
    return tuple(found) or (words("little"),)


def _told(concept: Concept, description: Description) -> str:
    """The concept's name, with what the description called it where that is another word."""
    said = description.said.get(concept.name, concept.name)
    return concept.name if said in concept.name else wording("drafting/similar")("called", 说法=said, 叫法=concept.name)


def _listed(things: Iterable[str]) -> str:
    return "、".join(list(things)[:_MOST_NAMED])


def _in_ten_thousands(amount: Decimal) -> str:
    return f"{(amount / 10000).normalize():f}"
