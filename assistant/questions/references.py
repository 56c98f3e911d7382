"""What words like 它, 其中, 这两个 and 第二个 point at among the answers of the conversation."""

from __future__ import annotations

from dataclasses import replace

from assistant.chinese.width import squeeze
from assistant.model.conversation import Choice, Turn
from assistant.model.fields import Field, Subject
from assistant.model.interpretation import Note, Remark
from assistant.model.query import OneOf, Selection, both
from assistant.questions import slots
from assistant.questions.frame import Frame, year_condition
from assistant.questions.last_answer import (
    asked_years,
    is_by,
    office_of,
    without_years,
)
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind, Mention, Ranking
from assistant.questions.naming import number_in
from assistant.questions.others import rest_of_last
from assistant.questions.pointing import pointing_at, set_of, single_project

BACK = 4
"""As many turns as a word for several things goes back."""


def referred(frame: Frame) -> Frame:
    """What 它, 其中, 这两个, 第二个, 前者 point at."""
    reading = frame.reading
    last = frame.last
    base = _base_of_draft(frame)
    if base is not None:
        return pointing_at(frame, (base,))
    if last is None:
        return frame
    rest = rest_of_last(frame, last)
    if rest is not None:
        return rest
    whose = _of_its_office(frame, last) or _in_that_year(frame, last)
    if whose is not None:
        return whose
    one = _one_of_last(frame, last)
    if one is not None:
        return one
    asks = frame.heads or frame.about_rows or (frame.says("last_of_list") and frame.has(Kind.ASK, "how_much"))
    if asks and not frame.named and (place := _place_in_last(frame, last)) is not None:
        return pointing_at(_without(frame, Kind.PLACE, Kind.RANK), (place,))
    if not frame.named and _is_place_just_shown(frame, last):
        return pointing_at(_without(frame, Kind.PLACE), last.projects)
    two = _two_of_list(frame)
    if two:
        return pointing_at(frame, two)
    for mention in reading.of(Kind.ORDINAL):
        if frame.named or not isinstance(mention.value, int) or frame.place_in_order:
            continue
        position = mention.value
        for turn in reversed(frame.context.conversation.turns):
            if len(turn.in_order) >= max(position, 2):
                project = turn.in_order[position - 1 if position > 0 else -1]
                return pointing_at(frame, (project,))
            if 0 < position <= len(turn.choices):
                return pointing_at(frame, (_chosen(turn.choices[position - 1]),))
    if frame.has(Kind.SINGLE, "other") and not frame.named and len(last.projects) == 1:
        pair = _pair_of_choices(frame) or _recent(frame, 2)
        others = tuple(project for project in pair if project[0] != last.projects[0][0])
        return pointing_at(frame, others) if len(pair) == 2 and len(others) == 1 else frame
    former = frame.first(Kind.SINGLE, "former")
    latter = frame.first(Kind.SINGLE, "latter")
    if former is not None or latter is not None:
        pair = _as_named(frame, _recent(frame, 2))
        if len(pair) == 2:
            order = [mention.value for mention in reading.of(Kind.SINGLE) if mention.value in ("former", "latter")]
            return pointing_at(frame, tuple(pair[0] if word == "former" else pair[1] for word in order))
        beside = _beside(frame, last, -1 if former is not None else 1)
        if beside is None and former is not None and latter is None and len(last.projects) == 1:
            beside = last.projects[0]  # 前面那个 where there was one
        return pointing_at(frame, (beside,)) if beside is not None else frame
    if (several := _so_many_of_last(frame, last)) is not None:
        return several
    pointing = _set_mention(frame)
    if pointing is not None and _are_the_offices(frame, last, pointing):
        return frame
    if pointing is not None:
        wanted = number_in(pointing.text)
        apart = frame.has(Kind.FIGURE, "difference", "ratio", "growth", "compare")
        if wanted == len(last.projects) == 2 and apart:
            return pointing_at(frame, last.projects)
        of_them = frame.conditions.levels or frame.heads
        if wanted == len(last.projects) > 1 and of_them and frame.follows_rows:
            return pointing_at(frame, last.projects)
        if wanted == len(last.rows) > 1 and (frame.conditions.levels or frame.says("row_nouns")):
            return set_of(frame, last)  # 这三条成本: the rows just listed
        if wanted > 1 and wanted not in (len(last.projects), last.size):
            recent = _recent(frame, wanted)
            if len(recent) == wanted:
                return pointing_at(frame, recent)
        return set_of(frame, _plural(frame, last))
    if frame.has(Kind.SINGLE, "it") and not frame.named:
        single = single_project(frame)
        if single is not None:
            return pointing_at(frame, (single,))
    return frame


def _base_of_draft(frame: Frame) -> tuple[str, int | None] | None:
    """2025年那张的总额 while a draft is in hand: the table that it was made from, where the year is that table's."""
    hand = frame.context.conversation.talk.hand
    base = hand.draft.base if hand is not None else None
    if base is None or frame.named or frame.asks_for_projects or not frame.says("that_table") or frame.reading.of(Kind.ORDINAL):
        return None
    return (base.project, base.year) if frame.years == (base.year,) else None


def _so_many_of_last(frame: Frame, last: Turn) -> Frame | None:
    """两张合计多少钱 after a list of two tables: those two."""
    counted = [mention.text for mention in frame.reading.of(Kind.SIZE)]
    counted += [one.text for one in frame.reading.of(Kind.QUANTITY) if one.text.endswith(cue("counts_tables"))]
    plain = frame.is_plain and not (frame.terms or frame.about_rows) and not frame.reading.of(Kind.RANK, Kind.PLACE, Kind.WHOLE)
    apart = frame.has(Kind.FIGURE, "difference", "ratio", "growth", "compare")
    if len(counted) != 1 or not plain or not (apart or frame.has(Kind.FIGURE, "sum", "average")) or last.query is None:
        return None
    if len(last.projects) < 2 or number_in(counted[0]) != len(last.projects):
        return None
    if apart:
        return pointing_at(frame, last.projects) if len(last.projects) == 2 else None
    if last.query.selection.subject == Subject.INDICATOR:
        within = Selection(Subject.PROJECT, within=last.query.selection)
        return replace(frame, within=within, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, last.utterance)))
    return set_of(frame, last)


def _are_the_offices(frame: Frame, last: Turn, pointing: Mention) -> bool:
    """今年这两个局差多少: are the two departments meant that were set against each other, and none of their projects?"""
    query = last.query
    if query is None or query.versus is None or number_in(pointing.text) != 2:
        return False
    sides = (query.figure.selection.where, query.versus.selection.where)
    of_offices = all(slots.kept(side, slots.organisations_slot) is not None for side in sides)
    return of_offices and frame.text.startswith(cue("office_nouns"), pointing.end)


def _two_of_list(frame: Frame) -> tuple[tuple[str, int | None], ...]:
    """第二个比第一个少多少: two of the last list, in the order in which they are named; () where no two are."""
    positions = [mention.value for mention in frame.reading.of(Kind.ORDINAL) if isinstance(mention.value, int)]
    places = [mention.value for mention in frame.reading.of(Kind.PLACE)]
    ordered = frame.last_query is not None and frame.last_query.selection.order is not None
    if places == [Ranking(1, 2)] and ordered and frame.has(Kind.FIGURE, "difference", "ratio") and not frame.years:
        positions = [1, 2]  # 头两名差多少
    if len(positions) != 2 or frame.named or frame.place_in_order or 0 in positions:
        return ()
    for turn in reversed(frame.context.conversation.turns):
        if len(turn.in_order) >= max(*positions, 2):
            return tuple(turn.in_order[at - 1 if at > 0 else at] for at in positions)
    return ()


def _of_its_office(frame: Frame, last: Turn) -> Frame | None:
    """该局, or 它 after 哪个局最多: the tables of that department or unit, in the years that were asked for."""
    ranked = last.query is not None and is_by(last.query, *slots.ORGANISATIONS)
    said = frame.has(Kind.SINGLE, "office") or (ranked and frame.has(Kind.SINGLE, "it"))
    if not said or last.query is None or frame.named or any(map(slots.organisations_slot, frame.conditions.table)):
        return None
    office = office_of(last)
    if office is None:
        return None
    years = () if frame.years or frame.all_years else tuple(sorted(asked_years(last.query.selection)))
    within = Selection(Subject.PROJECT, both(office, year_condition(years)))
    if ranked:
        kept = without_years(last.query.selection) if frame.years or frame.all_years else last.query.selection
        within = replace(kept, where=both(kept.where, office), order=None, places=None)
    return replace(frame, within=within, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, last.utterance)))


def _in_that_year(frame: Frame, last: Turn) -> Frame | None:
    """那年, or a year and 哪些 after 各年多少: the same tables in that year; the one project where it was one."""
    if last.query is None or not is_by(last.query, Field.YEAR) or frame.named or frame.conditions.table or not frame.years:
        return None
    pointed = any(mention.text in cue("that_year") for mention in frame.reading.of(Kind.YEAR))
    drills = len(frame.years) == 1 and frame.asks_for_projects and not frame.has(Kind.WHOLE)
    if not (pointed or drills) or frame.says("rest_of") or frame.has(Kind.WHOLE, "all_tables"):
        return None
    same = {name: None for name, year in last.projects if year in frame.years}
    names = slots.kept(slots.flattened(last.query.selection).where, slots.projects_slot)
    if names is not None and len(same) == 1:
        return pointing_at(frame, tuple((name, year) for name in same for year in frame.years[:1]))
    within = replace(without_years(last.query.selection), order=None, places=None)
    if within.where is None and within.within is None:
        return frame
    return replace(frame, within=within, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, last.utterance)))


def _chosen(choice: Choice) -> tuple[str, int | None]:
    """The project that a choice stands for, with the year that its query asks for."""
    years = slots.years_in(choice.query.selection.where)
    return choice.label, max(years) if years else None


def _pair_of_choices(frame: Frame) -> tuple[tuple[str, int | None], ...]:
    """The two projects that the last turns offered to choose from."""
    offered = next((turn.choices for turn in reversed(frame.context.conversation.turns[-BACK:]) if turn.choices), ())
    return tuple(map(_chosen, offered)) if len(offered) == 2 else ()


def _beside(frame: Frame, last: Turn, step: int) -> tuple[str, int | None] | None:
    """前一个, 后一个 after one of a list was spoken of: its neighbour in that list."""
    if len(last.projects) != 1:
        return None
    lists = (turn.projects for turn in reversed(frame.context.conversation.turns) if len(turn.projects) > 1)
    listed = next((projects for projects in lists if last.projects[0] in projects), ())
    at = listed.index(last.projects[0]) + step if listed else -1
    return listed[at] if 0 <= at < len(listed) else None


def _plural(frame: Frame, last: Turn) -> Turn:
    """它们 after one of several was spoken of: the turn that was about the several."""
    if len(last.projects) != 1 or len(last.rows) > 1:
        return last
    turns = [turn for turn in reversed(frame.context.conversation.turns[-BACK:]) if turn.query is not None]
    return next((turn for turn in turns if len(turn.projects) > 1 and last.projects[0] in turn.projects), last)


def _without(frame: Frame, *kinds: Kind) -> Frame:
    """The frame without its mentions of some kinds: they have done their work."""
    kept = tuple(mention for mention in frame.reading.mentions if mention.kind not in kinds)
    return replace(frame, reading=frame.reading.keeping(kept))


def _one_of_last(frame: Frame, last: Turn) -> Frame | None:
    """津贴那个 after a list: the one project of it whose name holds the words."""
    lists = (turn.projects for turn in reversed(frame.context.conversation.turns[-3:]) if len(turn.projects) > 1)
    listed = next(lists, ())
    if frame.named or not listed or not (frame.says("that_one") or frame.question.endswith(cue("continues"))):
        return None
    if (frame.doubtful is None and frame.terms) or frame.reading.of(Kind.RANK, Kind.PLACE):
        return None
    weak = [cluster.pieces for cluster in frame.reading.clusters if not cluster.links or cluster is frame.doubtful]
    pieces = [piece for found in weak for piece in found if len(piece) >= 2]
    pieces += [mention.text for mention in frame.reading.of(Kind.HEAD) if mention.text in frame.context.lexicon.weak]
    fitting = [project for project in listed if pieces and all(piece in squeeze(project[0]).lower() for piece in pieces)]
    if len(fitting) != 1:
        return None
    return pointing_at(replace(frame, doubtful=None, terms=(), missing_name=""), (fitting[0],))


def _place_in_last(frame: Frame, last: Turn) -> tuple[str, int | None] | None:
    """第二名的满意度 after a ranking: the project at that place of it."""
    places = frame.reading.of(Kind.PLACE)
    end = _end_of_last(frame, last)
    if end is not None:
        return end
    if not places or last.query is None or last.query.selection.order is None or len(last.projects) < 2 or frame.speaks_of_money:
        return None
    ranking = places[0].value
    assert isinstance(ranking, Ranking)
    if ranking.first != ranking.last or ranking.first > len(last.projects):
        return None
    if ranking.from_end:
        return last.projects[-ranking.first] if frame.says("last_of_list") else None
    return last.projects[ranking.first - 1]


def _end_of_last(frame: Frame, last: Turn) -> tuple[str, int | None] | None:
    """最后一名的满意度, 第一名的目标 after a list in an order: the project at that end of it."""
    ranks = frame.reading.of(Kind.RANK)
    if len(ranks) != 1 or last.query is None or last.query.selection.order is None or len(last.projects) < 2:
        return None
    behind = frame.text.startswith(cue("behind_end"), ranks[0].end)
    if frame.speaks_of_money or frame.years or frame.reading.of(Kind.PLACE) or not behind:
        return None
    if ranks[0].text in cue("at_head"):
        return last.projects[0]
    return last.projects[-1] if ranks[0].text in cue("at_foot") else None


def _is_place_just_shown(frame: Frame, last: Turn) -> bool:
    """第二大的上级资金多少 after 第二大呢: is something asked of the project that stands at that very place?"""
    places = frame.reading.of(Kind.PLACE)
    chosen = last.query.selection if last.query is not None else None
    if len(places) != 1 or len(last.projects) != 1 or chosen is None or chosen.order is None or chosen.places is None:
        return False
    ranking = places[0].value
    assert isinstance(ranking, Ranking)
    same = ranking.first == ranking.last == chosen.places.first == chosen.places.last and not ranking.from_end
    asks = frame.has(Kind.FUND) or frame.about_rows or bool(set(frame.heads) - {Field.TOTAL})
    return same and asks and frame.text.startswith("的", places[0].end) and not frame.asks_for_projects


def _set_mention(frame: Frame) -> Mention | None:
    for mention in frame.reading.of(Kind.SET):
        before = frame.reading.before(mention, skip=())
        beside = before is not None and before.kind not in (Kind.SPLIT, Kind.FILLER) and not before.is_(Kind.ASK, "list")
        if mention.text in cue("behind_name") and beside:
            continue
        if frame.named and number_in(mention.text) == len(frame.named):
            continue
        return mention
    return None


def _recent(frame: Frame, wanted: int) -> tuple[tuple[str, int | None], ...]:
    """The projects that the last turns were about, as many as wanted, in the order in which they came up."""
    last = frame.last
    if last is not None and len(last.projects) == wanted:
        return last.projects
    if last is not None and len(last.projects) == 1:
        for turn in reversed(frame.context.conversation.turns[-BACK:]):
            if len(turn.projects) == wanted and last.projects[0] in turn.projects:
                return turn.projects
    if last is not None and len(last.named) == wanted:
        return tuple((name, year) for name in last.named for found, year in last.projects if found == name)[:wanted]
    found: list[tuple[str, int | None]] = []
    for turn in reversed(frame.context.conversation.turns):
        if len(turn.projects) == 1 and turn.projects[0] not in found:
            found.append(turn.projects[0])
        if len(found) == wanted:
            break
    return tuple(reversed(found))


def _as_named(frame: Frame, pair: tuple[tuple[str, int | None], ...]) -> tuple[tuple[str, int | None], ...]:
    """Two projects in the order in which the conversation named them: an answer may have told the greater first."""
    by_name = {squeeze(name): (name, year) for name, year in pair}
    turns = frame.context.conversation.turns
    said = [turn.named for turn in reversed(turns)]
    said += [_sides_of(turn) for turn in reversed(turns)]  # 人才工作经费多少钱, 比干部教育培训经费多多少
    orders = [tuple(map(squeeze, names)) for names in said if len(names) == len(pair)]
    order = next((names for names in orders if set(names) == set(by_name)), ())
    return tuple(by_name[name] for name in order) or pair


def _sides_of(turn: Turn) -> tuple[str, ...]:
    """The projects that were set against each other, in their order."""
    query = turn.query
    figures = (query.figure, query.versus) if query is not None and query.versus is not None else ()
    sides = [slots.kept(figure.selection.where, slots.projects_slot) for figure in figures]
    return tuple(name for side in sides if isinstance(side, OneOf) for name in side.values)
