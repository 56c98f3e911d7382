"""The page in a real Chromium: it opens, a Chinese question is answered, a click chooses; no other host is called."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

import assistant
from tests.web.chromium import EXECUTABLE, Page, chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(EXECUTABLE is None, reason="没有 Chromium（Debian：apt-get install chromium）"),
    pytest.mark.skipif(sys.platform == "win32", reason="只在类 Unix 系统上试"),
]
QUESTION, ANSWER = "哪些项目预算超过100万", "1375万元"


def alone(folder: Path) -> dict[str, str]:
    """An environment in which nothing of the user's is read or written, of someone who has seen the tour."""
    places = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "CONFIG", "CACHE", "STATE")}
    settings = folder / "config" / "jixiao" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("[screen]\ntour_seen = true\n", "utf-8")
    package = str(Path(assistant.__file__).resolve().parent.parent)
    return {**os.environ, **places, "JIXIAO_ARCHIVE": str(folder / "档案.db"), "HOME": str(folder), "PYTHONPATH": package}


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """Where `jixiao serve` serves the shipped corpus; it ends as after Ctrl+C."""
    command = (sys.executable, "-m", "assistant", "serve", "--port", "0", "--sessions", "3")
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe, env=alone(tmp_path), cwd=tmp_path)
    assert process.stdout is not None
    yield (await asyncio.wait_for(process.stdout.readline(), 60)).decode().strip()
    process.send_signal(signal.SIGINT)
    _, said = await asyncio.wait_for(process.communicate(), 60)

    assert process.returncode == 0, said.decode()
    assert "Traceback" not in said.decode()


@asynccontextmanager
async def opened(new_page: Callable[[], Any], address: str) -> AsyncIterator[Page]:
    """A page in which the program is ready for a question."""
    page: Page = await new_page()
    await page.open(address)
    await page.until_drawn("14张")
    yield page

    assert [complaint for complaint in page.complaints if "WebGL" not in complaint] == []
    own = re.match(r"https?://([^/]+)/", address)
    assert own is not None
    assert {re.match(r"\w+://([^/]+)/", asked)[1] for asked in page.asked if not asked.startswith("data:")} == {own[1]}  # type: ignore[index]


async def ask(page: Page, question: str) -> None:
    await page.type(question)
    await page.until_drawn(question)
    await page.press("Enter", 13)


async def test_a_chinese_question_is_answered_and_a_click_opens_a_table(address: str, tmp_path: Path) -> None:
    async with chromium(tmp_path / "browser") as new_page, opened(new_page, address) as page:
        assert await page.value("document.title") == "绩效目标表助手 · 档案.db"
        await ask(page, QUESTION)
        await page.until_drawn(ANSWER)

        await page.press("F2", 113)
        page.drawn = ""
        lines = await page.value("Math.floor(document.querySelector('#terminal').clientHeight / 24)")
        assert lines > 15
        await page.click(80, 24 * 5.5)  # a line of the list: the title, the filter and the count stand above
        await page.until_drawn("项目属性")


async def test_pages_are_processes_of_their_own_over_the_same_archive(address: str, tmp_path: Path) -> None:
    async with chromium(tmp_path / "browser") as new_page, opened(new_page, address) as one, opened(new_page, address) as two:
        await asyncio.gather(ask(one, QUESTION), ask(two, "一共有几个项目"))
        await asyncio.gather(one.until_drawn(ANSWER), two.until_drawn("14个"))

        assert ANSWER not in two.drawn


async def test_a_saved_conversation_comes_to_the_browser_as_well(address: str, tmp_path: Path) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()
    async with chromium(tmp_path / "browser") as new_page, opened(new_page, address) as page:
        await page.download_to(folder)
        await ask(page, QUESTION)
        await page.until_drawn(ANSWER)
        await page.press("s", 83, control=True)
        await page.until_drawn("对话")
        await page.press("Enter", 13)
        await page.until_drawn("浏览器也会下载一份")
        await page.until(lambda: bool([file for file in folder.iterdir() if file.suffix != ".crdownload"]))
        (came,) = folder.iterdir()

        assert came.suffix == ".docx"
        assert came.read_bytes() == (tmp_path / came.name).read_bytes()


async def test_without_a_graphics_card_the_page_works_as_well(address: str, tmp_path: Path) -> None:
    options = ("--disable-gpu", "--disable-software-rasterizer")
    async with chromium(tmp_path / "browser", 1000, 640, *options) as new_page, opened(new_page, address) as page:
        await ask(page, QUESTION)
        await page.until_drawn(ANSWER)
        text = await page.value("document.querySelector('.xterm-rows').textContent")

        assert ANSWER in text
