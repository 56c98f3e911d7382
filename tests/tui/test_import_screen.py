"""The import from its beginning to its report: progress, stopping, walking through, saving, and what the archive has already."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, ProgressBar

from assistant.errors import UnwritableFile
from assistant.model.finding import Finding
from assistant.store.store import Store
from assistant.tasks.import_files import FileReport, FileStatus, import_files
from assistant.tui.app import AssistantApp
from assistant.tui.backend import TasksBackend
from assistant.tui.commands import work_words
from assistant.tui.screens.import_files import ImportScreen
from assistant.tui.screens.removing import RemoveScreen
from assistant.tui.screens.saving import SaveScreen
from assistant.tui.widgets.path_line import going_on
from assistant.tui.widgets.report_entries import ReportEntries, entries_of
from assistant.tui.widgets.report_rows import ReportRows
from assistant.tui.widgets.table_pane import TablePane
from assistant.tui.widgets.table_view import TableView
from assistant.tui.widgets.title_bar import TitleBar
from tests.tui.conftest import ListedBackend, screen_text, settled

WIDE = (120, 32)
NARROW = (80, 24)


async def imported(pilot: Pilot[None], path: str = "新表") -> ImportScreen:
    """The screen after an import."""
    await settled(pilot)
    await pilot.press("f6")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ImportScreen)
    screen.query_one("#path", Input).value = path
    await pilot.press("enter")
    await settled(pilot)
    return screen


async def until(pilot: Pilot[None], text: str) -> None:
    """Waits for a text on the screen."""
    for _ in range(300):
        if text in screen_text(pilot.app):  # type: ignore[arg-type]
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"{text} never came:\n{screen_text(pilot.app)}")  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_report_is_walked_through_to_the_doubtful_cell(app: AssistantApp, size: tuple[int, int]) -> None:
    """Enter on a file goes to what is told of it, Enter there to the table at the place, Esc back step by step."""
    async with app.run_test(size=size) as pilot:
        screen = await imported(pilot)
        await pilot.press("home", "enter")
        await settled(pilot)
        assert screen.query_one(ReportEntries).has_focus
        assert [entry.kind for entry in screen.query_one(ReportEntries).entries] == ["table", "doubt", "repair"]
        assert "审核：错误0 警告1" in screen_text(app)
        await pilot.press("down", "enter")
        await settled(pilot)
        pane = screen.query_one(TablePane)
        assert pane.display and pane.table is not None and pane.table.year == 2024
        assert screen.query_one(TableView).has_focus
        assert screen.query_one(TableView)._marked == frozenset({"row:3"})
        await pilot.press("escape")
        assert not pane.display and screen.query_one(ReportEntries).has_focus
        await pilot.press("escape")
        assert screen.query_one(ReportRows).has_focus
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(app.screen, ImportScreen)


async def test_a_line_without_a_table_says_so(app: AssistantApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await imported(pilot)
        await pilot.press("end", "enter", "enter")
        await settled(pilot)
        assert work_words("import.not_a_table") in screen_text(app)
        assert "文件是坏的" in screen_text(app)


async def test_progress_stands_there_while_it_works(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        screen = app.screen
        backend.gate.clear()
        screen.query_one("#path", Input).value = "新表"
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert screen.query_one(ProgressBar).display
        backend.gate.set()
        await settled(pilot)
        assert not screen.query_one(ProgressBar).display
        assert screen.query_one(ProgressBar).percentage == 1.0


async def test_f9_stops_and_keeps_what_was_read(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("f6")
        await settled(pilot)
        backend.gate.clear()
        app.screen.query_one("#path", Input).value = "新表"
        await pilot.press("enter")
        await pilot.pause(0.2)
        await pilot.press("f9")
        backend.gate.set()
        await settled(pilot)
        assert app.screen.query_one(TitleBar).state.startswith("已停下")
        assert app.screen.query_one(ReportRows).count < len(backend.reports)


async def test_the_report_is_saved(app: AssistantApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await imported(pilot)
        await pilot.press("f7")
        await settled(pilot)
        assert isinstance(app.screen, SaveScreen)
        assert work_words("import.save_title") in screen_text(app)
        app.screen.query_one(Input).value = "结果.docx"
        await pilot.press("enter")
        await settled(pilot)
        assert "说明不能存成" in screen_text(app)
        app.screen.query_one(Input).value = "结果.json"
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ImportScreen)
    saved = json.loads(Path(os.environ["HOME"], "结果.json").read_text("utf-8"))

    assert [entry["status"] for entry in saved] == ["imported", "skipped", "failed"]


async def test_there_is_nothing_to_save_before_an_import_nor_to_take_out_of_what_failed(app: AssistantApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("f6", "f7")
        await settled(pilot)
        assert work_words("import.nothing_to_save") in screen_text(app)
        app.screen.query_one("#path", Input).value = "新表"
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("end", "ctrl+k")
        await settled(pilot)
        assert work_words("import.not_archived") in screen_text(app)


async def test_documents_of_the_archive_are_listed_and_taken_out(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("f6", "f5")
        await settled(pilot)
        screen = app.screen
        assert "档案库里的文件：2个" in screen_text(app)
        assert [entry.kind for entry in screen.query_one(ReportEntries).entries] == ["table"]
        await pilot.press("ctrl+k")
        await settled(pilot)
        assert isinstance(app.screen, RemoveScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert not backend.removed, "keeping it comes first"
        await pilot.press("ctrl+k")
        await settled(pilot)
        await pilot.press("2")
        await settled(pilot)
        assert backend.removed == ["水务局2024.docx"]
        assert screen.query_one(ReportRows).count == 1


async def test_what_cannot_be_taken_out_stays(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("f6", "f5")
        await settled(pilot)
        await pilot.press("ctrl+k")
        await settled(pilot)
        backend.broken = UnwritableFile("档案库写不了：没有权限。", "请检查文件夹的权限。")
        await pilot.press("2")
        await settled(pilot)
        assert "没有权限" in screen_text(app)
        assert app.screen.query_one(ReportRows).count == 2


def test_lines_of_a_file_are_in_order_whatever_it_came_to() -> None:
    failed = FileReport("坏.xlsx", FileStatus.FAILED, "坏的。", notes=("另外。",))

    assert [entry.kind for entry in entries_of(failed)] == ["reason", "note"]
    assert entries_of(FileReport("空", FileStatus.SKIPPED)) == ()


# over a real archive


@pytest.fixture
def real(tmp_path: Path) -> AssistantApp:
    """The application over an archive of its own."""
    archive = tmp_path / "archive.db"
    table = {"project": "河道保洁", "year": 2023, "total": 1000, "department": "水务局", "unit": "河道所"}
    (tmp_path / "旧.json").write_text(json.dumps([table], ensure_ascii=False), "utf-8")
    list(import_files(archive, [tmp_path / "旧.json"]))
    return AssistantApp(TasksBackend(archive))


async def test_an_empty_folder_says_so(real: AssistantApp, tmp_path: Path) -> None:
    (tmp_path / "空的").mkdir()
    async with real.run_test(size=WIDE) as pilot:
        await imported(pilot, str(tmp_path / "空的"))
        await until(pilot, "没有可以读的文件")


async def test_files_that_all_fail_are_told_one_by_one(real: AssistantApp, tmp_path: Path) -> None:
    folder = tmp_path / "坏的"
    folder.mkdir()
    (folder / "一.docx").write_bytes(b"PK\x03\x04abc")
    (folder / "二.xlsx").write_bytes(b"")
    async with real.run_test(size=WIDE) as pilot:
        screen = await imported(pilot, str(folder))
        await until(pilot, "导入完毕：2个文件，0张表")
        assert {report.status for report in screen.query_one(ReportRows).reports} == {FileStatus.FAILED}
        assert "不完整或已损坏" in screen_text(real)


async def test_a_real_import_opens_its_table_and_is_taken_out_again(real: AssistantApp, tmp_path: Path) -> None:
    indicators = [{"level1": "产出指标", "level2": "数量指标", "level3": "长度", "value": "3公里"}]
    table = {"project": "渠道维修", "year": 2024, "total": 2000, "department": "水务局", "indicators": indicators}
    file = tmp_path / "新.json"
    file.write_text(json.dumps([table], ensure_ascii=False), "utf-8")
    async with real.run_test(size=WIDE) as pilot:
        screen = await imported(pilot, str(file))
        await until(pilot, "导入完毕：1个文件，1张表")
        await pilot.press("enter", "enter")
        await settled(pilot)
        await until(pilot, "3公里")
        await pilot.press("escape", "escape", "ctrl+k")
        await settled(pilot)
        await pilot.press("2")
        await until(pilot, "已移出：新.json")
        assert screen.query_one(ReportRows).count == 0
    with Store.open(tmp_path / "archive.db") as store:
        assert [table.project for table in store.tables()] == ["河道保洁"]


def test_findings_are_told_of_their_tables() -> None:
    """The note of a finding leads to the table in which it stands."""
    from tests.tui.conftest import REPORTS

    entries = entries_of(REPORTS[0])
    doubt: Finding = REPORTS[0].findings[0]

    assert [(entry.table, entry.place) for entry in entries if entry.kind == "doubt"] == [(7, doubt.place)]


async def test_path_that_leads_nowhere_is_to_be_corrected_at_once(real: AssistantApp, tmp_path: Path) -> None:
    """The keys are at the line, what stands in it is marked: the next path takes its place. The title says that it failed."""
    (tmp_path / "说明.txt").write_text("没有表", "utf-8")
    async with real.run_test(size=NARROW) as pilot:
        screen = await imported(pilot, str(tmp_path / "没有的"))
        assert screen.query_one(TitleBar).state.endswith(work_words("import.failed", 个数=1))
        await pilot.press(*"/x")
        assert screen.query_one("#path", Input).value == "/x"


async def test_path_goes_on_as_one_types(app: AssistantApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tab takes what is suggested; where nothing is, it goes on to what stands below."""
    for folder in ("新表二", "新表一", ".藏着"):
        (tmp_path / "预算" / folder).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press("f6", *"预")
        await settled(pilot)
        await pilot.press("tab")
        await settled(pilot)
        line = app.screen.query_one("#path", Input)
        assert line.value == "预算/" and "新表一" in screen_text(app)
        await pilot.press("tab")
        await settled(pilot)
        assert line.value == "预算/新表一/" and line.has_focus
        await pilot.press("tab")
        assert not line.has_focus


def test_what_a_path_goes_on_with_is_written_as_it_was_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "表.docx").write_text("", "utf-8")
    (tmp_path / ".藏着").write_text("", "utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))

    assert going_on("~/") == "~/表.docx"
    assert going_on("~/.") == "~/.藏着"
    assert going_on(f"{tmp_path}/表") == f"{tmp_path}/表.docx"
    assert [going_on(typed) for typed in ("", " ", "~/表.docx", "~/没有", "/没有的/", "a\nb", "\0")] == [None] * 7
