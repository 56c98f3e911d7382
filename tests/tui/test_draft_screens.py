"""Drafts on the screen: begun, filled in cell by cell, talked to, reviewed, compared, written; by key and by mouse."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from assistant.chinese.quantities import read_value
from assistant.errors import DamagedArchive
from assistant.model.conversation import Conversation
from assistant.model.draft import Draft
from assistant.model.goal_table import GoalTable
from assistant.model.query import TableRow
from assistant.model.reply import Reply
from assistant.tasks.converse import converse
from assistant.tasks.draft_form import typed_text, wanting
from assistant.tasks.draft_work import kept_drafts
from assistant.tasks.open_table import OpenedTable, open_table
from assistant.tasks.workspace import Workspace, open_workspace
from assistant.tui.app import AssistantApp
from assistant.tui.commands import draft_words
from assistant.tui.screens.asking import AskScreen
from assistant.tui.screens.draft import DraftScreen
from assistant.tui.screens.draft_changes import ChangesScreen
from assistant.tui.screens.draft_start import DraftStartScreen
from assistant.tui.screens.exporting import ExportScreen
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.main import MainScreen
from assistant.tui.screens.palette import PaletteScreen
from assistant.tui.screens.preview import PreviewScreen, SourceScreen
from assistant.tui.screens.reading import ReadingScreen
from assistant.tui.widgets.answer import Answer
from assistant.tui.widgets.cell_editor import CellEditor
from assistant.tui.widgets.draft_findings import DraftFindings
from assistant.tui.widgets.draft_form import DraftForm
from assistant.tui.widgets.prose import Prose
from assistant.tui.widgets.question_bar import QuestionBar
from assistant.tui.widgets.start_rows import StartRows
from assistant.tui.widgets.transcript import Transcript
from tests.tui.conftest import TABLES, ListedBackend, ask, click, position, screen_text, settled

SIZES = {"narrow": (80, 24), "middling": (120, 32), "wide": (200, 60)}
WISH = "照河道保洁经费做一份2024年的，预算60万"
FIRST_ROW = "row:0.value"

Matches = Callable[[App[None], str], None]


def understood(table: GoalTable) -> GoalTable:
    """The table with its values as quantities, as an import would have them."""
    rows = (replace(row, value=read_value(row.value.text, is_cost="成本" in row.level2)) for row in table.indicators)
    return replace(table, indicators=tuple(rows))


class DraftingBackend(ListedBackend):
    """Talks for real."""

    def __init__(self) -> None:
        super().__init__([understood(table) for table in TABLES])

    def projects(self, tell: Callable[[str], None]) -> Sequence[TableRow]:
        """The heads of the archive's own tables."""
        self._work()
        return self.workspace().store.heads()

    def table(self, key: int) -> OpenedTable:
        """A table by its number in the list, or by the archive's own key."""
        return super().table(key) if key <= len(self.tables) else open_table(self.workspace(), key)

    def converse(self, conversation: Conversation, utterance: str, width: int) -> tuple[Reply, Conversation]:
        """What the tables of the archive say."""
        self.asked.append(utterance)
        return converse(self.workspace(), conversation, utterance, width=width)

    def workspace_here(self) -> Workspace:
        """The archive, opened anew for the thread of the test."""
        return open_workspace(self.workspace().archive, tell=lambda text: None)


@pytest.fixture
def backend() -> DraftingBackend:
    """A backend over an archive of its own."""
    return DraftingBackend()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's documents; the program was started in another one."""
    folder = tmp_path / "home" / "文档"
    folder.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return folder


async def drafted(pilot: Pilot[None], wish: str = WISH) -> DraftScreen:
    """A draft that was talked into being, opened."""
    await settled(pilot)
    await ask(pilot, wish)
    await pilot.press("f8")
    await settled(pilot)
    return on_draft(pilot)


def on_draft(pilot: Pilot[None]) -> DraftScreen:
    """The screen of the draft, where it is the one that is seen."""
    assert isinstance(pilot.app.screen, DraftScreen)
    return pilot.app.screen


def table_on(pilot: Pilot[None]) -> GoalTable:
    """The draft's table as the screen has it."""
    return draft_on(pilot).table


def draft_on(pilot: Pilot[None]) -> Draft:
    """The draft as the screen has it."""
    draft = on_draft(pilot).draft
    assert draft is not None
    return draft


def first_value(pilot: Pilot[None]) -> str:
    """What stands in the first row."""
    return table_on(pilot).indicators[0].value.text


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Waits for what comes of a click in its own time."""
    for _ in range(200):
        if is_so():
            return
        await pilot.pause(0.02)
    raise AssertionError(screen_text(pilot.app))


def findings_on(pilot: Pilot[None]) -> str:
    """What a review is said to find."""
    return "".join(finding.message for finding in on_draft(pilot).query_one(DraftFindings).findings)


async def at(pilot: Pilot[None], cell: str) -> None:
    """The cursor at a cell."""
    on_draft(pilot).go_to(cell)
    await settled(pilot)


async def typed(pilot: Pilot[None], text: str) -> None:
    """The cell that is open holds this, and nothing is sent yet."""
    editor = pilot.app.screen.query_one(CellEditor)
    assert editor.is_open and editor.has_focus
    editor.select_all()
    editor.replace(text, *editor.selection)
    await pilot.pause(0.4)
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_draft(app: AssistantApp, matches_snapshot: Matches, size: str) -> None:
    """Every cell with its sign, findings and the cell beside the form, below it where the screen is narrow."""
    async with app.run_test(size=SIZES[size]) as pilot:
        await drafted(pilot)
        matches_snapshot(app, f"draft-{size}")


async def test_frame_without_a_base(app: AssistantApp, matches_snapshot: Matches) -> None:
    """A new table from nothing: blank cells carry the sign of what is missing, and Tab goes from one to the next."""
    async with app.run_test(size=SIZES["narrow"]) as pilot:
        await drafted(pilot, "做张新表：社区食堂补助，2024年，30万")
        before = on_draft(pilot).cell
        await pilot.press("tab", "tab")
        await settled(pilot)
        assert on_draft(pilot).cell != before and draft_words("sign.blank") in screen_text(app)
        matches_snapshot(app, "draft-frame")
        await pilot.press("f7")
        await settled(pilot)
        assert isinstance(app.screen, ChangesScreen) and draft_words("changes.frame") in screen_text(app)


async def test_cell_is_filled_in_place_reviewed_while_typing_undone_and_done_again(
    app: AssistantApp, backend: DraftingBackend, matches_snapshot: Matches
) -> None:
    async with app.run_test(size=SIZES["narrow"]) as pilot:
        await drafted(pilot)
        await at(pilot, "total")
        assert "总额60万" in findings_on(pilot)
        await pilot.press("enter")
        await typed(pilot, "45.2万")
        assert "总额45.2万" in findings_on(pilot) and "总额60万" not in findings_on(pilot)
        matches_snapshot(app, "draft-editing")
        await typed(pilot, "很多")
        assert "不是一个金额" in screen_text(app) and table_on(pilot).total == Decimal(600000)
        await pilot.press("enter")
        await settled(pilot)
        editor = on_draft(pilot).query_one(CellEditor)
        assert editor.is_open and editor.text == "很多" and "不是一个金额" in screen_text(app)
        await typed(pilot, "50万")
        await pilot.press("enter")
        await settled(pilot)
        assert table_on(pilot).total == Decimal(500000) and not editor.is_open
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert table_on(pilot).total == Decimal(600000) and "撤销了上一步" in screen_text(app)
        await pilot.press("ctrl+y")
        await settled(pilot)
        assert table_on(pilot).total == Decimal(500000)
        await pilot.press("escape")
        await settled(pilot)
        asked = [exchange.asked for exchange in app.screen.query_one(Transcript).exchanges]
        assert asked == [WISH, "年度资金总额填成“50万”", "撤销", "恢复"]
    said, _ = converse(backend.workspace_here(), Conversation(), "接着改上次那份")

    assert "50万元" in said.text


async def test_esc_leaves_the_cell_as_it_was_and_typing_begins_to_fill_it_in(app: AssistantApp) -> None:
    async with app.run_test(size=SIZES["middling"]) as pilot:
        await drafted(pilot)
        await at(pilot, FIRST_ROW)
        await pilot.press("4", "0")
        editor = on_draft(pilot).query_one(CellEditor)
        assert editor.text == "40"
        await pilot.press("escape")
        await settled(pilot)
        assert first_value(pilot) == "32公里" and not editor.is_open
        await pilot.press(*"40公里", "tab")
        await settled(pilot)
        assert first_value(pilot) == "40公里" and on_draft(pilot).cell != FIRST_ROW


async def test_word_that_an_input_method_hands_over_at_once_stands_whole_in_the_cell(app: AssistantApp) -> None:
    async with app.run_test(size=SIZES["middling"]) as pilot:
        await drafted(pilot)
        await at(pilot, FIRST_ROW)
        for key in (*"清淤四十公里", "enter"):
            app.post_message(events.Key(key, key if key != "enter" else None))
        await settled(pilot)
        assert first_value(pilot) == "清淤四十公里" and not on_draft(pilot).query_one(CellEditor).is_open


async def test_mouse_chooses_and_opens_a_cell_and_a_click_elsewhere_saves_it(app: AssistantApp) -> None:
    async with app.run_test(size=SIZES["wide"]) as pilot:
        await drafted(pilot)
        x, y = position(app, "？ 32公里")
        await pilot.click(offset=(x, y))
        await settled(pilot)
        assert on_draft(pilot).cell == FIRST_ROW
        await pilot.click(offset=(x, y), times=2)
        await settled(pilot)
        await typed(pilot, "[red]36[/red]公里")
        assert "[red]36" in screen_text(app)
        await typed(pilot, "36公里")
        await click(pilot, "5段")
        assert first_value(pilot) == "36公里" and on_draft(pilot).cell == "row:1.value"
        await click(pilot, draft_words("tool.undo"))
        assert first_value(pilot) == "32公里"
        await click(pilot, draft_words("tool.redo"))
        assert first_value(pilot) == "36公里"
        await click(pilot, draft_words("legend.kept", 处数=2)[:4])
        assert on_draft(pilot).cell in ("goal", "row:6.value")
        await click(pilot, draft_words("tool.palette"))
        assert isinstance(app.screen, PaletteScreen)


async def test_finding_leads_to_its_cell_and_its_rule_is_explained(app: AssistantApp) -> None:
    async with app.run_test(size=SIZES["narrow"]) as pilot:
        await drafted(pilot)
        await pilot.press("f3", "f5")
        await settled(pilot)
        assert isinstance(app.screen, ReadingScreen) and "检查什么" in screen_text(app)
        await pilot.press("escape", "enter")
        await settled(pilot)
        assert isinstance(app.screen.focused, DraftForm) and on_draft(pilot).cell == "total"
        await click(pilot, "警告 年度：")
        assert on_draft(pilot).cell == "year"


async def test_talking_changes_the_form_and_offers_what_to_say_next(app: AssistantApp) -> None:
    async with app.run_test(size=SIZES["narrow"]) as pilot:
        await drafted(pilot)
        await pilot.press("f2")
        line = app.screen.query_one(QuestionBar)
        assert line.has_focus
        line.value = "保洁河道长度改成40公里"
        await pilot.press("enter")
        await settled(pilot)
        assert first_value(pilot) == "40公里" and "改好了" in screen_text(app)
        assert draft_words("start.open") not in screen_text(app)
        offered = [text for answer in app.screen.query(Answer) if answer.links for text in answer.links.numbered]
        number = offered.index("还差什么") + 1
        line.value = str(number)
        await pilot.press("enter")
        await settled(pilot)
        assert "没有空着的格子了" in screen_text(app)
        line.value = "2023年河道保洁经费的总额"
        await pilot.press("enter")
        await settled(pilot)
        assert "45.2万元" in screen_text(app)
        await click(pilot, "›  河道保洁经费")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen))
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert isinstance(app.screen.focused, DraftForm)


async def test_rows_come_and_go_and_proposals_are_taken_over(app: AssistantApp) -> None:
    async with app.run_test(size=SIZES["middling"]) as pilot:
        await drafted(pilot, "照节水宣传“世界水日”活动费做一份2023年的，预算10万")
        count = len(table_on(pilot).indicators)
        await at(pilot, FIRST_ROW)
        await pilot.press("insert")
        await settled(pilot)
        await typed(pilot, "发放宣传册")
        await pilot.press("enter")
        await settled(pilot)
        assert len(table_on(pilot).indicators) == count + 1 and table_on(pilot).indicators[2].level3 == "发放宣传册"
        await pilot.press("ctrl+k")
        await settled(pilot)
        assert len(table_on(pilot).indicators) == count
        await pilot.press("f6")
        await settled(pilot)
        there = on_draft(pilot).cell
        proposed = [change for change in draft_on(pilot).changes if change.kind == "suggested"]
        assert proposed and there == "row:0.value"
        await pilot.press("f6")
        await settled(pilot)
        assert first_value(pilot) == proposed[0].after
        await pilot.press("shift+f6")
        await settled(pilot)
        assert not [change for change in draft_on(pilot).changes if change.kind == "suggested"]


async def test_changes_preview_and_export(app: AssistantApp, here: Path, matches_snapshot: Matches) -> None:
    async with app.run_test(size=SIZES["narrow"], notifications=True) as pilot:
        await drafted(pilot)
        await pilot.press("f7")
        await settled(pilot)
        matches_snapshot(app, "draft-changes")
        await pilot.press("enter")
        await settled(pilot)
        assert on_draft(pilot).cell == "total"
        await pilot.press("f8")
        await settled(pilot)
        assert isinstance(app.screen, PreviewScreen) and "●" not in screen_text(app)
        await pilot.press("f9")
        await settled(pilot)
        assert isinstance(app.screen, ExportScreen)
        await click(pilot, draft_words("export.md"))
        await pilot.press("enter")
        await settled(pilot)
        (written,) = here.iterdir()
        assert written.suffix == ".md" and "600000" in written.read_text("utf-8")
        written.write_text("旧的", "utf-8")
        await pilot.press("f9")
        await settled(pilot)
        line = app.screen.query_one(Input)
        line.value = str(written)
        await click(pilot, draft_words("export.changes"))
        line.focus()
        await pilot.press("enter")
        await settled(pilot)
        await until(pilot, lambda: "再按一次回车" in screen_text(app))
        assert isinstance(app.screen, ExportScreen) and written.read_text("utf-8") == "旧的"
        await pilot.press("enter")
        await settled(pilot)
        assert "您要求" in written.read_text("utf-8")


async def test_draft_is_adopted_and_put_away(app: AssistantApp, backend: DraftingBackend) -> None:
    async with app.run_test(size=SIZES["middling"]) as pilot:
        await drafted(pilot)
        await pilot.press("f10")
        await settled(pilot)
        assert isinstance(app.screen, AskScreen)
        await pilot.press("1")
        await settled(pilot)
        assert "已采用" in screen_text(app)
        await pilot.press("f10")
        await settled(pilot)
        await pilot.press("2")
        await settled(pilot)
        assert "已撤销采用" in screen_text(app)
        await pilot.press("ctrl+b")
        await settled(pilot)
        assert draft_on(pilot).base is not None
        await pilot.press("ctrl+w")
        await settled(pilot)
        assert isinstance(app.screen, MainScreen)
        await pilot.press("f8")
        await settled(pilot)
        assert isinstance(app.screen, DraftStartScreen) and "（2024年）" in screen_text(app)
        await pilot.press("f9")
        await settled(pilot)
        await pilot.press("1")
        await settled(pilot)
        assert draft_words("start.empty")[:10] in screen_text(app)

    assert not kept_drafts(backend.workspace_here())


@pytest.mark.parametrize("size", SIZES)
async def test_past_tables_are_offered_with_reasons(app: AssistantApp, matches_snapshot: Matches, size: str) -> None:
    """A description in words: the tables that fit, why the marked one does; a digit chooses."""
    async with app.run_test(size=SIZES[size]) as pilot:
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        app.screen.query_one(Input).value = "清淤河道，2025年，预算80万"
        await pilot.pause(0.4)
        await settled(pilot)
        matches_snapshot(app, f"draft-start-{size}")
        if size == "narrow":
            await pilot.press("f4", "1")
        elif size == "middling":
            await click(pilot, "河道保洁经费（2023年）")
        else:
            app.screen.query_one(Input).value = "1"
            await pilot.press("enter")
        await settled(pilot)
        assert (table_on(pilot).year, table_on(pilot).total) == (2025, Decimal(800000))


async def test_draft_begins_from_the_table_in_view_by_key_and_by_mouse(app: AssistantApp) -> None:
    async with app.run_test(size=SIZES["middling"]) as pilot:
        await settled(pilot)
        await click(pilot, "水库除险加固")
        await click(pilot, draft_words("start.from_table"))
        assert isinstance(app.screen, DraftStartScreen)
        await pilot.press("escape", "f9")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert (table_on(pilot).project, table_on(pilot).year) == ("水库除险加固", 2024)
        await pilot.press("ctrl+l")
        await settled(pilot)
        assert app.screen.query_one(StartRows).count == 2
        await pilot.press("escape")
        await settled(pilot)
        await click(pilot, draft_words("tool.draft"))
        assert table_on(pilot).project == "水库除险加固"


async def test_second_of_two_projects_of_one_name_is_the_base_where_it_was_chosen(backend: DraftingBackend) -> None:
    backend.tables = [backend.tables[0], replace(backend.tables[0], unit="青泉县二所", total=Decimal(99000))]
    app = AssistantApp(backend)
    async with app.run_test(size=SIZES["middling"]) as pilot:
        await settled(pilot)
        await pilot.press("f2", "down", "enter")
        await settled(pilot)
        await pilot.press("f9")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert (table_on(pilot).unit, table_on(pilot).total) == ("青泉县二所", Decimal(99000))
        await pilot.press("ctrl+l")
        await settled(pilot)
        app.screen.query_one(Input).value = "照河道保洁经费做一份"
        await pilot.pause(0.4)
        await settled(pilot)
        await click(pilot, "青泉县河道管理所")
        assert (table_on(pilot).unit, table_on(pilot).total) == ("青泉县河道管理所", Decimal(452000))


async def test_leaving_in_the_middle_of_a_cell_asks(app: AssistantApp, backend: DraftingBackend) -> None:
    async with app.run_test(size=SIZES["middling"]) as pilot:
        await drafted(pilot)
        await at(pilot, FIRST_ROW)
        await pilot.press("enter")
        await typed(pilot, "50公里")
        await pilot.press("ctrl+q")
        await settled(pilot)
        assert isinstance(app.screen, AskScreen)
        await pilot.press("3")
        await settled(pilot)
        assert on_draft(pilot).query_one(CellEditor).text == "50公里"
        await pilot.press("ctrl+q")
        await pilot.pause(0.1)
        await pilot.press("1")
        for _ in range(100):
            await pilot.pause(0.02)
            if not app.is_running:
                break
        assert not app.is_running
    reply, _ = converse(backend.workspace_here(), Conversation(), "接着改上次那份")

    assert "改过1步" in reply.text


async def test_names_in_markup_and_errors_are_shown_as_they_are(
    app: AssistantApp, backend: DraftingBackend, matches_snapshot: Matches
) -> None:
    """A project called [red]…[/red] shows so; an archive that fails says what to do, and the cell keeps what was typed."""
    async with app.run_test(size=SIZES["narrow"]) as pilot:
        await drafted(pilot, "照[red]防汛[/red]物资储备做一份2024年的")
        assert "[red]防汛[/red]物资储备" in screen_text(app)
        await at(pilot, FIRST_ROW)
        await pilot.press("enter")
        await typed(pilot, "50公里")
        backend.broken = DamagedArchive("文件“资料.db”不是档案库。", "请用 --archive 指定另一个文件。")
        await pilot.press("enter")
        await settled(pilot)
        matches_snapshot(app, "draft-error")
        assert on_draft(pilot).query_one(CellEditor).text == "50公里" and first_value(pilot) == "32公里"


async def test_commands_that_have_nothing_to_do_say_so_and_the_footer_carries_them_out(app: AssistantApp) -> None:
    async with app.run_test(size=SIZES["narrow"], notifications=True) as pilot:
        await drafted(pilot)
        await at(pilot, "project")
        await pilot.press("ctrl+z", "ctrl+y", "insert", "ctrl+k", "shift+f6")
        await pilot.pause(0.1)
        text = screen_text(app).replace("\n", "")
        assert draft_words("screen.no_redo") in text and draft_words("screen.no_row") in text
        for shown, kind in (
            ("F1 帮助", HelpScreen),
            ("F7 对照", ChangesScreen),
            ("F8 预览", PreviewScreen),
            ("F9 导出", ExportScreen),
            ("F10 采用", AskScreen),
        ):
            await click(pilot, shown)
            assert isinstance(app.screen, kind)
            await pilot.press("escape")
            await settled(pilot)
        await click(pilot, "F3 意见")
        assert isinstance(app.screen.focused, DraftFindings)
        await pilot.press("f3")
        await click(pilot, "F4 下一处")
        here = on_draft(pilot).cell
        await pilot.press("shift+f4")
        await settled(pilot)
        assert on_draft(pilot).cell != here
        await pilot.press("ctrl+p", *"返回", "enter")
        await settled(pilot)
        assert isinstance(app.screen, MainScreen)


async def test_ticks_are_there_again_with_the_draft(app: AssistantApp) -> None:
    """By key and by talking; the draft is put away, taken up again, and a row further up is gone meanwhile."""
    async with app.run_test(size=SIZES["middling"]) as pilot:
        screen = await drafted(pilot)
        table = table_on(pilot)
        last = len(table.indicators) - 1
        kept = [cell for cell in wanting(draft_on(pilot)) if typed_text(table, cell)][-1]
        await at(pilot, kept)
        await pilot.press("ctrl+d")
        await settled(pilot)
        await pilot.press("f2")
        await ask(pilot, f"{table.indicators[last].level3}照旧")
        await at(pilot, "row:0.value")
        await pilot.press("ctrl+k")
        await settled(pilot)
        await pilot.press("ctrl+w")
        await settled(pilot)
        await pilot.press("f8", "enter")
        await settled(pilot)
        screen = on_draft(pilot)
        moved = f"row:{int(kept[4:].partition('.')[0]) - 1}.{kept.partition('.')[2]}" if kept.startswith("row:") else kept
        for cell in (moved, f"row:{last - 1}.value"):
            await at(pilot, cell)
            assert screen.cell == cell and draft_words("cell.approved") in screen_text(app).replace("\n", "")


async def test_the_legend_counts_what_the_conversation_tells(app: AssistantApp) -> None:
    """How many cells were taken over and want a look: the same number in the reply, above the form and among the changes."""
    async with app.run_test(size=SIZES["wide"]) as pilot:
        await settled(pilot)
        await ask(pilot, WISH)
        said = re.search(r"照旧要看一眼的(\d+)处", "".join(one.text for one in app.screen.query(Prose)))
        assert said
        await pilot.press("f8")
        await settled(pilot)
        assert draft_words("legend.kept", 处数=said[1]) in screen_text(app)
        await pilot.press("f7")
        await settled(pilot)
        assert draft_words("changes.kept", 处数=said[1]) in screen_text(app)


async def test_what_was_looked_at_and_stays_wants_nobody_any_more(app: AssistantApp) -> None:
    """Ctrl+D ticks a cell off and goes on, until none is left; pressed again, or where another text stands, the cell is back."""
    async with app.run_test(size=SIZES["middling"], notifications=True) as pilot:
        screen = await drafted(pilot)
        await pilot.press("f6", "f6")
        await settled(pilot)
        seen = []
        for _ in range(40):
            await pilot.press("f4")
            await settled(pilot)
            if draft_words("screen.none_left") in screen_text(app):
                break
            seen.append(screen.cell)
            await pilot.press("ctrl+d")
            await settled(pilot)
        assert draft_words("screen.none_left") in screen_text(app)
        ticked = seen[0]
        await at(pilot, ticked)
        assert draft_words("cell.approved") in screen_text(app)
        await pilot.press("ctrl+d")
        await settled(pilot)
        assert draft_words("cell.approved") not in screen_text(app)
        await at(pilot, "project")
        await pilot.press("f4")
        await settled(pilot)
        assert screen.cell == ticked


async def test_blank_cell_cannot_be_ticked_off(app: AssistantApp) -> None:
    async with app.run_test(size=SIZES["middling"], notifications=True) as pilot:
        screen = await drafted(pilot)
        await screen.fill(FIRST_ROW, "").wait()
        await at(pilot, FIRST_ROW)
        await pilot.press("ctrl+d")
        await settled(pilot)

        assert draft_words("screen.to_fill") in screen_text(app)


async def test_line_asks_for_a_number_only_while_an_answer_offers_some(app: AssistantApp) -> None:
    async with app.run_test(size=SIZES["middling"]) as pilot:
        screen = await drafted(pilot)
        line = screen.query_one(QuestionBar)
        await pilot.press("f2")
        await ask(pilot, "还差什么")
        assert line.placeholder.startswith(draft_words("screen.choose", 个数=1)[:6])
        await pilot.press("escape")
        await settled(pilot)
        assert line.placeholder == draft_words("screen.talk", 例子=draft_words("screen.example"))


async def test_arrows_go_from_cell_to_cell(app: AssistantApp) -> None:
    async with app.run_test(size=SIZES["middling"]) as pilot:
        await drafted(pilot)
        steps = {
            "home": "year",
            "down": "project",
            "right": "department",
            "pagedown": None,
            "end": "row:8.value",
            "left": "row:8.level3",
            "up": "row:7.level3",
        }
        for key, cell in steps.items():
            await pilot.press(key)
            await settled(pilot)
            assert cell is None or on_draft(pilot).cell == cell
