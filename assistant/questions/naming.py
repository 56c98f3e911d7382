"""Which projects an utterance names or leaves out, and which of its words name none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant.chinese.numerals import parse_numeral
from assistant.chinese.width import squeeze
from assistant.model.conversation import Turn
from assistant.model.interpretation import Note, Remark
from assistant.model.knowledge import KnownProject
from assistant.model.query import Compare, Measure, Not, Operator
from assistant.questions.abbreviations import abbreviates
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue, remark, says
from assistant.questions.link import Link, names_of
from assistant.questions.mention import WHOLE, Kind, Mention
from assistant.questions.owner_conditions import organisation_condition
from assistant.questions.reading import Cluster, Reading
from assistant.questions.rows import calls_row
from assistant.questions.topics import field_of_words


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


def named(frame: Frame) -> Frame:
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
    frame = _without_name_of_one(frame, found)
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


def _without_name_of_one(frame: Frame, found: _Found) -> Frame:
    """救援大队的运行保障经费是矫正经费的几倍: an office that stands in the name of one of several projects is part of it."""
    if len(found.named) < 2:
        return frame
    table = list(frame.conditions.table)
    for mention in frame.reading.of(Kind.ORGANISATION):
        holds = [any(mention.text in squeeze(project.name).lower() for project in link.projects) for link in found.named]
        if mention.value and any(holds) and not all(holds) and (condition := organisation_condition(mention)) in table:
            table.remove(condition)
    return replace(frame, conditions=replace(frame.conditions, table=tuple(table)))


def weakly_named(frame: Frame) -> Frame:
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
        if not reading.text.startswith(cue("the_one_project"), cluster.end):
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
    found.terms.extend(_whole_rows(reading, cluster, link))
    if cluster.unknown and link.coverage < 0.3:
        found.missing.append(cluster.unknown)


def _whole_rows(reading: Reading, cluster: Cluster, link: Link) -> tuple[str, ...]:
    """水质监测断面多少个: pieces that are the whole name of a row and stand in no name of the project as they were typed."""
    names = [squeeze(project.name).lower() for project in link.projects]
    whole = [one.text for one in reading.of(Kind.PIECE) if one.value == WHOLE and cluster.start <= one.start < cluster.end]
    return tuple(piece for piece in whole if len(cluster.pieces) > 1 and not any(piece in name for name in names))


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
    """Words that say nothing of what is asked: all weak ones beside a name; where nothing is named and projects are asked for,
    those alone that are no topic (最贵的培训, 教育类的有哪些项目)."""
    words = frame.context.lexicon
    if found.named or found.doubtful is not None:
        return words.empty if frame.has(Kind.VERIFY, "whether") and _asked_about(frame) else words.weak
    of_kind = any(frame.text.startswith(cue("of_a_kind"), cluster.end) for cluster in frame.reading.clusters)
    asks = frame.reading.of(Kind.RANK, Kind.PLACE) or frame.asks_for_projects or frame.has(Kind.FIGURE, "count", "sum", "average")
    return words.empty if of_kind or (asks and frame.last is None) else words.weak


def _asked_about(frame: Frame) -> bool:
    """人才工作经费有没有培训: does a word stand right behind 有没有?"""
    ends = [mention.end for mention in frame.reading.of(Kind.VERIFY) if mention.value == "whether"]
    return any(cluster.start in ends for cluster in frame.reading.clusters)


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
