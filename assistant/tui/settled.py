"""The application as far as its settings go: themes, what is kept in the settings file, what is said where that fails."""

from __future__ import annotations

from dataclasses import fields, replace

from textual import work
from textual.dom import DOMNode
from textual.reactive import reactive

from assistant.errors import AssistantError
from assistant.tasks.screen_settings import USUAL, ReadSettings, ScreenSettings, save_screen_settings
from assistant.tui.background import Background
from assistant.tui.commands import setting_words
from assistant.tui.keyed import KeyedApp
from assistant.tui.themes import FEW_COLOURS, THEMES

_FEW = ("standard", "windows", None)
"""What Rich calls the terminals that have sixteen colours at most."""


class SettledApp(KeyedApp, inherit_bindings=False):
    """Looks as the settings say, and keeps what is changed in them."""

    settings: reactive[ScreenSettings] = reactive(USUAL, layout=False)
    """What counts."""

    def __init__(self, read: ReadSettings) -> None:
        super().__init__()
        self.background = Background()
        """The thread in which the tasks are done."""
        for theme in THEMES:
            self.register_theme(theme)
        self.problems = read.problems
        """What is wrong in the settings file."""
        self.settings = read.settings

    @property
    def has_few_colours(self) -> bool:
        """Does the terminal have sixteen colours, which only one theme keeps to?"""
        shown = self._driver is not None and not self._driver.is_headless
        return shown and self.console.color_system in _FEW

    def watch_settings(self) -> None:
        """Looks as they say."""
        self.show_theme(self.settings.theme)

    def show_theme(self, name: str) -> None:
        """Shows a theme without keeping it."""
        self.theme = FEW_COLOURS if self.has_few_colours else name

    def say(self, error: AssistantError) -> None:
        """Shows what went wrong and what to do."""
        self.notify("\n".join(filter(None, (error.message, error.advice))), severity="error", timeout=8, markup=False)

    def change(self, settings: ScreenSettings) -> None:
        """Makes these settings count, and keeps what is new in them."""
        names = [field.name for field in fields(ScreenSettings)]
        changed = {name: getattr(settings, name) for name in names if getattr(settings, name) != getattr(self.settings, name)}
        self.settings = settings
        if changed:
            self._keep(changed)

    @work(group="settings")
    async def _keep(self, changed: dict[str, str | int | bool]) -> None:
        try:
            await self.background.attempt(save_screen_settings, None, **changed)
        except AssistantError as error:
            self.say(error)

    def action_theme(self) -> None:
        """Lets a theme be chosen, showing each as the mark comes to it."""
        from assistant.tui.screens.theming import ThemeScreen

        if not isinstance(self.screen, ThemeScreen):
            self.push_screen(ThemeScreen(self.settings.theme, self.show_theme, few=self.has_few_colours), self._themed)

    def _themed(self, name: str | None) -> None:
        if name is None:
            self.show_theme(self.settings.theme)
            return
        self.change(replace(self.settings, theme=name))
        self.notify(setting_words("theme.done", 主题=setting_words(f"theme.{name}")), timeout=3, markup=False)

    def action_settings(self) -> None:
        """Opens the settings."""
        from assistant.tui.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen(self))

    def action_tour(self) -> None:
        """Shows how the program is used, in four steps."""
        from assistant.tui.screens.tour import TourScreen

        if not isinstance(self.screen, TourScreen):
            self.push_screen(TourScreen())

    @work(group="settings")
    async def greet(self) -> None:
        """At the first start of all the tour; whatever is wrong in the settings file is said."""
        for problem in self.problems:
            self.say(problem)
        if self.settings.tour_seen or self.problems:
            return
        self.settings = replace(self.settings, tour_seen=True)
        try:
            await self.background.attempt(save_screen_settings, None, tour_seen=True)
        except AssistantError:
            return  # it would come back at every start
        self.action_tour()


def settings_around(node: DOMNode) -> ScreenSettings:
    """The settings that count for a screen or widget; the usual ones in an application that has none."""
    app = node.app
    return app.settings if isinstance(app, SettledApp) else USUAL
