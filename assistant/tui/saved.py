"""Says where a file went; in a page of `jixiao serve` it is handed to the browser as well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.tui.commands import talk

if TYPE_CHECKING:
    from textual.app import App


def tell_saved(app: App[object] | App[None], path: Path, said: str) -> None:
    """Tells of a file that was just written. Whoever sits at a page may sit at another machine: the browser gets a copy."""
    if app.is_web:
        app.deliver_binary(path)
        said = talk("save.page", 话=said)
    app.notify(said, timeout=10 if app.is_web else 6, markup=False)
