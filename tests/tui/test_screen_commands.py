"""Every command of every screen that opens over the main one, by its key and by mouse alone, with what one sees of it."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from threading import Event

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, Select

from assistant.model.conversation import Conversation
from assistant.model.query import TableRow
from assistant.model.reply import Reply
from assistant.tasks.draft_work import begin_draft
from assistant.tasks.workspace import Workspace, open_workspace
from assistant.tui.app import AssistantApp
from assistant.tui.commands import OF_SCREEN, Command, draft_words, words, work_words
from assistant.tui.screens import import_files
from assistant.tui.screens.asking import AskScreen
from assistant.tui.screens.draft import DraftScreen
from assistant.tui.screens.draft_changes import ChangesScreen
from assistant.tui.screens.draft_start import DraftStartScreen
from assistant.tui.screens.exporting import ExportScreen
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.import_files import ImportScreen
from assistant.tui.screens.main import MainScreen
from assistant.tui.screens.overview import OverviewScreen
from assistant.tui.screens.palette import PaletteScreen
from assistant.tui.screens.preview import PreviewScreen, SourceScreen
from assistant.tui.screens.reading import ReadingScreen
from assistant.tui.screens.reason import ReasonScreen
from assistant.tui.screens.removing import RemoveScreen
from assistant.tui.screens.review import ReviewScreen
from assistant.tui.screens.saving import SaveScreen
from assistant.tui.screens.work import WorkScreen
from assistant.tui.widgets.draft_findings import DraftFindings
from assistant.tui.widgets.file_tree import FileTree
from assistant.tui.widgets.question_bar import QuestionBar
from assistant.tui.widgets.report_rows import ReportRows
from assistant.tui.widgets.start_rows import StartRows
from assistant.tui.widgets.table_pane import TablePane
from tests.tui.conftest import ListedBackend, drawn, screen_text, settled
from tests.tui.reaching import by_mouse, key_reaches
from tests.tui.test_draft_screens import FIRST_ROW, DraftingBackend, at, draft_on, first_value, on_draft

WISH = "照河道保洁经费做一份2024年的，预算60万"
NEXT_WISH = "照节水宣传“世界水日”活动费做一份2023年的，预算10万"

KINDS: dict[str, type[WorkScreen[object]]] = {
    "review": ReviewScreen,
    "import": ImportScreen,
    "draft": DraftScreen,
    "drafts": DraftStartScreen,
    "source": SourceScreen,
    "changes": ChangesScreen,
    "preview": PreviewScreen,
    "overview": OverviewScreen,
}


class Seen:
    """A screen that is being used, with what was there before the command."""

    def __init__(self, pilot: Pilot[None], backend: DraftedBackend) -> None:
        self.pilot, self.backend = pilot, backend
        self.before = ""
        """The screen as text before the command."""
        self.rows = 0
        """Rows of the draft before it."""

    @property
    def app(self) -> App[None]:
        """The application."""
        return self.pilot.app

    @property
    def text(self) -> str:
        """The screen as text."""
        return screen_text(self.app)

    def shows(self, kind: type[object]) -> bool:
        """Whether this screen is on top."""
        return isinstance(self.app.screen, kind)

    def is_at(self, kind: type[object], name: str = "") -> bool:
        """Whether the keys go to a widget of this kind."""
        focused = self.app.screen.focused
        return isinstance(focused, kind) and name in (focused.id or "")

    async def press(self, *keys: str) -> None:
        """Presses keys, each when all before it is done."""
        for key in keys:
            await self.pilot.press(key)
            await settled(self.pilot)


class DraftedBackend(DraftingBackend):
    """Has an archive with two drafts in it, the second in hand."""

    made: Path | None = None
    """The archive as it is copied for each test."""
    conversation = Conversation()
    """With the second draft in hand."""
    holds_nothing = False
    """Is the archive empty?"""
    talks = True
    """Does it answer from the archive, not from the list?"""

    def projects(self, tell: Callable[[str], None]) -> Sequence[TableRow]:
        """The heads of the tables; keys count from 1 as those of the other lists do."""
        if self.holds_nothing:
            self.tables = ()
        return ListedBackend.projects(self, tell)

    def converse(self, conversation: Conversation, utterance: str, width: int) -> tuple[Reply, Conversation]:
        """What the tables of the archive say, or what is listed."""
        answering = DraftingBackend if self.talks else ListedBackend
        return answering.converse(self, conversation, utterance, width)

    def workspace(self) -> Workspace:
        """The archive."""
        if self._opened is None and DraftedBackend.made is not None:
            self._opened = _copied(DraftedBackend.made)
        return super().workspace()


def _copied(made: Path) -> Workspace:
    home = Path.home()
    home.mkdir(parents=True, exist_ok=True)
    return open_workspace(Path(shutil.copy(made, home / "archive.db")), tell=lambda text: None)


@pytest.fixture
def backend(tmp_path_factory: pytest.TempPathFactory) -> DraftedBackend:
    """A backend over an archive of its own."""
    if DraftedBackend.made is None:
        workspace = DraftedBackend().workspace()
        first = begin_draft(workspace, Conversation(), WISH)
        DraftedBackend.conversation = begin_draft(workspace, Conversation(), NEXT_WISH).conversation
        assert first.conversation.talk.hand is not None
        made = tmp_path_factory.mktemp("drafts") / "archive.db"
        DraftedBackend.made = Path(shutil.copy(workspace.archive, made))
        workspace.archive.unlink()
    return DraftedBackend()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file, where the picker begins and what is written goes."""
    new = tmp_path / "新表"
    new.mkdir()
    (new / "水务局2024.docx").write_text("", "utf-8")
    monkeypatch.setattr(import_files, "start_folder", lambda: new)
    monkeypatch.chdir(tmp_path)
    return new


# how each screen is reached


async def to_screen(seen: Seen, name: str) -> None:
    """The screen of this name, filled."""
    keys = {"review": "f5", "import": "f6", "overview": "f7"}
    if name in keys:
        await seen.press(keys[name])
    elif name == "source":
        table = seen.backend.tables[0]
        seen.app.push_screen(SourceScreen(seen.backend, seen.app.background, table, table.source.document))  # type: ignore[attr-defined]
        await settled(seen.pilot)
    elif name == "drafts":
        await seen.press("f8")
    else:
        seen.app.screen._go_on_with(seen.backend.conversation)  # type: ignore[attr-defined]
        await seen.press("f8", *({"changes": ["f7"], "preview": ["f8"]}.get(name, [])))
    assert seen.shows(KINDS[name])


# what stands before a command


async def nothing(seen: Seen) -> None:
    """No preparation."""


def pressed(*keys: str) -> Callable[[Seen], Awaitable[None]]:
    """These keys were pressed."""
    return lambda seen: seen.press(*keys)


async def of_one_table(seen: Seen) -> None:
    """The review of a table that was in view."""
    await seen.press("escape", "f2", *"2023 防汛", "enter", "f5")


async def imported(seen: Seen) -> None:
    """Files were imported."""
    seen.app.screen.query_one("#path", Input).value = "新表"
    await seen.press("enter")


async def imported_and_gone_elsewhere(seen: Seen) -> None:
    """Files were imported, then the line was gone to."""
    await imported(seen)
    await seen.press("f2")


async def a_path_in_the_line(seen: Seen) -> None:
    """A folder is named."""
    seen.app.screen.query_one("#path", Input).value = "新表"


async def reviewing(seen: Seen) -> None:
    """The review has begun again and waits."""
    await seen.press("escape")
    seen.backend.gate = Event()
    await seen.pilot.press("f5")
    await drawn(seen.pilot)


async def importing(seen: Seen) -> None:
    """Files are being read."""
    await a_path_in_the_line(seen)
    seen.backend.gate = Event()
    await seen.pilot.press("f8")
    await drawn(seen.pilot)


def at_cell(cell: str) -> Callable[[Seen], Awaitable[None]]:
    """The cursor at a cell of the draft."""

    async def go(seen: Seen) -> None:
        await at(seen.pilot, cell)

    return go


async def changed(seen: Seen) -> None:
    """A cell of the draft was filled in."""
    await at(seen.pilot, FIRST_ROW)
    await seen.press(*"40份", "enter")
    assert first_value(seen.pilot) == "40份"


async def changed_and_undone(seen: Seen) -> None:
    """A cell was filled in, and that was taken back."""
    await changed(seen)
    await seen.press("ctrl+z")
    assert first_value(seen.pilot) != "40份"


async def described(seen: Seen) -> None:
    """A new project is described."""
    seen.app.screen.query_one(Input).value = "清淤河道，2025年，预算80万"
    await seen.pilot.pause(0.3)
    await settled(seen.pilot)


# what one sees of it


def expanded(name: str) -> Callable[[Seen], bool]:
    """Whether the list of choices of this name is open."""
    return lambda seen: seen.app.screen.query_one(name, Select).expanded


def proposals(seen: Seen) -> int:
    """How many cells of the draft have a proposal."""
    return sum(change.kind == "suggested" for change in draft_on(seen.pilot).changes)


def filled_in(seen: Seen) -> str:
    """The first row's value with the sign of what one asked for oneself."""
    return f"{draft_words('sign.requested')} {first_value(seen.pilot)}"


Case = tuple[Callable[[Seen], Awaitable[None]], Callable[[Seen], bool]]

_HELP: Case = (nothing, lambda seen: seen.shows(HelpScreen))
_PALETTE: Case = (nothing, lambda seen: seen.shows(PaletteScreen))
_TO_MAIN: Case = (nothing, lambda seen: seen.shows(MainScreen))
_TO_DRAFT: Case = (nothing, lambda seen: seen.shows(DraftScreen))

CASES: dict[str, dict[str, Case]] = {
    "review": {
        "back": _TO_MAIN,
        "help": _HELP,
        "filter": (nothing, lambda seen: seen.is_at(Input)),
        "level": (nothing, expanded("#level")),
        "finding_table": (nothing, lambda seen: seen.app.screen.query_one(TablePane).is_on_screen),
        "scope": (of_one_table, lambda seen: "时效写的是" in seen.text and "时效写的是" not in seen.before),
        "rule": (nothing, expanded("#rule")),
        "save_findings": (nothing, lambda seen: seen.shows(SaveScreen)),
        "accept": (nothing, lambda seen: seen.shows(ReasonScreen)),
        "year_before": (pressed("f4"), lambda seen: "2022年与2023年" in seen.text),
        "year_after": (pressed("f4", "left"), lambda seen: "2022年与2023年" not in seen.text),
        "stop": (reviewing, lambda seen: work_words("review.stopped", 范围="", 张数=0)[:3] in seen.text),
        "palette": _PALETTE,
    },
    "import": {
        "back": _TO_MAIN,
        "help": _HELP,
        "path": (pressed("f3"), lambda seen: seen.is_at(Input, "path")),
        "tree": (imported, lambda seen: seen.is_at(FileTree) and "水务局2024" in seen.text),
        "reports": (imported_and_gone_elsewhere, lambda seen: seen.is_at(ReportRows)),
        "documents": (nothing, lambda seen: work_words("import.documents", 个数=2) in seen.text),
        "save_report": (imported, lambda seen: seen.shows(SaveScreen)),
        "start": (a_path_in_the_line, lambda seen: seen.backend.imported == [(Path("新表"),)] and "说明[red].txt" in seen.text),
        "stop": (importing, lambda seen: work_words("import.stopped", 个数=0, 表数=0)[:3] in seen.text),
        "remove": (pressed("f5"), lambda seen: seen.shows(RemoveScreen)),
        "palette": _PALETTE,
    },
    "draft": {
        "back": _TO_MAIN,
        "help": _HELP,
        "talk": (nothing, lambda seen: seen.is_at(QuestionBar)),
        "findings": (nothing, lambda seen: seen.is_at(DraftFindings)),
        "next": (at_cell("project"), lambda seen: on_draft(seen.pilot).cell not in ("project", "year")),
        "previous": (at_cell(FIRST_ROW), lambda seen: on_draft(seen.pilot).cell != FIRST_ROW),
        "explain": (nothing, lambda seen: seen.shows(ReadingScreen)),
        "take": (at_cell(FIRST_ROW), lambda seen: filled_in(seen) in seen.text and filled_in(seen) not in seen.before),
        "approve": (at_cell(FIRST_ROW), lambda seen: f"{draft_words('sign.approved')} {first_value(seen.pilot)}" in seen.text),
        "take_all": (nothing, lambda seen: not proposals(seen) and filled_in(seen) in seen.text),
        "changes": (nothing, lambda seen: seen.shows(ChangesScreen)),
        "preview": (nothing, lambda seen: seen.shows(PreviewScreen)),
        "export": (nothing, lambda seen: seen.shows(ExportScreen)),
        "adopt": (nothing, lambda seen: seen.shows(AskScreen)),
        "undo": (changed, lambda seen: first_value(seen.pilot) != "40份"),
        "redo": (changed_and_undone, lambda seen: first_value(seen.pilot) == "40份"),
        "add_row": (at_cell(FIRST_ROW), lambda seen: len(draft_on(seen.pilot).table.indicators) == seen.rows + 1),
        "remove_row": (at_cell(FIRST_ROW), lambda seen: len(draft_on(seen.pilot).table.indicators) == seen.rows - 1),
        "other_base": (nothing, lambda seen: "节水宣传" not in (draft_on(seen.pilot).base or draft_on(seen.pilot).table).project),
        "drafts": (nothing, lambda seen: seen.shows(DraftStartScreen)),
        "put_away": (nothing, lambda seen: seen.shows(MainScreen) and words("now.begin_draft") in seen.text),
        "palette": _PALETTE,
    },
    "drafts": {
        "back": _TO_MAIN,
        "help": _HELP,
        "describe": (pressed("f4"), lambda seen: seen.is_at(Input)),
        "choose": (nothing, lambda seen: seen.is_at(StartRows)),
        "begin": (described, lambda seen: seen.shows(DraftScreen) and draft_on(seen.pilot).table.year == 2025),
        "discard": (nothing, lambda seen: seen.shows(AskScreen) and draft_words("start.discard_do") in seen.text),
        "palette": _PALETTE,
    },
    "source": {"back": _TO_MAIN, "help": _HELP, "palette": _PALETTE},
    "changes": {"back": _TO_DRAFT, "help": _HELP, "palette": _PALETTE},
    "preview": {
        "back": _TO_DRAFT,
        "help": _HELP,
        "export": (nothing, lambda seen: seen.shows(ExportScreen)),
        "palette": _PALETTE,
    },
    "overview": {
        "back": _TO_MAIN,
        "help": _HELP,
        "measure": (nothing, lambda seen: words("now.by_number") in seen.text and words("now.by_number") not in seen.before),
        "all_years": (nothing, lambda seen: "全部年度" in seen.text.splitlines()[0] or seen.text != seen.before),
        "palette": _PALETTE,
    },
}
"""What stands before each command of each screen, and how one sees that it was carried out."""

EVERY = [pytest.param(name, command, id=f"{name}-{command.name}") for name in OF_SCREEN for command in OF_SCREEN[name]]


@pytest.mark.parametrize("name", OF_SCREEN)
def test_every_command_has_an_action_words_and_a_case(name: str) -> None:
    assert [command.name for command in OF_SCREEN[name]] == list(CASES[name])
    assert all(command.label and command.hint for command in OF_SCREEN[name])
    assert all(hasattr(KINDS[name], f"action_{command.name}") for command in OF_SCREEN[name])
    keys = [key for command in OF_SCREEN[name] for key in command.keys.split(",")]

    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(("name", "command"), EVERY)
async def test_key_and_mouse_lead_to_the_command(backend: DraftedBackend, name: str, command: Command) -> None:
    """The key is pressed where the command stands still; by the mouse it is carried out."""
    before, is_done = CASES[name][command.name]
    app = AssistantApp(backend)
    async with app.run_test(size=(80, 40)) as pilot:
        await settled(pilot)
        seen = Seen(pilot, backend)
        await to_screen(seen, name)
        await before(seen)
        seen.before = seen.text
        if isinstance(app.screen, DraftScreen):
            seen.rows = len(draft_on(pilot).table.indicators)
        assert await key_reaches(pilot, command)
        await by_mouse(pilot, command)
        await drawn(pilot)
        backend.gate.set()
        await settled(pilot)

        assert is_done(seen), seen.text
