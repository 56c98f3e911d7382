"""Every test runs in a home of its own: nothing of the developer's archive, settings or cache is read or written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", settings.get_profile("steady"), derandomize=False, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
"""The same examples on every machine, and none fails because a machine is busy; HYPOTHESIS_PROFILE=search looks for new ones."""


@pytest.fixture(scope="session")
def session_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache folder for all tests of this run: jieba's dictionary is made in it once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def home_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, session_cache: Path) -> None:
    """Points every place where the program keeps things into the test's temporary folder."""
    for variable in ("JIXIAO_ARCHIVE", "JIXIAO_SETTINGS", "COLUMNS", "LINES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("JIXIAO_CACHE", str(session_cache))
    for variable in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
