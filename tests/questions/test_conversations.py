"""Whole conversations, each as an official would have it, with what the answers must hold.

`<name>.jsonl` are conversations that are answered; `<name>.unsolved.jsonl` are such as are not yet: one that comes to be
answered fails here until it is moved. The archive is the shipped corpus, or `<name>.tables.json` where there is one. The sets
were written by people who had not seen how the program understands; what a new set showed first stands in the benchmarks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.answers.published import reply_to_json
from assistant.model.conversation import Conversation
from assistant.tasks.converse import converse
from assistant.tasks.workspace import Workspace
from tests.questions.expectations import differences

CONVERSATIONS = Path(__file__).parent / "conversations"


def cases() -> Iterator[Any]:
    """Every conversation, by its id."""
    for path in sorted(CONVERSATIONS.glob("*.jsonl")):
        name, _, unsolved = path.name.removesuffix(".jsonl").partition(".")
        archive = name if (CONVERSATIONS / f"{name}.tables.json").exists() else "corpus"
        marks = [pytest.mark.xfail(strict=True, reason="not understood yet")] if unsolved else []
        for line in path.read_text("utf-8").splitlines():
            conversation = json.loads(line)
            yield pytest.param(archive, conversation, id=conversation["id"], marks=marks)


@pytest.mark.parametrize(("archive", "case"), list(cases()))
def test_conversation_is_answered(archive: str, case: dict[str, Any], workspaces: dict[str, Workspace]) -> None:
    conversation = Conversation()
    wrong = []
    for turn in case["turns"]:
        reply, conversation = converse(workspaces[archive], conversation, turn["ask"])
        wrong += [f"{turn['ask']}: {one}" for one in differences(turn["expect"], reply_to_json(reply))]

    assert wrong == []
