"""`jixiao chat`: a conversation on standard input and output, for a person at a terminal or a program behind a pipe."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.cli.arguments import Parser, readable
from assistant.cli.diagnostics import ExitCode, tell
from assistant.cli.output import hand_on, screen_width, write_json, write_text
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.tasks.workspace import Workspace

VERB = "chat"


def configure(parser: Parser) -> None:
    """Adds the choice of JSON."""
    parser.add_argument("--json", action="store_true")


def run(options: Namespace) -> ExitCode:
    """Answers line by line until the input ends."""
    gc.enable()
    from assistant.answers.printed import reply_to_text
    from assistant.answers.published import reply_to_json
    from assistant.model.conversation import Conversation
    from assistant.model.reply import Reply, Status
    from assistant.tasks.command_words import LEAVE, NEW
    from assistant.tasks.converse import converse
    from assistant.tasks.workspace import open_workspace
    from assistant.wording import wording

    talk = wording("interface/cli")
    with open_workspace(options.archive, tell=tell) as workspace:
        conversation = Conversation()
        for line in _lines(talk("talk.chat_opening"), workspace):
            utterance = readable(line).strip().removeprefix("\ufeff")
            if utterance == NEW:
                conversation = Conversation()
                if options.json:
                    write_json({"status": "new"})
                else:
                    write_text(talk("talk.chat_new"))
                continue
            if not options.json:
                if utterance in LEAVE:
                    break
                if not utterance:
                    continue
            try:
                reply, conversation = converse(workspace, conversation, utterance)
            except AssistantError:
                raise
            except Exception as error:  # a fault of ours in one question does not end the conversation
                if options.debug:
                    raise
                said = talk("talk.unexpected", 错误=f"{type(error).__name__}: {error}")
                tell(said)
                if options.json:
                    write_json(reply_to_json(Reply(utterance, Status.OUT_OF_SCOPE, "", said)))
                continue
            if options.json:
                write_json(reply_to_json(reply))
            else:
                write_text(reply_to_text(reply, screen_width()) + "\n")
                hand_on()
    return ExitCode.DONE


def _lines(opening: str, workspace: Workspace) -> Iterator[str]:
    """The lines of standard input; at a terminal with a prompt and the history of this conversation on the arrow keys.

    There, a draft that was left unfinished is told of.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield from sys.stdin
        return
    with suppress(ImportError):
        import readline  # noqa: F401  (gives `input` its history)
    tell(opening)
    from assistant.tasks.draft_talk import unfinished

    if notice := unfinished(workspace):
        tell(notice)
    while True:
        try:
            yield input("问> ")
        except EOFError:
            write_text("")
            return
