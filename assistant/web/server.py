"""The server: the page, its files, a WebSocket for each page, and the files that the program hands to the browser."""

from __future__ import annotations

import asyncio
import errno
import json
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import redirect_stdout, suppress
from urllib.parse import quote

from aiohttp import WSMsgType, web
from textual_serve.download_manager import DownloadManager

from assistant.errors import AssistantError
from assistant.web.gate import Gate
from assistant.web.page import headers, index, notice, resources, words
from assistant.web.session import COLUMNS, LINES, Session, within

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_LARGEST = 1 << 20
"""Bytes of one message from the page: a paste, at most."""
_REFUSALS = {
    errno.EADDRINUSE: "busy",
    errno.EACCES: "forbidden",
    errno.EADDRNOTAVAIL: "elsewhere",
}
"""Why an address cannot be listened on, by the wording for it."""


class UnusableAddress(AssistantError):
    """An address or port that cannot be listened on."""


class Server:
    """Serves one program over one archive."""

    def __init__(self, command: Sequence[str], archive: str, sessions: int) -> None:
        """`command` starts the program; `archive` is the name shown; at most so many pages at a time."""
        self._command = tuple(command)
        self._archive = archive
        self._most = sessions
        self._sessions: dict[Session, web.WebSocketResponse] = {}
        self._downloads = DownloadManager()
        self._gate: Gate | None = None

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The programs behind the pages that are open."""
        return tuple(self._sessions)

    def application(self, gate: Gate) -> web.Application:
        """What answers the requests that the gate lets in."""
        self._gate = gate
        application = web.Application(middlewares=[self._guard])
        application.add_routes(
            [
                web.get(f"{gate.prefix}/", self._index),
                web.get(f"{gate.prefix}/static/{{name}}", self._resource),
                web.get(f"{gate.prefix}/ws", self._websocket),
                web.get(f"{gate.prefix}/download/{{key}}", self._download),
            ]
        )
        application.on_shutdown.append(self._end)
        return application

    @web.middleware
    async def _guard(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Turns away whoever may not come in, before anything is looked at; every answer keeps the page to itself."""
        assert self._gate is not None
        host = request.headers.get("Host", "")
        if not self._gate.is_called_by_own_name(host):
            return _said(403, "", "refused.host")
        if not self._gate.knows_token(request.path):
            return _said(403, host, "refused.token")
        if self._gate.prefix and request.path == self._gate.prefix:
            return _said(404, host, "refused.slash")
        try:
            response = await handler(request)
        except web.HTTPException as refusal:
            return _said(refusal.status, host, "refused.nothing")
        if not response.prepared:
            response.headers.update(headers(host))
        return response

    async def _index(self, request: web.Request) -> web.Response:
        if len(self._sessions) >= self._most:
            return _said(503, request.host, "refused.full", 个数=self._most)
        return web.Response(text=index(self._archive), content_type="text/html", charset="utf-8")

    async def _resource(self, request: web.Request) -> web.Response:
        resource = resources().get(request.match_info["name"])
        if resource is None:
            raise web.HTTPNotFound
        return web.Response(body=resource.data, headers={"Content-Type": resource.kind})

    async def _websocket(self, request: web.Request) -> web.StreamResponse:
        assert self._gate is not None
        if not self._gate.is_own_page(request.headers.get("Origin", ""), request.host):
            return _said(403, request.host, "refused.origin")
        if len(self._sessions) >= self._most:
            return _said(503, request.host, "refused.full", 个数=self._most)
        websocket = web.WebSocketResponse(timeout=2, heartbeat=15, max_msg_size=_LARGEST)
        session = Session(
            "",
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=_leave_open,
            download_manager=self._downloads,
        )
        session.arguments = self._command
        self._sessions[session] = websocket
        running: set[asyncio.Task[None]] = set()
        try:
            await websocket.prepare(request)
            width = within(request.query.get("width"), *COLUMNS, 80)
            await session.start(width, within(request.query.get("height"), *LINES, 24))
            running = {asyncio.create_task(_listen(websocket, session)), asyncio.create_task(session.wait())}
            await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in running:
                task.cancel()
            if websocket.prepared:
                with suppress(ConnectionError):
                    await websocket.close()
            try:
                await session.end()
            finally:
                del self._sessions[session]
        return websocket

    async def _download(self, request: web.Request) -> web.StreamResponse:
        key = request.match_info["key"]
        try:
            download = await self._downloads.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound from None
        response = web.StreamResponse(headers=headers(request.host))
        response.headers["Content-Type"] = download.mime_type or "application/octet-stream"
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(download.file_name, safe='')}"
        await response.prepare(request)
        async for chunk in self._downloads.download(key):
            await response.write(chunk)
        await response.write_eof()
        return response

    async def _end(self, application: web.Application) -> None:
        """Ends all processes at once, and what the pages show."""
        ending = [session.end() for session in self._sessions]
        closing = [websocket.close() for websocket in self._sessions.values() if websocket.prepared]
        await asyncio.gather(*ending, *closing, return_exceptions=True)


async def _leave_open() -> None:
    """The WebSocket is closed by whoever opened it, once the process has ended."""


async def _listen(websocket: web.WebSocketResponse, session: Session) -> None:
    """Hands on what the page sends, until it is closed; what is no message of its script is passed over."""
    async for message in websocket:
        if message.type is not WSMsgType.TEXT:
            continue
        try:
            sent = json.loads(message.data)
        except ValueError:
            continue
        match sent:
            case ["stdin", str(text)]:
                await session.send_bytes(text.encode("utf-8", "replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                await session.set_terminal_size(within(width, *COLUMNS, 80), within(height, *LINES, 24))
            case ["ping", str(time)]:
                await websocket.send_json(["pong", time[:32]])
            case ["focus"]:
                await session.focus()
            case ["blur"]:
                await session.blur()


def _said(status: int, host: str, key: str, **slots: object) -> web.Response:
    """A page with a sentence and what to do."""
    text = notice(words(key, **slots), words(f"{key}_advice"))
    return web.Response(status=status, text=text, content_type="text/html", charset="utf-8", headers=headers(host))


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens on the address; with `port` 0 on any port that is free. Raises UnusableAddress."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.getaddrinfo(host, port, family)  # create_server hides that it was the name
        return socket.create_server((host, port), family=family, backlog=32)
    except (socket.gaierror, UnicodeError, OverflowError) as error:
        raise UnusableAddress(words("unusable.name", 地址=host), words("unusable.name_advice")) from error
    except OSError as error:
        key = _REFUSALS.get(error.errno or 0, "other")
        slots: dict[str, object] = {"地址": host, "端口": port, "编号": error.errno or 0}
        advice = words(f"unusable.{key}_advice", 另一个=port + 1 if port < 65535 else 8000)
        raise UnusableAddress(words(f"unusable.{key}", **slots), advice) from error


def serve(server: Server, gate: Gate, listening: socket.socket) -> None:
    """Serves until Ctrl+C or a signal to end, then ends all processes."""
    with redirect_stdout(sys.stderr), suppress(KeyboardInterrupt):  # textual-serve prints what a process said at its end
        asyncio.run(_serve(server, gate, listening))


async def _serve(server: Server, gate: Gate, listening: socket.socket) -> None:
    stopped = asyncio.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            with suppress(NotImplementedError):  # Windows, where asyncio itself ends at Ctrl+C
                asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    runner = web.AppRunner(server.application(gate), access_log=None, handle_signals=False, shutdown_timeout=10)
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        await stopped.wait()
    finally:
        await runner.cleanup()
