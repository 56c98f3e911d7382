"""From a reading to a frame: which projects are named, which words are left over, and what of the conversation is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant.chinese.numerals import parse_numeral
from assistant.chinese.quantities import QuantityMention
from assistant.chinese.width import squeeze
from assistant.model.conversation import Choice, Turn
from assistant.model.fields import Field, Subject
from assistant.model.interpretation import Note, Remark
from assistant.model.knowledge import KnownProject
from assistant.model.query import Aggregate, Compare, Measure, Not, OneOf, Operation, Operator, Selection, both
from assistant.questions import slots
from assistant.questions.abbreviations import abbreviates
from assistant.questions.conditions import Conditions, conditions_of
from assistant.questions.context import Context
from assistant.questions.frame import Frame, asks_only_if_there, year_condition
from assistant.questions.last_answer import (
    asked_years,
    is_by,
    office_of,
    without_years,
    years_of,
    years_of_rows_apart,
    years_spoken_of,
)
from assistant.questions.lexicon import cue, remark, says
from assistant.questions.link import Link, names_of
from assistant.questions.mention import Kind, Mention, Ranking
from assistant.questions.reading import Cluster, Reading
from assistant.questions.rows import calls_row, units_of_last
from assistant.questions.topics import field_of_words

BACK = 4
"""As many turns as a word for several things goes back."""


def frame_of(reading: Reading, context: Context) -> Frame:
    """Everything of the utterance but the kind of question."""
    bare = Frame(reading, Conditions(), context)
    bare = _without_limits(_without_amounts(bare))
    reading = bare.reading
    frame = replace(bare, conditions=conditions_of(reading, context, row_subject=bare.follows_rows))
    frame = _years(frame)
    frame = _weakly_named(_names(frame))
    frame = _own_years(_references(frame))
    return _without_goal_of_row(_beyond_rows(_inherited(frame)))


def _without_limits(frame: Frame) -> Frame:
    """一户最多花多少: the most that each may come to is a bound that the row has, and ranks nothing."""
    ends = {mention.end for mention in frame.reading.of(Kind.PER_UNIT)}
    starts = {mention.start for mention in frame.reading.of(Kind.ASK) if mention.value == "how_much"}
    limits = [
        rank
        for rank in frame.reading.of(Kind.RANK)
        if rank.value in ("most", "least") and rank.start in ends and any(0 <= start - rank.end <= 1 for start in starts)
    ]
    if not limits or frame.asks_for_projects:
        return frame
    return replace(frame, reading=frame.reading.keeping(tuple(one for one in frame.reading.mentions if one not in limits)))


def _without_amounts(frame: Frame) -> Frame:
    """其他资金金额, 上级资金总额: the amount right behind a part of the money is that part's, and not the table's."""
    parts = [head for head in frame.reading.of(Kind.FUND, Kind.HEAD) if head.kind == Kind.FUND or head.is_(Kind.HEAD, *_PARTS)]
    ends = {end for part in parts for end in (part.end, part.end + frame.text.startswith("的", part.end))}
    amounts = [head for head in frame.reading.of(Kind.HEAD) if head.is_(Kind.HEAD, "total") and head.start in ends]
    amounts = [head for head in amounts if head.text in cue("amounts")]
    if not amounts:
        return frame
    return replace(frame, reading=frame.reading.keeping(tuple(one for one in frame.reading.mentions if one not in amounts)))


_PARTS = ("other", "fiscal")
"""Moneys of a table that are part of its total."""


def _without_goal_of_row(frame: Frame) -> Frame:
    """2023年拉动消费的目标: behind the whole name of one of the project's rows 目标 is that row's, and no text of the table."""
    goals = [head for head in frame.reading.of(Kind.HEAD) if head.text in cue("aim")]
    if len(goals) != 1 or not frame.projects or not frame.terms:
        return frame
    said = frame.text[: goals[0].start].removesuffix("的")
    rows = [row for term in frame.terms if said.endswith(term) for row in calls_row(frame, term, frame.projects)]
    if not rows:
        return frame
    return replace(frame, reading=frame.reading.keeping(tuple(one for one in frame.reading.mentions if one is not goals[0])))


def _own_years(frame: Frame) -> Frame:
    """预警系统两年一共投了多少: the years that the project has, where they are as many as are said."""
    spans = [one.value for one in frame.reading.of(Kind.QUANTITY) if isinstance(one.value, QuantityMention)]
    said = {int(one.low) for one in spans if one.unit == "年" and one.low >= 2}
    if len(frame.named) != 1 or len(said) != 1 or frame.reading.of(Kind.YEAR) or not frame.years:
        return frame
    years = tuple(sorted({year for project in frame.named[0].projects for year in project.years}))
    return replace(frame, years=years) if len(years) == said.pop() else frame


def _beyond_rows(frame: Frame) -> Frame:
    """年度资金总额多少, 他们满意度要到多少 after rows of one project: what those rows do not hold is asked of the project."""
    last, within = frame.last, frame.within
    if last is None or len(last.projects) != 1 or frame.named or frame.conditions.rows:
        return frame
    of_rows = within is not None and within.subject == Subject.INDICATOR
    levels = {level2 for _, _, level2, _ in last.rows}
    elsewhere = bool(frame.conditions.levels) and bool(levels) and not levels & {*frame.conditions.levels}
    if of_rows and (frame.heads or elsewhere):
        return _pointing(replace(frame, within=None), last.projects)
    counts_others = frame.reading.of(Kind.UNIT_ASKED) and frame.is_plain and not (frame.terms or frame.pointed)
    if len(last.rows) > 1 and counts_others and (of_rows or within is None) and _asks_other_unit(frame):
        reading = frame.reading.keeping(tuple(one for one in frame.reading.mentions if not one.is_(Kind.FIGURE, "sum")))
        return _pointing(replace(frame, reading=reading, within=None), last.projects)
    return frame


def _asks_other_unit(frame: Frame) -> bool:
    """Are things counted that the rows of the last answer do not count?"""
    asked = {unit for one in frame.reading.of(Kind.UNIT_ASKED) for unit in frame.context.lexicon.units_like(str(one.value))}
    return not asked & units_of_last(frame)


def _years(frame: Frame) -> Frame:
    years: list[int] = []
    remarks: list[Remark] = []
    previous = frame.has(Kind.TREND, "previous")
    for mention in frame.reading.of(Kind.YEAR):
        if mention.start in frame.conditions.used or not isinstance(mention.value, tuple):
            continue
        found = [year for year in mention.value if isinstance(year, int)]
        if mention.text in cue("that_year") and frame.last_query is not None:
            found = list(years_of(frame.last)) if frame.last is not None and years_of(frame.last) else found
        years.extend(found)
        if not any(character.isdigit() or character in "〇零一二三四五六七八九" for character in mention.text):
            remarks.append(
                Remark(Note.RELATIVE_YEAR, remark("relative_year", 说法=mention.text, 年度="、".join(map(str, found))))
            )
    all_years = frame.has(Kind.WHOLE, "all_years") and not years
    if not years:
        span, whole = _span(frame)
        years.extend(span)
        all_years = all_years or whole
    last = frame.last_query
    swaps = frame.has(Kind.CHANGE, "swap") and frame.reading.of(Kind.RANK, Kind.PLACE, Kind.FIGURE)
    if not years and not all_years and last is not None and swaps:
        years.extend(sorted(asked_years(last.selection)))
    return replace(
        frame, years=tuple(dict.fromkeys(years)), all_years=all_years, previous=previous, remarks=(*frame.remarks, *remarks)
    )


def _span(frame: Frame) -> tuple[tuple[int, ...], bool]:
    """四年来, 近两年: the last years of the archive, or all of them."""
    known = frame.context.knowledge.years()
    for mention in frame.reading.of(Kind.QUANTITY):
        quantity = mention.value
        if isinstance(quantity, QuantityMention) and quantity.unit == "年" and quantity.low >= 2:
            wanted = int(quantity.low)
            if spoken := years_spoken_of(frame.context.conversation, wanted):
                return spoken, False
            return (known[-wanted:], False) if wanted < len(known) else ((), True)
    return (), False


@dataclass(slots=True)
class _Found:
    """What the clusters were taken for, gathered one after the other."""

    named: list[Link] = field(default_factory=list)
    excepted: list[Link] = field(default_factory=list)
    echoes: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    several: list[Cluster] = field(default_factory=list)
    """Clusters that fit several projects."""
    topics_out: list[str] = field(default_factory=list)
    """Words that are no project's name and are left out (除了党建的)."""
    doubtful: Cluster | None = None
    last_excepted: Cluster | None = None


def _names(frame: Frame) -> Frame:
    """Named projects, names that fit several, and the pieces that name nothing."""
    reading = frame.reading
    found = _Found()
    topical = _topical(frame)
    for cluster in reading.clusters:
        links = _of_year(cluster.links, frame.years)
        if len(links) == 1 and not (topical and links[0].coverage < 0.8) and not _fits_a_row_better(frame, cluster, links[0]):
            _take_name(reading, cluster, _dated(links[0], cluster), found)
        elif _is_left_out(reading, cluster, found) and _counted_before(reading, cluster, links) is None:
            found.topics_out.extend(piece for piece in cluster.pieces if piece not in frame.context.lexicon.empty)
            found.last_excepted = cluster
        elif len(links) > 1 and not topical:
            found.several.append(cluster)
        else:
            found.terms.extend(cluster.pieces)
            if cluster.unknown or _is_noun_phrase(reading, cluster):
                found.missing.append(reading.utterance.typed(cluster.start, cluster.end))
    found.terms.extend(str(mention.value) for mention in reading.of(Kind.QUOTED) if mention.start not in frame.conditions.used)
    for cluster in found.several:
        _take_one_of_several(frame, cluster, found)
    if found.topics_out:
        out = tuple(
            Not(Compare(Measure(field_of_words(frame)), Operator.CONTAINS, word)) for word in dict.fromkeys(found.topics_out)
        )
        frame = replace(frame, conditions=replace(frame.conditions, table=(*frame.conditions.table, *out)))
    return replace(
        frame,
        named=tuple(found.named),
        excepted=tuple(found.excepted),
        doubtful=found.doubtful,
        echoes=tuple(found.echoes),
        terms=_strong(tuple(dict.fromkeys(found.terms)), _empty_words(frame, found), keep=_topical_words(reading)),
        missing_name="" if found.named else "、".join(dict.fromkeys((*found.missing, *_unknown_nouns(reading)))),
        remarks=(*frame.remarks, *found.remarks),
    )


def _weakly_named(frame: Frame) -> Frame:
    """补助那个项目多少钱: a word that many names have, where one project is pointed at by it: the projects that have it."""
    pointed = frame.has(Kind.SINGLE, "it") or frame.says("that_one")
    asks = frame.has(Kind.ASK, "how_much") or bool(frame.heads)
    own = frame.named or frame.doubtful is not None or frame.terms or frame.missing_name or frame.conditions.table
    if not (pointed and asks) or own or frame.about_rows or frame.reading.of(*_OF_OTHERS) or len(frame.reading.clusters) != 1:
        return frame
    cluster = frame.reading.clusters[0]
    pieces = frozenset(cluster.pieces)
    if not pieces or cluster.unknown or cluster.links:
        return frame
    series: dict[tuple[str, str], list[KnownProject]] = {}
    for project in frame.context.knowledge.projects_like("".join(cluster.pieces)):
        if all(piece in squeeze(project.name).lower() for piece in pieces):
            series.setdefault((project.series, project.department), []).append(project)
    typed = sum(map(len, pieces))
    links = [Link(tuple(one), 1.0, typed / max(len(project.name) for project in one), pieces) for one in series.values()]
    links = list(_of_year(links, frame.years))
    if not 0 < len(links) <= _MANY_NAMES:
        return frame
    return (
        replace(frame, named=tuple(links)) if len(links) == 1 else replace(frame, doubtful=replace(cluster, links=tuple(links)))
    )


_OF_OTHERS = (Kind.RANK, Kind.PLACE, Kind.FIGURE, Kind.WHOLE, Kind.SET, Kind.ORDINAL, Kind.UNIT_ASKED, Kind.PER_UNIT, Kind.TREND)
"""Kinds of words that do not ask for one project."""
_MANY_NAMES = 20
"""Of more names a word is none of them."""

_VAGUE = 0.25
"""A name of which so little was typed is meant only where nothing else fits better."""


def _fits_a_row_better(frame: Frame, cluster: Cluster, link: Link) -> bool:
    """党员教育片做一部多少钱: do all pieces stand in another project's row, and only some in the name?

    One piece is enough where it stands in that row as it was typed, and in the name only in part (村道养护).
    """
    pieces = cluster.pieces
    if (
        _is_counted_thing(frame, cluster, link)
        or _is_a_row_counted(frame, cluster, link)
        or _is_a_row_of_the_one(frame, cluster, link)
        or _is_another_row(frame, cluster, link)
        or _is_of_it(frame, link)
        or _is_of_the_last(frame, cluster, link)
    ):
        return True
    if link.coverage >= _VAGUE or not frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT):
        return False
    if all(piece in link.explained for piece in pieces):
        return False
    own = {project.name for project in link.projects}
    rows = frame.context.knowledge.rows_like("".join(pieces))
    return any(row.project not in own and all(piece in squeeze(row.level3).lower() for piece in pieces) for row in rows)


def _is_counted_thing(frame: Frame, cluster: Cluster, link: Link) -> bool:
    """多查多少家次企业: is it what is counted by the unit just before it, another project being named already?"""
    if link.coverage >= _VAGUE or not any(unit.end == cluster.start for unit in frame.reading.of(Kind.UNIT_ASKED)):
        return False
    others = [other for other in frame.reading.clusters if other is not cluster and len(other.links) == 1]
    return any(other.links[0].coverage >= 0.5 for other in others)


def _is_a_row_counted(frame: Frame, cluster: Cluster, link: Link) -> bool:
    """非公企业党建项目搞几个: is it the whole name of a row, of which a number is asked, and little of a project's?"""
    priced = bool(frame.reading.of(Kind.PER_UNIT))
    asks = priced or frame.reading.of(Kind.UNIT_ASKED) or frame.has(Kind.FIGURE, "count")
    if not asks or len(cluster.pieces) != 1 or link.coverage >= 0.5:
        return False
    return any(not priced or "元" in (row.unit or "") for row in calls_row(frame, cluster.pieces[0]))


def _is_a_row_of_the_one(frame: Frame, cluster: Cluster, link: Link) -> bool:
    """其中关工委工作要几万 after a project: is it the whole name of one of its rows, and little of its own name?"""
    last = frame.last
    if last is None or len(last.projects) != 1 or len(cluster.pieces) != 1 or link.coverage >= 0.5:
        return False
    own = _is_of_last(link, last) and frame.has(Kind.ASK, "how_much")
    return own and bool(calls_row(frame, cluster.pieces[0], names_of((link,))))


def _is_of_last(link: Link, last: Turn) -> bool:
    """Is it the one project that the last turn was about?"""
    return any(squeeze(project.name) == squeeze(last.projects[0][0]) for project in link.projects)


def _is_of_it(frame: Frame, link: Link) -> bool:
    """它救助多少孩子: do the words speak of the one project that is pointed at, and name no other?"""
    last = frame.last
    if last is None or not frame.has(Kind.SINGLE, "it") or len(last.projects) != 1 or link.coverage >= 0.5:
        return False
    asks = frame.has(Kind.ASK, "how_much") or frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT)
    return bool(asks) and _is_of_last(link, last)


def _is_of_the_last(frame: Frame, cluster: Cluster, link: Link) -> bool:
    """出去招商几批 after the project's table of another year: words of one of its rows, that say little of its name?"""
    last = frame.last
    if last is None or len(last.projects) != 1 or link.coverage >= _VAGUE or frame.years or not frame.reading.of(Kind.UNIT_ASKED):
        return False
    (name, year), newest = last.projects[0], max((year for project in link.projects for year in project.years), default=0)
    if year in (None, newest) or not any(project.name == name for project in link.projects):
        return False
    rows = frame.context.knowledge.rows_like("".join(cluster.pieces), (name,))
    return any(all(piece in squeeze(row.level3).lower() for piece in cluster.pieces) for row in rows)


def _is_another_row(frame: Frame, cluster: Cluster, link: Link) -> bool:
    """工资审核网络维护呢 after a row of a project: part of the name of just one other of its rows, and little of its own name?"""
    last = frame.last
    goes_on = (frame.follows_rows and frame.question.endswith(cue("continues"))) or frame.says("this_row")
    if last is None or frame.heads or not goes_on or len(last.projects) != 1 or link.coverage >= 0.5:
        return False
    typed = "".join(cluster.pieces)
    rows = frame.context.knowledge.rows_like(typed, names_of((link,)))
    priced = frame.asks_money
    names = {row.level3 for row in rows if typed in squeeze(row.level3).lower() and (not priced or "元" in (row.unit or ""))}
    shown = {level3 for *_, level3 in last.rows}
    return len(names) == 1 and not names & shown and _is_of_last(link, last)


def _take_name(reading: Reading, cluster: Cluster, link: Link, found: _Found) -> None:
    """The cluster names one project: one that is asked about, or one that is left out."""
    out = _is_left_out(reading, cluster, found)
    if out:
        found.last_excepted = cluster
    links = found.excepted if out else found.named
    if _is_among(link, links):
        found.echoes.extend(cluster.pieces)
    else:
        links.append(link)
        if link.coverage < 0.95:
            typed = reading.utterance.typed(cluster.start, cluster.end)
            found.remarks.append(Remark(Note.NAMED_AS, remark("read_as", 原话=typed, 读作=link.name)))
    of_rows = reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT, Kind.LEVEL1, Kind.LEVEL2, Kind.ROW)
    found.terms.extend(
        piece for piece in cluster.pieces if piece not in link.explained and (of_rows or not _shortens(piece, link))
    )
    if cluster.unknown and link.coverage < 0.3:
        found.missing.append(cluster.unknown)


def _shortens(piece: str, link: Link) -> bool:
    """高企培育奖励: is it a short form of words of the name, and no word that a row is sought by?"""
    return len(piece) == 2 and any(abbreviates(piece, squeeze(project.name).lower()) for project in link.projects)


def _is_left_out(reading: Reading, cluster: Cluster, found: _Found) -> bool:
    """Is what the cluster names left out, by itself or with what is named beside it?"""
    return (
        _left_out(reading, cluster)
        or _left_out_together(reading, cluster)
        or (found.last_excepted is not None and _joined(reading, found.last_excepted, cluster))
    )


def _counted_before(reading: Reading, cluster: Cluster, links: Sequence[Link]) -> Mention | None:
    """What counts as many before the name (两个津贴) as it fits; None where nothing does."""
    sizes = reading.of(Kind.SIZE, Kind.SET)
    size = next((mention for mention in sizes if abs(mention.end - cluster.start) <= 1), None)
    return size if size is not None and (size.value == len(links) or number_in(size.text) == len(links)) else None


def _take_one_of_several(frame: Frame, cluster: Cluster, found: _Found) -> None:
    """The cluster fits several projects: one named already, as many as are counted (两个津贴), or it stays in doubt."""
    links = _of_year(cluster.links, frame.years)
    if any(_is_among(link, found.named) for link in links):
        found.terms.extend(piece for piece in cluster.pieces if not any(piece in link.explained for link in found.named))
        return
    counted = _counted_before(frame.reading, cluster, links)
    if counted is not None:
        out = _left_out(frame.reading, cluster) or _left_out(frame.reading, replace(cluster, start=counted.start))
        (found.excepted if out else found.named).extend(links)
    elif len(found.several) > 1 and (common := _common(found.several)):
        found.named.extend(link for link in common if not _is_among(link, found.named))
    elif found.doubtful is None:
        found.doubtful = cluster
    else:
        found.terms.extend(cluster.pieces)


def _is_among(link: Link, links: Sequence[Link]) -> bool:
    return any(link.projects == other.projects for other in links)


def _unknown_nouns(reading: Reading) -> list[str]:
    """Words outside all clusters that stand nowhere and where a project's name would stand."""
    return [
        mention.text
        for mention in reading.of(Kind.UNKNOWN)
        if len(mention.text) >= 2
        and _is_noun(reading, mention)
        and not any(cluster.start <= mention.start < cluster.end for cluster in reading.clusters)
    ]


def _dated(link: Link, cluster: Cluster) -> Link:
    """Where the name was typed with the year that it carries (2024年送戏下乡…), that name alone is meant."""
    exact = tuple(
        project
        for project in link.projects
        if any(piece == squeeze(project.name).lower() and re.search(r"(?:19|20)\d{2}", piece) for piece in cluster.pieces)
    )
    return replace(link, projects=exact) if exact else link


def _strong(terms: tuple[str, ...], weak: frozenset[str], *, keep: bool) -> tuple[str, ...]:
    """The terms that say something; the weak ones too where the question is about words and has no others."""
    strong = tuple(term for term in terms if term not in weak)
    return strong or (terms if keep else ())


def _empty_words(frame: Frame, found: _Found) -> frozenset[str]:
    """Words that say nothing of what is asked: all weak ones beside a name; where a ranking is asked for and nothing is named,
    those alone that are no topic (最贵的培训)."""
    words = frame.context.lexicon
    ranks = frame.reading.of(Kind.RANK, Kind.PLACE) and frame.last is None
    return words.empty if ranks and not found.named and found.doubtful is None else words.weak


def _topical_words(reading: Reading) -> bool:
    return reading.has(Kind.SUBJECT, "name") or reading.has(Kind.TOPIC)


def _topical(frame: Frame) -> bool:
    """Does the question ask which projects deal with something, so that its words are a topic and no project's name?"""
    about = any(mention.end >= len(frame.question) for mention in frame.reading.of(Kind.TOPIC))  # 跟党建有关的
    if not frame.asks_for_projects and not about:
        return False
    if not (frame.has(Kind.ASK, "which", "list") or frame.has(Kind.TOPIC)):
        return False
    if frame.has(Kind.TREND) and any(says(ask.text, "asks_rows") for ask in frame.reading.of(Kind.ASK)):
        return False  # 河湖长制今年的表比去年多了哪条指标
    return not (
        frame.reading.of(Kind.RANK, Kind.PLACE, Kind.VERIFY)
        or frame.has(Kind.FIGURE, "difference", "ratio", "compare", "same", "share", "sum")
        or (frame.says("row_number") and sum(len(cluster.links) == 1 for cluster in frame.reading.clusters) > 1)
        or frame.has(Kind.LOGIC, "except")
        or frame.other_heads
    )


def _of_year(links: Sequence[Link], years: Sequence[int]) -> tuple[Link, ...]:
    """Of several links those that have a table of the years named; all where none has."""
    if len(links) < 2 or not years:
        return tuple(links)
    fitting = tuple(link for link in links if any(set(project.years) & set(years) for project in link.projects))
    return fitting or tuple(links)


def _left_out(reading: Reading, cluster: Cluster) -> bool:
    before = [mention for mention in reading.mentions if mention.end <= cluster.start and mention.kind != Kind.FILLER]
    if before and before[-1].is_(Kind.LOGIC, "except"):
        return True
    behind = [mention for mention in reading.mentions if mention.start >= cluster.end and mention.kind != Kind.FILLER]
    if behind and behind[0].kind == Kind.SET:
        behind = behind[1:]  # 甲和乙这两个先撇开
    return bool(behind) and behind[0].is_(Kind.LOGIC, "except") and not _leaves_out_what_follows(behind)


def _leaves_out_what_follows(behind: Sequence[Mention]) -> bool:
    """城乡公交除了财政拨款还有多少: it is the money that is left out, and not the project before the word."""
    word, following = behind[0], behind[1:2]
    return word.text in cue("excepts_before") and bool(following) and following[0].kind in (Kind.HEAD, Kind.FUND)


def _left_out_together(reading: Reading, cluster: Cluster) -> bool:
    """甲和乙不算, 甲，乙这两个先撇开: is it named beside the last of several names that are left out?"""
    following = [other for other in reading.clusters if other.start >= cluster.end]
    for at, last in enumerate(following):
        if not _left_out(reading, last) or any(_left_out(reading, other) for other in following[:at]):
            continue
        sizes = [mention for mention in reading.of(Kind.SET) if mention.start >= last.end]
        counted = bool(sizes) and number_in(sizes[0].text) == at + 2
        beside = (cluster, *following[: at + 1])
        linked = all(_joined(reading, one, other) for one, other in pairwise(beside))
        return (counted or linked) and _trails(reading, last)
    return False


def _trails(reading: Reading, cluster: Cluster) -> bool:
    """Does the word that leaves out stand behind the name?"""
    return not any(mention.end <= cluster.start and mention.is_(Kind.LOGIC, "except") for mention in reading.mentions)


def _joined(reading: Reading, left: Cluster | None, right: Cluster) -> bool:
    """Do only 和, 、 and the like stand between two names?"""
    if left is None:
        return False
    between = [mention for mention in reading.mentions if left.end <= mention.start and mention.end <= right.start]
    return all(mention.kind in (Kind.SPLIT, Kind.FILLER) and mention.text not in (",", "，", "。") for mention in between)


def _common(clusters: Sequence[Cluster]) -> tuple[Link, ...]:
    """Of several doubtful names side by side (社区的和非公的津贴) the projects that each can mean together with another."""
    found: list[Link] = []
    for cluster in clusters:
        others = [link.projects for other in clusters if other is not cluster for link in other.links]
        found.extend(link for link in cluster.links if link.projects in others)
    return tuple({link.projects: link for link in found}.values())


def _is_noun_phrase(reading: Reading, cluster: Cluster) -> bool:
    text = reading.text[cluster.start : cluster.end]
    return text.endswith(cue("name_endings")) and len(text) > 4


def _is_noun(reading: Reading, mention: Mention) -> bool:
    after = reading.after(mention)
    return after is not None and (after.is_(Kind.SUBJECT, "project") or after.is_(Kind.HEAD, "total"))


def number_in(text: str) -> int:
    """How many things a word speaks of (这两项: 2); 0 where it says no number."""
    for character in text:
        number = parse_numeral(character)
        if number is not None:
            return int(number)
    return 2 if says(text, "pair") else 0


# references


def _references(frame: Frame) -> Frame:
    """What 它, 其中, 这两个, 第二个, 前者 point at."""
    reading = frame.reading
    last = frame.last
    base = _base_of_draft(frame)
    if base is not None:
        return _pointing(frame, (base,))
    if last is None:
        return frame
    rest = _rest(frame, last)
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
        return _pointing(_without(frame, Kind.PLACE, Kind.RANK), (place,))
    if not frame.named and _is_place_just_shown(frame, last):
        return _pointing(_without(frame, Kind.PLACE), last.projects)
    two = _two_of_list(frame)
    if two:
        return _pointing(frame, two)
    for mention in reading.of(Kind.ORDINAL):
        if frame.named or not isinstance(mention.value, int) or frame.place_in_order:
            continue
        position = mention.value
        for turn in reversed(frame.context.conversation.turns):
            if len(turn.in_order) >= max(position, 2):
                project = turn.in_order[position - 1 if position > 0 else -1]
                return _pointing(frame, (project,))
            if 0 < position <= len(turn.choices):
                return _pointing(frame, (_chosen(turn.choices[position - 1]),))
    if frame.has(Kind.SINGLE, "other") and not frame.named and len(last.projects) == 1:
        pair = _pair_of_choices(frame) or _recent(frame, 2)
        others = tuple(project for project in pair if project[0] != last.projects[0][0])
        return _pointing(frame, others) if len(pair) == 2 and len(others) == 1 else frame
    former = frame.first(Kind.SINGLE, "former")
    latter = frame.first(Kind.SINGLE, "latter")
    if former is not None or latter is not None:
        pair = _recent(frame, 2)
        if len(pair) == 2:
            order = [mention.value for mention in reading.of(Kind.SINGLE) if mention.value in ("former", "latter")]
            return _pointing(frame, tuple(pair[0] if word == "former" else pair[1] for word in order))
        beside = _beside(frame, last, -1 if former is not None else 1)
        return _pointing(frame, (beside,)) if beside is not None else frame
    if (several := _so_many_of_last(frame, last)) is not None:
        return several
    pointing = _set_mention(frame)
    if pointing is not None and _are_the_offices(frame, last, pointing):
        return frame
    if pointing is not None:
        wanted = number_in(pointing.text)
        apart = frame.has(Kind.FIGURE, "difference", "ratio", "growth", "compare")
        if wanted == len(last.projects) == 2 and apart:
            return _pointing(frame, last.projects)
        of_them = frame.conditions.levels or frame.heads
        if wanted == len(last.projects) > 1 and of_them and frame.follows_rows:
            return _pointing(frame, last.projects)
        if wanted == len(last.rows) > 1 and (frame.conditions.levels or frame.says("row_nouns")):
            return _set_of(frame, last)  # 这三条成本: the rows just listed
        if wanted > 1 and wanted not in (len(last.projects), last.size):
            recent = _recent(frame, wanted)
            if len(recent) == wanted:
                return _pointing(frame, recent)
        return _set_of(frame, _plural(frame, last))
    if frame.has(Kind.SINGLE, "it") and not frame.named:
        single = _single(frame)
        if single is not None:
            return _pointing(frame, (single,))
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
        return _pointing(frame, last.projects) if len(last.projects) == 2 else None
    if last.query.selection.subject == Subject.INDICATOR:
        within = Selection(Subject.PROJECT, within=last.query.selection)
        return replace(frame, within=within, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, last.utterance)))
    return _set_of(frame, last)


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
        return _pointing(frame, tuple((name, year) for name in same for year in frame.years[:1]))
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


def _rest(frame: Frame, last: Turn) -> Frame | None:
    """剩下的, 其余的: what the last answer's set leaves of the set that it was taken from.

    Where the last question already left something out, the rest is what it left.
    """
    if not frame.says("rest_of") or frame.named or frame.excepted or last.query is None or not last.projects:
        return None
    selection = last.query.selection
    while selection.within is not None and selection.where is None and selection.order is None and selection.places is None:
        selection = selection.within  # 总共多少钱 was asked of just that set
    if selection.subject != Subject.PROJECT:
        return _rest_of_rows(frame, last, selection)
    if any(isinstance(part, Not) for part in slots.parts_of(selection.where)):
        return _pointing(frame, last.projects) if len(last.projects) == 2 else _set_of(frame, last)
    base: Selection | None
    if selection.places is not None:
        base = replace(selection, order=None, places=None)
    elif selection.within is not None:
        base = selection.within
    else:
        base = _taken_from(frame, last)
    out = Not(OneOf(Field.PROJECT, tuple(dict.fromkeys(name for name, _ in last.projects))))
    years = asked_years(base) if base is not None else frozenset(year for _, year in last.projects if year)
    where = both(out, year_condition(tuple(sorted(years))) if base is None else None)
    names = remark("rest", 个数=last.size)
    within = Selection(Subject.PROJECT, where, within=base)
    return replace(frame, within=within, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, names)))


def _rest_of_rows(frame: Frame, last: Turn, selection: Selection) -> Frame | None:
    """另外两条: the rows that a ranking of rows did not give."""
    if selection.places is None or not last.rows:
        return None
    names = tuple(dict.fromkeys(level3 for *_, level3 in last.rows))
    within = Selection(Subject.INDICATOR, Not(OneOf(Field.LEVEL3, names)), within=replace(selection, order=None, places=None))
    return replace(frame, within=within, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, last.utterance)))


def _taken_from(frame: Frame, last: Turn) -> Selection | None:
    """The set of an earlier answer that the last answer's one project was picked from; None where there was none."""
    if len(last.projects) != 1:
        return None
    for turn in reversed(frame.context.conversation.turns):
        if turn.query is not None and len(turn.projects) > 1 and last.projects[0] in turn.projects:
            selection = turn.query.selection
            return selection if selection.subject == Subject.PROJECT else Selection(Subject.PROJECT, within=selection)
    return None


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
    return _pointing(replace(frame, doubtful=None, terms=(), missing_name=""), (fitting[0],))


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
    if frame.speaks_of_money or frame.years or frame.reading.of(Kind.PLACE) or not frame.text.startswith("的", ranks[0].end):
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
        if mention.text in cue("behind_name") and before is not None and before.kind not in (Kind.SPLIT, Kind.FILLER):
            continue
        if frame.named and number_in(mention.text) == len(frame.named):
            continue
        return mention
    return None


def _pointing(frame: Frame, projects: tuple[tuple[str, int | None], ...]) -> Frame:
    names = "、".join(name for name, _ in projects[:3])
    if len(projects) > 3:
        names = remark("several", 名称=names, 个数=len(projects))
    return replace(frame, pointed=projects, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, names)))


def _set_of(frame: Frame, turn: Turn) -> Frame:
    """The set that a turn's answer was about, as a selection where it was one, else as projects."""
    query = turn.query
    assert query is not None
    if frame.says_these_projects and query.selection.subject == Subject.INDICATOR and len(turn.projects) > 1:
        names = remark("set_of_last", 个数=turn.size)
        within = Selection(Subject.PROJECT, within=query.selection)
        return replace(frame, within=within, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, names)))
    if query.selection.subject == Subject.INDICATOR and len(turn.rows) > 1 and query.operation == Operation.LIST:
        return replace(frame, within=query.selection, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, turn.utterance)))
    moved = frame.years or frame.has(Kind.TREND) or frame.has(Kind.FIGURE, "difference", "growth")
    if moved and len(turn.projects) != 1 and slots.of_years_alone(query.selection):
        years = frame.years or tuple(sorted(asked_years(query.selection)))
        return replace(frame, years=years)  # all of one year are no set that another year could be asked of
    if (
        query.operation in (Operation.LIST, Operation.COMPUTE, Operation.ANY, Operation.GROUP, Operation.SHARE, Operation.EVERY)
        and len(turn.projects) != 1
    ):
        return replace(
            frame,
            within=query.selection,
            remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, remark("set_of_last", 个数=turn.size))),
        )
    if turn.projects:
        return _pointing(frame, turn.projects)
    return replace(frame, within=query.selection)


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


def _single(frame: Frame) -> tuple[str, int | None] | None:
    """The one project that an earlier answer was about, the latest such."""
    turns = map(_as_one, reversed(frame.context.conversation.turns))
    return next((turn.projects[0] for turn in turns if len(turn.projects) == 1), None)


# what an incomplete question takes over


def _inherited(frame: Frame) -> Frame:
    """A question that names no set of its own speaks of the last answer's; a complete one takes nothing over."""
    last = frame.last
    if last is None:
        return frame
    if last.query is not None and last.query.operation in (Operation.DIFFERENCE, Operation.GROWTH, Operation.RATIO):
        last = _under_one_name(frame, last)  # 年度目标是什么 after 比去年多多少: of the year that was asked about
    if last.query is not None and last.query.operation == Operation.COMPUTE and _asks_row(frame) and frame.is_plain:
        last = _as_one(last)  # 一个人给多少 after 三年一共救助多少人
    moved = frame.has(Kind.FIGURE, "difference", "growth") and not frame.has(Kind.FIGURE, "sum")
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
        return _pointing(replace(frame, doubtful=None, terms=(*frame.terms, *frame.doubtful.pieces)), last.projects)
    if frame.named or frame.pointed or frame.within is not None or frame.doubtful is not None:
        return frame
    if frame.reading.of(Kind.ORDINAL) and not frame.place_in_order:
        return frame  # 第几个 of a list that there is not
    if frame.says("of_them") and len(last.projects) > 1 and not frame.asks_for_projects:
        return _set_of(frame, last)
    if _rows_of_each(frame, last):
        return _set_of(frame, last)
    if _adds_rows(frame, last):
        assert last.query is not None
        return replace(frame, within=last.query.selection, remarks=(*frame.remarks, Remark(Note.TAKEN_OVER, last.utterance)))
    if _sets_the_two_apart(frame, last):
        return _pointing(frame, last.projects)
    if _names_its_row(frame, last):
        return _pointing(replace(frame, missing_name=""), last.projects)
    if _tests_them_all(frame, last):
        return _set_of(frame, last)
    if _tests_the_one(frame, last):
        return _pointing(frame, last.projects)
    if _names_own_set(frame):
        return frame
    if frame.years or frame.all_years:
        return _inherited_in_years(frame, last)
    if frame.says("asks_source") and frame.is_plain and not frame.terms and len(last.projects) == 1:
        return _pointing(frame, last.projects)
    share_alone = frame.has(Kind.FIGURE, "share") and not frame.conditions.levels
    if frame.asks_for_projects and frame.names_projects and not share_alone and not _about_pointed(frame):
        return frame
    if len(last.projects) == 1 and _ranks_projects(frame):
        return frame  # 金额最高的五个项目: nothing is ranked within one project
    if len(last.projects) == 1 and _asks_place(frame, last):
        return replace(frame, years=tuple(year for _, year in last.projects if year))
    if len(last.projects) == 1:
        sums = frame.has(Kind.FIGURE, "sum") and frame.says("adds_up") and not frame.heads
        run = _singles(frame) if sums else ()
        return _pointing(frame, run if len(run) > 1 else last.projects)
    elliptical = (
        frame.reading.of(Kind.FIGURE, Kind.RANK, Kind.PLACE)
        or share_alone
        or (frame.has(Kind.ASK, "which", "list") and not frame.about_rows and not frame.terms)
        or frame.says("asks_members")
    )
    if last.projects:
        of_the_one = frame.says("the_one") and bool(frame.reading.of(Kind.RANK))
        about_rows = frame.about_rows and not frame.says("row_number") and not of_the_one
        return _set_of(frame, last) if elliptical and not about_rows else frame
    if (
        elliptical
        and last.query is not None
        and last.query.operation == Operation.LIST
        and not last.rows
        and not frame.about_rows
    ):
        return replace(frame, within=last.query.selection)  # nothing was found: of nothing there is nothing
    single = _single(frame)
    asks_of_one = (frame.heads or frame.about_rows or frame.terms) and not frame.asks_for_projects
    return _pointing(frame, (single,)) if single is not None and asks_of_one and not elliptical else frame


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


def _tests_them_all(frame: Frame, last: Turn) -> bool:
    """都是市监局的吗 after a list: is it asked of all that were listed?"""
    tests = frame.conditions.table
    said = frame.has(Kind.LOGIC, "all") and frame.has(Kind.VERIFY) and len(frame.question) <= _SHORT
    own = frame.years or frame.all_years or frame.terms or frame.missing_name or frame.asks_for_projects
    alike = bool(tests) and all(slots.organisations_slot(part) or slots.attributes_slot(part) for part in tests)
    return len(last.projects) > 1 and said and not own and alike and not frame.reading.of(Kind.WHOLE, Kind.RANK, Kind.PLACE)


_SHORT = 12
"""A longer sentence is a question of its own."""


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
    if frame.has(Kind.WHOLE, "all_tables") and not frame.has(Kind.FIGURE, "share"):
        return True
    if frame.has(Kind.TREND, "present", "each") and len(frame.years) > 1 and frame.reading.of(Kind.RANK):
        return True  # 2023和2024两年都有的里面，增加最多的
    if any(mention.value == frame.context.knowledge.size() for mention in frame.reading.of(Kind.SIZE)):
        return True
    return bool(frame.conditions.table or frame.missing_name)


def _inherited_in_years(frame: Frame, last: Turn) -> Frame:
    """2024年呢, 比去年涨了多少: the last project in the years named; a sum or a list of a year takes nothing over."""
    if frame.has(Kind.FIGURE, "share") and not frame.asks_for_projects and not frame.about_rows:
        return _set_of(frame, last)
    by_unit = frame.reading.of(Kind.PER_UNIT, Kind.UNIT_ASKED)
    asks_rows = bool(frame.about_rows or by_unit or frame.terms or frame.other_heads)
    of_part = frame.has(Kind.FUND) or set(frame.money_heads) - {Field.TOTAL}  # 前年上级补多少
    asks_rows = asks_rows or (bool(of_part) and not frame.has(Kind.FIGURE, "sum") and not frame.has(Kind.WHOLE))
    compares = frame.has(Kind.TREND) or frame.has(Kind.FIGURE, "difference", "growth", "same") or frame.says("compares")
    last = _as_one(last)
    spans = any(isinstance(one.value, QuantityMention) and one.value.unit == "年" for one in frame.reading.of(Kind.QUANTITY))
    short = len(frame.text) <= 8 or (spans and not frame.reading.of(Kind.SUBJECT, Kind.WHOLE))  # 两年总共安排多少钱
    bare_sum = frame.has(Kind.FIGURE, "sum") and short and not frame.has(Kind.WHOLE, "all_tables")
    that_year = any(mention.text in cue("that_year") for mention in frame.reading.of(Kind.YEAR))
    asks_of_it = asks_rows or compares or bare_sum or (that_year and not frame.reading.of(Kind.RANK, Kind.PLACE))
    asks_of_it = asks_of_it or asks_only_if_there(frame) or _asks_only_its_money(frame) or _counts_in_its_unit(frame)
    there_and_gone = frame.has(Kind.TREND, "present") and frame.has(Kind.TREND, "absent")
    if there_and_gone and (frame.has(Kind.FIGURE, "count") or frame.has(Kind.ASK, "which")):
        return _of_same_offices(frame, last)  # 23年安排过、后面没有的有几个 is asked of all
    if len(last.projects) == 1 and asks_of_it and not frame.asks_for_projects and not _names_rows_elsewhere(frame, last):
        return _pointing(frame, last.projects)
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


def _as_one(turn: Turn) -> Turn:
    """The turn with its one project in its latest year, where it listed the same project of several years."""
    if len(turn.projects) < 2 or len({name for name, _ in turn.projects}) > 1:
        return turn
    return replace(turn, projects=(max(turn.projects, key=lambda project: project[1] or 0),))


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
    one = _as_one(turn)
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


def _about_pointed(frame: Frame) -> bool:
    """具体是哪两个项目, 分别是哪些项目: asks for the members of the last set."""
    return frame.says("asks_members") and not (frame.about_rows or frame.terms or frame.conditions.table)
