"""Says where a file went, and remembers the folder; in a page of `jixiao serve` it is handed to the browser as well."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.tui.commands import talk
from assistant.tui.settled import SettledApp

if TYPE_CHECKING:
    from textual.app import App


def tell_saved(app: App[object] | App[None], path: Path, said: str) -> None:
    """Tells of a file that was just written; the next one is proposed in the same folder.

    Whoever sits at a page may sit at another machine: the browser gets a copy.
    """
    if isinstance(app, SettledApp):
        app.change(replace(app.settings, last_folder=str(path.parent)))
    if app.is_web:
        app.deliver_binary(path)
        said = talk("save.page", 话=said)
    app.notify(said, timeout=10 if app.is_web else 6, markup=False)
