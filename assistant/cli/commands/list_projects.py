"""`jixiao list`: the projects of the archive."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.cli.arguments import Parser, year
from assistant.cli.diagnostics import ExitCode, tell
from assistant.cli.output import screen_width, write_json, write_text
from assistant.wording import wording

if TYPE_CHECKING:
    from assistant.model.query import TableRow

VERB = "list"

UNCUT = 10_000
"""Columns that every list has room in: what goes into a file or another program is not cut."""


def configure(parser: Parser) -> None:
    """Adds the year."""
    parser.add_argument("--year", metavar="年度", type=year)
    parser.add_argument("--json", action="store_true")


def run(options: Namespace) -> ExitCode:
    """Lists them, latest year first."""
    from assistant.tasks.tables import list_projects
    from assistant.tasks.workspace import open_workspace

    with open_workspace(options.archive, tell=tell) as workspace:
        projects = list_projects(workspace, options.year)
        years = () if projects else workspace.knowledge.years()
    if options.json:
        write_json({"projects": [_as_json(table) for table in projects]})
    elif projects:
        write_text(_as_text(projects))
    else:
        write_text(_none(options.year, years))
    return ExitCode.DONE


def _as_json(table: TableRow) -> dict[str, object]:
    from assistant.model.published import plain_number

    return {
        "project": table.project,
        "year": table.year,
        "department": table.values.get("department") or "",
        "unit": table.values.get("unit") or "",
        "total": plain_number(table.total),
    }


def _as_text(projects: Sequence[TableRow]) -> str:
    from assistant.answers.layout import Column, aligned

    words = wording("interface/cli")
    columns = (
        Column(words("list.project")),
        Column(words("list.year"), right=True),
        Column(words("list.total"), right=True),
        Column(words("list.department")),
    )
    rows = [
        (
            table.project,
            words("list.blank") if table.year is None else str(table.year),
            words("list.blank") if table.total is None else f"{table.total:,}",
            str(table.values.get("department") or ""),
        )
        for table in projects
    ]
    return aligned(columns, rows, screen_width(elsewhere=UNCUT)) + "\n" + words("list.count", 个数=len(projects))


def _none(year: int | None, years: Sequence[int]) -> str:
    words = wording("interface/cli")
    if year is None or not years:
        return words("list.none")
    return words("list.none_in_year", 年度=year, 有的="、".join(map(str, years)))
