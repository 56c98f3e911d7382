"""`jixiao check`: reviews tables of the archive, or files without importing them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.arguments import Parser, readable, year
from assistant.cli.diagnostics import ExitCode, tell
from assistant.cli.output import write_json, write_text
from assistant.wording import wording

if TYPE_CHECKING:
    from assistant.model.finding import Finding, Where
    from assistant.tasks.review_tables import ReviewedTable

VERB = "check"


def configure(parser: Parser) -> None:
    """Adds the projects, files or folders, and the year."""
    parser.add_argument("what", metavar="项目或文件", nargs="*")
    parser.add_argument("--year", metavar="年度", type=year)
    parser.add_argument("--json", action="store_true")


def run(options: Namespace) -> ExitCode:
    """Prints the findings; REFUSED where there is an error among them."""
    from assistant.tasks.review_tables import review_archive, review_files
    from assistant.tasks.workspace import open_workspace

    named = [readable(text) for text in options.what]
    paths = [Path(text) for text in options.what if Path(text).exists()]
    if paths and len(paths) == len(named):
        return _report(review_files(paths), options.json)
    with open_workspace(options.archive, tell=tell) as workspace:
        return _report(review_archive(workspace, named, options.year), options.json)


def _report(reviewed: Iterable[ReviewedTable], as_json: bool) -> ExitCode:
    from assistant.model.finding import Severity

    words = wording("interface/check")
    tables = errors = warnings = hints = 0
    for entry in reviewed:
        tables += 1
        if entry.findings and not as_json:
            write_text(words("table", 项目=entry.table.project, 年度=entry.table.year or words("no_year")))
        for finding in entry.findings:
            errors += finding.severity == Severity.ERROR
            warnings += finding.severity == Severity.WARNING
            hints += finding.severity == Severity.HINT
            if as_json:
                write_json(_as_json(entry, finding))
            else:
                write_text(_as_text(finding))
    if not as_json:
        write_text(words("summary", 张数=tables, 错误=errors, 警告=warnings, 提示=hints))
    return ExitCode.REFUSED if errors else ExitCode.DONE


def _as_text(finding: Finding) -> str:
    words = wording("interface/check")
    level = words(f"severity.{finding.severity}")
    return words("finding", 级别=level, 话=finding.message + finding.advice, 规则=finding.rule)


def _as_json(entry: ReviewedTable, finding: Finding) -> dict[str, object]:
    return {
        "project": entry.table.project,
        "year": entry.table.year,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "where": _where(finding.where),
        "message": finding.message,
        "advice": finding.advice,
    }


def _where(where: Where | None) -> dict[str, str]:
    """The place with the keys that apply."""
    if where is None:
        return {}
    if where.field:
        return {"field": where.field}
    keys = {"level1": where.level1 or None, "level2": where.level2 or None, "level3": where.level3, "value": where.value}
    return {key: text for key, text in keys.items() if text is not None}
