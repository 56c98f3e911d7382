"""Names that fit several projects equally well: the choices that are offered, and the one that is picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.chinese.numerals import parse_numeral
from assistant.model.conversation import Choice
from assistant.model.fields import Field, Subject
from assistant.model.interpretation import (
    Ambiguous,
    Interpretation,
    Understood,
)
from assistant.model.knowledge import KnownOrganisation
from assistant.model.query import Aggregate, Figure, OneOf, Operation, Query, Selection, both
from assistant.questions import slots
from assistant.questions.context import Context
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue, remark
from assistant.questions.mention import Kind, Mention
from assistant.questions.reading import Reading
from assistant.questions.types import QUESTION_TYPES, Built

_FEW_OFFICES = 9
"""Of more offices that a short form fits (卫生院) all are taken together."""


def ambiguous(frame: Frame) -> Ambiguous | None:
    """A name that fits several projects equally well, where one is asked for."""
    cluster = frame.doubtful
    if cluster is None:
        return _several_offices(frame)
    sets = frame.reading.of(Kind.RANK, Kind.PLACE) or frame.has(Kind.FIGURE, "sum", "count", "average", "median", "share")
    singles = (mention for mention in frame.reading.of(Kind.SINGLE) if mention.value == "it")
    of_one = any(0 <= mention.start - cluster.end <= 1 for mention in singles)  # 非公企业那张表一共几条指标
    if (sets and not of_one) or (frame.asks_for_projects and frame.has(Kind.ASK, "which", "list")):
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


def _several_offices(frame: Frame) -> Ambiguous | None:
    """执法大队今年多少钱, where two bureaus have one: which is meant; each of a few, unless all of them are spoken of."""
    mentions = [mention for mention in frame.reading.of(Kind.ORGANISATION) if mention.value]
    conditions = [part for part in frame.conditions.table if isinstance(part, OneOf) and slots.organisations_slot(part)]
    if len(mentions) != 1 or len(conditions) != 1 or not 2 <= len(conditions[0].values) <= _FEW_OFFICES or frame.named:
        return None
    if frame.has(Kind.FIGURE, "sum", "group", "average", "share") or frame.reading.of(Kind.RANK, Kind.PLACE):
        return None
    if frame.has(Kind.LOGIC, "except") or any(
        word in mentions[0].text for word in frame.context.lexicon.organisation["any_of_them"]
    ):
        return None
    choices: list[Choice] = []
    for name in conditions[0].values:
        table = tuple(replace(part, values=(name,)) if part is conditions[0] else part for part in frame.conditions.table)
        chosen = replace(frame, conditions=replace(frame.conditions, table=table))
        built = next((one for question_type in QUESTION_TYPES if (one := question_type(chosen)) is not None), None)
        if isinstance(built, Built):
            choices.append(Choice(name, built.query))
    return Ambiguous(mentions[0].text, tuple(choices), frame.remarks) if len(choices) > 1 else None


def one_or_all(frame: Frame, query: Query) -> Ambiguous | None:
    """去年一共多少 after a question about one project: its money, or that of all projects? Asked back where nothing says so."""
    last, selection = frame.last, query.selection
    money = query.operation == Operation.COMPUTE and query.figure.aggregate != Aggregate.COUNT
    if last is None or not (money and slots.of_years_alone(selection)) or len(frame.question) > _SHORT:
        return None
    names = tuple({name: None for name, _ in last.projects})
    if len(names) != 1 or _speaks_of_all(frame) or frame.named or frame.excepted or frame.has(Kind.CHANGE, "fresh"):
        return None
    one = Selection(Subject.PROJECT, both(OneOf(Field.PROJECT, names), selection.where))
    choices = (
        Choice(names[0], Query(Operation.COMPUTE, Figure(one, Aggregate.SUM, frame.measure))),
        Choice(remark("all_projects"), query),
    )
    return Ambiguous(frame.reading.utterance.original.strip(), choices, frame.remarks)


_SHORT = 10
"""A longer sentence says itself what it is about."""


def _speaks_of_all(frame: Frame) -> bool:
    """Are all projects, offices or tables spoken of?"""
    return bool(frame.reading.of(Kind.WHOLE, Kind.SUBJECT, Kind.SET, Kind.SIZE, Kind.ORGANISATION)) or frame.asks_for_projects


def picked(reading: Reading, context: Context) -> Interpretation | None:
    """A number or a name that picks one of the choices that the last reply offered."""
    choices = _offered(reading, context)
    if not choices:
        return None
    text = reading.text.strip("".join(cue("around_choice")))
    number = parse_numeral(text)
    if number is not None and 1 <= number <= len(choices) and number == int(number):
        chosen = choices[int(number) - 1]
        return Understood(chosen.query, (), (chosen.label,))
    for mention in reading.of(Kind.ORDINAL):
        if isinstance(mention.value, int) and 1 <= mention.value <= len(choices):
            chosen = choices[mention.value - 1]
            return Understood(chosen.query, (), (chosen.label,))
    asks = reading.of(Kind.HEAD, Kind.LEVEL1, Kind.LEVEL2, Kind.FIGURE, Kind.RANK, Kind.UNIT_ASKED, Kind.YEAR)
    if asks or reading.has(Kind.ASK, "which", "list"):
        return None
    if reading.has(Kind.SINGLE, "other"):
        return None if reading.of(Kind.ASK, Kind.SUBJECT) else _other(choices, context)
    offices = reading.of(Kind.ORGANISATION)
    pieces = [piece for cluster in reading.clusters for piece in cluster.pieces]
    pieces += [mention.text for mention in (*reading.of(Kind.QUOTED), *offices)]
    fitting = [(sum(len(piece) for piece in pieces if piece in choice.label.lower()), choice) for choice in choices]
    if offices and not any(score for score, _ in fitting):
        fitting = [(int(_is_of(choice, offices, context)), choice) for choice in choices]
    best = max((score for score, _ in fitting), default=0)
    winners = [choice for score, choice in fitting if score == best and score]
    if len(winners) > 1:
        starts = [choice for choice in winners if any(choice.label.lower().startswith(piece) for piece in pieces)]
        winners = starts if len(starts) == 1 else winners
    return Understood(winners[0].query, (), (winners[0].label,)) if len(winners) == 1 else None


def _other(choices: Sequence[Choice], context: Context) -> Interpretation | None:
    """另一个呢 after one of two was picked: the other; after one of more, those that are left to pick from."""
    turns = context.conversation.turns
    taken = turns[-1].query if turns and not turns[-1].choices else None
    left = tuple(choice for choice in choices if choice.query != taken)
    if taken is None or len(left) == len(choices):
        return None
    if len(left) == 1:
        return Understood(left[0].query, (), (left[0].label,))
    return Ambiguous("、".join(choice.label for choice in left), left, ())


def _is_of(choice: Choice, offices: Sequence[Mention], context: Context) -> bool:
    """Is the choice a project of the department or unit that is named?"""
    known = context.knowledge.projects_named((choice.label,))
    own = {name for project in known for name in (project.department, project.unit)}
    return any(
        isinstance(office, KnownOrganisation) and office.name in own
        for mention in offices
        if isinstance(mention.value, tuple)
        for office in mention.value
    )


def _offered(reading: Reading, context: Context) -> tuple[Choice, ...]:
    """The choices that the last reply offered; those of the one before where one was picked and another is wanted after all."""
    turns = context.conversation.turns
    if turns and turns[-1].choices:
        return turns[-1].choices
    if len(turns) < 2 or not turns[-2].choices:
        return ()
    picked_one = turns[-1].query is not None and turns[-1].query in {choice.query for choice in turns[-2].choices}
    wanted = (
        reading.has(Kind.CHANGE, "correct")
        or reading.has(Kind.SINGLE, "other")
        or reading.text.strip("?？。!,，").endswith(cue("continues"))
    )
    return turns[-2].choices if picked_one and wanted else ()
