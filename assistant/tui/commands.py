"""The one list of commands: keys, footer, command palette and help screen all read it.

A command `name` has its words in `prompts/interface/tui.toml` under `label.<name>` and `hint.<name>`, and is carried out by
`action_<name>` of the main screen, or of the application where it works `everywhere`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.binding import Binding

from assistant.wording import wording

words = wording("interface/tui")
"""All words of the terminal interface."""
talk = wording("interface/conversation")
"""Those of the conversation and what is done with it."""

work_words = wording("interface/work")
"""The words of the screens for reviewing, importing and looking over the archive."""
draft_words = wording("interface/draft")
"""Those of the screens for drafts."""
setting_words = wording("interface/settings")
"""Those of the settings, the themes and the tour."""


TAKEN = frozenset({"ctrl+n", "ctrl+t", "ctrl+w"})
"""Keys that browsers keep to themselves whatever a page wants: a new window, a new tab, the tab closed."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can do with a key, from the footer, from the palette or as the help says."""

    name: str
    keys: str
    """Key names of Textual, joined by commas."""
    key_shown: str
    """The key as officials know it from their keyboards."""
    in_footer: bool = True
    everywhere: bool = False
    """Works over every screen, not only on the main one."""
    in_palette: bool = True
    is_spare: bool = False
    """Left out of a footer that has no room for all: it stands elsewhere on the screen too, to be clicked."""

    @property
    def label(self) -> str:
        """Its name for the footer and the palette."""
        return words(f"label.{self.name}")

    @property
    def hint(self) -> str:
        """What it does, in one sentence."""
        return words(f"hint.{self.name}")

    def key_in(self, *, browser: bool) -> str:
        """The key as it is shown; in a page of a browser one that reaches the page, else where the command is found."""
        keys = self.keys.split(",")
        if not browser or TAKEN.isdisjoint(keys):
            return self.key_shown
        return next((key.upper() for key in keys if key not in TAKEN), words("key.in_palette"))

    @property
    def binding(self) -> Binding:
        """The key's binding."""
        return Binding(
            self.keys,
            self.name,
            self.label,
            show=False,
            key_display=self.key_shown,
            priority=self.everywhere,
            id=self.name,
        )


COMMANDS: tuple[Command, ...] = (
    Command("help", "f1", "F1"),
    Command("projects", "f2", "F2"),
    Command("links", "f3", "F3", is_spare=True),
    Command("table", "f4", "F4"),
    Command("review", "f5", "F5"),
    Command("import_files", "f6", "F6"),
    Command("overview", "f7", "F7"),
    Command("draft", "f8", "F8"),
    Command("draft_from", "f9", "F9", in_footer=False),
    Command("arrange", "ctrl+b", "Ctrl+B", in_footer=False),
    Command("year_before", "left", "←", in_footer=False),
    Command("year_after", "right", "→", in_footer=False),
    Command("question", "escape", "Esc", in_footer=False),
    Command("conversation_up", "pageup", "PgUp", in_footer=False, in_palette=False),
    Command("conversation_down", "pagedown", "PgDn", in_footer=False, in_palette=False),
    Command("new", "ctrl+n,f10", "Ctrl+N", in_footer=False),
    Command("copy", "ctrl+y", "Ctrl+Y", in_footer=False),
    Command("save", "ctrl+s", "Ctrl+S", in_footer=False),
    Command("find", "ctrl+f", "Ctrl+F", in_footer=False),
    Command("earlier", "ctrl+r", "Ctrl+R", in_footer=False),
    Command("forget", "ctrl+l", "Ctrl+L", in_footer=False),
    Command("palette", "ctrl+p,f12", "Ctrl+P", in_palette=False),
    Command("theme", "ctrl+t", "Ctrl+T", in_footer=False, everywhere=True),
    Command("settings", "ctrl+o", "Ctrl+O", in_footer=False, everywhere=True),
    Command("tour", "ctrl+g", "Ctrl+G", in_footer=False, everywhere=True),
    Command("leave", "ctrl+q", "Ctrl+Q", everywhere=True),
)
"""All commands, in the order of the footer and the help."""

_BACK = Command("back", "escape", "Esc")
_HELP = Command("help", "f1", "F1")
_STOP = Command("stop", "f9", "F9")
_PALETTE = Command("palette", "ctrl+p,f12", "Ctrl+P", in_palette=False)

OF_SCREEN: dict[str, tuple[Command, ...]] = {
    "review": (
        _BACK,
        _HELP,
        Command("filter", "f2", "F2"),
        Command("level", "f3", "F3", is_spare=True),
        Command("finding_table", "f4", "F4"),
        Command("scope", "f5", "F5"),
        Command("rule", "f6", "F6", is_spare=True),
        Command("save_findings", "f7", "F7"),
        Command("accept", "f8", "F8"),
        Command("year_before", "left", "←", in_footer=False),
        Command("year_after", "right", "→", in_footer=False),
        _STOP,
        _PALETTE,
    ),
    "import": (
        _BACK,
        _HELP,
        Command("path", "f2", "F2", is_spare=True),
        Command("tree", "f3", "F3"),
        Command("reports", "f4", "F4"),
        Command("documents", "f5", "F5"),
        Command("save_report", "f7", "F7"),
        Command("start", "f8", "F8"),
        _STOP,
        Command("remove", "ctrl+k", "Ctrl+K", in_footer=False),
        _PALETTE,
    ),
    "draft": (
        _BACK,
        _HELP,
        Command("talk", "f2", "F2", in_footer=False),
        Command("findings", "f3", "F3"),
        Command("next", "f4", "F4"),
        Command("previous", "shift+f4", "Shift+F4", in_footer=False),
        Command("explain", "f5", "F5", in_footer=False),
        Command("take", "f6", "F6"),
        Command("approve", "ctrl+d", "Ctrl+D", in_footer=False),
        Command("take_all", "shift+f6", "Shift+F6", in_footer=False),
        Command("changes", "f7", "F7"),
        Command("preview", "f8", "F8"),
        Command("export", "f9", "F9"),
        Command("adopt", "f10", "F10"),
        Command("undo", "ctrl+z", "Ctrl+Z", in_footer=False),
        Command("redo", "ctrl+y", "Ctrl+Y", in_footer=False),
        Command("add_row", "insert", "Insert", in_footer=False),
        Command("remove_row", "ctrl+k", "Ctrl+K", in_footer=False),
        Command("other_base", "ctrl+b", "Ctrl+B", in_footer=False),
        Command("drafts", "ctrl+l", "Ctrl+L", in_footer=False),
        Command("put_away", "ctrl+w", "Ctrl+W", in_footer=False),
        replace(_PALETTE, is_spare=True),
    ),
    "drafts": (
        _BACK,
        _HELP,
        Command("describe", "f2", "F2"),
        Command("choose", "f4", "F4"),
        Command("begin", "f8", "F8"),
        Command("discard", "f9", "F9"),
        _PALETTE,
    ),
    "source": (_BACK, _HELP, _PALETTE),
    "changes": (_BACK, _HELP, _PALETTE),
    "preview": (_BACK, _HELP, Command("export", "f9", "F9"), _PALETTE),
    "overview": (_BACK, _HELP, Command("measure", "f5", "F5"), Command("all_years", "f6", "F6"), _PALETTE),
}
"""The commands of the screens that open over the main one; carried out by `action_<name>` of theirs."""


def commands_of(screen: str) -> tuple[Command, ...]:
    """What can be done on a screen: its own commands, and those that work everywhere."""
    return (*OF_SCREEN[screen], *(command for command in COMMANDS if command.everywhere))


def bindings(*, everywhere: bool) -> list[Binding]:
    """The bindings of the application, or those of the main screen."""
    return [command.binding for command in COMMANDS if command.everywhere is everywhere]
