"""`jixiao list`: the projects of the archive."""

from __future__ import annotations

from argparse import Namespace

from assistant.cli.arguments import Parser, year
from assistant.cli.diagnostics import ExitCode, tell
from assistant.cli.output import write_json, write_text

VERB = "list"


def configure(parser: Parser) -> None:
    """Adds the year."""
    parser.add_argument("--year", metavar="年度", type=year)
    parser.add_argument("--json", action="store_true")


def run(options: Namespace) -> ExitCode:
    """Lists them, latest year first."""
    from assistant.tasks.tables import list_projects, project_list_text, project_list_to_json
    from assistant.tasks.workspace import open_workspace

    with open_workspace(options.archive, tell=tell) as workspace:
        projects = list_projects(workspace, options.year)
        if options.json:
            write_json(project_list_to_json(projects))
        else:
            write_text(project_list_text(workspace, projects, options.year))
    return ExitCode.DONE
