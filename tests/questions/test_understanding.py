"""What utterances mean, as one-line queries; the examples read like a specification of the questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.model.conversation import Conversation
from assistant.model.interpretation import Understood
from assistant.model.query_text import parse_query
from assistant.questions.interpret import interpret
from assistant.tasks.converse import converse
from assistant.tasks.workspace import Workspace

EXAMPLES = Path(__file__).parent.parent / "examples" / "questions"


def examples() -> Iterator[Any]:
    """Every conversation of the examples, by its first utterance."""
    for path in sorted(EXAMPLES.glob("*.yaml")):
        for talk in yaml.safe_load(path.read_text("utf-8")):
            yield pytest.param(talk, id=f"{path.stem}: {next(iter(talk))}")


def questions() -> list[str]:
    """The first utterances of all examples."""
    return [next(iter(case.values[0])) for case in examples()]


def query_of(text: str, workspace: Workspace) -> str | None:
    """The query that a first utterance is read as; None where there is none."""
    meaning = interpret(text, Conversation(), workspace.knowledge)
    return str(meaning.query) if isinstance(meaning, Understood) else None


@pytest.mark.parametrize("talk", list(examples()))
def test_utterance_is_read_as_the_query(talk: dict[str, str], workspaces: dict[str, Workspace]) -> None:
    workspace = workspaces["corpus"]
    conversation = Conversation()
    read = {}
    for utterance in talk:
        meaning = interpret(utterance, conversation, workspace.knowledge)
        read[utterance] = str(meaning.query) if isinstance(meaning, Understood) else type(meaning).__name__
        _, conversation = converse(workspace, conversation, utterance)

    assert read == talk


@pytest.mark.parametrize("talk", list(examples()))
def test_query_of_an_example_prints_and_parses_back(talk: dict[str, str]) -> None:
    queries = [text for text in talk.values() if " " in text]  # one word is how the question is refused

    assert [str(parse_query(text)) for text in queries] == queries


PADDINGS = ["麻烦帮我看一下，{}", "请问{}", "{}哈", "{}，谢谢", "嗯{}", "{}？", "{}。", "你好，{}"]


@pytest.mark.parametrize("padding", PADDINGS)
def test_politeness_changes_nothing(padding: str, workspaces: dict[str, Workspace]) -> None:
    workspace = workspaces["corpus"]
    changed = [
        question
        for question in questions()
        if not question.rstrip().endswith(("吗", "没", "没有", "吧"))
        and query_of(padding.format(question), workspace) != query_of(question, workspace)
    ]

    assert changed == []


def test_width_changes_nothing(workspaces: dict[str, Workspace]) -> None:
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    changed = [
        question
        for question in questions()
        if query_of(question.translate(wide), workspaces["corpus"]) != query_of(question, workspaces["corpus"])
    ]

    assert changed == []


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("超过100万的项目有哪些", "项目里超过100万的有哪些"),
        ("没有生态效益指标的项目有哪些", "哪些项目没有生态效益指标"),
        ("预算20万以内的项目", "项目预算20万以内的"),
        ("2022年的项目有几个", "项目2022年有几个"),
    ],
)
def test_a_filter_may_stand_before_or_behind_the_noun(before: str, behind: str, workspaces: dict[str, Workspace]) -> None:
    first = query_of(before, workspaces["corpus"])

    assert first is not None
    assert query_of(behind, workspaces["corpus"]) == first


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("哪些項目預算超過一百萬", "哪些项目预算超过一百万"),
        ("鄉村整治專項資金的年度目標", "乡村整治专项资金的年度目标"),
        ("人才工作經費的數量指標", "人才工作经费的数量指标"),
    ],
)
def test_traditional_characters_mean_the_same(traditional: str, simplified: str, workspaces: dict[str, Workspace]) -> None:
    assert query_of(traditional, workspaces["corpus"]) == query_of(simplified, workspaces["corpus"])


PIECES = [
    "超过",
    "100万",
    "的项目",
    "其中",
    "它",
    "第二个",
    "没有",
    "满意度",
    "成本指标",
    "？",
    "人才",
    "占比",
    "2023年",
    "去年",
    "“",
    "”",
    "呢",
    "换成",
    "多少",
    "最高",
    "\x1b[31m",
    "平均",
    "每人",
    "各",
    "除了",
    "和",
    "-1",
    "0",
    "１２",
    "草稿",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    talk=st.lists(
        st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=8).map("".join)), min_size=1, max_size=4
    )
)
def test_no_utterance_raises_and_every_one_is_answered(talk: list[str], workspaces: dict[str, Workspace]) -> None:
    conversation = Conversation()
    for utterance in talk:
        reply, conversation = converse(workspaces["corpus"], conversation, utterance)

        assert reply.understood
        assert reply.text
        assert "\x1b" not in reply.text
