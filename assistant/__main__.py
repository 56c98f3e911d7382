"""`python -m assistant`, the same as `jixiao`: the command line, or without a verb the terminal interface, loaded only then."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path


def start() -> int:
    """The process from its start to its exit status.

    A short command makes next to no garbage; looking for it, and through everything once more at the end, would take a seventh of
    the time of a question. What runs longer switches the collector on again.
    """
    gc.disable()
    try:
        return main()
    finally:
        gc.freeze()


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program and returns its exit status; `arguments` defaults to those of the process."""
    try:
        from assistant.cli.main import main as run

        return run(sys.argv[1:] if arguments is None else arguments, _open_screen)
    except KeyboardInterrupt:
        return 130


def _open_screen(archive: Path | None) -> int:
    gc.enable()
    from assistant.tui.app import run

    return run(archive)


if __name__ == "__main__":
    sys.exit(start())
