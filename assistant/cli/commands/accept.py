"""`jixiao accept`: accepts a finding of the review with its reason."""

from __future__ import annotations

from argparse import Namespace

from assistant.cli.arguments import Parser, WrongUsage, readable, year
from assistant.cli.diagnostics import ExitCode, tell
from assistant.cli.output import write_text
from assistant.wording import wording

VERB = "accept"


def configure(parser: Parser) -> None:
    """Adds the project, the rule, the year, and the reason or the wish to take an acceptance back."""
    parser.add_argument("project", metavar="项目")
    parser.add_argument("rule", metavar="规则")
    parser.add_argument("--year", metavar="年度", type=year)
    parser.add_argument("--why", metavar="理由")
    parser.add_argument("--withdraw", action="store_true")


def run(options: Namespace) -> ExitCode:
    """Keeps the acceptance in the archive, or takes it back; UnknownName where there is nothing of the rule."""
    from assistant.tasks.review_settings import load_settings
    from assistant.tasks.review_tables import accept_finding, withdraw_finding
    from assistant.tasks.workspace import open_workspace

    words = wording("interface/check")
    project, rule, why = readable(options.project), readable(options.rule), readable(options.why or "").strip()
    if not options.withdraw and not why:
        raise WrongUsage(words("no_reason"), words("how_reason"))
    with open_workspace(options.archive, tell=tell) as workspace:
        if options.withdraw:
            found = withdraw_finding(workspace, project, rule, options.year, load_settings())
            write_text(words("done_withdrawing", 条数=len(found), 规则=rule))
        else:
            found = accept_finding(workspace, project, rule, why, options.year, load_settings())
            write_text(words("done_accepting", 条数=len(found), 规则=rule, 理由=why))
    return ExitCode.DONE
