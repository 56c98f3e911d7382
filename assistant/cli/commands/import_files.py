"""`jixiao import`: files and folders into the archive, with a report for each file."""

from __future__ import annotations

import gc
import json
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.chinese.width import printable
from assistant.cli.arguments import Parser, WrongUsage, path, readable
from assistant.cli.diagnostics import ExitCode, tell
from assistant.cli.output import write_json, write_text
from assistant.errors import UnwritableFile
from assistant.wording import wording

if TYPE_CHECKING:
    from assistant.tasks.import_files import FileReport

VERB = "import"


def configure(parser: Parser) -> None:
    """Adds the paths and what is to be done with the report."""
    parser.add_argument("paths", metavar="路径", nargs="+", type=path)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--report", metavar="文件", type=path)
    parser.add_argument("--json", action="store_true")


def run(options: Namespace) -> ExitCode:
    """Imports and reports file by file; FAILED only where every file failed."""
    gc.enable()
    if options.report is not None and options.report.suffix.lower() not in (".txt", ".json"):
        raise WrongUsage(f"说明不能存成“{options.report.name}”。", "请用 .txt 或 .json 结尾的文件名。")
    from assistant.tasks.import_files import FileStatus, import_files
    from assistant.tasks.workspace import archive_path

    reports: list[FileReport] = []
    try:
        for report in import_files(archive_path(options.archive), options.paths, dry_run=options.dry_run):
            reports.append(report)
            if options.json:
                write_json(_as_json(report))
            else:
                write_text(_as_text(report))
    except KeyboardInterrupt:
        tell(wording("interface/cli")("talk.import_interrupted", 件数=len(reports)))
        return ExitCode.INTERRUPTED
    finally:
        if options.report is not None:
            _save(reports, options.report)
    _sum_up(reports, options.dry_run)
    failed = all(report.status is FileStatus.FAILED for report in reports)
    return ExitCode.FAILED if failed else ExitCode.DONE


def _as_json(report: FileReport) -> dict[str, object]:
    from assistant.model.published import table_to_json

    return {
        "file": printable(readable(report.file), one_line=True),
        "status": report.status.value,
        "reason": report.reason or None,
        "tables": [table_to_json(table) for table in report.tables],
        "notes": list(report.notes),
    }


def _as_text(report: FileReport) -> str:
    words = wording("interface/cli")
    head = words("import.file", 状态=words(f"import.{report.status}"), 文件=printable(readable(report.file), one_line=True))
    if report.tables:
        head += words("import.tables", 张数=len(report.tables))
    lines = [head]
    if report.reason:
        lines.append(words("import.reason", 原因=report.reason))
    lines += [words("import.note", 说明=note) for note in report.notes]
    return "\n".join(lines)


def _sum_up(reports: Sequence[FileReport], dry_run: bool) -> None:
    """Says on standard error how many files came to what."""
    words = wording("interface/cli")
    files = [report for report in reports if not report.is_folder]
    counts = Counter(report.status for report in files)
    parts = [words("import.counted", 状态=words(f"import.{status}"), 件数=number) for status, number in counts.items()]
    tell(words("talk.import_summary", 件数=len(files), 详情="，".join(parts)) if files else words("talk.import_nothing"))
    if dry_run:
        tell(words("talk.import_dry"))


def _save(reports: Iterable[FileReport], file: Path) -> None:
    """Writes the report, as an array or as text by the file's ending."""
    if file.suffix.lower() == ".json":
        text = json.dumps([_as_json(report) for report in reports], ensure_ascii=False, indent=2)
    else:
        text = printable("\n".join(map(_as_text, reports)))
    from assistant.tasks.refusal import reason

    try:
        file.write_text(text + "\n", "utf-8", errors="replace")
    except OSError as refusal:
        raise UnwritableFile(f"说明存不进“{file}”：{reason(refusal)}。", "请换一个可以写的位置。") from refusal
    tell(wording("interface/cli")("talk.report_written", 文件=file))
