"""`python -m assistant`, the same as `jixiao`: the command line, or without a verb the terminal interface, loaded only then."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # the real one stands in a module that is slow to load, and nothing catches Ctrl+C before `start`
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_INTERRUPTED = 130
"""Exit status after Ctrl+C, as in `cli.diagnostics.ExitCode`, which may not be loaded yet."""


def start() -> int:
    """The process from its start to its exit status.

    A short command makes next to no garbage; looking for it, and through everything once more at the end, would take a seventh of
    the time of a question. What runs longer switches the collector on again.
    """
    try:
        gc.disable()
        try:
            return main()
        finally:
            gc.freeze()
    except KeyboardInterrupt:
        return _interrupted()


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program and returns its exit status; `arguments` defaults to those of the process."""
    try:
        from assistant.cli.main import main as run

        return run(sys.argv[1:] if arguments is None else arguments, _open_screen)
    except KeyboardInterrupt:  # while the program was being loaded
        return _interrupted()


def _interrupted() -> int:
    """Says so without anything that would have to be loaded first."""
    try:  # noqa: SIM105  (contextlib may not be loaded yet)
        os.write(2, "已中断。\n".encode())
    except OSError:
        pass  # nobody listens
    return _INTERRUPTED


def _open_screen(archive: Path | None) -> int:
    gc.enable()
    from assistant.tui.app import run

    return run(archive)


if __name__ == "__main__":
    sys.exit(start())
