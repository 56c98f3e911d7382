"""`jixiao import`: files and folders into the archive, with a report for each file; with `--remove` documents out of it."""

from __future__ import annotations

import gc
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from assistant.cli.arguments import Parser, WrongUsage, path
from assistant.cli.diagnostics import ExitCode, tell
from assistant.cli.output import write_json, write_text
from assistant.cli.progress import progress
from assistant.wording import wording

if TYPE_CHECKING:
    from assistant.tasks.import_files import FileReport

VERB = "import"

_SIZE_OF_ANY = 50_000
"""For the time left a file counts as its bytes and so many more."""


def configure(parser: Parser) -> None:
    """Adds the paths and what is to be done with the report."""
    parser.add_argument("paths", metavar="路径", nargs="+", type=path)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--keep-originals", action="store_true")
    parser.add_argument("--remove", action="store_true")
    parser.add_argument("--report", metavar="文件", type=path)
    parser.add_argument("--json", action="store_true")


def run(options: Namespace) -> ExitCode:
    """Imports and reports file by file; FAILED only where every file failed."""
    gc.enable()
    if options.remove:
        return _remove(options)
    from assistant.tasks.import_files import FileStatus, import_files, plan_import
    from assistant.tasks.import_report import check_report_file, report_text, report_to_json
    from assistant.tasks.workspace import archive_path

    words = wording("interface/import")
    reports: list[FileReport] = []
    plan = plan_import(options.paths)
    if options.report is not None:
        check_report_file(options.report, plan)
    importing = import_files(
        archive_path(options.archive), plan, dry_run=options.dry_run, keep_originals=options.keep_originals, review=True
    )
    try:
        whole = plan.size + _SIZE_OF_ANY * len(plan.items)
        with progress(words("bar"), whole, len(plan.items)) as advance:
            for report in importing:
                reports.append(report)
                if options.json:
                    write_json(report_to_json(report))
                else:
                    write_text(report_text(report))
                advance(report.size + _SIZE_OF_ANY, PurePath(report.file).name)
                if options.debug and report.trace:
                    tell(report.trace)
    except KeyboardInterrupt:
        tell(wording("interface/cli")("talk.import_interrupted", 件数=len(reports)))
        if not options.dry_run and reports:
            tell(words("interrupted_stays"))
        return ExitCode.INTERRUPTED
    else:
        _sum_up(reports, options.dry_run)
    finally:
        importing.close()
        if options.report is not None:
            _save(reports, options)
    failed = all(report.status is FileStatus.FAILED for report in reports)
    return ExitCode.FAILED if failed else ExitCode.DONE


def _sum_up(reports: Sequence[FileReport], dry_run: bool) -> None:
    """Says on standard error how many files came to what, and what is to be looked at."""
    words = wording("interface/cli")
    files = [report for report in reports if not report.is_folder]
    counts = Counter(report.status for report in files)
    parts = [words("import.counted", 状态=words(f"import.{status}"), 件数=number) for status, number in counts.items()]
    tell(words("talk.import_summary", 件数=len(files), 详情="，".join(parts)) if files else words("talk.import_nothing"))
    words = wording("interface/import")
    doubled = sum(report.doubled for report in files)
    if doubled:
        tell(words("doubled_in_all", 张数=doubled))
    errors, warnings = sum(report.errors for report in files), sum(report.warnings for report in files)
    if errors or warnings:
        tell(words("reviewed_in_all", 错误=errors, 警告=warnings))
    if dry_run:
        tell(wording("interface/cli")("talk.import_dry"))


def _save(reports: Sequence[FileReport], options: Namespace) -> None:
    """Writes the report by the file's ending."""
    from assistant.tasks.import_report import save_report

    save_report(reports, options.report)
    tell(wording("interface/cli")("talk.report_written", 文件=options.report))


def _remove(options: Namespace) -> ExitCode:
    """Takes documents out of the archive; UnknownName and AmbiguousName for names."""
    if options.keep_originals or options.report is not None:
        raise WrongUsage("移出文件时不用 --keep-originals 和 --report。", "用法如：jixiao import --remove 旧表.docx")
    from assistant.model.published import table_to_json
    from assistant.tasks.documents import remove_documents
    from assistant.tasks.workspace import archive_path

    words = wording("interface/import")
    names = [str(name) for name in options.paths]
    for removed in remove_documents(archive_path(options.archive), names, dry_run=options.dry_run):
        if options.json:
            tables = [table_to_json(table) for table in removed.tables]
            write_json({"file": removed.name, "status": "removed", "reason": None, "tables": tables, "notes": []})
        else:
            write_text(words("removed", 文件=removed.name, 张数=len(removed.tables)))
    if options.dry_run:
        tell(words("removed_dry"))
    return ExitCode.DONE
