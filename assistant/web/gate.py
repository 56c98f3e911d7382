"""Who may come in: on the loopback address whoever calls it by its own names, elsewhere whoever knows the token.

A page of somebody else's can make a browser call any address of this machine. What it cannot do is give itself another
`Host` and `Origin` than the name it was loaded under: a name that was bent to the loopback address (DNS rebinding) is refused,
and so is a WebSocket opened from any other page.
"""

from __future__ import annotations

import ipaddress
import re
import secrets
import socket
from contextlib import suppress

from assistant.model.record import record

_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.%]+\]|[\w.-]+)(?::\d{1,5})?", re.ASCII)
_SCHEMES = {"http": 80, "https": 443}


@record
class Gate:
    """Decides about each request."""

    host: str
    """The address that is listened on."""
    port: int
    token: str
    """What stands in the address as its first part; "" on the loopback address."""

    def is_called_by_own_name(self, host: str) -> bool:
        """Whether `host` (the request's `Host`) may stand there; where a token is asked for, any machine's name may."""
        if not _HOST.fullmatch(host):
            return False
        return bool(self.token) or _with_port(host, 80) in self._own_names()

    def is_own_page(self, origin: str, host: str) -> bool:
        """Whether a page of this server's opens the WebSocket: its `Origin` is the address that it calls."""
        scheme, _, caller = origin.partition("://")
        default = _SCHEMES.get(scheme)
        return default is not None and _with_port(caller, default) == _with_port(host, default)

    def knows_token(self, path: str) -> bool:
        """Whether the path begins with the token; the time it takes does not tell how much of it was right."""
        if not self.token:
            return True
        given = path.removeprefix("/").partition("/")[0]
        return secrets.compare_digest(given.encode("utf-8", "replace"), self.token.encode("ascii"))

    @property
    def prefix(self) -> str:
        """What all paths begin with: `/token`, or nothing."""
        return f"/{self.token}" if self.token else ""

    @property
    def address(self) -> str:
        """What is typed into the browser."""
        host = _own_address(self.host) if self.host in ("0.0.0.0", "::") else self.host
        named = f"[{host}]" if ":" in host else host
        return f"http://{named}:{self.port}{self.prefix}/"

    def _own_names(self) -> frozenset[str]:
        names = {"127.0.0.1", "localhost", "[::1]", f"[{self.host}]" if ":" in self.host else self.host}
        return frozenset(f"{name}:{self.port}".lower() for name in names)


def gate_for(host: str, port: int) -> Gate:
    """The gate of a server on this address: with a new token unless only this machine can reach it."""
    return Gate(host, port, "" if is_loopback(host) else secrets.token_urlsafe(24))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False  # a name, wherever it may lead


def _with_port(host: str, default: int) -> str:
    host = host.lower()
    return host if re.search(r":\d+$", host) else f"{host}:{default}"


def _own_address(listened: str) -> str:
    """The address by which others reach this machine; nothing is sent to find it out."""
    family, elsewhere = (socket.AF_INET6, "2001:db8::1") if ":" in listened else (socket.AF_INET, "192.0.2.1")
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect((elsewhere, 9))
        return str(probe.getsockname()[0])
    return socket.gethostname()
