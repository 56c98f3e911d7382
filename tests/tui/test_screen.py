"""What happens on the main screen: asking, choosing, opening, resizing, and what must never happen."""

from __future__ import annotations

from rich.cells import cell_len
from textual.color import Color
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from assistant.errors import UnreadableFile
from assistant.tui.app import AssistantApp
from assistant.tui.widgets.question_bar import QuestionBar
from assistant.tui.widgets.table_list import TableList
from assistant.tui.widgets.table_pane import TablePane
from assistant.tui.widgets.table_view import TableView
from assistant.tui.widgets.transcript import Transcript
from tests.tui.conftest import ListedBackend, ask, click, drawn, position, screen_text, settled

NARROW, MIDDLING, WIDE = (80, 24), (120, 32), (200, 60)


def background_at(app: AssistantApp, text: str) -> Color | None:
    """The colour behind the end of a text on the screen."""
    column, row = position(app, text)
    style = app.screen.get_style_at(column + cell_len(text) - 1, row)
    return Color.from_rich_color(style.bgcolor) if style.bgcolor else None


async def test_number_chooses_what_the_newest_answer_offers(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, "河道的总额")
        await ask(pilot, "２")
        await ask(pilot, "2")

    assert backend.asked == ["河道的总额", "河道保洁经费（2022年）", "2"]


async def test_choice_is_made_by_click_by_enter_and_by_digit_in_the_list(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=NARROW) as pilot:
        for choose in ("click", "enter", "digit"):
            await ask(pilot, "河道的总额")
            if choose == "click":
                await click(pilot, "1  河道保洁经费")
            else:
                await pilot.press("f3", *(("down", "up", "enter") if choose == "enter" else ("1",)))
                await settled(pilot)
            assert backend.asked[-1] == "河道保洁经费（2023年）"


async def test_examples_of_the_greeting_can_be_clicked_or_chosen_by_number(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await click(pilot, "金额最高的三个项目")
        assert "金额最高的三个项目" not in screen_text(app).split("▌ 金额最高的三个项目", 1)[0]

    assert backend.asked == ["金额最高的三个项目"]


async def test_source_opens_its_table_with_its_row_marked_and_in_view(app: AssistantApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, "保洁经费的清淤指标")
        await click(pilot, "第112行")

        assert background_at(app, "清淤验收合格率") != background_at(app, "清淤河段")
        assert app.screen.focused is app.screen.query_one(TableView)


async def test_source_of_a_head_field_marks_that_field(app: AssistantApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "哪些项目预算超过100万")
        await click(pilot, "水库除险加固（2023年） 第3张表")
        pane = app.screen.query_one(TablePane)
        assert pane.table is not None and pane.table.project == "水库除险加固"

        assert background_at(app, "│3600000") != background_at(app, "部门项目支出预算绩效目标表")


async def test_further_sources_are_listed_when_asked_for(app: AssistantApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, "列出全部指标")
        assert "还有5处" in screen_text(app)
        await click(pilot, "还有5处")

        assert "第118行" in screen_text(app)


async def test_project_of_the_list_opens_by_click_and_by_enter(app: AssistantApp) -> None:
    async with app.run_test(size=MIDDLING) as pilot:
        await settled(pilot)
        await click(pilot, "水库除险加固")
        pane = app.screen.query_one(TablePane)
        assert pane.is_on_screen and pane.table is not None and pane.table.project == "水库除险加固"
        await pilot.press("f2", "节", "enter")
        await settled(pilot)

        assert pane.table is not None and pane.table.project.startswith("节水宣传")


async def test_marked_project_stands_out_only_while_the_keys_move_the_mark(app: AssistantApp) -> None:
    async with app.run_test(size=MIDDLING) as pilot:
        await settled(pilot)
        quiet = background_at(app, "2023 河道保洁经费")
        await pilot.press("f2")
        await pilot.pause()
        in_use = background_at(app, "2023 河道保洁经费")
        assert in_use != quiet
        await pilot.press("down")
        await pilot.pause()

        assert background_at(app, "2023 农村饮水") == in_use
        assert background_at(app, "2023 河道保洁经费") != in_use


async def test_filter_looks_at_year_name_and_department_whatever_the_width(app: AssistantApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press("f2")
        line = app.screen.query_one(TableList).query_one(Input)
        for words, found in (("２０２２", 2), ("保洁 2023", 1), ("水务局", 6), ("没有的", 0), ("[red]", 1)):
            line.value = words
            await pilot.pause()
            shown = [row for row in screen_text(app).splitlines() if row[1:].startswith(("2022 ", "2023 "))]
            assert len([row for row in shown if cell_len(row) > 60]) == found, words


async def test_table_is_put_away_by_escape_and_by_its_cross_and_asking_shows_the_answer(app: AssistantApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, "保洁经费的清淤指标")
        pane = app.screen.query_one(TablePane)
        for close in ("escape", "cross", "ask"):
            await pilot.press("f3", "enter")
            await settled(pilot)
            assert pane.is_on_screen
            if close == "cross":
                await click(pilot, "收起")
            elif close == "escape":
                await pilot.press("escape")
            else:
                app.screen.query_one(QuestionBar).focus()
                await ask(pilot, "保洁经费的清淤指标")
            assert app.screen.query_one(Transcript).is_on_screen and not pane.is_on_screen


async def _press(pilot: Pilot[None], *keys: str) -> None:
    """Presses keys as slowly as a person does."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause(0.1)


async def test_questions_asked_before_come_back_on_the_arrow_keys(app: AssistantApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        line = app.screen.query_one(QuestionBar)
        for utterance in ("第一问", "第二问", "第二问"):
            await ask(pilot, utterance)
        line.value = "半句"
        await _press(pilot, "up")
        assert line.value == "第二问"
        await _press(pilot, "up", "up", "up")
        assert line.value == "第一问"
        await _press(pilot, "down", "down")

        assert line.value == "半句"


async def test_questions_kept_before_that_are_read_late_stand_once_in_the_history(app: AssistantApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        line = app.screen.query_one(QuestionBar)
        for utterance in ("第一问", "第二问"):
            await ask(pilot, utterance)
        line.remember(["早先问的", "第一问"])  # read after the first question of this session was kept
        await _press(pilot, "up", "up", "up")

        assert line.value == "早先问的"
        await _press(pilot, "down", "down", "down")
        assert line.value == ""


async def test_nothing_in_questions_answers_and_tables_is_taken_for_markup_or_steers_the_terminal(app: AssistantApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "[bold]报表[/bold]")
        await click(pilot, "[red]防汛")
        text = screen_text(app)

        assert "▌ [bold]报表[/bold]" in text
        assert "没有[blink]标记[/blink]被解释：[/]。[31m红" in text
        assert "理解为：[i]x[/i]" in text
        assert "▏ [red]防汛[/red]物资储备（2023年" in text  # the head of the table beside
        assert "│[red]防汛[/red]物资储备" in text
        assert "\x1b" not in text


async def test_pasted_lines_are_asked_one_after_the_other_without_control_characters(
    app: AssistantApp, backend: ListedBackend
) -> None:
    from textual.events import Paste

    async with app.run_test(size=NARROW) as pilot:
        app.post_message(Paste("1. 河道\x1b[31m的\r\n\n（2）总额\t呢\x07\n"))
        await drawn(pilot)
        assert "2个问题" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)

    assert backend.asked == ["河道[31m的", "总额 呢"]


async def test_typing_goes_on_while_the_archive_opens_and_a_question_runs(app: AssistantApp, backend: ListedBackend) -> None:
    backend.gate.clear()
    async with app.run_test(size=NARROW) as pilot:
        line = app.screen.query_one(QuestionBar)
        await pilot.press("甲", "enter")
        await pilot.press("乙", "丙")
        assert line.value == "乙丙"
        assert "▌ 甲" in screen_text(app) and "您说：甲" not in screen_text(app)
        await pilot.press("enter")
        backend.gate.set()
        await settled(pilot)

        assert "您说：甲" in screen_text(app) and "您说：乙丙" in screen_text(app)
    assert backend.asked == ["甲", "乙丙"]


async def test_what_opening_the_archive_has_to_say_stands_in_the_conversation(app: AssistantApp, backend: ListedBackend) -> None:
    backend.said = "第一次使用：已建好[档案库]。"
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)

        assert "第一次使用：已建好[档案库]。" in screen_text(app)


async def test_question_that_takes_long_says_so(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        backend.gate.clear()
        await pilot.press("甲", "enter")
        await pilot.pause(0.5)
        assert "正在查" in screen_text(app)
        backend.gate.set()
        await settled(pilot)

        assert "正在查" not in screen_text(app)


async def test_errors_are_sentences_and_the_next_question_is_answered(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        for broken, said in ((UnreadableFile("读不了。", "请检查。"), "请检查。"), (KeyError("内部"), "程序内部出错")):
            backend.broken = broken
            await ask(pilot, "甲")
            assert said in screen_text(app)
        backend.broken = None
        await ask(pilot, "乙")

        assert "您说：乙" in screen_text(app)


async def test_table_that_is_gone_is_said_and_nothing_else_changes(app: AssistantApp, backend: ListedBackend) -> None:
    async with app.run_test(size=MIDDLING, notifications=True) as pilot:
        await settled(pilot)
        backend.tables = ()
        await click(pilot, "水库除险加固")
        await pilot.pause()

        assert "已经不在档案库里" in screen_text(app)
        assert not app.screen.query_one(TablePane).is_on_screen


async def test_new_conversation_forgets_what_was_asked(app: AssistantApp, backend: ListedBackend) -> None:
    seen: list[int] = []
    answer = backend.converse

    def converse(conversation, utterance, width):  # type: ignore[no-untyped-def]
        seen.append(len(conversation.turns))
        return answer(conversation, utterance, width)

    backend.converse = converse  # type: ignore[method-assign]
    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, "甲")
        await ask(pilot, "乙")
        await pilot.press("ctrl+n")
        await ask(pilot, "丙")

    assert seen == [0, 1, 0]


async def test_resizing_keeps_table_marked_row_and_conversation(app: AssistantApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "保洁经费的清淤指标")
        await click(pilot, "第113行")
        for size in (NARROW, (40, 12), MIDDLING, WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            lines = screen_text(app).splitlines()
            assert len(lines) == size[1] and all(cell_len(line) <= size[0] for line in lines)
            assert "汛期前" in screen_text(app)
        assert app.screen.query_one(Transcript).is_on_screen


async def test_list_of_very_many_projects_is_drawn_only_where_it_is_seen(app: AssistantApp, backend: ListedBackend) -> None:
    backend.tables = backend.tables[:1] * 20000
    async with app.run_test(size=MIDDLING) as pilot:
        await settled(pilot)
        assert "20000个项目，合计" in screen_text(app)
        await pilot.press("f2", "pagedown", "pagedown", "up")
        await pilot.pause()

        assert not list(app.screen.query_one(TableList).query(OptionList))
        assert len(screen_text(app).splitlines()) == MIDDLING[1]
