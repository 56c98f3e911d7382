"""`jixiao check`: reviews tables of the archive, or files without importing them."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.chinese.width import printable
from assistant.cli.arguments import Parser, WrongUsage, path, readable, year
from assistant.cli.diagnostics import ExitCode, tell
from assistant.cli.output import write_json, write_text
from assistant.wording import wording

if TYPE_CHECKING:
    from assistant.model.finding import Finding, Where
    from assistant.model.goal_table import GoalTable
    from assistant.tasks.import_files import FileReport
    from assistant.tasks.review_tables import ReviewedTable

VERB = "check"
_MANY = 2000
"""From so many tables on an archive is reviewed in several processes, and progress is told."""
_PROCESSES = 4
_TOLD_EVERY = 2000


def configure(parser: Parser) -> None:
    """Adds the projects, files or folders, and the year."""
    parser.add_argument("what", metavar="项目或文件", nargs="*")
    parser.add_argument("--year", metavar="年度", type=year)
    parser.add_argument("-o", "--output", metavar="文件", type=path)
    parser.add_argument("--force", action="store_true")
    parser.add_argument("--json", action="store_true")


def run(options: Namespace) -> ExitCode:
    """Prints the findings; REFUSED where there is an error among them, FAILED where no file that was named could be read."""
    from assistant.errors import UnknownName
    from assistant.tasks.review_settings import load_settings
    from assistant.tasks.review_tables import review_archive, review_files
    from assistant.tasks.workspace import open_workspace

    settings = load_settings()
    named = [readable(text) for text in options.what]
    paths = [Path(text) for text in options.what if Path(text).exists()]
    if paths and len(paths) == len(named):
        unread = _Unread()
        status = _report(review_files(paths, settings, unread.hear), options)
        return ExitCode.FAILED if unread.all_failed else status
    with open_workspace(options.archive, tell=tell) as workspace:
        size = 0 if named else workspace.knowledge.size()
        processes = min(os.cpu_count() or 1, _PROCESSES) if size >= _MANY else 1
        reviewed = review_archive(workspace, named, options.year, settings, processes=processes)
        try:
            return _report(reviewed, options, size if size >= _MANY else 0)
        except UnknownName:
            _refuse_paths([text for text in options.what if not Path(text).exists()], paths)
            raise


def _refuse_paths(missing: Sequence[str], there: Sequence[Path]) -> None:
    """Says of names that no project has what is wrong with them, where files are meant: UnreadableFile and WrongUsage."""
    from assistant.errors import UnreadableFile
    from assistant.readers import READERS

    words = wording("interface/check")
    endings = {ending for reader in READERS for ending in reader.suffixes}
    for text in missing:
        if os.sep in text or Path(text).suffix.lower() in endings:
            raise UnreadableFile(words("no_file", 文件=readable(text)), words("look_at_path"))
    if there:
        raise WrongUsage(words("mixed"), words("one_kind"))


class _Unread:
    """Hears of the files as they are read, and tells of those without tables to review."""

    def __init__(self) -> None:
        self._statuses: list[str] = []

    def hear(self, report: FileReport) -> None:
        """One file."""
        self._statuses.append(report.status.value)
        if not report.tables:
            words = wording("interface/check")
            tell(words("not_reviewed", 文件=printable(report.file, one_line=True), 原因=report.reason))

    @property
    def all_failed(self) -> bool:
        """Whether there was nothing that could be read."""
        return set(self._statuses) == {"failed"}


class _Progress:
    """How far the review has come."""

    def __init__(self, reviewed: Iterable[ReviewedTable], size: int) -> None:
        self._reviewed = reviewed
        self._size = size
        """How many tables there are; 0 where nobody waits long enough to be told."""
        self.done = 0
        """How many have been reviewed."""

    def __iter__(self) -> Iterator[ReviewedTable]:
        """The tables; tells now and then how many there have been."""
        for entry in self._reviewed:
            self.done += 1
            yield entry
            if self._size and self.done % _TOLD_EVERY == 0 and sys.stderr.isatty():
                tell(wording("interface/check")("progress", 张数=self.done, 总数=self._size))


def _report(reviewed: Iterable[ReviewedTable], options: Namespace, size: int = 0) -> ExitCode:
    """Writes and prints what was found; says how far it came where it is interrupted."""
    progress = _Progress(reviewed, size)
    try:
        return _write(progress, options)
    except KeyboardInterrupt:
        tell(wording("interface/check")("stopped_list" if options.output is not None else "stopped", 张数=progress.done))
        raise


def _write(reviewed: Iterable[ReviewedTable], options: Namespace) -> ExitCode:
    from assistant.model.finding import Severity

    as_json = options.json
    if options.output is not None:
        from assistant.tasks.review_list import check_target, write_list

        check_target(options.output, force=options.force)
        reviewed = tuple(reviewed)
        write_list(reviewed, options.output, force=options.force)
        tell(wording("interface/check")("wrote_list", 文件=options.output))
    words = wording("interface/check")
    tables = errors = warnings = hints = 0
    for entry in reviewed:
        tables += 1
        if entry.findings and not as_json:
            write_text(words("table", 项目=entry.table.project, 年度=entry.table.year or words("no_year")))
        for index, finding in enumerate(entry.findings):
            why = entry.accepted.get(index)
            if why is not None:
                if as_json:
                    write_json({**finding_as_json(entry.table, finding), "accepted": why})
                else:
                    write_text(_as_text(finding, why))
                continue
            errors += finding.severity == Severity.ERROR
            warnings += finding.severity == Severity.WARNING
            hints += finding.severity == Severity.HINT
            if as_json:
                write_json(finding_as_json(entry.table, finding))
            else:
                write_text(_as_text(finding))
    if not as_json:
        write_text(words("summary", 张数=tables, 错误=errors, 警告=warnings, 提示=hints))
    return ExitCode.REFUSED if errors else ExitCode.DONE


def _as_text(finding: Finding, why: str = "") -> str:
    words = wording("interface/check")
    level = words(f"severity.{finding.severity}")
    if why:
        return words("accepted", 级别=level, 话=finding.message + finding.advice, 规则=finding.rule, 理由=why)
    return words("finding", 级别=level, 话=finding.message + finding.advice, 规则=finding.rule)


def finding_as_json(table: GoalTable, finding: Finding) -> dict[str, object]:
    """A finding as `check --json` and `draft --json` print it."""
    return {
        "project": table.project,
        "year": table.year,
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
