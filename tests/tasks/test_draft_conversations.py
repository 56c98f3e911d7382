"""Conversations in which a draft is made and worked on, each with what reply and table must hold after every turn.

One conversation a line of `conversations/drafts.jsonl`, as the questions' own, with more in `expect`: `rows` are rows that the
draft in hand has, `no_rows` names that it has not, `count` how many rows there are, `table` head cells by their published key,
`hand` whether a draft is in hand. The archive is the shipped corpus, or the tables of the questions' set that `archive` names.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.answers.published import reply_to_json
from assistant.model.conversation import Conversation
from assistant.tasks.converse import converse
from assistant.tasks.import_files import import_files
from assistant.tasks.workspace import open_workspace
from tests.questions.expectations import differences, plain

HERE = Path(__file__).parent / "conversations"
TABLES = Path(__file__).parent.parent / "questions" / "conversations"


def cases() -> Iterator[Any]:
    """Every conversation, by its id."""
    for line in (HERE / "drafts.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        yield pytest.param(case, id=case["id"])


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The archives as they are before anything was drafted."""
    folder = tmp_path_factory.mktemp("drafted")
    made = {"corpus": folder / "corpus.db"}
    open_workspace(made["corpus"], tell=lambda _: None).close()
    for name in ("two_bureaus", "four_years"):
        made[name] = folder / f"{name}.db"
        list(import_files(made[name], [TABLES / f"{name}.tables.json"]))
    return made


@pytest.mark.parametrize("case", list(cases()))
def test_conversation_with_a_draft(case: dict[str, Any], archives: dict[str, Path], tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    shutil.copy(archives[case.get("archive", "corpus")], archive)
    conversation = Conversation()
    wrong = []
    with open_workspace(archive, tell=lambda _: None) as workspace:
        for turn in case["turns"]:
            reply, conversation = converse(workspace, conversation, turn["ask"])
            expect = {"status": "draft", **turn["expect"]}
            found = [*differences(expect, reply_to_json(reply)), *unlike(expect, conversation)]
            wrong += [f"{turn['ask']}: {one}" for one in found]

    assert wrong == []


def unlike(expect: dict[str, Any], conversation: Conversation) -> list[str]:
    """What of the draft in hand is not as expected."""
    hand = conversation.talk.hand
    if "hand" in expect and expect["hand"] != (hand is not None):
        return [f"hand {hand is not None}"]
    if hand is None:
        return []
    table = hand.draft.table
    rows = [[row.level2, plain(row.level3), plain(row.value.text)] for row in table.indicators]
    names = {name for _, name, _ in rows}
    found = [f"no row {row}" for row in expect.get("rows", ()) if [row[0], plain(row[1]), plain(row[2])] not in rows]
    found += [f"row {name}" for name in expect.get("no_rows", ()) if plain(name) in names]
    if "count" in expect and len(rows) != expect["count"]:
        found.append(f"{len(rows)} rows")
    for field, value in expect.get("table", {}).items():
        have = getattr(table, field)
        if plain(have if not hasattr(have, "quantize") else f"{have:f}") != plain(value):
            found.append(f"{field} {have}")
    return found
