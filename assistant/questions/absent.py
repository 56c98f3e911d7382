"""Departments, projects and years that are asked for and that the archive does not hold."""

from __future__ import annotations

from assistant.model.fields import Field, Subject
from assistant.model.interpretation import (
    Absence,
    NotInTables,
)
from assistant.model.query import OneOf, Operation, Query
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue, remark
from assistant.questions.mention import Kind
from assistant.questions.rows import calls_row


def absent_organisation(frame: Frame) -> NotInTables | None:
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


def still_absent(frame: Frame, query: Query) -> NotInTables | None:
    """去年呢 after a department that the archive does not know: it knows none in any other year."""
    names = {part.values for part in slots.parts_of(query.selection.where) if isinstance(part, OneOf) and _of_office(part)}
    known = frame.context.knowledge.organisations() if names else ()
    strange = [name for values in names for name in values if not any(name == organisation.name for organisation in known)]
    if not strange or len(strange) < len([name for values in names for name in values]):
        return None
    listed = tuple(dict.fromkeys(organisation.name for organisation in known))
    return NotInTables(Absence.ORGANISATION, strange[0], listed[:5], query, frame.remarks)


def _of_office(part: OneOf) -> bool:
    return part.field in (Field.DEPARTMENT, Field.UNIT)


def names_nothing(frame: Frame) -> bool:
    """Is a project's money or field asked for by a name that none has?"""
    if not frame.missing_name or frame.named or frame.pointed or frame.within is not None or frame.doubtful is not None:
        return False
    plain_levels = frame.conditions.levels and not (frame.conditions.rows or frame.conditions.table or frame.has(Kind.TOPIC))
    if plain_levels and _calls_a_project(frame):
        return True  # 农村危房改造补助资金的数量指标
    if (
        frame.has(Kind.ASK, "which", "list")
        or frame.has(Kind.TOPIC)
        or frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT, Kind.RANK, Kind.PLACE)
    ):
        return False
    if frame.about_rows or frame.conditions.table or _calls_a_row(frame):
        return False
    return frame.has(Kind.ASK, "how_much") or frame.has(Kind.HEAD)


def _calls_a_row(frame: Frame) -> bool:
    """教练员课时补助今年多少: is it the whole name of a row?"""
    return any(calls_row(frame, "".join(cluster.pieces)) for cluster in frame.reading.clusters if not cluster.links)


def _calls_a_project(frame: Frame) -> bool:
    """Does a phrase that ends like a project's name hold words that stand nowhere?"""
    text = frame.text
    return any(
        len(cluster.unknown) > 1 and not cluster.links and text[: cluster.end].endswith(cue("name_endings"))
        for cluster in frame.reading.clusters
    )


def near(frame: Frame) -> tuple[str, ...]:
    """Names that share something with the one that was typed."""
    return tuple(dict.fromkeys(link.name for cluster in frame.reading.clusters for link in cluster.candidates))[:3]


def beyond_years(frame: Frame, query: Query) -> NotInTables | None:
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
    return None if frame.named else _rows_beyond_years(frame, query)


def _rows_beyond_years(frame: Frame, query: Query) -> NotInTables | None:
    """23年呢 after a row of a project that has no table in that year."""
    names = slots.kept(query.selection.where, slots.projects_slot)
    if query.operation != Operation.LIST or query.selection.subject != Subject.INDICATOR or not isinstance(names, OneOf):
        return None
    has = sorted({year for name in names.values for project in frame.context.names_of(name) for year in project.years})
    if not has or set(frame.years) & set(has):
        return None
    absent = remark("project_of_year", 项目=names.values[0], 年度=frame.years[0])
    return NotInTables(Absence.YEAR, absent, tuple(map(str, has)), query, frame.remarks)
