"""`jixiao show`: one table in the official layout."""

from __future__ import annotations

from argparse import Namespace

from assistant.cli.arguments import Parser, readable, year
from assistant.cli.diagnostics import ExitCode, tell
from assistant.cli.output import screen_width, write_json, write_text
from assistant.wording import wording

VERB = "show"

WIDEST = 110
"""Columns beyond which a form is no easier to read."""


def configure(parser: Parser) -> None:
    """Adds the project, in one or several words, and the year."""
    parser.add_argument("project", metavar="项目", nargs="+")
    parser.add_argument("--year", metavar="年度", type=year)
    parser.add_argument("--json", action="store_true")


def run(options: Namespace) -> ExitCode:
    """Shows the table of the project; UnknownName or AmbiguousName where the name is not one project's."""
    from assistant.model.published import table_to_json
    from assistant.tasks.table_text import table_text
    from assistant.tasks.tables import find_table
    from assistant.tasks.workspace import open_workspace

    with open_workspace(options.archive, tell=tell) as workspace:
        table = find_table(workspace, " ".join(map(readable, options.project)), options.year)
        original = bool(table.source.sha256) and workspace.store.has_original(table.source.sha256)
    if options.json:
        write_json(table_to_json(table), indent=2)
    else:
        write_text(table_text(table, min(screen_width(), WIDEST)))
        if original:
            tell(wording("interface/export")("original_kept", 文件=table.source.document, 项目=table.project))
    return ExitCode.DONE
