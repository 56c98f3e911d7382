"""Asks for the file that a draft is exported to (F9), in which format, with or without the list of changes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.errors import AssistantError, ExistingFile
from assistant.tui.cells import shown
from assistant.tui.commands import draft_words
from assistant.tui.screens.panel import PanelScreen
from assistant.tui.widgets.file_line import FileLine

FORMATS = ("docx", "xlsx", "html", "md", "csv", "json", "txt")
"""Endings of the files that can be written."""

Write = Callable[[str, bool, bool], Awaitable[None]]
"""Writes the file of that name: whether over one that is there already, whether with the list of changes."""


class Tick(Static, can_focus=True):
    """Something that is wanted or not; a click, Enter and the space bar turn it round."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "turn", show=False)]

    wanted: reactive[bool] = reactive(False)
    """Is it wanted?"""

    def __init__(self, text: str) -> None:
        super().__init__(markup=False)
        self._text = text

    def watch_wanted(self, wanted: bool) -> None:
        """`[×]` where it is wanted, `[ ]` where it is not."""
        self.update(f"[{'×' if wanted else ' '}] {self._text}")

    def action_turn(self) -> None:
        """Turns it round."""
        self.wanted = not self.wanted

    def on_click(self, event: events.Click) -> None:
        """The mouse's way."""
        event.stop()
        self.action_turn()


class ExportScreen(PanelScreen[None]):
    """Takes a file's name and has it written; a file that is there already is written over at the second Enter only."""

    DEFAULT_CSS = """
    ExportScreen #refused { color: $text-error; }
    ExportScreen Tick { width: auto; margin-bottom: 1; padding: 0 1; }
    ExportScreen Tick:focus, ExportScreen Tick:hover {
        color: $block-cursor-foreground; background: $block-cursor-background;
    }
    ExportScreen OptionList { height: auto; max-height: 7; }
    """

    def __init__(self, file: Path, write: Write) -> None:
        """`file`: what the line proposes; `write` raises AssistantError where it cannot be written."""
        super().__init__(draft_words("export.title"))
        self._proposed, self._write = file, write
        self._there = ""
        """The file that is there already; a second Enter writes over it."""

    def compose_panel(self) -> ComposeResult:
        """The file's name, what went wrong, the formats."""
        yield Static(draft_words("export.file"), markup=False)
        yield FileLine(self._proposed)
        yield Static("", id="refused", markup=False)
        yield Tick(draft_words("export.changes"))
        yield Static(draft_words("export.hint"), classes="quiet", markup=False)
        yield OptionList(*(Option(draft_words(f"export.{ending}"), id=ending) for ending in FORMATS), markup=False)

    @on(OptionList.OptionSelected)
    def _other_format(self, event: OptionList.OptionSelected) -> None:
        """The line with another ending."""
        event.stop()
        line = self.query_one(Input)
        name, dot, ending = line.value.rpartition(".")
        line.value = f"{name if dot and ending.lower() in FORMATS else line.value}.{event.option_id}"
        line.focus()
        line.action_end()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._there != str(self.query_one(FileLine).whole(event.value)):
            self._there = ""
            self.query_one("#refused", Static).update("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if file := event.value.strip():
            self._export(str(self.query_one(FileLine).whole(file)))

    @work(exclusive=True)
    async def _export(self, file: str) -> None:
        try:
            await self._write(file, file == self._there, self.query_one(Tick).wanted)
        except ExistingFile:
            self._there = file
            self._refuse(draft_words("export.exists", 文件=Path(file).name))
        except AssistantError as error:
            self._refuse("\n".join(filter(None, (error.message, error.advice))))
        else:
            self.dismiss(None)

    def _refuse(self, text: str) -> None:
        self.query_one("#refused", Static).update(shown(text))
