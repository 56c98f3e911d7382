"""From an utterance to what it means: a query, or the honest reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.model.conversation import Conversation, Turn
from assistant.model.fields import Field
from assistant.model.interpretation import (
    Absence,
    Ambiguous,
    Interpretation,
    Note,
    NotInTables,
    OutOfScope,
    Remark,
    Several,
    Unclear,
    Understood,
)
from assistant.model.knowledge import Knowledge
from assistant.model.query import Compare, Figure, Measure, OneOf, Operation, Query
from assistant.questions import slots
from assistant.questions.absent import absent_organisation, beyond_years, names_nothing, near, still_absent
from assistant.questions.accounted import cuts_off, loses_amount, loses_unit, unaccounted
from assistant.questions.ambiguous import ambiguous, one_or_all, picked
from assistant.questions.anew import asked_anew
from assistant.questions.asides import without_asides
from assistant.questions.context import Context
from assistant.questions.contradictions import contradicts
from assistant.questions.follow import follow
from assistant.questions.foreign import foreign
from assistant.questions.frame import Frame
from assistant.questions.framing import frame_of
from assistant.questions.lexicon import cue, lexicon
from assistant.questions.mention import Kind, Mention
from assistant.questions.outside import outside
from assistant.questions.parts import asking_apart, parts_of
from assistant.questions.read import read
from assistant.questions.respell import respell
from assistant.questions.trailing_year import year_first
from assistant.questions.types import QUESTION_TYPES, Built
from assistant.questions.utterance import utterance_of
from assistant.questions.versions import versions_asked

FEW = 0.2
"""A fragment may have this share of characters that nothing explains."""


def interpret(typed: str, conversation: Conversation, knowledge: Knowledge) -> Interpretation:
    """What the utterance means, after the conversation so far and with the names that the archive knows. Never raises."""
    context = Context(knowledge, conversation, lexicon())
    utterance, context = asked_anew(without_asides(utterance_of(typed), knowledge), context)
    utterance = year_first(utterance, context)
    of_versions = versions_asked(utterance.text, context)
    if of_versions is not None:
        return of_versions
    reading = read(utterance, context)
    respelt, corrections = respell(reading, context)
    if corrections:
        reading = read(respelt, context)
    chosen = picked(reading, context)
    if chosen is not None:
        return chosen
    frame = frame_of(reading, context)
    frame = replace(frame, remarks=(*corrections, *frame.remarks))
    meaning = _meaning(frame)
    parts = parts_of(frame)
    if not parts or not _loses_part(frame, meaning):
        return meaning
    if isinstance(meaning, Understood) and not frame.projects and frame.within is None:
        return Several(parts, Unclear("、".join(parts), meaning.query))
    return Several(parts, meaning)


def _loses_part(frame: Frame, meaning: Interpretation) -> bool:
    """Is part of a sentence of several questions left out, where it is taken for one?"""
    if isinstance(meaning, Understood):
        return (asking_apart(frame) and loses_unit(frame, meaning.query)) or loses_amount(frame, meaning.query)
    return isinstance(meaning, Unclear | NotInTables | OutOfScope)


def _meaning(frame: Frame) -> Interpretation:
    """The frame as a follow-up or as the first question type that fits, or the reason why it is neither."""
    elsewhere = outside(frame)
    if elsewhere is not None:
        return elsewhere
    unknown_organisation = absent_organisation(frame)
    if unknown_organisation is not None:
        return replace(unknown_organisation, query=_of_unknown(frame, unknown_organisation.what))
    followed: Iterable[Built] = () if _points_past_a_failure(frame) else follow(frame)
    if foreign(frame) and not _goes_on(frame, followed := tuple(followed)):
        return _beside_the_point(frame)
    partial: Built | None = None
    loose: Understood | None = None
    for found in _readings(frame, followed):
        if isinstance(found, Ambiguous):
            return loose or found
        if isinstance(found, NotInTables):
            if loose is not None:
                return loose
            if partial is not None:
                continue  # a likelier reading passes words over: what a less likely one misses is not missing
            return replace(found, remarks=frame.remarks)
        if contradicts(found.query):
            continue
        beyond = beyond_years(frame, found.query) or still_absent(frame, found.query)
        if beyond is not None:
            return loose or beyond
        spared = unaccounted(frame, found.query)
        if not _passes_over(frame, found.query, spared):
            if not spared or frame.last is None:
                return one_or_all(frame, found.query) or _understood(frame, found, spared)
            loose = loose or _understood(frame, found, spared)  # one that leaves no word out comes before it
            continue
        if partial is None and loose is None and any(cuts_off(frame, found.query, mention) for mention in spared):
            return _refused(frame, found.query)  # 老干部 is no 干部, in whichever way it is looked for
        partial = partial or found
    if loose is not None:
        return loose
    if partial is not None:
        return _refused(frame, partial.query)
    if frame.missing_name:
        return NotInTables(Absence.PROJECT, frame.missing_name, near(frame), remarks=frame.remarks)
    if (frame.named or (frame.pointed and frame.has(Kind.SINGLE))) and (strange := _strange(frame)):
        return _not_of_project(frame, strange)
    known = frame.named or frame.terms or frame.reading.of(Kind.HEAD, Kind.LEVEL2, Kind.SUBJECT, Kind.ROW)
    return Unclear(_unused(frame)) if known else _beside_the_point(frame)


def _goes_on(frame: Frame, followed: Sequence[Built]) -> bool:
    """Does one of the fragments account for what was said, though words of it are strange?"""
    spared = [unaccounted(frame, built.query) for built in followed]
    taken = [words for built, words in zip(followed, spared, strict=True) if not _passes_over(frame, built.query, words)]
    return bool(taken) and (frame.reading.unknown_share <= FEW or any(not words for words in taken))


def _beside_the_point(frame: Frame) -> Unclear | OutOfScope:
    """Something else altogether; or words that go on about the last answer, and are not understood."""
    turns = frame.context.conversation.turns
    if turns and turns[-1].failed and _only_compares(frame):
        return Unclear(frame.reading.utterance.original.strip())  # and what goes on about this comes to nothing too
    speaks_on = frame.last is not None and frame.reading.of(*_SPEAKS_ON) and frame.reading.unknown_share <= FEW
    return Unclear(frame.reading.utterance.original.strip()) if speaks_on else OutOfScope(_unused(frame))


def _of_unknown(frame: Frame, name: str) -> Query | None:
    """The question about a department that the archive does not hold: 那组织部的呢 takes it up."""
    table = (*frame.conditions.table, OneOf(Field.DEPARTMENT, (name,)))
    frame = replace(frame, conditions=replace(frame.conditions, table=table), missing_name="")
    if frame.terms or frame.named or (frame.last is not None and frame.pointed):
        return None
    for question_type in QUESTION_TYPES:
        built = question_type(frame)
        if isinstance(built, Built):
            return built.query if slots.kept(built.query.selection.where, slots.organisations_slot) is not None else None
    return None


def _readings(frame: Frame, followed: Iterable[Built]) -> Iterator[Built | NotInTables | Ambiguous]:
    """All that the frame can be taken for, likeliest first: what follows the last question, then questions of their own."""
    yield from followed
    several = ambiguous(frame)
    if several is not None:
        yield several
    if _points_at_nothing(frame):
        return
    if names_nothing(frame):
        yield NotInTables(Absence.PROJECT, frame.missing_name, near(frame))
    if _dangles(frame):
        return
    for question_type in QUESTION_TYPES:
        built = question_type(frame)
        if built is not None:
            yield built


def _points_past_a_failure(frame: Frame) -> bool:
    """它今年多少 after a question that came to nothing, and a list before it: the list is not meant."""
    turns = frame.context.conversation.turns
    return bool(turns) and turns[-1].failed and (_points_at_nothing(frame) or _only_compares(frame))


def _only_compares(frame: Frame) -> bool:
    """比去年多多少, 增幅: is nothing said but how much something changed? After a failure it is not known what."""
    moved = frame.has(Kind.FIGURE, "difference", "growth", "ratio") or frame.has(Kind.TREND, "up", "down")
    own = frame.named or frame.heads or frame.about_rows or frame.conditions.table or frame.terms or frame.doubtful is not None
    if not moved or own or len(frame.years) > 1 or frame.all_years or len(frame.text) > _BARE:
        return False
    return not frame.reading.of(Kind.SUBJECT, Kind.WHOLE, Kind.RANK, Kind.PLACE, Kind.ORDINAL, Kind.SINGLE, Kind.SET)


_BARE = 10
"""A longer sentence names what it is about."""


def _points_at_nothing(frame: Frame) -> bool:
    """它今年多少 where no answer was about one: what it means is not known."""
    if not frame.has(Kind.SINGLE, "it") or frame.named or frame.pointed or frame.within is not None or frame.doubtful is not None:
        return False
    described = frame.conditions.table or frame.reading.of(Kind.QUOTED, Kind.TOPIC, Kind.RANK, Kind.PLACE)  # 那个项目叫什么
    averaged = frame.has(Kind.FIGURE, "average", "median")  # 高于这个平均数的
    return not (described or averaged or frame.about_rows or frame.terms or frame.asks_for_projects)


def _dangles(frame: Frame) -> bool:
    """交通呢, 去年呢: a fragment that continues nothing, and names nothing that a question could be about."""
    turns = frame.context.conversation.turns
    if turns and turns[-1].failed and _only_compares(frame):
        return True
    if not turns or not frame.question.endswith(cue("continues")):
        return False
    if frame.named or frame.heads or frame.about_rows or frame.conditions.table or frame.reading.of(*_ASKS_ITSELF):
        return False
    return turns[-1].failed if frame.pointed or frame.within is not None else True


_ASKS_ITSELF = (Kind.ASK, Kind.FIGURE, Kind.RANK, Kind.PLACE, Kind.VERIFY, Kind.UNIT_ASKED, Kind.PER_UNIT, Kind.SINGLE, Kind.SET)
"""Kinds of words with which a fragment is a question of its own."""


def _understood(frame: Frame, built: Built, left: Sequence[Mention]) -> Understood:
    named = tuple(link.name for link in frame.named)
    tables = frame.has(Kind.FIGURE, "count") and frame.says("table_count") and not frame.says("project_word")
    spared = [mention.text for mention in left]
    said = any(remark.note == Note.UNUSED for remark in built.remarks)
    extra = (Remark(Note.UNUSED, "、".join(dict.fromkeys(spared))),) if spared and not said else ()
    return Understood(
        built.query,
        tuple(dict.fromkeys((*frame.remarks, *built.remarks, *extra))),
        named,
        _asks_amount(frame),
        tables,
    )


_SPEAKS_ON = (Kind.CHANGE, Kind.TREND, Kind.SET, Kind.SINGLE, Kind.FIGURE, Kind.ORDINAL, Kind.YEAR)
"""Kinds by which an utterance goes on about what was said before, even where it is not understood."""

_LOOSE = (Kind.PIECE, Kind.UNKNOWN)
"""Kinds that may be left unused where the query is about something definite: they are said in `understood`."""


def _passes_over(frame: Frame, query: Query, spared: Sequence[Mention]) -> bool:
    """Is a word of weight passed over, so that the query is no answer to the question? `spared`: what it leaves out."""
    if any(mention.kind not in _LOOSE for mention in spared) or any(cuts_off(frame, query, mention) for mention in spared):
        return True
    if any(_is_one_of_several(frame, mention) for mention in spared) or _drops_a_name(frame, query):
        return True
    if any(_is_superlative(mention) or _says_what_is_counted(frame, mention) for mention in spared):
        return True
    return bool(spared) and _is_broad(query)


def _drops_a_name(frame: Frame, query: Query) -> bool:
    """Is a project that was named by most of its name no part of the query?"""
    text = str(query)
    named = [link for link in frame.named if link.coverage >= NAMED]
    return any(not any(project.name in text or project.series in text for project in link.projects) for link in named)


NAMED = 0.5
"""A name of which so much was typed is meant for certain."""


def _is_superlative(mention: Mention) -> bool:
    """任务最重: is it a ranking by something that is not known?"""
    return mention.kind == Kind.UNKNOWN and any(word in mention.text for word in cue("superlative"))


def _says_what_is_counted(frame: Frame, mention: Mention) -> bool:
    """多少人辞职: is it right behind the unit asked for, so that another number would be no answer?"""
    before = frame.reading.before(mention, skip=())
    asked = before is not None and before.kind == Kind.UNIT_ASKED and before.value in cue("people") and not frame.terms
    return asked and mention.kind == Kind.UNKNOWN and len(mention.text) > 1


def _is_one_of_several(frame: Frame, mention: Mention) -> bool:
    """人才和党建一共多少: is it joined to another thing that is asked about, so that without it half is answered?"""
    beside = (frame.reading.before(mention), frame.reading.after(mention))
    return any(near is not None and near.kind == Kind.SPLIT and near.text in cue("and_words") for near in beside)


def _is_broad(query: Query) -> bool:
    """Is nothing that the archive names looked for, so that each word left over may be the condition itself?"""
    selection = query.selection
    plain = not _NAMES_SOMETHING.search(str(query)) and selection.within is None
    if query.operation == Operation.SHOW and len(query.fields) > 1 and Field.GOAL in {measure.field for measure in query.fields}:
        return True  # a project's name alone: whatever else was said is what was asked
    return plain and not (query.grouping is not None and query.grouping.bands)


_NAMES_SOMETHING = re.compile(r"\b(?:(?:project|series) (?:in|=)|level3|\w+ has)(?=\W)")
"""In the text of a query: a project, a row or a phrase that stands in tables."""


def _refused(frame: Frame, query: Query) -> Interpretation:
    """The reading that there is passes words over: that is said, and no answer given."""
    spared = unaccounted(frame, query)
    if frame.named and all(mention.kind in _LOOSE for mention in spared) and (strange := _strange(frame)):
        return _not_of_project(frame, strange)
    cut = next((mention for mention in spared if cuts_off(frame, query, mention)), None)
    if cut is not None:
        return NotInTables(Absence.TOPIC, *_phrase_around(frame, cut), remarks=frame.remarks)
    sought = _sought(frame) if any(mention.kind == Kind.TOPIC for mention in spared) else ""
    if sought:
        return NotInTables(Absence.TOPIC, sought, remarks=frame.remarks)
    return Unclear("、".join(dict.fromkeys(mention.text for mention in spared)), query)


def _phrase_around(frame: Frame, cut: Mention) -> tuple[str, tuple[str, ...]]:
    """The phrase that was cut off (老干部), and the part of it that the archive knows (干部)."""
    mentions = frame.reading.mentions
    first = last = mentions.index(cut)
    while first and mentions[first - 1].kind == Kind.PIECE:
        first -= 1
    while last + 1 < len(mentions) and mentions[last + 1].kind == Kind.PIECE:
        last += 1
    known = tuple(mention.text for mention in mentions[first : last + 1] if mention.kind == Kind.PIECE)
    return frame.reading.utterance.typed(mentions[first].start, mentions[last].end), known


def _sought(frame: Frame) -> str:
    """What stands behind 涉及 and the like, though its characters are nowhere known as a word."""
    mentions = frame.reading.mentions
    topic = next(at for at, mention in enumerate(mentions) if mention.kind == Kind.TOPIC)
    end = topic + 1
    while end < len(mentions) and mentions[end].kind in (Kind.UNKNOWN, Kind.PIECE, Kind.FILLER) and mentions[end].text != "的":
        end += 1
    return frame.reading.utterance.typed(mentions[topic].end, mentions[end - 1].end)


def _strange(frame: Frame) -> str:
    """The words of a question about a project that stand neither in the archive nor among the words of questions."""
    explained = frozenset(piece for link in frame.named for piece in link.explained)
    mentions = frame.reading.mentions
    found: list[str] = []
    for at, mention in enumerate(mentions):
        if mention.kind != Kind.UNKNOWN or len(mention.text) < 2:
            continue
        start = at
        while start and mentions[start - 1].kind == Kind.PIECE and mentions[start - 1].text not in explained:
            start -= 1
        found.append(frame.reading.utterance.typed(mentions[start].start, mention.end))
    return "、".join(found)


def _not_of_project(frame: Frame, what: str) -> NotInTables:
    """Something is asked of a project that no goal table has."""
    selection, _ = frame.tables("latest")
    query = Query(Operation.SHOW, Figure(selection), fields=(Measure(Field.TOTAL),))
    names = tuple(link.name for link in frame.named) or tuple(name for name, _ in frame.pointed)
    return NotInTables(Absence.OTHER_DATA, what, names, query, frame.remarks)


def _asks_amount(frame: Frame) -> bool:
    return frame.has(Kind.ASK, "how_much") or (frame.speaks_of_money and frame.has(Kind.ASK, "what"))


def _unused(frame: Frame) -> str:
    """The characters that nothing explains."""
    return "、".join(mention.text for mention in frame.reading.of(Kind.UNKNOWN))


def turn_of(typed: str, interpretation: Interpretation) -> Turn:
    """The turn that the utterance leaves behind before its query was run."""
    if isinstance(interpretation, Understood):
        return Turn(typed, interpretation.query, named=interpretation.named)
    if isinstance(interpretation, Ambiguous):
        return Turn(typed, choices=interpretation.choices)
    if isinstance(interpretation, NotInTables) and interpretation.query is not None:
        return Turn(typed, interpretation.query)
    return Turn(typed, failed=isinstance(interpretation, Unclear | NotInTables))


def projects_in(query: Query) -> tuple[tuple[str, int | None], ...]:
    """The projects that a query names, with the year that it asks for where it is one."""
    names = slots.kept(query.selection.where, slots.projects_slot)
    year = slots.kept(query.selection.where, slots.years_slot)
    asked = int(year.value) if isinstance(year, Compare) and isinstance(year.value, Decimal) else None
    return tuple((name, asked) for name in names.values) if isinstance(names, OneOf) else ()
