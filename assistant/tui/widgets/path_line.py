"""A line for the path of a file or folder: how it goes on stands there as one types, Tab or → takes it."""

from __future__ import annotations

import os
from asyncio import to_thread
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester

from assistant.tui.widgets.typing_line import TypingLine

_MOST = 5000
"""So many names of a folder are looked at."""


class PathLine(TypingLine):
    """Suggests the first file or folder, by name, that begins with what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "take", show=False)]

    def __init__(self, value: str, placeholder: str) -> None:
        super().__init__(value, placeholder, select_on_focus=False)
        self.suggester = _Paths(use_cache=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tab goes on to what stands below, where nothing is suggested."""
        return self._is_suggested if action == "take" else True

    @property
    def _is_suggested(self) -> bool:
        return self._suggestion.startswith(self.value) and len(self._suggestion) > len(self.value)

    def action_take(self) -> None:
        """Takes over what is suggested; more is suggested behind it."""
        self.value = self._suggestion
        self.action_end()


class _Paths(Suggester):
    """Looks into the folder beside the screen: it may be far away."""

    async def get_suggestion(self, value: str) -> str | None:
        """The path in full, with what ends a folder's name behind it; None where none begins so."""
        return await to_thread(going_on, value)


def going_on(typed: str) -> str | None:
    """The first path, by name, that begins with what was typed, written as that was; None for none. Hidden ones where meant."""
    folder, name = os.path.split(typed)
    if not typed or typed.isspace() or "\n" in typed:
        return None
    try:
        with os.scandir(os.path.expanduser(folder) or ".") as entries:
            found = [
                (entry.name, entry.is_dir())
                for _, entry in zip(range(_MOST), entries, strict=False)
                if entry.name.startswith(name) and (name or not entry.name.startswith("."))
            ]
    except (OSError, ValueError):
        return None
    if not found:
        return None
    first, is_folder = min(found)
    whole = typed[: len(typed) - len(name)] + first + (os.sep if is_folder else "")
    return whole if whole != typed and whole.isprintable() else None
