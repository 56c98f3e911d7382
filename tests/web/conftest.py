"""A server over a program that stands for ours, and a browser's part in speaking to it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, web

from assistant.web.gate import Gate, gate_for
from assistant.web.server import Server, bound

PROGRAM = '''
"""Speaks as a program behind a page: says its size and number, then repeats what is typed; `quit` and the end of input end it."""
import json, os, sys

def say(kind, data):
    os.write(1, kind + len(data).to_bytes(4, "big") + data)

def hear():
    while len(head := sys.stdin.buffer.read(5)) == 5:
        yield head[:1], sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))

print("__GANGLION__", flush=True)
say(b"D", f"{os.getpid()} {os.environ['COLUMNS']}x{os.environ['ROWS']} {os.environ['TEXTUAL_DRIVER']}".encode())
for kind, data in hear():
    meta = json.loads(data) if kind == b"M" else {}
    if meta.get("type") == "quit" or data == b"end":
        break
    if data == b"stay":
        import signal, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        say(b"D", b"staying")
        time.sleep(600)
    if data == b"file":
        meta = {"type": "deliver_file_start", "key": "k1", "path": "/tmp/绩效 目标.txt", "open_method": "download",
                "mime_type": "text/plain", "encoding": ""}
        say(b"M", json.dumps(meta).encode())
        left = [b"one ", b"two", b""]
    elif meta.get("type") == "deliver_chunk_request":
        sys.path[:0] = [os.environ["PYTHONPATH"].split(os.pathsep)[0]]
        from textual._binary_encode import dump
        say(b"P", dump(("deliver_chunk", "k1", left.pop(0))))
    else:
        say(b"D", data if kind == b"D" else json.dumps(meta).encode())
'''


@dataclass
class Site:
    """A server that runs."""

    gate: Gate
    client: ClientSession
    server: Server

    @property
    def address(self) -> str:
        return self.gate.address

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.gate.port}"

    def page(self, query: str = "?width=100&height=30") -> AbstractAsyncContextManager[ClientWebSocketResponse]:
        """Opens a page's WebSocket as our page does."""
        return self.client.ws_connect(f"{self.address}ws{query}", headers={"Origin": self.origin})


async def heard(page: ClientWebSocketResponse) -> str:
    """The next thing that the program draws."""
    return (await page.receive_bytes(timeout=30)).decode()


def is_alive(process: int) -> bool:
    """Whether there is such a process."""
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


async def gone(process: int) -> bool:
    """Whether the process ends within a while."""
    for _ in range(200):
        if not is_alive(process):
            return True
        await asyncio.sleep(0.05)
    return False


Serving = Callable[..., AbstractAsyncContextManager[Site]]


@pytest.fixture
def serving(tmp_path: Path) -> Serving:
    """`async with serving() as site`: over the program above, or over another."""
    script = tmp_path / "program.py"
    script.write_text(PROGRAM, "utf-8")

    @asynccontextmanager
    async def run(
        command: Sequence[str] = (sys.executable, str(script)), *, listed: str = "127.0.0.1", sessions: int = 3
    ) -> AsyncIterator[Site]:
        """`listed`: the address that the gate believes it guards; it is the loopback address that is listened on."""
        with bound("127.0.0.1", 0) as listening:
            port = listening.getsockname()[1]
            guarded = gate_for(listed, port)
            gate = Gate("127.0.0.1", port, guarded.token)
            server = Server(command, "档案.db", sessions)
            runner = web.AppRunner(server.application(gate), access_log=None, shutdown_timeout=5)
            await runner.setup()
            await web.SockSite(runner, listening).start()
            try:
                async with ClientSession() as client:
                    yield Site(gate, client, server)
            finally:
                await runner.cleanup()

    return run
