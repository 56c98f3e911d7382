"""What a question that names no set of its own takes over from the last answer."""

from __future__ import annotations

from dataclasses import replace

from assistant.chinese.quantities import QuantityMention
from assistant.chinese.width import squeeze
from assistant.model.conversation import Turn
from assistant.model.fields import Field
from assistant.model.interpretation import Note, Remark
from assistant.model.query import Aggregate, Operation
from assistant.questions import slots
from assistant.questions.frame import Frame, asks_only_if_there
from assistant.questions.last_answer import (
    years_of_rows_apart,
)
from assistant.questions.lexicon import cue, says
from assistant.questions.mention import Kind
from assistant.questions.pointing import as_one, pointing_at, set_of, several_before, single_project
from assistant.questions.rows import calls_row, units_of_last


def inherited(frame: Frame) -> Frame:
    """A question that names no set of its own speaks of the last answer's; a complete one takes nothing over."""
    last = frame.last
    if last is None:
        return frame
    moved = frame.has(Kind.FIGURE, "difference", "growth") and not frame.has(Kind.FIGURE, "sum")
    sums = last.query is not None and last.query.operation == Operation.COMPUTE and moved and len(frame.years) == 2
    if sums or (last.query is not None and last.query.operation in _SET_APART):
        last = _under_one_name(frame, last)  # 年度目标是什么 after 比去年多多少: of the year that was asked about
    if last.query is not None and last.query.operation == Operation.COMPUTE and _asks_row(frame) and frame.is_plain:
        last = as_one(last)  # 一个人给多少 after 三年一共救助多少人
    if not frame.years and not frame.named and moved:
        frame = replace(frame, years=_years_set_apart(last))
    if moved and _is_set_apart_again(frame, last):
        return frame
    if (
        frame.doubtful is not None
        and not frame.named
        and len(last.projects) == 1
        and (_asks_row(frame) or _is_its_row(frame, last))
    ):
        return pointing_at(replace(frame, doubtful=None, terms=(*frame.terms, *frame.doubtful.pieces)), last.projects)
    if frame.named or frame.pointed or frame.within is not None or frame.doubtful is not None:
        return frame
    if frame.reading.of(Kind.ORDINAL) and not frame.place_in_order:
        return frame  # 第几个 of a list that there is not
    if frame.says("of_them") and len(last.projects) > 1 and not frame.names_projects:
        return set_of(frame, last)
    if _rows_of_each(frame, last):
        return set_of(frame, last)
    if _adds_rows(frame, last) or _counts_rows(frame, last):
        assert last.query is not None
        return replace(frame, within=last.query.selection, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, last.utterance)))
    if _sets_the_two_apart(frame, last):
        return pointing_at(frame, last.projects)
    if _names_its_row(frame, last):
        return pointing_at(replace(frame, missing_name=""), last.projects)
    if _tests_them_all(frame, last):
        return set_of(frame, last)
    if _asks_if_any(frame, last):
        return set_of(frame, last)
    if _tests_the_one(frame, last):
        return pointing_at(frame, last.projects)
    if _names_own_set(frame):
        return frame
    if frame.years or frame.all_years:
        return _inherited_in_years(frame, last)
    if frame.says("asks_source") and frame.is_plain and not frame.terms and len(last.projects) == 1:
        return pointing_at(frame, last.projects)
    share_alone = frame.has(Kind.FIGURE, "share") and not frame.conditions.levels
    own = frame.asks_for_projects and frame.names_projects and not share_alone and not _about_pointed(frame)
    if own and not (len(last.projects) > 1 and _says_only_which(frame)):
        return frame
    ranked = len(last.projects) == 1 and frame.says("the_one") and frame.has(Kind.RANK, "most", "least")
    if ranked and not frame.follows_rows and (several := several_before(frame)) is not None:
        return set_of(frame, several)
    if len(last.projects) == 1 and _ranks_projects(frame):
        return frame  # 金额最高的五个项目: nothing is ranked within one project
    if len(last.projects) == 1 and _asks_place(frame, last):
        return replace(frame, years=tuple(year for _, year in last.projects if year))
    if len(last.projects) == 1:
        counts = any(says(mention.text, "row_count") for mention in frame.reading.of(Kind.FIGURE))
        sums = frame.has(Kind.FIGURE, "sum") and frame.says("adds_up") and not frame.heads and not counts
        run = _singles(frame) if sums else ()
        return pointing_at(frame, run if len(run) > 1 else last.projects)
    elliptical = (
        frame.reading.of(Kind.FIGURE, Kind.RANK, Kind.PLACE)
        or share_alone
        or (frame.has(Kind.ASK, "which", "list") and not frame.about_rows and not frame.terms)
        or frame.says("asks_members")
    )
    if last.projects:
        of_the_one = frame.says("the_one") and bool(frame.reading.of(Kind.RANK))
        about_rows = frame.about_rows and not frame.says("row_number") and not of_the_one
        return set_of(frame, last) if elliptical and not about_rows else frame
    if (
        elliptical
        and last.query is not None
        and last.query.operation == Operation.LIST
        and not last.rows
        and not frame.about_rows
    ):
        return replace(frame, within=last.query.selection)  # nothing was found: of nothing there is nothing
    single = single_project(frame)
    asks_of_one = (frame.heads or frame.about_rows or frame.terms) and not frame.asks_for_projects
    return pointing_at(frame, (single,)) if single is not None and asks_of_one and not elliptical else frame


def _years_set_apart(last: Turn) -> tuple[int, ...]:
    """满意度提高了几个百分点 after 今年比去年涨了百分之几: the two years of the one project; () where none were set apart."""
    if rows_apart := years_of_rows_apart(last):
        return rows_apart  # 钱多了多少 after 比去年多了哪条指标
    query = last.query
    if query is None or query.versus is None or query.operation not in (Operation.DIFFERENCE, Operation.GROWTH):
        return ()
    years = [slots.years_in(figure.selection.where) for figure in (query.figure, query.versus)]
    apart = len(years[0]) == len(years[1]) == 1 and years[0] != years[1] and len(last.projects) == 1
    return tuple(year for one in years for year in one) if apart else ()


def _is_set_apart_again(frame: Frame, last: Turn) -> bool:
    """降幅百分之几 after 比去年少了多少: the same two figures in another way, and no set of tables."""
    set_apart = last.query is not None and last.query.versus is not None and last.query.operation in _SET_APART
    own = frame.terms or frame.heads or frame.about_rows or frame.asks_for_projects or frame.pointed or frame.within is not None
    return set_apart and frame.is_plain and not own and frame.doubtful is None


_SET_APART = (Operation.DIFFERENCE, Operation.GROWTH, Operation.RATIO)


def _rows_of_each(frame: Frame, last: Turn) -> bool:
    """满意度分别定多少 after a list of projects: the rows of each of them."""
    if len(last.projects) < 2 or not frame.says("each_of_them") or not (frame.conditions.levels or frame.other_heads):
        return False
    own = frame.conditions.table or frame.years or frame.all_years or frame.terms or frame.missing_name
    return not own and not frame.asks_for_projects and not frame.has(Kind.WHOLE) and not frame.has(Kind.FIGURE, "sum")


def _adds_rows(frame: Frame, last: Turn) -> bool:
    """加起来多少 after several rows of one project: it is the rows that are added up."""
    if len(last.rows) < 2 or last.query is None or last.query.operation != Operation.LIST or not frame.is_plain:
        return False
    bare = not (frame.heads or frame.about_rows or frame.terms or frame.asks_for_projects or frame.has(Kind.FUND))
    return bare and frame.has(Kind.FIGURE, "sum") and frame.says("adds_up") and not frame.asks_money


def _counts_rows(frame: Frame, last: Turn) -> bool:
    """一共几条 after the rows of a category: those that were just told are counted, and no others."""
    if not last.rows or last.query is None or last.query.operation != Operation.LIST or not frame.is_plain:
        return False
    counts = [mention for mention in frame.reading.of(Kind.FIGURE) if mention.value == "count"]
    own = frame.heads or frame.about_rows or frame.terms or frame.asks_for_projects or frame.says("indicator_word")
    return bool(counts) and all(says(mention.text, "row_count") for mention in counts) and not own and len(frame.text) <= _SHORT


def _tests_them_all(frame: Frame, last: Turn) -> bool:
    """都是市监局的吗 after a list: is it asked of all that were listed?"""
    tests = frame.conditions.table
    said = frame.has(Kind.LOGIC, "all") and frame.has(Kind.VERIFY) and len(frame.question) <= _SHORT
    own = frame.years or frame.all_years or frame.terms or frame.missing_name or frame.asks_for_projects
    of_tables = (slots.organisations_slot, slots.attributes_slot, slots.money_slot)
    alike = bool(tests) and all(any(slot(part) for slot in of_tables) for part in tests)
    return len(last.projects) > 1 and said and not own and alike and not frame.reading.of(Kind.WHOLE, Kind.RANK, Kind.PLACE)


_SHORT = 12
"""A longer sentence is a question of its own."""


def _asks_if_any(frame: Frame, last: Turn) -> bool:
    """有没有哪个不超过60万 after a list: is it asked of those that were listed, with no word for projects of its own?"""
    tests = frame.conditions.table
    one_of_them = any(says(mention.text, "asks_one") for mention in frame.reading.of(Kind.VERIFY))
    one_of_them = one_of_them or (frame.has(Kind.VERIFY) and frame.text.startswith(cue("there_word")))
    own = frame.years or frame.all_years or frame.terms or frame.missing_name or frame.names_projects
    short = len(frame.question) <= _SHORT + 2 and not frame.reading.of(Kind.WHOLE, Kind.RANK, Kind.PLACE)
    return len(last.projects) > 1 and one_of_them and short and not own and bool(tests) and all(map(slots.money_slot, tests))


def _tests_the_one(frame: Frame, last: Turn) -> bool:
    """预算过没过600万 after one project: its money is tested, and no others are sought that are so (有没有超过600万的)."""
    tests = frame.conditions.number_tests
    if len(last.projects) != 1 or not tests or not frame.has(Kind.VERIFY) or frame.asks_for_projects or frame.terms:
        return False
    own = frame.years or frame.all_years or frame.missing_name or len(frame.conditions.table) > len(tests)
    return not own and not frame.reading.of(Kind.WHOLE, Kind.ASK, Kind.RANK, Kind.PLACE) and not frame.says("of_such_at_end")


def _names_own_set(frame: Frame) -> bool:
    """Does the question say itself which tables it is about: all, so many as there are, such as meet a condition?"""
    if frame.has(Kind.CHANGE, "fresh") and frame.asks_for_projects:
        return True
    if frame.has(Kind.WHOLE, "all_tables") and not frame.has(Kind.FIGURE, "share") and not _says_each(frame):
        return True
    if frame.has(Kind.TREND, "present", "each") and len(frame.years) > 1 and frame.reading.of(Kind.RANK):
        return True  # 2023和2024两年都有的里面，增加最多的
    if any(mention.value == frame.context.knowledge.size() for mention in frame.reading.of(Kind.SIZE)):
        return True
    return bool(frame.conditions.table or frame.missing_name)


def _says_each(frame: Frame) -> bool:
    """平均每个项目多少钱, 把所有指标列出来: is 每个 said of what is averaged, 所有 of rows, and neither of the archive?"""
    wholes = frame.reading.of(Kind.WHOLE)
    of_mean = frame.has(Kind.FIGURE, "average") and all(mention.text in cue("by_each_project") for mention in wholes)
    words = cue("kinds_of_rows")
    beside = [frame.text.startswith(words, whole.end) or frame.text.endswith(words, 0, whole.start) for whole in wholes]
    return of_mean or all(beside)


def _inherited_in_years(frame: Frame, last: Turn) -> Frame:
    """2024年呢, 比去年涨了多少: the last project in the years named; a sum or a list of a year takes nothing over."""
    which = frame.has(Kind.ASK, "which") or frame.reading.of(Kind.RANK, Kind.PLACE)
    if frame.has(Kind.FIGURE, "share") and not which and not frame.about_rows:
        return set_of(frame, last)  # 占全县当年项目资金的百分之几
    by_unit = frame.reading.of(Kind.PER_UNIT, Kind.UNIT_ASKED)
    asks_rows = bool(frame.about_rows or by_unit or frame.terms or frame.other_heads)
    of_part = frame.has(Kind.FUND) or set(frame.money_heads) - {Field.TOTAL}  # 前年上级补多少
    asks_rows = asks_rows or (bool(of_part) and not frame.has(Kind.FIGURE, "sum") and not frame.has(Kind.WHOLE))
    compares = frame.has(Kind.TREND) or frame.has(Kind.FIGURE, "difference", "growth", "same") or frame.says("compares")
    last = as_one(last)
    spans = any(isinstance(one.value, QuantityMention) and one.value.unit == "年" for one in frame.reading.of(Kind.QUANTITY))
    short = len(frame.text) <= 8 or (spans and not frame.reading.of(Kind.SUBJECT, Kind.WHOLE))  # 两年总共安排多少钱
    bare_sum = frame.has(Kind.FIGURE, "sum") and short and not frame.has(Kind.WHOLE, "all_tables")
    that_year = any(mention.text in cue("that_year") for mention in frame.reading.of(Kind.YEAR))
    asks_of_it = asks_rows or compares or bare_sum or (that_year and not frame.reading.of(Kind.RANK, Kind.PLACE))
    asks_of_it = asks_of_it or asks_only_if_there(frame) or _asks_only_its_money(frame) or _counts_in_its_unit(frame)
    there_and_gone = frame.has(Kind.TREND, "present") and frame.has(Kind.TREND, "absent")
    if there_and_gone and (frame.has(Kind.FIGURE, "count") or frame.has(Kind.ASK, "which")):
        return _of_same_offices(frame, last)  # 23年安排过、后面没有的有几个 is asked of all
    if frame.has(Kind.TREND, "up", "down") and frame.has(Kind.ASK, "which", "list") and not asks_rows:
        return frame  # 2024年比上年减少的有哪些: one project is no answer to which
    if len(last.projects) == 1 and asks_of_it and not frame.asks_for_projects and not _names_rows_elsewhere(frame, last):
        return pointing_at(frame, last.projects)
    return frame


def _asks_only_its_money(frame: Frame) -> bool:
    """2025年预算, 今年多少钱 after a question about one project: a year and a money, and nothing else."""
    kinds = {mention.kind for mention in frame.reading.mentions}
    amount = frame.asks_money or (frame.has(Kind.ASK, "how_much") and not frame.follows_rows)
    return bool(frame.money_heads or amount) and kinds <= {Kind.YEAR, Kind.HEAD, Kind.FILLER, Kind.ASK, Kind.CHANGE}


def _counts_in_its_unit(frame: Frame) -> bool:
    """2024年奖几家 after a row of enterprises: is it counted in the row's unit, and no project spoken of?"""
    counted = [mention.text[-1] for mention in frame.reading.of(Kind.FIGURE) if mention.value == "count"]
    return frame.follows_rows and not frame.asks_for_projects and any(unit in units_of_last(frame) for unit in counted)


def _of_same_offices(frame: Frame, last: Turn) -> Frame:
    """2025年有今年没有的 after the projects of one department: of that department still."""
    query = last.query
    offices = slots.kept(slots.flattened(query.selection).where, slots.organisations_slot) if query is not None else None
    if offices is None or len(last.projects) == 1 or frame.conditions.table or frame.has(Kind.WHOLE, "all_tables"):
        return frame
    conditions = replace(frame.conditions, table=(offices,))
    return replace(frame, conditions=conditions, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, last.utterance)))


def _names_rows_elsewhere(frame: Frame, last: Turn) -> bool:
    """救灾帐篷今年比去年多买多少顶 after another project: do the words stand in rows, and in none of that project's?"""
    if not frame.terms:
        return False
    rows = [
        (row.project, squeeze(row.level3).lower())
        for row in frame.context.knowledge.rows_like("".join(frame.terms))
        if any(term in squeeze(row.level3).lower() for term in frame.terms)
    ]
    own = {name for names, _ in last.projects for name in (names, *(one.name for one in frame.context.names_of(names)))}
    holds_all = any(all(term in level3 for term in frame.terms) for _, level3 in rows)
    return holds_all and not any(project in own for project, _ in rows)


def _under_one_name(frame: Frame, turn: Turn) -> Turn:
    """The same, also where the project carried another name in each of the years."""
    one = as_one(turn)
    names = tuple(dict.fromkeys(name for name, _ in one.projects))
    known = frame.context.knowledge.projects_named(names) if len(names) == 2 else ()
    if len(known) != len(names) or len({(project.series, project.department) for project in known}) != 1:
        return one
    return replace(turn, projects=(max(turn.projects, key=lambda project: project[1] or 0),))


def _ranks_projects(frame: Frame) -> bool:
    """最高的几个, 金额最高的五个项目: a ranking that speaks of projects, not of rows."""
    rows = frame.about_rows or frame.terms or frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT)
    return bool(frame.reading.of(Kind.RANK) and frame.reading.of(Kind.SIZE)) and not rows


def _asks_place(frame: Frame, last: Turn) -> bool:
    """第二大的是谁 after something of the largest: a place among all of its year, and none of the one project's."""
    ranked = last.query is not None and (last.query.selection.order is not None or last.query.grouping is not None)
    own = frame.about_rows or frame.terms or frame.heads or frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT, Kind.FIGURE)
    return bool(frame.reading.of(Kind.PLACE)) and frame.has(Kind.ASK, "which") and not (ranked or own)


def _asks_row(frame: Frame) -> bool:
    return bool(frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT)) or frame.about_rows


def _is_its_row(frame: Frame, last: Turn) -> bool:
    """基层组织呢 after a row of a project: is it the whole name of another of its rows?"""
    if not frame.follows_rows or frame.doubtful is None:
        return False
    return bool(calls_row(frame, "".join(frame.doubtful.pieces), (last.projects[0][0],)))


def _sets_the_two_apart(frame: Frame, last: Turn) -> bool:
    """差多少 after two projects were added up: they are set against each other."""
    added = last.query is not None and last.query.operation == Operation.COMPUTE and last.query.figure.aggregate == Aggregate.SUM
    bare = frame.is_plain and not (frame.terms or frame.heads or frame.about_rows or frame.asks_for_projects)
    return added and bare and len(last.projects) == 2 and frame.has(Kind.FIGURE, "difference", "ratio", "compare")


def _names_its_row(frame: Frame, last: Turn) -> bool:
    """印宣传品要花多少 after a project: does a word stand in one of its rows, though others with it stand nowhere?"""
    if not frame.missing_name or len(last.projects) != 1 or not frame.terms or frame.asks_for_projects or frame.conditions.table:
        return False
    if not (frame.has(Kind.ASK, "how_much", "what") or frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT)):
        return False
    rows = frame.context.knowledge.rows_like("".join(frame.terms), (last.projects[0][0],))
    return any(all(term in squeeze(row.level3).lower() for term in frame.terms) for row in rows)


def _singles(frame: Frame) -> tuple[tuple[str, int | None], ...]:
    """The projects of the last turns that were each about one, in their order."""
    found: list[tuple[str, int | None]] = []
    for turn in reversed(frame.context.conversation.turns):
        if len(turn.projects) != 1 or turn.query is None:
            break
        if turn.projects[0] not in found:
            found.append(turn.projects[0])
    return tuple(reversed(found))


def _says_only_which(frame: Frame) -> bool:
    """哪张最少, 哪笔最大的 after a list: a word for which, a superlative, and nothing else."""
    kinds = {mention.kind for mention in frame.reading.mentions}
    return kinds <= {Kind.ASK, Kind.RANK, Kind.FILLER, Kind.CHANGE} and kinds >= {Kind.ASK, Kind.RANK}


def _about_pointed(frame: Frame) -> bool:
    """具体是哪两个项目, 分别是哪些项目: asks for the members of the last set."""
    return frame.says("asks_members") and not (frame.about_rows or frame.terms or frame.conditions.table)
