"""Where files go: the folder that is proposed, the whole path below the line, the folder remembered."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from assistant.tasks.screen_settings import load_screen_settings
from assistant.tui.app import AssistantApp
from assistant.tui.commands import draft_words
from assistant.tui.screens.saving import SaveScreen
from assistant.tui.widgets.file_line import FileLine
from assistant.tui.widgets.prose import Prose
from tests.tui.conftest import ask, screen_text, settled


def whole(app: AssistantApp) -> str:
    """The whole path below the line, which may take several lines of the panel."""
    line = app.screen.query_one(FileLine).query_one(Prose)
    assert line.text[:3] in screen_text(app)
    return line.text


async def test_folder_used_last_is_proposed_next_time(app: AssistantApp, tmp_path: Path) -> None:
    documents, elsewhere = tmp_path / "home" / "文档", tmp_path / "下发"
    for folder in (documents, elsewhere):
        folder.mkdir(parents=True)
    async with app.run_test(size=(120, 30)) as pilot:
        await ask(pilot, "河道的总额")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert str(documents) in whole(app)
        line = app.screen.query_one(Input)
        line.value = "一.md"
        await pilot.press("enter")
        await settled(pilot)
        assert (documents / "一.md").is_file()
        await pilot.press("ctrl+s")
        await settled(pilot)
        app.screen.query_one(Input).value = str(elsewhere / "二.md")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, SaveScreen)
        app.screen.query_one(Input).value = "三.md"
        await settled(pilot)
        assert str(elsewhere / "三.md") in whole(app)
        await pilot.press("enter")
        await settled(pilot)

    assert (elsewhere / "二.md").is_file() and (elsewhere / "三.md").is_file()
    assert load_screen_settings().settings.last_folder == str(elsewhere)


async def test_file_that_is_there_is_written_over_at_the_second_enter_only(app: AssistantApp, tmp_path: Path) -> None:
    there, other = tmp_path / "上月.md", tmp_path / "别的.md"
    for file in (there, other):
        file.write_text("留着", "utf-8")
    async with app.run_test(size=(100, 30)) as pilot:
        await ask(pilot, "河道的总额")
        await pilot.press("ctrl+s")
        await settled(pilot)
        line = app.screen.query_one(Input)
        for file in (there, other, there):
            line.value = str(file)
            await pilot.press("enter")
            await settled(pilot)
            assert isinstance(app.screen, SaveScreen) and file.read_text("utf-8") == "留着"
            assert draft_words("export.exists", 文件=file.name)[:14] in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert not isinstance(app.screen, SaveScreen)

    assert "河道" in there.read_text("utf-8") and other.read_text("utf-8") == "留着"
