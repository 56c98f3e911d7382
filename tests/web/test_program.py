"""The program behind a page, without a browser: it takes keys at once, also when the page gets the focus late, and ends."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from tests.web.conftest import Serving, gone


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of its own, of someone who has seen the tour."""
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    settings = tmp_path / "config" / "jixiao" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("[screen]\ntour_seen = true\n", "utf-8")
    return tmp_path / "档案.db"


@pytest.mark.skipif(sys.platform == "win32", reason="只在类 Unix 系统上试")
async def test_a_question_is_answered_in_a_page_that_gets_the_focus_late(serving: Serving, archive: Path) -> None:
    drawn = ""
    async with serving((sys.executable, "-m", "assistant", "--archive", str(archive))) as site, site.page() as page:

        async def until_drawn(text: str) -> None:
            nonlocal drawn
            async with asyncio.timeout(120):
                while text not in drawn:
                    drawn += (await page.receive_bytes()).decode("utf-8", "replace")

        await until_drawn("14张")
        await page.send_json(["focus"])
        await page.send_json(["stdin", "哪些项目预算超过100万"])
        await until_drawn("哪些项目预算超过100万")
        await page.send_json(["stdin", "\r"])
        await until_drawn("1375万元")
        (session,) = site.server.sessions
        assert session.process is not None
        number = session.process.pid

    assert await gone(number)
