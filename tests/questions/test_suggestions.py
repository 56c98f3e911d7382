"""What a reply offers as the next question works when it is asked: an official who follows the offer is never refused."""

from __future__ import annotations

import pytest

from assistant.model.conversation import Conversation
from assistant.model.reply import Status
from assistant.tasks.converse import converse
from assistant.tasks.workspace import Workspace
from tests.questions.test_understanding import questions

REFUSED = [
    "今天天气怎么样",
    "这个怎么用",
    "人才工作经费的负责人是谁",
    "人才工作经费为什么是30万",
    "2019年的项目有哪些",
    "涉及区块链的项目有哪些",
    "县财政局报了哪些项目",
    "组织部部长是谁",
    "党员人数最多的项目",
    "超过一个亿的项目",
    "津贴多少钱",
    "公务用车购置经费批了多少",
    "",
    "，。？",
]


def refused(suggestions: tuple[str, ...], workspace: Workspace) -> list[str]:
    """Those that are not answered when they open a conversation."""
    return [text for text in suggestions if converse(workspace, Conversation(), text)[0].status is not Status.ANSWERED]


@pytest.mark.parametrize("utterance", REFUSED)
@pytest.mark.parametrize("archive", ["corpus", "four_years", "three_bureaus"])
def test_what_is_offered_after_a_refusal_is_answered(archive: str, utterance: str, workspaces: dict[str, Workspace]) -> None:
    workspace = workspaces[archive]
    reply, _ = converse(workspace, Conversation(), utterance)

    assert reply.suggestions
    assert refused(reply.suggestions, workspace) == []


def test_what_is_offered_after_an_answer_is_answered(workspaces: dict[str, Workspace]) -> None:
    workspace = workspaces["corpus"]
    offered = {text for question in questions() for text in converse(workspace, Conversation(), question)[0].suggestions}

    assert offered
    assert refused(tuple(sorted(offered)), workspace) == []
