"""An utterance read: its mentions in order, and the clusters of pieces that may name projects, rows or topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from assistant.model.record import record
from assistant.questions.context import Context
from assistant.questions.lexicon import cue
from assistant.questions.link import Link, Linker, best
from assistant.questions.mention import Kind, Mention, of_kind
from assistant.questions.utterance import Utterance


@record
class Cluster:
    """Pieces that belong together, with the projects that they may mean."""

    start: int
    end: int
    pieces: tuple[str, ...]
    unknown: str
    """Characters among the pieces that stand nowhere in the archive."""
    links: tuple[Link, ...]
    """The project that is meant; several where they fit equally well; () where none does."""
    candidates: tuple[Link, ...]
    """All projects that share something, best first."""

    @property
    def leftover(self) -> tuple[str, ...]:
        """Pieces that the linked name does not explain; all of them where there is no link."""
        if not self.links:
            return self.pieces
        return tuple(piece for piece in self.pieces if not any(piece in link.explained for link in self.links))


@record
class Reading:
    """What was recognised in an utterance."""

    utterance: Utterance
    mentions: tuple[Mention, ...]
    clusters: tuple[Cluster, ...]
    linker: Linker
    by_kind: dict[tuple[Kind, ...], tuple[Mention, ...]] = field(default_factory=dict, compare=False, repr=False)
    """Mentions of some kinds, gathered when first asked for: a question is asked for them a hundred times."""

    @property
    def text(self) -> str:
        """The utterance folded, as the recognisers saw it."""
        return self.utterance.text

    def keeping(self, mentions: tuple[Mention, ...]) -> Reading:
        """The same with these of its mentions alone."""
        return Reading(self.utterance, mentions, self.clusters, self.linker)

    def of(self, *kinds: Kind) -> tuple[Mention, ...]:
        """Its mentions of these kinds."""
        found = self.by_kind.get(kinds)
        if found is None:
            found = self.by_kind[kinds] = of_kind(self.mentions, *kinds)
        return found

    def has(self, kind: Kind, *values: str) -> bool:
        """Is there a mention of this kind (and of one of these values)?"""
        found = self.of(kind)
        return bool(found) and (not values or any(mention.value in values for mention in found))

    def first(self, kind: Kind, *values: str) -> Mention | None:
        """The first mention of this kind (and of one of these values)."""
        return next((mention for mention in self.mentions if mention.is_(kind, *values)), None)

    def before(self, mention: Mention, *, skip: Sequence[Kind] = (Kind.FILLER,)) -> Mention | None:
        """The mention before this one, those of the kinds `skip` passed over."""
        at = self.mentions.index(mention) - 1
        while at >= 0 and self.mentions[at].kind in skip:
            at -= 1
        return self.mentions[at] if at >= 0 else None

    def after(self, mention: Mention, *, skip: Sequence[Kind] = (Kind.FILLER,)) -> Mention | None:
        """The mention behind this one, those of the kinds `skip` passed over."""
        at = self.mentions.index(mention) + 1
        while at < len(self.mentions) and self.mentions[at].kind in skip:
            at += 1
        return self.mentions[at] if at < len(self.mentions) else None

    @property
    def unknown_share(self) -> float:
        """The share of the text that nothing explains."""
        return sum(mention.end - mention.start for mention in self.of(Kind.UNKNOWN)) / max(len(self.text), 1)


_OPEN = (Kind.FILLER,)
"""Kinds that may stand between the pieces of one cluster."""


def _ends_as_name(run: Sequence[Mention], mentions: Sequence[Mention]) -> bool:
    following = next((mention for mention in mentions if mention.start >= run[-1].end), None)
    return run[-1].text.endswith(cue("name_endings")) or (following is not None and following.text in cue("name_endings"))


def _touches(run: Sequence[Mention], at: int) -> bool:
    beside = (*run[max(at - 1, 0) : at], *run[at + 1 : at + 2])
    return any(near.kind == Kind.PIECE and (near.end == run[at].start or near.start == run[at].end) for near in beside)


def _split(run: list[Mention], linker: Linker) -> list[list[Mention]]:
    """A run in which two projects are named one after the other comes as two; whole names always stand alone."""
    pieces = [at for at, mention in enumerate(run) if mention.kind == Kind.PIECE]
    if len(pieces) < 2:
        return [run]
    texts = [run[at].text for at in pieces]
    together = best(linker.links(texts))
    if len(together) == 1 and len(together[0].explained) == len(set(texts)):
        return [run]
    for cut in range(1, len(pieces)):
        left = best(linker.links(texts[:cut]))
        right = best(linker.links(texts[cut:]))
        apart = len(left) == 1 and len(right) == 1 and left[0].projects != right[0].projects
        strong = apart and min(left[0].score, right[0].score) > 0.9 and min(left[0].coverage, right[0].coverage) >= 0.25
        if strong and not any(piece in left[0].explained for piece in texts[cut:]):
            at = pieces[cut]
            return [run[:at], *_split(run[at:], linker)]
    return [run]


def clusters_of(utterance: Utterance, mentions: Sequence[Mention], context: Context, linker: Linker) -> tuple[Cluster, ...]:
    """Runs of pieces with no other word than fillers between them.

    Unknown characters that touch a piece count against its links: a name that explains half of what was typed is none.
    """
    of_two = any(mention.is_(Kind.FIGURE, "ratio") for mention in mentions)
    runs: list[list[Mention]] = []
    current: list[Mention] = []
    pending: list[Mention] = []
    for mention in mentions:
        if mention.kind in (Kind.PIECE, Kind.UNKNOWN) or (
            mention.is_(Kind.HEAD, "total") and current and current[-1].end == mention.start
        ):
            current.extend(pending)
            pending = []
            current.append(mention)
        elif current and mention.kind in _OPEN and len(pending) < 4 and not (of_two and mention.text in cue("equals")):
            pending.append(mention)
        elif current:
            runs.append(current)
            current, pending = [], []
    if current:
        runs.append(current)
    clusters: list[Cluster] = []
    for run in (part for whole in runs for part in _split(whole, linker)):
        pieces = tuple(mention.text for mention in run if mention.kind == Kind.PIECE)
        strangers = "".join(mention.text for mention in run if mention.kind == Kind.UNKNOWN)
        if not pieces:
            short = linker.links((), strangers)
            if best(short):
                clusters.append(Cluster(run[0].start, run[-1].end, (strangers,), "", best(short), short[:8]))
            continue
        unknown = "".join(
            mention.text
            for at, mention in enumerate(run)
            if mention.kind == Kind.UNKNOWN and (_ends_as_name(run, mentions) or _touches(run, at))
        )
        candidates = linker.links(pieces, unknown)
        clusters.append(Cluster(run[0].start, run[-1].end, pieces, unknown, best(candidates), candidates[:8]))
    return tuple(clusters)
