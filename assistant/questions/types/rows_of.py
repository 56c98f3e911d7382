"""Rows of a project or about a thing: 成本指标, 老年大学上多少节课, 一个人补多少, 满意度定的多少, 什么时候完工."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.chinese.width import squeeze
from assistant.model.fields import Field, Subject
from assistant.model.interpretation import Absence, Note, NotInTables, Remark
from assistant.model.knowledge import KnownRow
from assistant.model.query import OneOf, Selection, both
from assistant.questions import rows as row_search
from assistant.questions.frame import Frame, year_condition
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, Outcome, list_of


def _among_last(frame: Frame, want: row_search.Wanted) -> Outcome:
    """Of the rows that the last answer listed those that are meant (其中慰问的是多少)."""
    last = frame.last
    names = {level3 for _, _, _, level3 in last.rows} if last is not None else set()
    projects = tuple(dict.fromkeys(project for project, _, _, _ in last.rows)) if last is not None else ()
    found = [row for row in row_search.find(frame, want, projects) if row.level3 in names]
    condition = row_search.rows_condition(found) if found else None
    return Built(list_of(Selection(Subject.INDICATOR, condition, within=frame.within))) if condition is not None else None


def rows_of(frame: Frame) -> Outcome:
    """Categories, words or units that rows have; of the project that is named or pointed at, else of any."""
    want = row_search.wanted(frame)
    if frame.echoes and not want.terms and (frame.conditions.levels or want.has_hint or row_search.echoes_a_row(frame)):
        want = replace(want, terms=frame.echoes)
    if not (want.terms or want.has_hint or frame.conditions.levels or frame.has(Kind.SUBJECT, "indicator")):
        return None
    if frame.within is not None and frame.within.subject == Subject.INDICATOR and (want.terms or want.has_hint):
        return _among_last(frame, want)
    projects = frame.projects
    where, remarks = frame.where("all")
    level = frame.conditions.level
    if projects and not want.terms and not want.has_hint:
        return Built(list_of(Selection(Subject.INDICATOR, both(where, level, *frame.conditions.rows))), remarks)
    if projects:
        found = row_search.find(frame, want, projects)
        if found:
            spoken = {piece for link in frame.named for piece in link.explained}
            closer = tuple(row for row in found if any(piece in row.level3 for piece in spoken))
            found = closer if closer and want.has_hint else found
            condition = row_search.rows_condition(_like_last(frame, found))
            return Built(list_of(Selection(Subject.INDICATOR, both(where, level, condition))), remarks)
        if frame.conditions.levels:
            return Built(list_of(Selection(Subject.INDICATOR, both(where, level))), remarks)
        if frame.named and not frame.pointed and want.terms and not frame.has(Kind.ASK, "how_much"):
            return None
        elsewhere = _of_its_other_years(frame, want)
        if elsewhere:
            missed = both(where, level, row_search.rows_condition(elsewhere))
            return Built(list_of(Selection(Subject.INDICATOR, missed)), remarks)
        if frame.named and want.has_hint:
            return NotInTables(Absence.ROW, frame.text, projects[:1], list_of(Selection(Subject.INDICATOR, where)))
    return _of_any_project(frame, want)


def _of_its_other_years(frame: Frame, want: row_search.Wanted) -> tuple[KnownRow, ...]:
    """这年机井要打几眼 after that project's table of 2024: the row, where the project has it in other years alone."""
    if len(frame.pointed) != 1 or len(frame.years) != 1 or not want.has_hint:
        return ()
    names = tuple(dict.fromkeys(project.name for project in frame.context.names_of(frame.pointed[0][0])))
    found = row_search.find(frame, want, names)
    return () if any(row.year in frame.years for row in found) else found


def _is_mostly_strange(frame: Frame, found: Sequence[KnownRow], want: row_search.Wanted) -> bool:
    """低保保障多少困难群众, where the tables know 保障 alone: do words that stand nowhere outweigh those that the rows have?"""
    strange = sum(len(mention.text) for mention in frame.reading.of(Kind.UNKNOWN) if len(mention.text) > 1)
    held = sum(len(term) for term in want.terms if any(row_search.holds_one(row, (term,)) for row in found))
    return strange > 1 and strange >= held


ALIKE = 4
"""Rows that share so many characters that stand together are about the same thing."""


def _like_last(frame: Frame, found: Sequence[KnownRow]) -> Sequence[KnownRow]:
    """每人每月多少 after 享受护理补贴人数: of several rows that fit those about what the row just told was about."""
    last = frame.last
    names = {level3 for *_, level3 in last.rows} if last is not None and not frame.named else set()
    if len(names) != 1 or len({row.level3 for row in found}) < 2:
        return found
    (told,) = names
    shared = {row.level3: row_search.longest_shared(squeeze(row.level3), squeeze(told)) for row in found}
    most = max(shared.values())
    nearest = [row for row in found if shared[row.level3] == most]
    return nearest if most >= ALIKE and most - min(shared.values()) > 1 else found


def _of_any_project(frame: Frame, want: row_search.Wanted) -> Built | None:
    """The rows that the words find in all tables; the rows of a category where there are no words."""
    asks = frame.reading.of(Kind.ASK, Kind.UNIT_ASKED, Kind.PER_UNIT, Kind.ROW, Kind.LEVEL1, Kind.LEVEL2) or frame.has(
        Kind.SUBJECT, "indicator"
    )
    where, remarks = frame.where("all")
    level = frame.conditions.level
    names = [piece for link in frame.named for piece in link.explained]
    if frame.doubtful is not None:
        names = list(frame.doubtful.pieces)
    if not asks and not frame.terms:
        return None
    if not (want.terms or names or level) and any(len(strange.text) > 1 for strange in frame.reading.of(Kind.UNKNOWN)):
        return None  # 路灯一盏多少钱, where no table knows 路灯: not all that is priced so
    found = row_search.find(frame, want, (), with_names=names)
    if frame.named and want.terms and not want.has_hint:
        found = tuple(row for row in found if row_search.holds_one(row, want.terms))  # 无障碍设施改造多少钱: no row of 设施
    if found and not frame.named and frame.doubtful is None and _is_mostly_strange(frame, found, want):
        return None
    if found:
        tables = tuple(dict.fromkeys(row.project for row in found))
        latest = sorted({row.year for row in found if row.year})[-1:]
        years = frame.years or (() if frame.all_years else tuple(latest))
        if latest and not frame.years:
            of_row = Remark(Note.LATEST_OF_ROW, str(latest[0]))
            remarks = tuple(of_row if remark.note == Note.ALL_YEARS else remark for remark in remarks)
        condition = both(OneOf(Field.PROJECT, tables), year_condition(years), level, row_search.rows_condition(found))
        return Built(list_of(Selection(Subject.INDICATOR, condition)), remarks)
    nothing_else = not (frame.reading.unknown_share or frame.terms or frame.missing_name or frame.doubtful)
    if frame.says("indicator_word") and level is None and asks and nothing_else:
        return Built(list_of(Selection(Subject.INDICATOR, where, within=frame.within)), remarks)
    if level is not None and frame.within is not None:
        return Built(list_of(Selection(Subject.INDICATOR, both(where, level), within=frame.within)), remarks)
    if level is not None and not frame.terms and not frame.missing_name:
        return Built(list_of(Selection(Subject.INDICATOR, both(where, level))), remarks)
    return None
