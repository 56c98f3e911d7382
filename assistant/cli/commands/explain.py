"""`jixiao explain`: the documentation of a review rule, or all rules in short."""

from __future__ import annotations

from argparse import Namespace

from assistant.cli.arguments import Parser, readable
from assistant.cli.diagnostics import ExitCode
from assistant.cli.output import write_text

VERB = "explain"


def configure(parser: Parser) -> None:
    """Adds the rule."""
    parser.add_argument("rule", metavar="规则", nargs="?")


def run(options: Namespace) -> ExitCode:
    """Prints it; UnknownName with the nearest rules where there is none of that name."""
    from assistant.tasks.explain_rules import explain, explain_all

    write_text(explain(readable(options.rule)) if options.rule else explain_all())
    return ExitCode.DONE
