"""`jixiao ask`: one question, one answer with its sources."""

from __future__ import annotations

from argparse import Namespace

from assistant.cli.arguments import Parser, WrongUsage, readable
from assistant.cli.diagnostics import ExitCode, tell
from assistant.cli.output import screen_width, write_json, write_text

VERB = "ask"


def configure(parser: Parser) -> None:
    """Adds the question, in one or several words."""
    parser.add_argument("question", metavar="问题", nargs="+")
    parser.add_argument("--json", action="store_true")


def run(options: Namespace) -> ExitCode:
    """Answers the question."""
    question = " ".join(map(readable, options.question))
    if not question.strip():
        raise WrongUsage("问题是空的。", "请写出要问什么，例如：jixiao ask 哪些项目预算超过100万")
    from assistant.answers.printed import reply_to_text
    from assistant.answers.published import reply_to_json
    from assistant.model.conversation import Conversation
    from assistant.tasks.converse import converse
    from assistant.tasks.workspace import open_workspace

    with open_workspace(options.archive, tell=tell) as workspace:
        reply, _ = converse(workspace, Conversation(), question)
    if options.json:
        write_json(reply_to_json(reply))
    else:
        write_text(reply_to_text(reply, screen_width()))
    return ExitCode.DONE
