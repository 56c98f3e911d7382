"""What a start must not load: a question on the command line stays quick only as long as nobody imports a screen for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "textual",
    "rich",
    "sqlite_utils",
    "click",
    "pip",
    "pkg_resources",
    "setuptools",
    "lxml",
    "numpy",
    "asyncio",
    "difflib",
    "pypinyin",
    "assistant.tui",
}

REPORT = """
import sys
from assistant.__main__ import main
status = main(sys.argv[1:])
print(status, *sorted(sys.modules), file=sys.stderr)
"""


def modules_after(*arguments: str, archive: Path) -> set[str]:
    """The modules that are loaded once the command is done, from a fresh start."""
    command = [sys.executable, "-c", REPORT, "--archive", str(archive), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    status, *modules = done.stderr.splitlines()[-1].split()

    assert status == "0", done.stderr
    return set(modules)


@pytest.mark.parametrize("arguments", [["ask", "哪些项目预算超过100万"], ["ask", "跟培训有关的项目"], ["list"]])
def test_command_line_loads_neither_the_screen_nor_heavy_libraries(arguments: list[str], tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    modules_after("list", archive=archive)  # makes the archive, which may load more

    assert modules_after(*arguments, archive=archive) & HEAVY == set()


def test_readers_are_loaded_only_to_read(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    modules_after("list", archive=archive)
    loaded = modules_after("ask", "一共有几个项目", archive=archive)

    assert not [name for name in loaded if name.startswith(("assistant.readers", "assistant.normalise"))]


def test_screen_does_not_load_the_command_line() -> None:
    code = "import sys, assistant.tui.app; print(*[name for name in sys.modules if name.startswith('assistant.cli')])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert loaded.strip() == ""
