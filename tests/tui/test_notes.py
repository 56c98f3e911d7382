"""Texts beside a list that have no room all at once."""

from __future__ import annotations

from textual.app import App, ComposeResult

from assistant.tui.commands import words
from assistant.tui.widgets.notes import Notes


class Shown(App[None]):
    """Ten lines where there is room for four."""

    CSS = "Notes { height: 4; }"

    def compose(self) -> ComposeResult:
        """The texts."""
        yield Notes(beside_rows=True)


async def test_what_has_no_room_is_a_page_further_on() -> None:
    app = Shown()
    async with app.run_test(size=(60, 8)) as pilot:
        notes = app.query_one(Notes)

        def seen() -> list[str]:
            return [strip.text.strip() for strip in app.screen._compositor.render_strips(app.size)[:4]]

        notes.show([(f"第{at}行", "plain") for at in range(1, 11)])
        await pilot.pause()
        assert seen() == ["第1行", "第2行", "第3行", words("notes.more_by_space", 行数=7)]
        notes.page()
        await pilot.pause()
        assert seen()[:3] == ["第4行", "第5行", "第6行"]
        notes.page()
        await pilot.pause()
        assert seen() == ["第7行", "第8行", "第9行", "第10行"]
        notes.page()
        await pilot.pause()
        assert seen()[0] == "第1行"
        notes.show([("短的", "head")])
        await pilot.pause()
        assert seen() == ["短的", "", "", ""]
