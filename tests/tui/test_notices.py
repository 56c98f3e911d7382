"""Notices in the corner: on the screen that they are about, and on no other."""

from __future__ import annotations

import pytest

from assistant.tui.app import AssistantApp
from assistant.tui.commands import draft_words, talk
from tests.tui.conftest import ask, screen_text, settled


@pytest.mark.parametrize("key", ["f7", "f1", "ctrl+p", "ctrl+t"])
async def test_notice_goes_with_its_screen(app: AssistantApp, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setattr("assistant.tui.notices._JUST_NOW", 0.0)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("f9")
        await settled(pilot)
        said = draft_words("start.no_base")[:8]
        assert said in screen_text(app)
        await pilot.press(key)
        await settled(pilot)
        assert said not in screen_text(app)
        await pilot.press("escape")
        await settled(pilot)
        assert said not in screen_text(app)


async def test_notice_of_what_led_back_to_a_screen_stays_on_it(app: AssistantApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        await ask(pilot, "哪些项目预算超过100万")
        await pilot.press("ctrl+y", "enter")
        await settled(pilot)

        assert talk("copy.done", 字数=1)[:3] in screen_text(app)
