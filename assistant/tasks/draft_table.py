"""Drafts a new table: chooses the past table to start from and fills it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from assistant.chinese.numerals import parse_amount
from assistant.chinese.width import squeeze
from assistant.chinese.years import find_years
from assistant.drafting.brief import brief_of
from assistant.drafting.fill import fill
from assistant.drafting.frame import frame_table, name_in
from assistant.drafting.refusal import EditRefused, sensible_amount
from assistant.drafting.similar.thesaurus import thesaurus
from assistant.errors import AmbiguousName, UnknownName
from assistant.model.draft import Base, Brief, Draft
from assistant.model.goal_table import GoalTable
from assistant.model.query import TableRow
from assistant.model.record import record
from assistant.tasks.draft_base import is_of_name, labels, meant_of, namesakes
from assistant.tasks.draft_findings import with_findings
from assistant.tasks.tables import NEAREST, find_table
from assistant.tasks.workspace import Workspace

_SHORTEST = 4
"""A project's name of fewer characters stands in a sentence by chance."""


class DraftStatus(StrEnum):
    """What came of the wish; the published `status`."""

    DRAFT = "draft"
    NOT_FOUND = "not_found"
    """The base that was named does not exist."""
    AMBIGUOUS = "ambiguous"
    """The base that was named fits several projects."""


@record
class DraftOutcome:
    """A draft, or why there is none."""

    status: DraftStatus
    draft: Draft | None = None
    """Set with status `draft`; its `base` is None where no past project fits and the table is a frame."""
    choices: tuple[str, ...] = ()
    """Project names: those that fit equally well, or the nearest ones."""
    tables: tuple[TableRow, ...] = ()
    """The tables that the choices stand for, where they are of one name and year."""
    message: str = ""
    """Why there is none, in Chinese; "" where there is one."""
    advice: str = ""


def draft_table(workspace: Workspace, brief: Brief) -> DraftOutcome:
    """The draft that the brief asks for.

    The base is the project that `brief.base` names (in full, in part or mistyped), else one that the sentence names, else the
    past project most like the sentence, whose name gives way to one that the sentence has for the new project; where none fits,
    a frame of the usual indicators. Nothing is written. EditRefused for a total below zero or absurdly large.
    """
    if brief.total is not None:
        sensible_amount(brief.total, "年度资金总额")
    if brief.factor is not None and brief.factor < 0:
        raise EditRefused("总额的倍数不能小于零。", "请核对后重说，例如：总额涨两成。")
    named = (brief.base,) if brief.base else named_in(workspace, brief.sentence)
    said = brief.sentence.replace(named[0], " ") if named else brief.sentence
    brief = replace(brief, year=_new_year(workspace, brief))
    taken = brief.table if brief.base and is_of_name(workspace, brief.table, brief.base) else 0
    year = brief.year or brief_of(said).year
    if len(named) > 1:
        return DraftOutcome(
            DraftStatus.AMBIGUOUS,
            None,
            named,
            message=f"“{brief.sentence}”说到{len(named)}个项目。",
            advice="请说明照哪一个的表起草。",
        )
    try:
        if taken:
            base: GoalTable | None = workspace.store.load(taken)
        elif named:
            base = base_of(workspace, named[0], year)
            meant = meant_of(workspace, namesakes(workspace, base.project, base.year), f"{brief.base or ''} {brief.sentence}")
            if len(meant) > 1:
                return _one_of(workspace, meant)
            taken = meant[0].key if meant else 0
            base = workspace.store.load(taken) if taken else base
        else:
            base, taken = _most_similar(workspace, brief, year)
    except AmbiguousName as several:
        return DraftOutcome(DraftStatus.AMBIGUOUS, None, several.choices, message=several.message, advice=several.advice)
    except UnknownName as unknown:
        near = workspace.knowledge.projects_like(named[0])[:NEAREST] if "相近" in unknown.advice else ()
        choices = tuple(project.name for project in near)
        return DraftOutcome(DraftStatus.NOT_FOUND, None, choices, message=unknown.message, advice=unknown.advice)
    if base is None:
        years = workspace.knowledge.years()
        following = years[-1] + 1 if years else None
        frame = frame_table(replace(brief, year=year or following), thesaurus())
        return DraftOutcome(DraftStatus.DRAFT, with_findings(workspace, frame))
    if not named and brief.project is None:
        brief = replace(brief, project=name_in(brief.sentence) or None)
    filled = replace(fill(base, brief), base=Base(base.project, base.year, taken))
    return DraftOutcome(DraftStatus.DRAFT, with_findings(workspace, filled))


def _one_of(workspace: Workspace, rows: Sequence[TableRow]) -> DraftOutcome:
    """The choice between tables of one name and year."""
    message = f"“{rows[0].project}”有{len(rows)}份{rows[0].year or ''}{'年' if rows[0].year else ''}的表，内容不一样。"
    advice = "请写明照哪一份，可以写单位或者文件名。"
    return DraftOutcome(DraftStatus.AMBIGUOUS, None, labels(workspace, rows), tuple(rows), message, advice)


def base_of(workspace: Workspace, name: str, year: int | None) -> GoalTable:
    """The table to start from: the named project's latest one before the new year, else its latest.

    UnknownName and AmbiguousName as `find_table` has them.
    """
    table = find_table(workspace, name)
    if year is None or table.year is None or table.year < year:
        return table
    known = workspace.knowledge.projects_named([table.project])
    series = {project.series for project in known}
    past = [
        (one, project.name)
        for project in workspace.knowledge.projects_like(table.project)
        if project.series in series
        for one in project.years
        if one < year
    ]
    if not past:
        return table
    latest, called = max(past)
    return find_table(workspace, called, latest)


def _new_year(workspace: Workspace, brief: Brief) -> int | None:
    """The year of the new table; None where the year that was read only says which table is meant: 复制去年的人才工作经费."""
    known = workspace.knowledge.years()
    told = [one for one in find_years(brief.sentence, known[-1] if known else None) if brief.year in one.years]
    before = bool(told) and all(one.relative is not None and one.relative < 0 for one in told)
    return None if before else brief.year


def amount_said(text: str) -> Decimal | None:
    """The amount that a text is: 40万, 一百二十万元, 1.5亿, 300000, ３０万; None where it is none. Yuan."""
    return parse_amount(squeeze(text))


def write_draft(draft: Draft, file: Path, *, force: bool = False) -> Path:
    """Writes the draft's table in the official form, in the format that the file's ending names; returns the file.

    In a folder the name is made from the project's. UnknownFormat and UnwritableFile as `export_draft` has them.
    """
    from assistant.tasks.export_table import export_draft

    return export_draft(draft, file=file, force=force)


def named_in(workspace: Workspace, sentence: str) -> tuple[str, ...]:
    """The projects whose whole names stand in the sentence, none of them a part of another's."""
    said = squeeze(sentence).casefold()
    if len(said) < _SHORTEST:
        return ()
    found: dict[str, tuple[str, str]] = {}
    for project in workspace.knowledge.projects_like(sentence):
        name = squeeze(project.name).casefold()
        if len(name) >= _SHORTEST and name in said:
            found.setdefault(project.series, (name, project.name))
    names = list(found.values())
    return tuple(name for plain, name in names if not any(plain != other and plain in other for other, _ in names))


def _most_similar(workspace: Workspace, brief: Brief, year: int | None) -> tuple[GoalTable | None, int]:
    """The table of the past project most like what the sentence, or the new name, says, and its key; None where none is."""
    described = brief.sentence or brief.project or ""
    if not described.strip():
        return None, 0
    from assistant.tasks.similar import similar_projects

    matches = similar_projects(workspace, described, 1).matches
    if not matches:
        return None, 0
    key = matches[0].key
    return workspace.store.load(key) if key else base_of(workspace, matches[0].project, year), key
