"""Who may come in, by address, name, origin and token."""

from __future__ import annotations

import pytest

from assistant.web.gate import Gate, gate_for, is_loopback

LOCAL = Gate("127.0.0.1", 8620, "")
OPEN = Gate("0.0.0.0", 8620, "s3cret")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "localhost", "::1"])
def test_only_this_machine_needs_no_token(host: str) -> None:
    assert is_loopback(host)
    assert gate_for(host, 8620).token == ""


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "office.example", "127.0.0.1.example", ""])
def test_every_other_address_gets_a_token_of_its_own_each_time(host: str) -> None:
    first, second = gate_for(host, 8620), gate_for(host, 8620)

    assert len(first.token) >= 32
    assert first.token != second.token
    assert first.address.endswith(f":8620/{first.token}/")


@pytest.mark.parametrize("host", ["127.0.0.1:8620", "localhost:8620", "LOCALHOST:8620", "[::1]:8620"])
def test_loopback_is_called_by_its_own_names(host: str) -> None:
    assert LOCAL.is_called_by_own_name(host)


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "evil.example:8620", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:8620", "localhost:8620;x"],
)
def test_a_name_bent_to_the_loopback_address_is_refused(host: str) -> None:
    assert not LOCAL.is_called_by_own_name(host)


def test_where_a_token_is_asked_for_any_name_of_the_machine_serves() -> None:
    assert OPEN.is_called_by_own_name("office-3.lan:8620")
    assert not OPEN.is_called_by_own_name("x; script-src *")


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        ("http://127.0.0.1:8620", "127.0.0.1:8620", True),
        ("http://localhost:8620", "localhost:8620", True),
        ("http://office.lan", "office.lan", True),
        ("http://office.lan:80", "office.lan", True),
        ("http://127.0.0.1:8621", "127.0.0.1:8620", False),
        ("http://evil.example", "127.0.0.1:8620", False),
        ("http://evil.example:8620", "127.0.0.1:8620", False),
        ("null", "127.0.0.1:8620", False),
        ("", "127.0.0.1:8620", False),
        ("file://", "127.0.0.1:8620", False),
    ],
)
def test_only_its_own_page_opens_the_websocket(origin: str, host: str, own: bool) -> None:
    assert LOCAL.is_own_page(origin, host) is own


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("/s3cret/", True),
        ("/s3cret/ws", True),
        ("/s3cret", True),
        ("/s3cretx/", False),
        ("/", False),
        ("/ws", False),
        ("/口令/", False),
    ],
)
def test_the_token_stands_first_in_the_path(path: str, known: bool) -> None:
    assert OPEN.knows_token(path) is known


def test_an_ipv6_address_is_written_for_the_browser() -> None:
    assert Gate("::1", 8620, "").address == "http://[::1]:8620/"
