"""`jixiao serve`: the terminal interface in a web page."""

from __future__ import annotations

import gc
import sys
from argparse import ArgumentTypeError, Namespace

from assistant.cli.arguments import Parser
from assistant.cli.diagnostics import ExitCode, tell
from assistant.cli.output import hand_on, write_text
from assistant.errors import AssistantError
from assistant.wording import wording

VERB = "serve"

HOST, PORT, SESSIONS = "127.0.0.1", 8620, 8
"""Where it listens, and how many pages there may be at a time, where nothing else is said."""
_MOST_SESSIONS = 100


class MissingLibrary(AssistantError):
    """A library that is installed only where it is asked for."""


def configure(parser: Parser) -> None:
    """Adds address, port and number of pages."""
    parser.add_argument("--host", metavar="地址", default=HOST, type=_host)
    parser.add_argument("--port", metavar="端口", default=PORT, type=_port)
    parser.add_argument("--sessions", metavar="个数", default=SESSIONS, type=_sessions)


def run(options: Namespace) -> ExitCode:
    """Serves until Ctrl+C; the address is data, everything else is talk."""
    from assistant.tasks.workspace import archive_path, open_workspace

    words = wording("interface/web")
    try:
        from assistant.web.gate import gate_for
        from assistant.web.server import Server, bound, serve
    except ModuleNotFoundError as missing:
        name = str(missing.name).partition(".")[0]
        if name == "assistant":
            raise
        raise MissingLibrary(words("talk.missing", 程序库=name), words("talk.missing_advice")) from missing
    gc.enable()  # this process lives long
    with bound(options.host, options.port) as listening:
        archive = archive_path(options.archive).absolute()
        open_workspace(archive, tell=tell).close()  # two pages that are opened at once must not both make it
        gate = gate_for(options.host, listening.getsockname()[1])
        if gate.token:
            tell(words("talk.warning").strip())
        tell(words("talk.open", 个数=options.sessions))
        write_text(gate.address)
        hand_on()
        command = (sys.executable, "-m", "assistant", "--archive", str(archive))
        serve(Server(command, archive.name, options.sessions), gate, listening)
    tell(words("talk.ended"))
    return ExitCode.DONE


def _host(text: str) -> str:
    return text.strip().strip("[]").lower() or HOST


def _port(text: str) -> int:
    return _within(text, 0, 65535, "port")


def _sessions(text: str) -> int:
    return _within(text, 1, _MOST_SESSIONS, "sessions")


def _within(text: str, least: int, most: int, key: str) -> int:
    if text.isdecimal() and len(text) <= 6 and least <= int(text) <= most:
        return int(text)
    raise ArgumentTypeError(wording("interface/web")(f"talk.{key}"))
