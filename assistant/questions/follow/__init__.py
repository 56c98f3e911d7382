"""Fragments: an utterance that only changes a slot of the last question is merged into it.

那社区的呢 changes the project, 换成200万 the amount, 成本的呢 the category, 第二高的呢 the place, 反过来 the order. A complete
question inherits nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.interpretation import Note, Remark
from assistant.model.query import OneOf, Operation, Query, Selection, both
from assistant.questions import slots
from assistant.questions.contradictions import contradicts
from assistant.questions.follow.added import added
from assistant.questions.follow.alike import alike
from assistant.questions.follow.as_share import as_share
from assistant.questions.follow.bound import bound
from assistant.questions.follow.by_how_much import by_how_much
from assistant.questions.follow.counted_then import counted_then
from assistant.questions.follow.denied import denied
from assistant.questions.follow.each_amount import each_amount
from assistant.questions.follow.every_one import every_one
from assistant.questions.follow.every_year import every_year
from assistant.questions.follow.found_again import found_again
from assistant.questions.follow.having_rows import having_rows
from assistant.questions.follow.highest_of_met import highest_of_met
from assistant.questions.follow.highest_of_rows import highest_of_rows
from assistant.questions.follow.its_amount import its_amount
from assistant.questions.follow.its_count import its_count
from assistant.questions.follow.its_units import its_units
from assistant.questions.follow.lacking import lacking
from assistant.questions.follow.leads_by import leads_by
from assistant.questions.follow.left_out import left_out
from assistant.questions.follow.level_alone import level_alone
from assistant.questions.follow.lifted import lifted
from assistant.questions.follow.members import members
from assistant.questions.follow.narrowed import narrowed
from assistant.questions.follow.next_place import next_place
from assistant.questions.follow.not_in_year import not_in_year
from assistant.questions.follow.of_first import of_first
from assistant.questions.follow.of_groups import of_groups
from assistant.questions.follow.of_listed import of_listed
from assistant.questions.follow.of_office import of_office
from assistant.questions.follow.other_direction import other_direction
from assistant.questions.follow.other_end import other_change, other_end
from assistant.questions.follow.other_figure import other_figure
from assistant.questions.follow.other_measure import other_measure
from assistant.questions.follow.other_offices import other_offices
from assistant.questions.follow.other_place import other_place
from assistant.questions.follow.other_rows import other_rows
from assistant.questions.follow.other_two_years import other_two_years
from assistant.questions.follow.other_years import other_years
from assistant.questions.follow.part_of_it import part_of_it
from assistant.questions.follow.projects_of_rows import projects_of_rows
from assistant.questions.follow.put_together import put_together
from assistant.questions.follow.ranked_groups import ranked_groups
from assistant.questions.follow.regrouped import regrouped
from assistant.questions.follow.replaced import replaced
from assistant.questions.follow.rest_alone import rest_alone
from assistant.questions.follow.row_of_number import row_of_number
from assistant.questions.follow.row_values import row_values
from assistant.questions.follow.rows_met import rows_met
from assistant.questions.follow.rows_together import rows_together
from assistant.questions.follow.same_apart import same_apart
from assistant.questions.follow.same_rows import same_rows
from assistant.questions.follow.set_apart import set_apart
from assistant.questions.follow.swapped import swapped
from assistant.questions.follow.together_since import together_since
from assistant.questions.follow.turned_round import turned_round
from assistant.questions.follow.without_top import without_top
from assistant.questions.follow.yearly_mean import yearly_mean
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, list_of
from assistant.questions.types.yes_no import asks_if_there

Merge = Callable[[Frame, Query], Built | None]

MERGES: tuple[Merge, ...] = (
    found_again,
    of_office,
    other_offices,
    its_units,
    its_count,
    its_amount,
    yearly_mean,
    of_groups,
    each_amount,
    other_figure,
    ranked_groups,
    of_first,
    of_listed,
    part_of_it,
    by_how_much,
    leads_by,
    row_of_number,
    rows_met,
    rows_together,
    same_apart,
    having_rows,
    bound,
    every_one,
    alike,
    lacking,
    highest_of_rows,
    highest_of_met,
    other_direction,
    other_end,
    other_change,
    level_alone,
    not_in_year,
    rest_alone,
    denied,
    lifted,
    replaced,
    as_share,
    put_together,
    together_since,
    set_apart,
    regrouped,
    added,
    counted_then,
    every_year,
    other_two_years,
    other_years,
    next_place,
    projects_of_rows,
    row_values,
    members,
    without_top,
    left_out,
    other_measure,
    other_place,
    turned_round,
    narrowed,
    same_rows,
    other_rows,
    swapped,
)
"""In the order in which they are tried; the first that fits and passes over no word of weight is taken."""


def follow(frame: Frame) -> Iterator[Built]:
    """The last query with what the fragment changes, in each way that fits; nothing where the utterance is no fragment."""
    last = frame.last
    if last is None or last.query is None:
        return
    if asks_if_there(frame):
        return
    if frame.context.conversation.turns[-1].failed and frame.question.endswith(cue("continues")):
        return  # 去年呢 after a question that came to nothing continues that one
    for heard in (frame, *_without_repeated(frame, last.query)):  # all that was said comes before a part of it
        for merge in MERGES:
            built = merge(heard, last.query)
            if built is not None and not contradicts(built.query):
                said = any(one.note == Note.TAKEN_OVER for one in frame.remarks)
                taken = () if said else (Remark(Note.TAKEN_OVER, last.utterance),)
                yield replace(_as_called_then(frame, _as_asked(frame, built)), remarks=(*taken, *built.remarks))


def _without_repeated(frame: Frame, query: Query) -> tuple[Frame, ...]:
    """自然资源局最少的呢 after 2022年教育局最少的: without the words for a ranking that the last question had too."""
    order = query.selection.order
    ranks = frame.reading.of(Kind.RANK)
    if order is None or len(ranks) != 1 or not frame.question.endswith(cue("continues")):
        return ()
    if ranks[0].value != ("most" if order.descending else "least"):
        return ()
    rest = tuple(mention for mention in frame.reading.mentions if mention is not ranks[0])
    return (replace(frame, reading=frame.reading.keeping(rest)),)


def _as_called_then(frame: Frame, built: Built) -> Built:
    """2022年的满意度 after a project that was called otherwise in that year: under the name that it had then."""
    query = built.query
    figures = [query.figure, *((query.versus,) if query.versus is not None else ())]
    then = [replace(figure, selection=_called_then(frame, figure.selection)) for figure in figures]
    if then == figures:
        return built
    return replace(built, query=replace(query, figure=then[0], versus=then[1] if len(then) > 1 else None))


def _called_then(frame: Frame, selection: Selection) -> Selection:
    years, names = slots.years_in(selection.where), slots.kept(selection.where, slots.projects_slot)
    if not years or not isinstance(names, OneOf) or names.field != Field.PROJECT:
        return selection
    alike = [project for name in names.values for project in frame.context.names_of(name)]
    if any(project.name in names.values and set(project.years) & years for project in alike):
        return selection
    there = tuple(dict.fromkeys(project.name for project in alike if set(project.years) & years))
    where = both(OneOf(Field.PROJECT, there), slots.without(selection.where, slots.projects_slot))
    return replace(selection, where=where) if there else selection


def _as_asked(frame: Frame, built: Built) -> Built:
    """去年的又是哪些 after a sum or a number: which they are is asked, and no sum."""
    which = frame.has(Kind.ASK, "which") and not frame.has(Kind.ASK, "how_much") and not frame.reading.of(*_ASKS_OTHERWISE)
    if not which or built.query.operation != Operation.COMPUTE or built.query.selection.subject != Subject.PROJECT:
        return built
    selection = built.query.selection
    whole = selection.within if selection.where is None and selection.order is None else None
    return replace(built, query=list_of(whole or selection))


_ASKS_OTHERWISE = (Kind.FIGURE, Kind.RANK, Kind.VERIFY, Kind.HEAD, Kind.FUND, Kind.UNIT_ASKED, Kind.PER_UNIT)
"""Kinds of words that ask for something else than the members themselves."""
