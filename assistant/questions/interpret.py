"""From an utterance to what it means: a query, or the honest reason why there is none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.chinese.numerals import parse_numeral
from assistant.model.conversation import Choice, Conversation, Turn
from assistant.model.fields import Field
from assistant.model.interpretation import (
    Absence,
    Ambiguous,
    HelpRequest,
    Interpretation,
    NotInTables,
    OutOfScope,
    Unclear,
    Understood,
)
from assistant.model.knowledge import Knowledge
from assistant.model.query import Compare, Figure, Measure, OneOf, Operation, Query
from assistant.questions import slots
from assistant.questions.context import Context
from assistant.questions.drafts.request import draft_request
from assistant.questions.follow import follow
from assistant.questions.frame import Frame
from assistant.questions.framing import frame_of
from assistant.questions.lexicon import cue, lexicon, remark
from assistant.questions.link import Linker
from assistant.questions.mention import Kind, Mention, resolve
from assistant.questions.reading import Reading, clusters_of
from assistant.questions.recognisers import RECOGNISERS
from assistant.questions.respell import respell
from assistant.questions.types import QUESTION_TYPES, Built
from assistant.questions.utterance import Utterance, utterance_of


def interpret(typed: str, conversation: Conversation, knowledge: Knowledge) -> Interpretation:
    """What the utterance means, after the conversation so far and with the names that the archive knows. Never raises."""
    context = Context(knowledge, conversation, lexicon())
    utterance = utterance_of(typed)
    reading = read(utterance, context)
    respelt, corrections = respell(reading, context)
    if corrections:
        reading = read(respelt, context)
    picked = _picked(reading, context)
    if picked is not None:
        return picked
    frame = frame_of(reading, context)
    frame = replace(frame, remarks=(*corrections, *frame.remarks))
    return _meaning(frame)


def read(utterance: Utterance, context: Context) -> Reading:
    """The utterance with its mentions and clusters."""
    candidates = [mention for recogniser in RECOGNISERS for mention in recogniser(utterance.text, context)]
    candidates = _in_place(utterance.text, candidates)
    mentions = resolve(utterance.text, candidates)
    linker = Linker(utterance.text, context)
    return Reading(utterance, mentions, clusters_of(utterance, mentions, context, linker), linker)


def _is_definite(text: str, mention: Mention) -> bool:
    """Is 几个 or 几条 a description by what stands before it (带津贴的几笔 counts nothing), not at the question's end?"""
    before = text[mention.start - 1]
    trailing = "".join((*cue("trailing"), *cue("continues")))
    return before in cue("definite") and not (before == "的" and not text[mention.end :].strip(trailing))


def _in_place(text: str, candidates: list[Mention]) -> list[Mention]:
    """Without words that do not mean here what they mean elsewhere.

    A comparison needs a number or value beside it (最多30万 compares, 最多的 ranks); 几条 behind 的 or 那 counts nothing.
    """
    values = [mention for mention in candidates if mention.kind in (Kind.QUANTITY, Kind.QUOTED, Kind.GRADE, Kind.YEAR)]
    starts = {mention.start for mention in values}
    ends = {mention.end for mention in values}
    return [
        mention
        for mention in candidates
        if not (mention.is_(Kind.FIGURE, "count") and mention.start and _is_definite(text, mention))
        and not (
            mention.kind == Kind.BEFORE
            and not any(mention.end + gap in starts for gap in range(1 if mention.text in cue("superlative_bounds") else 3))
        )
        and not (mention.kind == Kind.AFTER and mention.start not in ends)
    ]


def _meaning(frame: Frame) -> Interpretation:
    """The frame as a follow-up or as the first question type that fits, or the reason why it is neither."""
    outside = _outside(frame)
    if outside is not None:
        return outside
    unknown_organisation = _absent(frame)
    if unknown_organisation is not None:
        return unknown_organisation
    if _foreign(frame):
        return OutOfScope(_unused(frame))
    built: Built | NotInTables | None = follow(frame)
    if built is None:
        ambiguous = _ambiguous(frame)
        if ambiguous is not None:
            return ambiguous
        if _names_nothing(frame):
            return NotInTables(Absence.PROJECT, frame.missing_name, _near(frame), remarks=frame.remarks)
        for question_type in QUESTION_TYPES:
            built = question_type(frame)
            if built is not None:
                break
    if isinstance(built, NotInTables):
        return replace(built, remarks=frame.remarks)
    if isinstance(built, Built) and _ignores(frame, built.query):
        return Unclear("、".join((*frame.terms, *_strangers(frame))))
    if built is None:
        if frame.missing_name:
            return NotInTables(Absence.PROJECT, frame.missing_name, _near(frame), remarks=frame.remarks)
        known = frame.named or frame.terms or frame.reading.of(Kind.HEAD, Kind.LEVEL2, Kind.SUBJECT, Kind.ROW)
        return Unclear(_unused(frame)) if known else OutOfScope(_unused(frame))
    beyond = _beyond_years(frame, built.query)
    if beyond is not None:
        return beyond
    named = tuple(link.name for link in frame.named)
    tables = frame.has(Kind.FIGURE, "count") and frame.says("table_count") and not frame.says("project_word")
    return Understood(
        built.query,
        tuple(dict.fromkeys((*frame.remarks, *built.remarks))),
        named,
        _asks_amount(frame),
        tables,
    )


def _strangers(frame: Frame) -> tuple[str, ...]:
    """Runs of two or more characters that nothing explains."""
    return tuple(mention.text for mention in frame.reading.of(Kind.UNKNOWN) if len(mention.text) >= 2)


def _ignores(frame: Frame, query: Query) -> bool:
    """Does a query about all tables leave out words that must have meant something? Then it is no answer to the question."""
    selection = query.selection
    plain = selection.within is None and all(slots.years_slot(part) for part in slots.parts_of(selection.where))
    if not plain or (query.grouping is not None and query.grouping.bands):
        return False
    printed = str(query)
    left = [term for term in frame.terms if term not in printed]
    return bool(left or _strangers(frame))


def _asks_amount(frame: Frame) -> bool:
    return frame.has(Kind.ASK, "how_much") or (frame.speaks_of_money and frame.has(Kind.ASK, "what"))


# what is no question to the tables


def _outside(frame: Frame) -> Interpretation | None:
    """Help, drafts, and what goal tables never hold."""
    reading = frame.reading
    if frame.text.strip("?。!,、") in cue("greetings"):
        return HelpRequest()
    if reading.has(Kind.HELP) and not (frame.named or frame.conditions.table):
        return HelpRequest()
    draft = draft_request(frame)
    if draft is not None:
        return draft
    for kind, absence in (
        (Kind.EXECUTION, Absence.EXECUTION),
        (Kind.PERSON, Absence.PERSON),
        (Kind.OTHER_DATA, Absence.OTHER_DATA),
    ):
        mention = reading.first(kind)
        if mention is None or mention.start in frame.conditions.used:
            continue
        if (
            frame.named
            or frame.pointed
            or frame.within is not None
            or reading.has(Kind.SUBJECT, "project")
            or frame.asks_for_projects
        ):
            query = None
            if frame.named or frame.pointed:
                selection, _ = frame.tables("latest")
                query = Query(Operation.SHOW, Figure(selection), fields=(Measure(Field.TOTAL),))
            return NotInTables(absence, mention.text, tuple(link.name for link in frame.named), query, frame.remarks)
    return None


_OF_TABLES = (
    Kind.HEAD,
    Kind.ROW,
    Kind.LEVEL1,
    Kind.LEVEL2,
    Kind.FUND,
    Kind.ORGANISATION,
    Kind.CODE,
    Kind.RANK,
    Kind.PLACE,
    Kind.QUOTED,
    Kind.ATTRIBUTE,
    Kind.FIGURE,
    Kind.WHOLE,
    Kind.UNIT_ASKED,
    Kind.PER_UNIT,
)
"""Kinds of which one mention alone shows that tables are spoken of."""


def _foreign(frame: Frame) -> bool:
    """Is it about something else altogether?"""
    reading = frame.reading
    if frame.named or frame.excepted:
        return False
    about_tables = reading.of(*_OF_TABLES) or reading.has(Kind.SUBJECT) or frame.asks_for_projects
    unexplained = reading.unknown_share
    if about_tables:
        return False
    if frame.pointed or frame.within is not None:
        return unexplained > 0.34
    return unexplained > 0.25 or not (
        frame.terms or frame.conditions.table or frame.conditions.rows or frame.years or frame.doubtful
    )


def _absent(frame: Frame) -> NotInTables | None:
    """A department or a project that the archive does not know."""
    words = frame.context.lexicon
    closing = tuple(word for word in words.closing if word not in words.closing_elsewhere)
    for mention in frame.reading.of(Kind.UNKNOWN):
        if 3 <= len(mention.text) <= 8 and mention.text.endswith(closing) and not frame.named:
            names = tuple(dict.fromkeys(organisation.name for organisation in frame.context.knowledge.organisations()))
            return NotInTables(Absence.ORGANISATION, mention.text, names[:5], remarks=frame.remarks)
    for mention in frame.reading.of(Kind.ORGANISATION):
        if mention.value == ():
            names = tuple(dict.fromkeys(organisation.name for organisation in frame.context.knowledge.organisations()))
            return NotInTables(Absence.ORGANISATION, mention.text, names[:5], remarks=frame.remarks)
    return None


def _names_nothing(frame: Frame) -> bool:
    """Is a project's money or field asked for by a name that none has?"""
    if not frame.missing_name or frame.named or frame.pointed or frame.within is not None or frame.doubtful is not None:
        return False
    if (
        frame.has(Kind.ASK, "which", "list")
        or frame.has(Kind.TOPIC)
        or frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT, Kind.RANK, Kind.PLACE)
    ):
        return False
    if frame.about_rows or frame.conditions.table:
        return False
    return frame.has(Kind.ASK, "how_much") or frame.has(Kind.HEAD)


def _near(frame: Frame) -> tuple[str, ...]:
    """Names that share something with the one that was typed."""
    return tuple(dict.fromkeys(link.name for cluster in frame.reading.clusters for link in cluster.candidates))[:3]


def _beyond_years(frame: Frame, query: Query) -> NotInTables | None:
    """A year of which the archive, or the named project, has no table."""
    known = frame.context.knowledge.years()
    years = frame.years
    if not years:
        return None
    gone = [year for year in years if year not in known]
    if gone and len(gone) == len(years):
        return NotInTables(Absence.YEAR, str(gone[0]), tuple(map(str, known)), query, frame.remarks)
    for link in frame.named:
        has = sorted({year for project in link.projects for year in project.years})
        if not set(years) & set(has):
            return NotInTables(
                Absence.YEAR, remark("project_of_year", 项目=link.name, 年度=years[0]), tuple(map(str, has)), query, frame.remarks
            )
    return None


# names that fit several projects


def _ambiguous(frame: Frame) -> Ambiguous | None:
    """A name that fits several projects equally well, where one is asked for."""
    cluster = frame.doubtful
    if cluster is None:
        return None
    sets = frame.reading.of(Kind.RANK, Kind.PLACE) or frame.has(Kind.FIGURE, "sum", "count", "average", "median", "share")
    if sets or (frame.asks_for_projects and frame.has(Kind.ASK, "which", "list")):
        return None
    if frame.terms or frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT):
        return None
    choices: list[Choice] = []
    for link in cluster.links[:9]:
        chosen = replace(frame, named=(*frame.named, link), doubtful=None)
        for question_type in QUESTION_TYPES:
            built = question_type(chosen)
            if isinstance(built, Built):
                choices.append(Choice(link.name, built.query))
                break
    what = frame.reading.utterance.typed(cluster.start, cluster.end)
    return Ambiguous(what, tuple(choices), frame.remarks) if len(choices) > 1 else None


def _picked(reading: Reading, context: Context) -> Interpretation | None:
    """A number or a name that picks one of the choices that the last reply offered."""
    turns = context.conversation.turns
    if not turns or not turns[-1].choices:
        return None
    choices = turns[-1].choices
    text = reading.text.strip("".join(cue("around_choice")))
    number = parse_numeral(text)
    if number is not None and 1 <= number <= len(choices) and number == int(number):
        chosen = choices[int(number) - 1]
        return Understood(chosen.query, (), (chosen.label,))
    for mention in reading.of(Kind.ORDINAL):
        if isinstance(mention.value, int) and 1 <= mention.value <= len(choices):
            chosen = choices[mention.value - 1]
            return Understood(chosen.query, (), (chosen.label,))
    asks = reading.of(Kind.HEAD, Kind.LEVEL1, Kind.LEVEL2, Kind.FIGURE, Kind.RANK, Kind.UNIT_ASKED)
    if asks:
        return None
    pieces = [piece for cluster in reading.clusters for piece in cluster.pieces]
    pieces += [mention.text for mention in reading.of(Kind.QUOTED)]
    fitting = [(sum(len(piece) for piece in pieces if piece in choice.label.lower()), choice) for choice in choices]
    best = max((score for score, _ in fitting), default=0)
    winners = [choice for score, choice in fitting if score == best and score]
    if len(winners) > 1:
        starts = [choice for choice in winners if any(choice.label.lower().startswith(piece) for piece in pieces)]
        winners = starts if len(starts) == 1 else winners
    return Understood(winners[0].query, (), (winners[0].label,)) if len(winners) == 1 else None


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
    return Turn(typed)


def projects_in(query: Query) -> tuple[tuple[str, int | None], ...]:
    """The projects that a query names, with the year that it asks for where it is one."""
    names = slots.kept(query.selection.where, slots.projects_slot)
    year = slots.kept(query.selection.where, slots.years_slot)
    asked = int(year.value) if isinstance(year, Compare) and isinstance(year.value, Decimal) else None
    return tuple((name, asked) for name in names.values) if isinstance(names, OneOf) else ()
