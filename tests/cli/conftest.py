"""Runs commands in this process, with an archive of the shipped corpus made once for all tests."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.__main__ import main


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON value."""
        return json.loads(self.out)


Jixiao = Callable[..., Outcome]


@pytest.fixture
def jixiao(capfd: pytest.CaptureFixture[str]) -> Jixiao:
    """`jixiao("ask", "…")`: what the command prints and its exit status; nobody sits at a terminal."""

    def run(*arguments: object) -> Outcome:
        status = main([str(argument) for argument in arguments])
        said = capfd.readouterr()
        return Outcome(status, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped corpus as an archive; not to be written to."""
    path = tmp_path_factory.mktemp("shipped") / "archive.db"

    assert main(["list", "--archive", str(path), "--year", "1999"]) == 0
    return path


@pytest.fixture
def archive(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that commands use by themselves."""
    path = tmp_path / "copy.db"
    shutil.copy(shipped, path)
    monkeypatch.setenv("JIXIAO_ARCHIVE", str(path))
    return path


@pytest.fixture(scope="session")
def corpus_text() -> str:
    """The shipped document."""
    folder = Path(__file__).resolve().parent.parent.parent / "corpus"
    return next(folder.glob("*.txt")).read_text("utf-8")


def has_ended(group: int) -> bool:
    """Is no process of the group left, after ten seconds at most?"""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
