"""The theme (Ctrl+T): three to choose from, each seen at once."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.widgets import OptionList

from assistant.tasks.screen_settings import THEMES
from assistant.tui.commands import setting_words
from assistant.tui.screens.choosing import ChoosingScreen


class ThemeScreen(ChoosingScreen[str]):
    """Gives the name of the theme."""

    def __init__(self, current: str, show: Callable[[str], None], *, few: bool = False) -> None:
        """`show` shows a theme at once; `few`: the terminal has too few colours for all but one."""
        names = [setting_words(f"theme.{name}") for name in THEMES]
        at = THEMES.index(current)
        names[at] = setting_words("theme.current", 主题=names[at])
        text = setting_words("theme.few_colours") if few else ""
        super().__init__(setting_words("theme.title"), names, text, marked=at)
        self._show = show

    def chosen(self, at: int) -> str:
        """The theme of the choice."""
        return THEMES[at]

    @on(OptionList.OptionHighlighted)
    def _preview(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._show(THEMES[event.option_index])
