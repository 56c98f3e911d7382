"""The settings (Ctrl+O): what can be set, how it is set, and in which file it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.tasks.screen_settings import ScreenSettings, changed
from assistant.tasks.settings_file import settings_path
from assistant.tui.cells import cut, shown_line
from assistant.tui.commands import setting_words
from assistant.tui.screens.choosing import ChoosingScreen
from assistant.tui.screens.line import LineScreen
from assistant.tui.screens.panel import PanelScreen
from assistant.tui.settled import SettledApp
from assistant.tui.widgets.prose import Prose, WrappedText

_NAMES = ("theme", "list_width", "table_share", "export_folder", "tour")
_STEPS = {"list_width": (0, 30, 38, 44, 50, 60, 72), "table_share": (0, 40, 50, 60, 70)}
"""What numbers are offered; 0 is what suits the screen."""


class SettingsScreen(PanelScreen[None]):
    """The settings below each other, each with how it is; Enter, a number or a click changes it."""

    DEFAULT_CSS = """
    SettingsScreen Prose { margin-top: 1; }
    SettingsScreen .problem { color: $text-warning; }
    """

    def __init__(self, settled: SettledApp) -> None:
        super().__init__(setting_words("screen.title"))
        self._settled = settled

    def compose_panel(self) -> ComposeResult:
        """The settings, what is wrong in their file, where it is."""
        yield OptionList(*self._lines(), markup=False)
        for problem in self._settled.problems:
            yield Prose(f"{problem.message}\n{problem.advice}", classes="problem")
        path = settings_path()
        yield Prose(setting_words("screen.file" if path.exists() else "screen.no_file", 文件=path), classes="quiet")
        yield Prose(setting_words("screen.hint"), classes="quiet")

    def _lines(self) -> Sequence[Option]:
        settings = self._settled.settings
        return [
            Option(WrappedText(shown_line(in_words(name, settings)), cut(f"{at:>2}  {setting_words(f'name.{name}')}", 24)))
            for at, name in enumerate(_NAMES, 1)
        ]

    def on_mount(self) -> None:
        """Shows at once what was changed."""
        self.watch(self._settled, "settings", self._renew, init=False)

    def _renew(self) -> None:
        options = self.query_one(OptionList)
        at = options.highlighted
        options.set_options(self._lines())
        options.highlighted = at

    def on_key(self, event: events.Key) -> None:
        """A digit changes what carries that number."""
        if event.character and event.character.isdecimal() and 0 < int(event.character) <= len(_NAMES):
            event.stop()
            self._change(_NAMES[int(event.character) - 1])

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._change(_NAMES[event.option_index])

    def _change(self, name: str) -> None:
        if name == "theme":
            self._settled.action_theme()
        elif name == "tour":
            self._settled.action_tour()
        elif name == "export_folder":
            self.app.push_screen(_FolderScreen(self._settled.settings.export_folder), partial(self._keep, name))
        else:
            self.app.push_screen(_NumberScreen(name, self._settled.settings), partial(self._keep, name))

    def _keep(self, name: str, value: str | int | None) -> None:
        if value is not None:
            self._settled.change(changed(self._settled.settings, name, value))


class _NumberScreen(ChoosingScreen[int]):
    """Gives the number chosen; 0 for what suits the screen."""

    def __init__(self, name: str, settings: ScreenSettings) -> None:
        self._steps = _STEPS[name]
        current = getattr(settings, name)
        texts = [in_words(name, changed(settings, name, step)) for step in self._steps]
        marked = self._steps.index(current) if current in self._steps else 0
        super().__init__(setting_words(f"name.{name}"), texts, setting_words(f"about.{name}"), marked=marked)

    def chosen(self, at: int) -> int:
        """The number."""
        return self._steps[at]


class _FolderScreen(LineScreen):
    """Gives the folder; "" for the one that the program was started in."""

    def __init__(self, folder: str) -> None:
        words = setting_words
        super().__init__(words("name.export_folder"), words("about.export_folder"), words("folder.invitation"), folder)

    def lacking(self, written: str) -> str:
        """A folder must be there."""
        return "" if not written or Path(written).expanduser().is_dir() else setting_words("folder.missing", 文件夹=written)


def in_words(name: str, settings: ScreenSettings) -> str:
    """How a setting is."""
    if name == "tour":
        return setting_words("value.tour")
    value = getattr(settings, name)
    if name == "theme":
        return setting_words(f"theme.{value}")
    return setting_words(f"value.{name}", 值=value) if value else setting_words(f"value.{name}_usual")
