"""What an import reports about its files, as text, as JSON and as a file to keep or send on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.chinese.width import printable
from assistant.errors import UnknownFormat, UnwritableFile
from assistant.model.finding import Severity
from assistant.tasks.export_table import write_file
from assistant.tasks.find_files import FoundFile, shown_name
from assistant.tasks.import_files import FileReport, Plan
from assistant.wording import wording

SUFFIXES = (".xlsx", ".json", ".txt")
"""What a report can be saved as."""


def check_report_file(file: Path, plan: Plan | None = None) -> None:
    """Raises UnknownFormat for another ending, UnwritableFile where saving would overwrite what is to be imported."""
    if file.suffix.lower() not in SUFFIXES:
        raise UnknownFormat(_word("report_format", 文件=file.name), _word("report_format_advice", 结尾="、".join(SUFFIXES)))
    if plan is not None and file.exists():
        same = [item for item in plan.items if isinstance(item, FoundFile) and item.path.exists() and item.path.samefile(file)]
        if same:
            raise UnwritableFile(_word("report_overwrites", 文件=file), _word("report_overwrites_advice"))


def save_report(reports: Sequence[FileReport], file: Path) -> None:
    """Writes the reports to a file in the format of its ending, in place of one that is there. Raises as `check_report_file`."""
    check_report_file(file)
    match file.suffix.lower():
        case ".json":
            data = (json.dumps([report_to_json(one) for one in reports], ensure_ascii=False, indent=2) + "\n").encode(
                "utf-8", "replace"
            )
        case ".xlsx":
            data = _workbook(reports)
        case _:
            data = (printable("\n".join(map(report_text, reports))) + "\n").encode("utf-8", "replace")
    write_file(file, data, force=True)


def report_to_json(report: FileReport) -> dict[str, object]:
    """One file as `import --json` prints it."""
    from assistant.model.published import table_to_json

    return {
        "file": shown_name(report.file),
        "status": report.status.value,
        "reason": report.reason or None,
        "tables": [table_to_json(table) for table in report.tables],
        "notes": list(report.notes),
    }


def report_text(report: FileReport) -> str:
    """One file in a few lines."""
    words = wording("interface/cli")
    head = words("import.file", 状态=words(f"import.{report.status}"), 文件=shown_name(report.file))
    if report.tables:
        head += words("import.tables", 张数=len(report.tables))
    if report.errors or report.warnings:
        head += _word("reviewed", 错误=report.errors, 警告=report.warnings)
    lines = [head]
    if report.reason:
        lines.append(words("import.reason", 原因=report.reason))
    lines += [words("import.note", 说明=note) for note in report.notes]
    return "\n".join(lines)


def _workbook(reports: Sequence[FileReport]) -> bytes:
    from assistant.writers.sheets import SheetOfRows, write_sheets

    files = SheetOfRows(
        _word("sheet_files"), _headings("columns_files"), (50, 10, 8, 60, 8, 8, 8, 8, 10), [_file_row(one) for one in reports]
    )
    tables = SheetOfRows(
        _word("sheet_tables"), _headings("columns_tables"), (40, 36, 8, 30, 30, 16, 8, 24), list(_table_rows(reports))
    )
    notes = SheetOfRows(_word("sheet_notes"), _headings("columns_notes"), (50, 10, 100), list(_note_rows(reports)))
    return write_sheets((files, tables, notes))


def _headings(key: str) -> tuple[str, ...]:
    return tuple(_word(key).split("、"))


def _file_row(report: FileReport) -> tuple[str | int, ...]:
    severities = [finding.severity for finding in report.findings]
    return (
        shown_name(report.file),
        wording("interface/cli")(f"import.{report.status}"),
        len(report.tables),
        report.reason,
        report.errors,
        report.warnings,
        severities.count(Severity.DOUBT),
        severities.count(Severity.REPAIR),
        report.doubled,
    )


def _table_rows(reports: Sequence[FileReport]) -> Iterator[tuple[str | int | float | None, ...]]:
    for report in reports:
        for table in report.tables:
            yield (
                shown_name(report.file),
                table.project,
                table.year,
                table.department,
                table.unit,
                None if table.total is None else float(table.total),
                len(table.indicators),
                table.place.label,
            )


def _note_rows(reports: Sequence[FileReport]) -> Iterator[tuple[str, ...]]:
    """The notes, those about findings with their kind; they are the last ones."""
    for report in reports:
        others = len(report.notes) - len(report.findings)
        for at, note in enumerate(report.notes):
            kind = report.findings[at - others].severity if at >= others >= 0 else ""
            yield (shown_name(report.file), _word(f"note_{kind}") if kind in ("doubt", "repair") else "", note)


def _word(key: str, **slots: object) -> str:
    return wording("interface/import")(key, **slots)
