"""`jixiao accept`: accepts a finding of the review with its reason."""

from __future__ import annotations

from argparse import Namespace

from assistant.cli.arguments import Parser, readable, year
from assistant.cli.diagnostics import ExitCode, tell
from assistant.cli.output import write_text
from assistant.wording import wording

VERB = "accept"


def configure(parser: Parser) -> None:
    """Adds the project, the rule, the year and the reason."""
    parser.add_argument("project", metavar="项目")
    parser.add_argument("rule", metavar="规则")
    parser.add_argument("--year", metavar="年度", type=year)
    parser.add_argument("--why", metavar="理由", required=True)


def run(options: Namespace) -> ExitCode:
    """Keeps the acceptance in the archive; UnknownName where the rule finds nothing there."""
    from assistant.tasks.review_settings import load_settings
    from assistant.tasks.review_tables import accept_finding
    from assistant.tasks.workspace import open_workspace

    rule, why = readable(options.rule), readable(options.why)
    with open_workspace(options.archive, tell=tell) as workspace:
        found = accept_finding(workspace, readable(options.project), rule, why, options.year, load_settings())
    write_text(wording("interface/check")("done_accepting", 条数=len(found), 规则=rule, 理由=why))
    return ExitCode.DONE
