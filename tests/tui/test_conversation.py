"""What can be done with the conversation: completing, bringing up earlier questions, copying, saving, searching, keeping."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input

from assistant.model.fields import Field
from assistant.model.query import Aggregate, Figure, Group, Measure, Operation, Order, Places, Query, Selection
from assistant.model.reply import Reply, ReplyProject, Status
from assistant.tasks.comparison import compared
from assistant.tasks.history import Bar
from assistant.tui.app import AssistantApp
from assistant.tui.bursts import Burst
from assistant.tui.widgets.bars import drawn as drawn_bars
from assistant.tui.widgets.completions import Completions
from assistant.tui.widgets.links import Links
from assistant.tui.widgets.question_bar import QuestionBar
from assistant.tui.widgets.transcript import Transcript
from tests.tui.conftest import REPLIES, ListedBackend, ask, click, drawn, screen_text, settled

NARROW = (80, 24)
Matches = Callable[[App[None], str], None]


def line(app: AssistantApp) -> QuestionBar:
    """The question line."""
    return app.screen.query_one(QuestionBar)


async def test_name_is_completed_by_initials_and_by_characters(app: AssistantApp, matches_snapshot: Matches) -> None:
    """Enter takes what initials stand for, Tab what characters begin; both leave what was typed before."""
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press("请", "问", "h", "d", "b")
        await drawn(pilot)
        matches_snapshot(app, "completions")
        await pilot.press("enter")
        assert line(app).value == "请问河道保洁经费"
        await pilot.press("和", "水", "库", "tab")

        assert line(app).value == "请问河道保洁经费和水库除险加固"
        assert app.screen.focused is line(app)


async def test_completion_takes_no_key_from_plain_typing(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press("水", "库")
        assert app.screen.query_one(Completions).offers
        await pilot.press("enter")
        await settled(pilot)
        assert not app.screen.query_one(Completions).display
        await pilot.press("河", "道", "up")
        assert line(app).value == "水库"
        await pilot.press("down")
        assert line(app).value == "河道"
        await pilot.press("backspace", "道", "escape", "tab", "enter")
        await settled(pilot)

    assert backend.asked == ["水库", "河道"]


async def test_offer_is_picked_with_arrows_and_by_mouse(app: AssistantApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press("水")
        await pilot.press("利", "backspace", "务")
        await pilot.press("down", "enter")
        assert line(app).value == "青泉县水务局"
        line(app).value = ""
        await pilot.press("哪", "些")
        await drawn(pilot)
        await click(pilot, "例子  哪些项目")

        assert line(app).value == "哪些项目预算超过100万"


async def test_names_with_markup_are_offered_as_they_are(app: AssistantApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press("防", "汛")
        await drawn(pilot)
        assert "[red]防汛[/red]物资储备" in screen_text(app)
        await pilot.press("tab")

        assert line(app).value == "[red]防汛[/red]物资储备"


async def test_very_long_paste_is_cut_and_said(app: AssistantApp) -> None:
    async with app.run_test(size=(120, 32), notifications=True) as pilot:
        await settled(pilot)
        app.post_message(Paste("河道保洁经费的总额是多少，" * 400))
        await drawn(pilot)

        assert len(line(app).value) == 2000
        assert "5200个字" in screen_text(app)


async def test_long_question_does_not_push_its_answer_off_the_screen(app: AssistantApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, "河道保洁经费的总额是多少，" * 100)

        assert "您说：河道" in screen_text(app) and "1300" in screen_text(app)


def test_keys_that_nobody_types_so_fast_are_one_paste() -> None:
    burst, held = Burst(), 0
    for number in range(1000):
        key = events.Key("河", "河")
        key._set_time = None  # type: ignore[attr-defined]
        key.time = 100 + number / 1000  # type: ignore[misc]
        held += burst.holds(key)
    paste = burst.release()

    assert held > 900 and paste is not None and paste.text == "河" * held
    slow = events.Key("道", "道")
    slow.time = 200.0  # type: ignore[misc]
    assert not burst.holds(slow) and burst.release() is None


async def test_conversation_is_there_again_next_time_and_goes_on(backend: ListedBackend) -> None:
    """A second application over the same home shows it, knows its questions and continues it."""
    async with AssistantApp(backend).run_test(size=NARROW) as pilot:
        await ask(pilot, "哪些项目预算超过100万")
    again = AssistantApp(backend)
    async with again.run_test(size=(80, 60)) as pilot:
        await settled(pilot)
        assert "有2个项目的年度资金总额超过100万元" in screen_text(again)
        assert "以上是以前的对话" in screen_text(again)
        await pilot.press("up")
        assert line(again).value == "哪些项目预算超过100万"
        await click(pilot, "水库除险加固（2023年）")

    assert backend.asked == ["哪些项目预算超过100万"]


async def test_sources_that_the_archive_has_no_more_are_not_offered_again(backend: ListedBackend) -> None:
    async with AssistantApp(backend).run_test(size=NARROW) as pilot:
        await ask(pilot, "哪些项目预算超过100万")
    backend.tables = backend.tables[2:]
    again = AssistantApp(backend)
    async with again.run_test(size=(80, 60)) as pilot:
        await settled(pilot)

        assert "第2张表" not in screen_text(again) and "有2个项目" in screen_text(again)


@pytest.mark.parametrize("sure", [False, True])
async def test_clearing_asks_first_and_then_leaves_nothing(backend: ListedBackend, sure: bool) -> None:
    app = AssistantApp(backend)
    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, "河道的总额")
        await pilot.press("ctrl+l", "2" if sure else "enter")
        await settled(pilot)
        assert ("河道的总额" in screen_text(app)) is not sure

    assert bool(backend.kept()) is not sure


async def test_answer_and_conversation_are_copied_as_text_and_markdown(app: AssistantApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, "哪些项目预算超过100万")
        await ask(pilot, "[bold]报表[/bold]")
        await pilot.press("ctrl+y", "1")
        assert app.clipboard.startswith("问：[bold]报表[/bold]\n没有[blink]")
        assert "\x1b" not in app.clipboard
        await pilot.press("ctrl+y", "4")
        assert "**问：哪些项目预算超过100万**" in app.clipboard and "\\[bold\\]" in app.clipboard
        app.screen.query_one(Transcript).scroll_home(animate=False)
        await drawn(pilot)
        await click(pilot, "复制")
        await click(pilot, "这个回答，文字")

        assert app.clipboard.startswith("问：哪些项目预算超过100万") and "报表" not in app.clipboard


async def save_to(pilot: Pilot[None], file: Path) -> None:
    """Saves the conversation to a file that is pasted in place of the proposed one."""
    await pilot.press("ctrl+s", "ctrl+a", "ctrl+k")
    pilot.app.screen.query_one(Input).post_message(Paste(str(file)))
    await pilot.press("enter")
    await settled(pilot)


async def test_conversation_is_saved_and_refusals_are_said(app: AssistantApp, tmp_path: Path) -> None:
    from docx import Document

    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, "哪些项目预算超过100万")
        for name in ("对话.md", "对话.docx"):
            await save_to(pilot, tmp_path / name)
            assert (tmp_path / name).is_file()
        await save_to(pilot, tmp_path / "对话.pdf")
        assert "存不了" in screen_text(app)

    assert "**问：哪些项目预算超过100万**" in (tmp_path / "对话.md").read_text("utf-8")
    assert any("合计1640万元" in part.text for part in Document(str(tmp_path / "对话.docx")).paragraphs)


async def test_words_are_found_in_the_conversation(app: AssistantApp, matches_snapshot: Matches) -> None:
    """The newest place first; ↑ goes to the one before."""
    async with app.run_test(size=NARROW) as pilot:
        for utterance in ("哪些项目预算超过100万", "今天天气怎么样", "保洁经费的清淤指标"):
            await ask(pilot, utterance)
        await pilot.press("ctrl+f", "清", "淤")
        await drawn(pilot)
        matches_snapshot(app, "find")
        await pilot.press("ctrl+a", "ctrl+k", "天", "气", "up")
        await drawn(pilot)
        assert "今天天气怎么样" in screen_text(app)
        await pilot.press(*"没有的")
        await drawn(pilot)
        assert "没有找到" in screen_text(app)
        await pilot.press("escape")

        assert app.screen.focused is line(app) and not app.screen.query(".-found")


async def test_question_that_a_number_or_a_click_stood_for_comes_back_with_the_arrow(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, "河道的总额")
        await ask(pilot, "2")
        await ask(pilot, "河道的总额")
        await click(pilot, "1  河道保洁经费")
        assert line(app).asked == ("河道的总额", "河道保洁经费（2022年）", "河道的总额", "河道保洁经费（2023年）")
        await pilot.press("escape", "up")
        assert line(app).value == "河道保洁经费（2023年）"


async def test_newest_answer_stays_in_view_at_another_size(app: AssistantApp) -> None:
    """Unless one has gone elsewhere."""
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(3):
            await ask(pilot, "哪些项目预算超过100万")
        await ask(pilot, "保洁经费的清淤指标")
        for size in ((60, 20), (100, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert "▌ 保洁经费的清淤指标" in screen_text(app)
        for _ in range(12):
            await pilot._post_mouse_events([events.MouseScrollUp], offset=(60, 8))
        await settled(pilot)
        assert "▌ 保洁经费的清淤指标" not in screen_text(app)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "▌ 保洁经费的清淤指标" not in screen_text(app)


async def test_links_that_become_longer_at_another_size_are_all_there(app: AssistantApp) -> None:
    """Their lines are counted anew: none is left to be scrolled to."""
    async with app.run_test(size=(120, 40)) as pilot:
        await ask(pilot, "哪些项目预算超过100万")
        for width in range(66, 40, -5):
            await pilot.resize_terminal(width, 40)
            await settled(pilot)
            links = app.screen.query_one(Links)
            assert links.max_scroll_y == 0 and links.size.width >= width - 12


async def test_earlier_question_is_found_by_initials(app: AssistantApp, matches_snapshot: Matches) -> None:
    """The newest question first; what is chosen is put into the line, not sent."""
    async with app.run_test(size=NARROW) as pilot:
        for utterance in ("哪些项目预算超过100万", "今天天气怎么样"):
            await ask(pilot, utterance)
        await pilot.press("ctrl+r")
        await drawn(pilot)
        matches_snapshot(app, "earlier")
        await pilot.press("x", "m", "enter")

        assert line(app).value == "哪些项目预算超过100万"


async def test_amounts_compared_are_drawn_as_bars(
    app: AssistantApp, monkeypatch: pytest.MonkeyPatch, matches_snapshot: Matches
) -> None:
    """Bars begin and amounts end in the same column."""
    figure = Figure(Selection(), Aggregate.SUM, Measure(Field.TOTAL))
    groups = (Group("水务局[b]", Decimal(9000000)), Group("教育和科学技术局", Decimal(450000)), Group("", Decimal(0)))
    reply = Reply("", Status.ANSWERED, "", "按部门分。", groups=groups, query=Query(Operation.GROUP, figure))
    monkeypatch.setitem(REPLIES, "各部门多少", reply)
    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, "各部门多少")

        matches_snapshot(app, "bars")


def test_rankings_are_compared_and_single_amounts_are_not() -> None:
    ranked = Query(Operation.LIST, Figure(Selection(order=Order(Measure(Field.TOTAL)), places=Places(1, 2))))
    amounts = {"甲": Decimal(300000), "乙": Decimal(100000), "丙": None}
    projects = tuple(ReplyProject(name, 2023, amount) for name, amount in amounts.items())

    bars = compared(Reply("", Status.ANSWERED, "", "", projects, query=ranked))
    assert [(bar.name, bar.printed) for bar in bars] == [("甲", "30万元"), ("乙", "10万元")]
    assert not compared(Reply("", Status.ANSWERED, "", "", projects[:1], query=ranked))


@pytest.mark.parametrize("width", [40, 74, 104])
def test_bars_fit_any_width(width: int) -> None:
    bars = [Bar("农村饮水安全巩固提升及老旧供水管网改造补助资金", Decimal(1280), "1280万元"), Bar("甲", Decimal(1), "1万元")]
    lines = [" ".join(parts) for parts in drawn_bars(bars, width)]

    assert len({cell_len(text) for text in lines}) == 1 and cell_len(lines[0]) <= width
    assert "▌" in lines[1]
