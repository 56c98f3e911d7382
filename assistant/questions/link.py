"""Which project is meant: names linked to what was typed, by how much of it they explain.

A project is rarely typed by its full name. What is typed falls into pieces that stand in names (七一, 党建); each weighs by its
length and its rarity among the names, and a name's score is the share of that weight which it explains. No list of short
forms is kept: they are learnt from the names.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.chinese.width import squeeze
from assistant.model.knowledge import KnownProject
from assistant.model.record import record
from assistant.questions.abbreviations import abbreviates, abbreviates_begin
from assistant.questions.context import Context

GOOD = 0.55
"""A link below this share is none."""
CLEAR = 0.85
"""A second link above this share of the best one's score makes the name ambiguous."""


@record
class Link:
    """One project (all its names over the years) with how well it fits."""

    projects: tuple[KnownProject, ...]
    score: float
    """Share of the typed pieces' weight that the name explains, 0 to 1."""
    coverage: float
    """Share of the name's characters that were typed."""
    explained: frozenset[str]
    """The pieces that stand in the name."""

    @property
    def name(self) -> str:
        """The project's latest name."""
        return max(self.projects, key=lambda project: project.years[-1:] or (0,)).name


@record
class _Candidate:
    projects: tuple[KnownProject, ...]
    names: tuple[str, ...]
    """The names folded for comparison."""


class Linker:
    """Links pieces of one utterance to projects; the candidates are fetched once."""

    def __init__(self, text: str, context: Context) -> None:
        self._weak = context.lexicon.weak
        self._weak_characters = frozenset("".join(self._weak))
        series: dict[tuple[str, str], list[KnownProject]] = {}
        for project in context.knowledge.projects_like(text):
            series.setdefault((project.series, project.department), []).append(project)
        self._candidates = [
            _Candidate(tuple(projects), tuple(squeeze(project.name).lower() for project in projects))
            for projects in series.values()
        ]

    def in_names(self, piece: str) -> int:
        """In how many projects' names the piece stands."""
        return sum(any(piece in name for name in candidate.names) for candidate in self._candidates)

    def weight(self, piece: str) -> float:
        """What the piece counts for: its length times its rarity; a weak word counts for little."""
        among = max(len(self._candidates), 1)
        rarity = math.log(1 + among / max(self.in_names(piece), 1))
        return len(piece) * rarity * (0.15 if piece in self._weak else 1.0)

    def links(self, pieces: Sequence[str], unknown: str = "") -> tuple[Link, ...]:
        """Projects that the pieces may mean, best first; `unknown` are characters typed among them that stand nowhere."""
        parts = {piece: self._parts(piece) for piece in dict.fromkeys(pieces)}
        pieces = tuple(dict.fromkeys(part for found in parts.values() for part in found))
        naming = [piece for piece in pieces if self.in_names(piece) or self._scattered(piece)]
        strong = [piece for piece in naming if piece not in self._weak]
        if not strong:
            return self._abbreviated(pieces, unknown)
        weights = {piece: self.weight(piece) for piece in naming}
        rarest = math.log(1 + max(len(self._candidates), 1))
        total = sum(weights.values())
        found: list[Link] = []
        for candidate in self._candidates:
            strange = min(self._strange(unknown, name) for name in candidate.names) if unknown else 0
            best = 0.0
            explained: frozenset[str] = frozenset()
            coverage = 0.0
            for name in candidate.names:
                whole = {part for piece, found in parts.items() if len(found) > 1 and _in_two_runs(piece, name) for part in found}
                held = {piece: weights[piece] for piece in naming if piece in name or piece in whole}
                turned = {piece: 0.5 * weights[piece] for piece in naming if piece not in held and _permuted(piece, name)}
                score = sum(held.values()) + sum(turned.values())
                if held and score > best:
                    best = score
                    known = {*held, *turned}
                    explained = frozenset((*known, *(piece for piece, found in parts.items() if known.issuperset(found))))
                    coverage = min(1.0, sum(len(piece) for piece in held) / max(len(name), 1))
            if explained and any(piece not in self._weak for piece in explained):
                found.append(Link(candidate.projects, best / (total + strange * rarest), coverage, explained))
        return tuple(sorted(found, key=lambda link: (-link.score, -link.coverage)))

    def _strange(self, unknown: str, name: str) -> int:
        """How many of the unknown characters the name has nowhere, those of weak words aside (打井 and 水源井 share one)."""
        return sum(character not in name or character in self._weak_characters for character in unknown)

    def _parts(self, piece: str) -> tuple[str, ...]:
        """The piece, or the runs of it that stand in names where it stands in none itself (高龄津贴: 高龄, 津贴)."""
        if len(piece) < 4 or self.in_names(piece):
            return (piece,)
        runs: list[str] = []
        start = 0
        while start < len(piece) - 1:
            end = start + 2
            if not self.in_names(piece[start:end]):
                start += 1
                continue
            while end < len(piece) and self.in_names(piece[start : end + 1]):
                end += 1
            runs.append(piece[start:end])
            start = end
        return tuple(runs) if sum(map(len, runs)) == len(piece) else (piece,)

    def _abbreviated(self, pieces: Sequence[str], unknown: str) -> tuple[Link, ...]:
        """Projects whose name the characters shorten (厕改: 农村厕所改造资金); pieces that stand in names weakly do not count."""
        short = unknown or "".join(pieces)
        if not 2 <= len(short) <= 4:
            return ()
        found = [
            Link(candidate.projects, 0.9, len(short) / max(map(len, candidate.names)), frozenset({*pieces, short}))
            for candidate in self._candidates
            if any(abbreviates(short, name) or abbreviates_begin(short, name) for name in candidate.names)
        ]
        return tuple(found)

    def _scattered(self, piece: str) -> bool:
        return any(_permuted(piece, name) for candidate in self._candidates for name in candidate.names)

    def holding(self, piece: str) -> tuple[tuple[KnownProject, ...], ...]:
        """All projects whose name has the piece, in the order of their documents."""
        return tuple(candidate.projects for candidate in self._candidates if any(piece in name for name in candidate.names))


def names_of(links: Sequence[Link]) -> tuple[str, ...]:
    """All names that the linked projects have over the years."""
    return tuple(dict.fromkeys(project.name for link in links for project in link.projects))


def _in_two_runs(piece: str, name: str) -> bool:
    """Does the name hold the piece in two runs of two characters or more, in their order (非公企业…党建项目)?"""
    for cut in range(2, len(piece) - 1):
        first = name.find(piece[:cut])
        if first >= 0 and name.find(piece[cut:], first + cut) >= 0:
            return True
    return False


def _permuted(piece: str, name: str) -> bool:
    """Do the piece's two characters stand in the name the other way round (党建 and 建党)?"""
    return len(piece) == 2 and piece[::-1] in name


def best(links: Sequence[Link]) -> tuple[Link, ...]:
    """The best link alone when it leads clearly, all that fit about equally well otherwise; () where none is good."""
    good = [link for link in links if link.score >= GOOD]
    if not good:
        return ()
    top = good[0]
    equal = tuple(link for link in good if link.score >= CLEAR * top.score)
    whole = tuple(link for link in equal if link.coverage >= 0.95)
    if not whole and len(equal) > 1 and all(link.explained < equal[0].explained for link in equal[1:]):
        return equal[:1]
    return whole[:1] or equal
