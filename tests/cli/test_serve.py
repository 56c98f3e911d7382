"""`jixiao serve`: addresses, refusals, a clean end. What is served has its own tests in tests/web."""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.web.server import bound
from tests.cli.conftest import Jixiao


@contextmanager
def served(archive: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command in a process of its own on a free port, with the address that it prints."""
    command = [sys.executable, "-m", "assistant", "serve", "--port", "0", "--archive", str(archive), *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="没有 SIGINT 可以发给别的进程")
@pytest.mark.parametrize("ending", ["SIGINT", "SIGTERM"])
def test_it_prints_the_address_serves_and_ends_cleanly(shipped: Path, ending: str) -> None:
    with served(shipped) as (process, address):
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address, timeout=30) as answer:
            assert "绩效目标表助手" in answer.read().decode()
        process.send_signal(getattr(signal, ending))
        out, err = process.communicate(timeout=30)

    assert process.returncode == 0
    assert out == ""
    assert "按 Ctrl+C 结束" in err and "已结束" in err
    assert "注意" not in err and "Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="没有 SIGINT 可以发给别的进程")
def test_other_addresses_get_a_token_and_a_warning(shipped: Path) -> None:
    with served(shipped, "--host", "0.0.0.0") as (process, address):
        token = address.rstrip("/").rpartition("/")[2]
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)

    assert len(token) >= 32
    assert "没有加密" in err and "信得过" in err


def test_the_archive_is_made_before_any_page_asks_for_it(tmp_path: Path) -> None:
    new = tmp_path / "新.db"
    with served(new):
        assert new.stat().st_size > 100_000


def test_a_port_in_use_is_said(jixiao: Jixiao, archive: Path) -> None:
    with bound("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        done = jixiao("serve", "--port", port)

    assert (done.status, done.out) == (2, "")
    assert f"端口 {port} 已经被别的程序占用" in done.err and f"--port {port + 1}" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--port", "八千"], "端口要写成"),
        (["--port", "70000"], "端口要写成"),
        (["--sessions", "0"], "页面的个数"),
        (["--host", "192.0.2.1"], "192.0.2.1"),
    ],
)
def test_what_cannot_be_used_is_said(jixiao: Jixiao, archive: Path, arguments: list[str], said: str) -> None:
    done = jixiao("serve", *arguments)

    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_without_the_extra_it_says_how_to_install_it(jixiao: Jixiao, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.app_service", None)
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    for name in [name for name in sys.modules if name.startswith("assistant.web.s")]:
        monkeypatch.delitem(sys.modules, name)
    done = jixiao("serve", "--port", "0")

    assert (done.status, done.out) == (2, "")
    assert "textual_serve" in done.err and "jixiao-assistant[web]" in done.err


def test_other_commands_do_not_load_the_server() -> None:
    code = "import sys, assistant.cli.main; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert {"aiohttp", "textual_serve", "assistant.web"} & set(done.stdout.split()) == set()
