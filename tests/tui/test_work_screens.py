"""Reviewing, importing and looking over the archive: what one sees and does there, by key and by mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, Select

from assistant.errors import DamagedArchive, UnwritableFile
from assistant.tui.app import AssistantApp
from assistant.tui.commands import commands_of, work_words
from assistant.tui.messages import Asked
from assistant.tui.pasted import pasted_paths
from assistant.tui.remarks import ACCEPTED
from assistant.tui.screens import import_files, overview
from assistant.tui.screens.import_files import ImportScreen
from assistant.tui.screens.main import MainScreen
from assistant.tui.screens.overview import OverviewScreen
from assistant.tui.screens.reason import ReasonScreen, WithdrawScreen
from assistant.tui.screens.review import ReviewScreen
from assistant.tui.screens.theming import ThemeScreen
from assistant.tui.widgets.finding_rows import FindingRows
from assistant.tui.widgets.table_list import TableList
from assistant.tui.widgets.table_pane import TablePane
from tests.tui.conftest import FINDINGS, ListedBackend, click, drawn, position, screen_text, settled

SIZES = {"narrow": (80, 24), "middling": (120, 32), "wide": (200, 60)}
SCREENS = {"review": ("f5", ReviewScreen), "import": ("f6", ImportScreen), "overview": ("f7", OverviewScreen)}

Matches = Callable[[App[None], str], None]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two files, where the picker begins."""
    new = tmp_path / "新表"
    new.mkdir()
    for name in ("水务局2024.docx", "说明.txt"):
        (new / name).write_text("", "utf-8")
    monkeypatch.setattr(import_files, "start_folder", lambda: new)
    return new


async def click_at(pilot: Pilot[None], text: str) -> None:
    """Clicks on a text while something runs that is waited for."""
    await pilot.click(offset=position(pilot.app, text))
    await drawn(pilot)


async def opened(pilot: Pilot[None], key: str) -> None:
    """The screen of this key, when everything on it is done."""
    await settled(pilot)
    await pilot.press(key)
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_review_of_the_archive(app: AssistantApp, matches_snapshot: Matches, size: str) -> None:
    """Worst first, with what the marked one is about."""
    async with app.run_test(size=SIZES[size]) as pilot:
        await opened(pilot, "f5")
        matches_snapshot(app, f"review-{size}")


@pytest.mark.parametrize("size", SIZES)
async def test_review_at_the_cell(app: AssistantApp, matches_snapshot: Matches, size: str) -> None:
    """Enter opens the table with the row in view; Esc puts it away, and once more leaves."""
    async with app.run_test(size=SIZES[size]) as pilot:
        await opened(pilot, "f5")
        await pilot.press("enter")
        await settled(pilot)
        matches_snapshot(app, f"review-table-{size}")
        await pilot.press("escape")
        assert not app.screen.query_one(TablePane).is_on_screen
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)


async def test_review_is_filtered_by_words_by_level_and_by_rule(app: AssistantApp) -> None:
    async with app.run_test(size=(120, 32)) as pilot:
        await opened(pilot, "f5")
        await pilot.press("f2", *"防汛", "enter")
        await settled(pilot)
        assert "[red]防汛[/red]" in screen_text(app) and "时效写的是" not in screen_text(app)
        app.screen.query_one("#filters Input", Input).value = ""
        await pilot.press("f3", "down", "enter")
        await settled(pilot)
        assert "时效写的是" in screen_text(app) and "成本行算下来" not in screen_text(app)


async def test_findings_that_are_listed_are_saved_for_sending_back(app: AssistantApp, tmp_path: Path) -> None:
    """What the filters leave off is not in the file; the file's ending is checked before the panel closes."""
    from openpyxl import load_workbook

    async with app.run_test(size=(120, 32), notifications=True) as pilot:
        await opened(pilot, "f5")
        app.screen.query_one("#level", Select).value = "error"
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)
        assert work_words("review.save_file", 条数=1) in screen_text(app)
        app.screen.query_one(Input).value = str(tmp_path / "意见.pdf")
        await pilot.press("enter")
        await settled(pilot)
        assert "意见清单不能写成" in screen_text(app)
        app.screen.query_one(Input).value = str(tmp_path / "意见.xlsx")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ReviewScreen)
        assert "1条意见已存到" in screen_text(app)
    texts = [cell for row in load_workbook(tmp_path / "意见.xlsx").active.iter_rows(values_only=True) for cell in row]

    assert FINDINGS[1][0].message in texts
    assert FINDINGS[1][1].message not in texts


async def test_no_findings_are_saved_where_none_are_listed(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, "f5")
        app.screen.query_one("#filters Input", Input).value = "没有这样的字"
        await settled(pilot)
        await pilot.press("f7")
        await settled(pilot)

        assert work_words("review.nothing_to_save") in screen_text(app)


async def test_review_of_a_clean_table_and_of_an_empty_archive_say_so(app: AssistantApp, backend: ListedBackend) -> None:
    backend.tables = ()
    async with app.run_test(size=(120, 32)) as pilot:
        await opened(pilot, "f5")
        assert work_words("review.empty") in screen_text(app)


async def test_review_begins_with_the_table_in_view(app: AssistantApp) -> None:
    async with app.run_test(size=(120, 32)) as pilot:
        await settled(pilot)
        await click(pilot, "防汛")
        await pilot.press("f5")
        await settled(pilot)
        assert "成本行算下来" in screen_text(app) and "时效写的是" not in screen_text(app)
        await pilot.press("f5")
        await settled(pilot)
        assert "时效写的是" in screen_text(app)


async def test_finding_is_accepted_with_a_reason(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=(120, 32)) as pilot:
        await opened(pilot, "f5")
        await pilot.press("f8")
        await pilot.pause()
        assert isinstance(app.screen, ReasonScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert work_words("review.why_needed") in screen_text(app)
        await pilot.press(*"已核对", "enter")
        await settled(pilot)
        assert "已接受1" in screen_text(app) and "错误0" in screen_text(app)

    assert list(backend.accepted.values()) == ["已核对"]


async def test_review_begins_at_its_worst_finding_though_another_was_accepted(
    app: AssistantApp, backend: ListedBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.accepted[1, FINDINGS[1][0].message] = "已核对"
    monkeypatch.setitem(FINDINGS, 4, (replace(FINDINGS[1][0], message="另一张表的时效也不对。"),))
    async with app.run_test(size=(120, 32)) as pilot:
        await settled(pilot)
        await opened(pilot, "f5")
        rows = app.screen.query_one(FindingRows)
        assert rows.marked == 0 and not rows.remarks[0].reason


async def test_accepted_findings_are_listed_by_themselves(app: AssistantApp, backend: ListedBackend) -> None:
    backend.accepted[1, FINDINGS[1][1].message] = "已核对"
    async with app.run_test(size=(120, 32)) as pilot:
        await opened(pilot, "f5")
        assert FINDINGS[1][0].message[:6] in screen_text(app)
        app.screen.query_one("#level", Select).value = ACCEPTED
        await pilot.pause()
        await settled(pilot)
        listed = app.screen.query_one(FindingRows).remarks
        assert [remark.finding.message for remark in listed] == [FINDINGS[1][1].message]


@pytest.mark.parametrize("how", ["keys", "mouse"])
async def test_acceptance_of_a_finding_is_taken_back(app: AssistantApp, backend: ListedBackend, how: str) -> None:
    backend.accepted[1, FINDINGS[1][0].message] = "已核对"
    async with app.run_test(size=(120, 32)) as pilot:
        await opened(pilot, "f5")
        assert "已接受1" in screen_text(app) and "理由：已核对" in screen_text(app)
        await pilot.press("f8")
        await settled(pilot)
        assert isinstance(app.screen, WithdrawScreen) and "已核对" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert backend.accepted, "keeping it comes first"
        if how == "keys":
            await pilot.press("f8")
            await settled(pilot)
            await pilot.press("2")
        else:
            await click(pilot, "F8 撤销")
            await click(pilot, work_words("review.withdraw_yes"))
        await settled(pilot)
        assert "已接受0" in screen_text(app) and "错误1" in screen_text(app)

    assert not backend.accepted


async def test_acceptance_that_cannot_be_taken_back_stays_and_is_explained(app: AssistantApp, backend: ListedBackend) -> None:
    backend.tables = backend.tables[:1]
    for finding in FINDINGS[1]:
        backend.accepted[1, finding.message] = "已核对"
    async with app.run_test(size=(120, 32), notifications=True) as pilot:
        await opened(pilot, "f5")
        backend.broken = UnwritableFile("没有存进档案。", "请看看磁盘是否已满。")
        await pilot.press("f8")
        await settled(pilot)
        await pilot.press("2")
        await settled(pilot)
        await pilot.pause(0.5)
        assert "没有存进档案" in screen_text(app) and "已接受2" in screen_text(app)


@pytest.mark.parametrize("blanks", range(4))
async def test_notice_over_the_edges_of_parts_keeps_all_its_characters(app: AssistantApp, blanks: int) -> None:
    """Behind it lines begin and end anywhere; none of them cuts a character of two cells."""
    async with app.run_test(size=(120, 32), notifications=True) as pilot:
        await opened(pilot, "f5")
        said = "." * blanks + "档案库里还没有这个项目以前年度的表可以对照。"
        app.notify(said, markup=False)
        await pilot.pause(0.2)
        assert said in screen_text(app)


@pytest.mark.parametrize("size", SIZES)
async def test_import_of_a_damaged_archive_says_what_to_do(app: AssistantApp, backend: ListedBackend, size: str) -> None:
    """The files stay unread, the path stays in the line, and the next attempt works."""
    async with app.run_test(size=SIZES[size], notifications=True) as pilot:
        await opened(pilot, "f6")
        backend.broken = DamagedArchive("文件“资料.db”不是档案库。", "请用 --archive 指定另一个文件。")
        app.screen.query_one("#path", Input).value = "新表"
        await pilot.press("enter")
        await pilot.pause(0.3)
        await settled(pilot)
        text = screen_text(app)
        assert "不是档案库" in text and "--archive" in text
        assert app.screen.query_one("#path", Input).value == "新表"
        assert work_words("import.stopped", 个数=0, 表数=0)[:3] in text
        backend.broken = None
        await pilot.press("f8")
        await settled(pilot)
        assert "水务局2024.docx" in screen_text(app)


async def test_import_with_an_error_of_our_own_is_a_sentence(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=(120, 32), notifications=True) as pilot:
        await opened(pilot, "f6")
        backend.broken = ValueError("内部")
        app.screen.query_one("#path", Input).value = "新表"
        await pilot.press("enter")
        await pilot.pause(0.5)
        assert "程序内部出错" in screen_text(app) and isinstance(app.screen, ImportScreen)


async def test_import_is_stopped_between_files(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=(120, 32)) as pilot:
        await opened(pilot, "f6")
        backend.gate.clear()
        app.screen.query_one("#path", Input).value = "新表"
        await pilot.press("enter")
        await pilot.pause(0.3)
        await pilot.press("f9")
        backend.gate.set()
        await settled(pilot)
        assert "已停下" in screen_text(app)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, MainScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_overview_of_an_archive_that_cannot_be_opened(
    app: AssistantApp, backend: ListedBackend, matches_snapshot: Matches, size: str
) -> None:
    """There is nothing to draw, and the way on is named; nothing breaks."""
    backend.broken = DamagedArchive("文件“资料.db”不是档案库。", "请用 --archive 指定另一个文件。")
    async with app.run_test(size=SIZES[size]) as pilot:
        await opened(pilot, "f7")
        await pilot.press("enter", "down", "f5", "f6")
        await settled(pilot)
        matches_snapshot(app, f"overview-failed-{size}")
        await pilot.press("escape")
        await settled(pilot)
        assert "不是档案库" in screen_text(app)


async def test_leaving_while_files_are_read_asks_first(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "f6")
        backend.gate.clear()
        app.screen.query_one("#path", Input).value = "新表"
        await pilot.press("enter")
        await pilot.pause(0.3)
        await pilot.press("ctrl+q", "ctrl+q")
        await drawn(pilot)
        assert work_words("import.leave") in screen_text(app) and not app._exit
        await click_at(pilot, work_words("import.go_on"))
        assert isinstance(app.screen, ImportScreen) and not app._exit
        await pilot.press("ctrl+q")
        await drawn(pilot)
        await pilot.press("2")
        await pilot.pause(0.1)
        assert app._exit
        backend.gate.set()


@pytest.mark.parametrize("name", SCREENS)
async def test_what_works_everywhere_is_in_the_palette_and_in_the_help_of_each_screen(app: AssistantApp, name: str) -> None:
    async with app.run_test(size=(80, 60)) as pilot:
        await opened(pilot, SCREENS[name][0])
        await pilot.press("f1")
        await settled(pilot)
        for command in commands_of(name):
            assert command.hint[:12] in screen_text(app)
        await pilot.press("escape", "ctrl+p", *"主题", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ThemeScreen)


async def test_overview_while_the_archive_is_being_opened(app: AssistantApp, backend: ListedBackend) -> None:
    backend.gate.clear()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.2)
        await pilot.press("f7")
        await pilot.pause(0.2)
        assert work_words("overview.wait") in screen_text(app)
        await pilot.press("enter", "f5", "f6", "escape")
        backend.gate.set()
        await settled(pilot)
        assert isinstance(app.screen, MainScreen)


async def test_review_of_a_damaged_archive_says_what_to_do(app: AssistantApp, backend: ListedBackend) -> None:
    backend.broken = DamagedArchive("文件“资料.db”不是档案库。", "请用 --archive 指定另一个文件。")
    async with app.run_test(size=(120, 32), notifications=True) as pilot:
        await opened(pilot, "f5")
        assert "不是档案库" in screen_text(app)


@pytest.mark.parametrize("size", SIZES)
async def test_import_of_a_pasted_path(
    app: AssistantApp, backend: ListedBackend, matches_snapshot: Matches, folder: Path, size: str
) -> None:
    """One line a file, the one that failed marked first; the list of projects has the new table."""
    async with app.run_test(size=SIZES[size]) as pilot:
        await opened(pilot, "f6")
        app.screen.query_one("#path", Input).value = "新表"
        await pilot.press("enter")
        await settled(pilot)
        matches_snapshot(app, f"import-{size}")
        await pilot.press("escape")
        await settled(pilot)
        assert len(app.screen.query_one(TableList).tables or ()) == len(backend.tables) == 7

    assert backend.imported == [(Path("新表"),)]


async def test_import_picker(app: AssistantApp, backend: ListedBackend, matches_snapshot: Matches, folder: Path) -> None:
    """A click on a file puts it into the line; F8 imports it."""
    async with app.run_test(size=SIZES["narrow"]) as pilot:
        await opened(pilot, "f6")
        await click(pilot, "水务局2024.docx")
        assert app.screen.query_one("#path", Input).value == str(folder / "水务局2024.docx")
        await pilot.press("f8")
        await settled(pilot)

    assert backend.imported == [(folder / "水务局2024.docx",)]


@pytest.mark.parametrize("how", ["key", "mouse"])
async def test_picker_leads_to_the_folder_above(app: AssistantApp, folder: Path, how: str) -> None:
    (folder.parent / "隔壁").mkdir()
    async with app.run_test(size=SIZES["narrow"]) as pilot:
        await opened(pilot, "f6")
        assert "隔壁" not in screen_text(app)
        if how == "key":
            await pilot.press("f3", "backspace")
        else:
            await click(pilot, work_words("import.up"))
        await settled(pilot)
        assert "隔壁" in screen_text(app) and not app.screen.query_one("#path", Input).value


async def test_import_of_nothing_says_what_to_do(app: AssistantApp) -> None:
    async with app.run_test(size=(120, 32), notifications=True) as pilot:
        await opened(pilot, "f6")
        await pilot.press("f8", "f9", "f4")
        await pilot.pause()
        assert work_words("import.nothing")[:8] in screen_text(app)


async def test_path_in_the_question_line_is_imported(app: AssistantApp, backend: ListedBackend, folder: Path) -> None:
    async with app.run_test(size=(120, 32)) as pilot:
        await settled(pilot)
        app.screen.post_message(Asked(str(folder)))
        await pilot.pause(0.3)
        await settled(pilot)
        assert isinstance(app.screen, ImportScreen)

    assert backend.imported == [(folder,)]
    assert not backend.asked


def test_pasted_paths_are_told_from_questions(folder: Path) -> None:
    one, other = folder / "水务局2024.docx", folder / "说明.txt"

    assert pasted_paths(f'"{one}"') == (one,)
    assert pasted_paths(f"{one}\n{other}") == (one, other)
    assert pasted_paths(f"{one} '{other}'") == (one, other)
    assert pasted_paths(one.as_uri()) == (one,)
    assert pasted_paths("/没有/这个") == ()
    assert pasted_paths("人才工作经费多少") == ()


@pytest.mark.parametrize("size", SIZES)
async def test_overview(app: AssistantApp, matches_snapshot: Matches, size: str) -> None:
    """Bars by year, department and size, in one screen."""
    async with app.run_test(size=SIZES[size]) as pilot:
        await opened(pilot, "f7")
        matches_snapshot(app, f"overview-{size}")


async def test_overview_leads_to_the_projects_and_to_questions(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=(120, 32)) as pilot:
        await opened(pilot, "f7")
        await click(pilot, "青泉县水务局")
        assert app.screen.query_one(TableList).query_one(Input).value == "2023 青泉县水务局"
        await opened(pilot, "f7")
        await click(pilot, "10万元至50万元")

    assert backend.asked == ["2023年总额不低于10万元且低于50万元的项目有哪些"]


async def test_overview_of_many_tables_is_counted_beside_the_screen(
    app: AssistantApp, matches_snapshot: Matches, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the same in the end, and Esc does not wait for it."""
    monkeypatch.setattr(overview, "_QUICK", 0)
    async with app.run_test(size=SIZES["wide"]) as pilot:
        await opened(pilot, "f7")
        matches_snapshot(app, "overview-wide")
        await pilot.press("escape", "f7", "escape")
        await settled(pilot)
        assert isinstance(app.screen, MainScreen)


async def test_overview_of_an_empty_archive(app: AssistantApp, backend: ListedBackend) -> None:
    backend.tables = ()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "f7")
        assert work_words("overview.empty") in screen_text(app)
