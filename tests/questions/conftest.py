"""Archives that questions are asked of: the shipped corpus, and invented tables kept beside the conversations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.tasks.import_files import import_files
from assistant.tasks.workspace import Workspace, open_workspace

CONVERSATIONS = Path(__file__).parent / "conversations"


@pytest.fixture(scope="session")
def workspaces(tmp_path_factory: pytest.TempPathFactory, session_cache: Path) -> Iterator[dict[str, Workspace]]:
    """A workspace for each archive, opened once: `corpus`, and one for each `*.tables.json`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JIXIAO_CACHE", str(session_cache))
        folder = tmp_path_factory.mktemp("archives")
        opened = {"corpus": open_workspace(folder / "corpus.db", tell=lambda _: None)}
        for tables in sorted(CONVERSATIONS.glob("*.tables.json")):
            name = tables.name.removesuffix(".tables.json")
            list(import_files(folder / f"{name}.db", [tables]))
            opened[name] = open_workspace(folder / f"{name}.db", tell=lambda _: None)
    yield opened
    for workspace in opened.values():
        workspace.close()
