"""The same tables from two files: counted alike by an answer and by what follows on it, told apart wherever they are listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.model.conversation import Conversation
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator
from assistant.model.quantity import TargetValue
from assistant.model.source import Place, Source
from assistant.store.store import Store
from assistant.tasks.converse import converse
from assistant.tasks.draft_work import base_candidates
from assistant.tasks.workspace import Workspace, open_workspace

DOCUMENTS = ("水务局上报.docx", "水务局二次上报.docx")
PROJECTS = (("河道保洁经费", 3_000_000), ("水库除险加固", 5_000_000), ("节水宣传", 50_000))


def made(project: str, total: int, document: str, place: int) -> GoalTable:
    """A table of 2023."""
    rows = (Indicator("产出指标", "数量指标", f"{project}数量", TargetValue("5处"), Place(place, line=place * 10 + 3)),)
    at = Place(place, line=place * 10)
    return GoalTable("绩效目标表", 2023, project, Source(document, ""), at, total=Decimal(total), indicators=rows, goal=project)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Two files with the same three projects; the second has one more."""
    path = tmp_path / "archive.db"
    with Store.open(path, write=True) as store:
        for document in DOCUMENTS:
            more = (("防汛物资", 2_000_000),) if document == DOCUMENTS[1] else ()
            tables = [made(name, total, document, at) for at, (name, total) in enumerate((*PROJECTS, *more), 1)]
            store.save(Source(document, ""), tables)
    with open_workspace(path, tell=lambda text: None) as opened:
        yield opened


@pytest.mark.parametrize("follow_up", ["其中最高的是哪个", "它们一共多少钱", "其中有几个超过400万", "这5个一共多少钱"])
def test_what_follows_counts_as_the_answer_did(workspace: Workspace, follow_up: str) -> None:
    first, conversation = converse(workspace, Conversation(), "哪些项目预算超过100万")
    assert "有5个" in first.text
    then, _ = converse(workspace, conversation, follow_up)

    assert re.findall(r"上一问的(\d+)个项目", then.understood) == ["5"]


def test_place_in_the_list_is_that_of_the_answer(workspace: Workspace) -> None:
    first, conversation = converse(workspace, Conversation(), "哪些项目预算超过100万")
    fifth = first.projects[4].project
    reply, _ = converse(workspace, conversation, "第五个的数量指标")

    assert f"{fifth}数量" in reply.text


def test_document_stands_beside_a_name_that_two_have_and_nowhere_else(workspace: Workspace) -> None:
    reply, _ = converse(workspace, Conversation(), "哪些项目预算超过100万")

    assert all(f"河道保洁经费（{document}）" in reply.text for document in DOCUMENTS)
    assert "防汛物资（" not in reply.text


def test_unit_comes_before_the_document_where_it_is_enough(tmp_path: Path) -> None:
    with Store.open(tmp_path / "units.db", write=True) as store:
        for document, unit in zip(DOCUMENTS, ("一所", "二所"), strict=True):
            store.save(Source(document, ""), [replace(made(*PROJECTS[0], document, 1), unit=unit)])
    with open_workspace(tmp_path / "units.db", tell=lambda text: None) as workspace:
        reply, _ = converse(workspace, Conversation(), "哪些项目预算超过100万")

    assert "河道保洁经费（一所）" in reply.text and ".docx）" not in reply.text


def test_set_larger_than_what_is_remembered_one_by_one_is_counted_in_full(tmp_path: Path) -> None:
    with Store.open(tmp_path / "many.db", write=True) as store:
        store.save(Source("全县.docx", ""), [made(f"第{at}号项目", 2_000_000 + at, "全县.docx", at) for at in range(1, 1204)])
    with open_workspace(tmp_path / "many.db", tell=lambda text: None) as workspace:
        _, conversation = converse(workspace, Conversation(), "哪些项目预算超过100万")
        then, _ = converse(workspace, conversation, "其中最高的是哪个")

    assert "上一问的1203个项目" in then.understood


def test_candidate_says_which_document_is_drafted_from(workspace: Workspace) -> None:
    match, *_ = base_candidates(workspace, "照河道保洁经费做一份")
    other, *_ = base_candidates(workspace, "照防汛物资做一份")

    assert any(DOCUMENTS[0] in reason or DOCUMENTS[1] in reason for reason in match.reasons)
    assert not any("文件里都有" in reason for reason in other.reasons)
