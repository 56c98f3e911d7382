"""What the server answers, to whom, and that nothing in its pages leads anywhere else."""

from __future__ import annotations

import asyncio
import re
import socket
from contextlib import AsyncExitStack

import pytest
from aiohttp import ClientSession, WSMsgType, WSServerHandshakeError

from assistant.web.page import FONTS, index, notice, resources
from assistant.web.server import UnusableAddress, bound
from tests.web.conftest import Serving, Site, gone, heard

OWN = ("page.js", "page.css")


def addresses_in(text: str) -> list[str]:
    return list(re.findall(r"(?:https?:)?//[a-z0-9][\w.-]*\.[a-z]{2,}[^\s\"')]*", text, re.IGNORECASE))


def test_the_pages_and_their_own_files_name_no_other_host() -> None:
    texts = [index("档案.db"), notice("话", "办法"), *(resources()[name].data.decode() for name in OWN)]

    assert [address for text in texts for address in addresses_in(text)] == []
    assert not any("fonts.googleapis" in resource.data.decode() for resource in resources().values())


def test_everything_that_the_page_loads_is_served() -> None:
    named = set(re.findall(r'static/([\w.]+)"', index("档案.db") + resources()["page.js"].data.decode()))

    assert named == set(resources())


def test_the_page_is_chinese_and_names_the_archive() -> None:
    page = index("<一>.db")

    assert '<html lang="zh-CN">' in page
    assert "<title>绩效目标表助手 · &lt;一&gt;.db</title>" in page


def test_the_terminal_is_drawn_in_fonts_of_the_system_made_for_chinese() -> None:
    script = resources()["textual.js"].data.decode()

    assert "Roboto" not in script
    assert all(name in script for name in FONTS)


async def test_the_page_may_load_from_its_own_address_alone(serving: Serving) -> None:
    async with serving() as site, site.client.get(site.address) as answer:
        policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))

    assert answer.status == 200
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == f"'self' ws://127.0.0.1:{site.gate.port}"
    assert set(policy.values()) <= {"'none'", "'self'", "data:", "'self' 'unsafe-inline'", policy["connect-src"]}
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["", "static/page.js", "ws", "download/k1"])
async def test_another_name_for_the_loopback_address_is_refused(serving: Serving, path: str) -> None:
    async with (
        serving() as site,
        site.client.get(site.address + path, headers={"Host": f"evil.example:{site.gate.port}"}) as answer,
    ):
        assert answer.status == 403
        assert "不能这样访问" in await answer.text()


@pytest.mark.parametrize("origin", ["http://evil.example", "null", None])
async def test_a_websocket_from_another_page_is_refused(serving: Serving, origin: str | None) -> None:
    async with serving() as site:
        with pytest.raises(WSServerHandshakeError) as refused:
            await site.client.ws_connect(f"{site.address}ws", headers={"Origin": origin} if origin else {})

        assert refused.value.status == 403


@pytest.mark.parametrize("path", ["/", "/static/page.js", "/ws", "/download/k1", "/wrong/", "/wrong/ws"])
async def test_nothing_is_given_without_the_token(serving: Serving, path: str) -> None:
    async with serving(listed="0.0.0.0") as site, site.client.get(site.origin + path, headers={"Origin": site.origin}) as answer:
        assert site.gate.token
        assert answer.status == 403
        assert site.gate.token not in await answer.text()


async def test_with_the_token_all_is_as_on_the_loopback_address(serving: Serving) -> None:
    async with serving(listed="0.0.0.0") as site:
        async with site.client.get(f"{site.address}static/page.js") as answer:
            assert answer.status == 200
        async with site.page() as page:
            assert "100x30" in await heard(page)


async def test_what_is_not_there_is_said_in_chinese(serving: Serving) -> None:
    async with serving() as site:
        for path in ("static/server.py", "static/../server.py", "elsewhere", "download/nothing"):
            async with site.client.get(site.address + path) as answer:
                assert (answer.status, "这里没有东西" in await answer.text()) == (404, True)


async def test_each_page_has_a_process_that_ends_with_it(serving: Serving) -> None:
    async with serving() as site:
        async with site.page() as one, site.page("?width=9999999&height=x") as other:
            first, size, driver = (await heard(one)).split()
            second, fallen_back, _ = (await heard(other)).split()
            await one.send_json(["stdin", "中文"])
            await other.send_json(["resize", {"width": 120, "height": 100000}])

            assert first != second
            assert (size, fallen_back) == ("100x30", "80x24")
            assert driver == "assistant.tui.web_driver:PageDriver"
            assert await heard(one) == "中文"
            assert '"width": 120, "height": 300' in await heard(other)
        assert await gone(int(first)) and await gone(int(second))


async def test_a_page_hears_of_the_end_of_its_process(serving: Serving) -> None:
    async with serving() as site, site.page() as page:
        await heard(page)
        await page.send_json(["stdin", "end"])

        assert (await page.receive(timeout=30)).type in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING)


async def test_what_no_page_of_ours_sends_harms_nothing(serving: Serving) -> None:
    async with serving() as site, site.page() as page:
        await heard(page)
        for nonsense in ("{", "1", "[]", '["resize"]', '["resize", {"width": "x"}]', '["stdin", 3]', '["unknown", "x"]', "null"):
            await page.send_str(nonsense)
        await page.send_bytes(b"\xff")
        await page.send_json(["stdin", "still there"])

        assert await heard(page) == "still there"


async def test_there_are_only_so_many_pages_at_a_time(serving: Serving) -> None:
    async with serving(sessions=2) as site:
        async with site.page() as one, site.page() as two:
            await heard(one)
            await heard(two)
            async with site.client.get(site.address) as answer:
                assert answer.status == 503
                assert "已经开着2个页面" in await answer.text()
            with pytest.raises(WSServerHandshakeError):
                await site.client.ws_connect(f"{site.address}ws", headers={"Origin": site.origin})
        for _ in range(200):
            async with site.client.get(site.address) as answer:
                if answer.status == 200:
                    return
            await asyncio.sleep(0.05)
        raise AssertionError("the places of closed pages are not free again")


async def test_all_processes_end_with_the_server_even_those_that_do_not_want_to(serving: Serving) -> None:
    async with AsyncExitStack() as stack:
        site: Site = await stack.enter_async_context(serving())
        page = await stack.enter_async_context(site.page())
        process = int((await heard(page)).split()[0])
        await page.send_json(["stdin", "stay"])
        assert await heard(page) == "staying"

    assert await gone(process)


async def test_a_file_comes_to_the_browser_under_its_chinese_name(serving: Serving) -> None:
    async with serving() as site, site.page() as page:
        await heard(page)
        await page.send_json(["stdin", "file"])
        assert await page.receive_json(timeout=30) == ["deliver_file_start", "k1"]
        async with site.client.get(f"{site.address}download/k1") as answer:
            assert await answer.text() == "one two"
            assert answer.headers["Content-Disposition"].endswith("filename*=UTF-8''%E7%BB%A9%E6%95%88%20%E7%9B%AE%E6%A0%87.txt")


async def test_a_program_that_does_not_start_closes_its_page(serving: Serving) -> None:
    async with serving(("/bin/false",)) as site, site.page() as page:
        assert (await page.receive(timeout=30)).type in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING)


def test_a_port_in_use_is_said_with_another_to_take() -> None:
    with bound("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UnusableAddress) as refused:
            bound("127.0.0.1", port)

    assert f"端口 {port} 已经被" in refused.value.message
    assert "--port" in refused.value.advice


def test_an_address_that_is_not_ours_is_said() -> None:
    with pytest.raises(UnusableAddress) as refused:
        bound("192.0.2.1", 0)

    assert "192.0.2.1" in refused.value.message


def test_a_name_that_leads_nowhere_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*arguments: object, **options: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(UnusableAddress) as refused:
        bound("nowhere.invalid", 0)

    assert "nowhere.invalid" in refused.value.message
    assert "--host" in refused.value.advice and "系统错误" not in refused.value.message


async def test_a_browser_without_our_page_is_no_client(serving: Serving) -> None:
    """A plain request for the WebSocket's address is answered, not left hanging."""
    async with (
        serving() as site,
        ClientSession() as client,
        client.get(f"{site.address}ws", headers={"Origin": site.origin}) as answer,
    ):
        assert answer.status == 400
