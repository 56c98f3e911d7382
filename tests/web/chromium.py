"""A real Chromium without a window, driven over its debugging port: what it asks for, what it is sent, what it shows."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
EXECUTABLE = next(filter(None, map(shutil.which, NAMES)), None)
"""Where it is; None where there is none."""
_PATIENCE = 60.0


class Page:
    """One page."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self.asked: list[str] = []
        """The addresses of all requests and WebSockets."""
        self.drawn = ""
        """All that the program sent to the terminal in the page."""
        self.complaints: list[str] = []
        """What the page's scripts and policy complained about."""

    async def listen(self) -> None:
        """Takes what comes, as long as anything does."""
        async for message in self._socket:
            said = json.loads(message.data)
            if "id" in said:
                waiting = self._waiting.pop(said["id"])
                if not waiting.done():
                    waiting.set_result(said.get("result", {"error": said.get("error")}))
                continue
            told = said.get("params", {})
            match said["method"]:
                case "Network.requestWillBeSent":
                    self.asked.append(told["request"]["url"])
                case "Network.webSocketCreated":
                    self.asked.append(told["url"])
                case "Network.webSocketFrameReceived" if told["response"]["opcode"] == 2:
                    self.drawn += base64.b64decode(told["response"]["payloadData"]).decode("utf-8", "replace")
                case "Runtime.exceptionThrown":
                    self.complaints.append(told["exceptionDetails"].get("exception", {}).get("description", "?"))
                case "Log.entryAdded":
                    self.complaints.append(told["entry"]["text"])

    async def call(self, method: str, **told: object) -> Any:
        """One command of the debugging protocol, with its result."""
        self._number += 1
        waiting = self._waiting[self._number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._number, "method": method, "params": told})
        return await asyncio.wait_for(waiting, _PATIENCE)

    async def open(self, address: str) -> None:
        """Goes to an address."""
        for domain in ("Network", "Runtime", "Log", "Page"):
            await self.call(f"{domain}.enable")
        await self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        await self.call("Page.navigate", url=address)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Waits until something holds."""
        try:
            async with asyncio.timeout(_PATIENCE):
                while not holds():
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(
                f"not within {_PATIENCE} s; complaints: {self.complaints}; drawn: {self.drawn[-3000:]}"
            ) from None

    async def until_drawn(self, text: str) -> None:
        """Waits until the program has drawn a text."""
        await self.until(lambda: text in self.drawn)

    async def value(self, expression: str) -> Any:
        """What an expression is in the page."""
        result = await self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        return result["result"].get("value")

    async def type(self, text: str) -> None:
        """Types, as an input method hands text over."""
        await self.call("Input.insertText", text=text)

    async def press(self, key: str, code: int, *, control: bool = False) -> None:
        """Presses a key by its name and its number, with Ctrl where `control`."""
        told = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": 2 if control else 0}
        for kind in ("rawKeyDown", "keyUp"):
            await self.call("Input.dispatchKeyEvent", type=kind, **told)

    async def download_to(self, folder: Path) -> None:
        """Lets files come into a folder."""
        await self.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))

    async def click(self, x: float, y: float) -> None:
        """Clicks at a place, in pixels."""
        await self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased"):
            await self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def picture(self, file: Path) -> None:
        """Saves what the page shows as a PNG."""
        file.write_bytes(base64.b64decode((await self.call("Page.captureScreenshot", format="png"))["data"]))


@asynccontextmanager
async def chromium(folder: Path, width: int = 1000, height: int = 640, *options: str) -> AsyncIterator[Callable[[], Any]]:
    """A browser with its own folder; gives a function that opens a new blank page."""
    assert EXECUTABLE is not None
    arguments = (
        "--headless=new",
        "--no-sandbox",
        "--remote-debugging-port=0",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-dev-shm-usage",
        f"--user-data-dir={folder}",
        f"--window-size={width},{height}",
        "--lang=zh-CN",
        *options,
        "about:blank",
    )
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(EXECUTABLE, *arguments, stdout=quiet, stderr=quiet)
    port_file = folder / "DevToolsActivePort"
    listening: list[asyncio.Task[None]] = []
    try:
        async with asyncio.timeout(_PATIENCE):
            while not (port_file.exists() and port_file.read_text().count("\n")):
                await asyncio.sleep(0.05)
        async with ClientSession() as session:
            port = int(port_file.read_text().split()[0])

            async def new_page() -> Page:
                async with session.put(f"http://127.0.0.1:{port}/json/new?about:blank") as response:
                    target = await response.json()
                page = Page(await session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0))
                listening.append(asyncio.create_task(page.listen()))
                return page

            yield new_page
            for task in listening:
                task.cancel()
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()
