"""The same tables from two files: counted alike by an answer and by what follows on it, told apart wherever they are listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.model.conversation import Conversation
from assistant.model.draft import Base
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator
from assistant.model.quantity import TargetValue
from assistant.model.reply import Status
from assistant.model.source import Place, Source
from assistant.store.store import Store
from assistant.tasks.converse import converse
from assistant.tasks.draft_work import base_candidates, begin_draft
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


# drafts


@pytest.fixture
def differing(tmp_path: Path) -> Iterator[Workspace]:
    """The same project from two files: the second of another unit, with another total and another number."""
    path = tmp_path / "differing.db"
    with Store.open(path, write=True) as store:
        for document, unit, total in zip(DOCUMENTS, ("清河一所", "清河二所"), (3_000_000, 900_000), strict=True):
            store.save(Source(document, ""), [replace(made(PROJECTS[0][0], total, document, 1), unit=unit, department="水务局")])
    with open_workspace(path, tell=lambda text: None) as opened:
        yield opened


def drafted(conversation: Conversation) -> GoalTable:
    """The draft in hand."""
    assert conversation.talk.hand is not None
    return conversation.talk.hand.draft.table


def test_every_table_of_the_name_is_a_candidate_and_the_chosen_one_is_the_base(differing: Workspace) -> None:
    matches = base_candidates(differing, "照河道保洁经费做一份")
    assert [match.total for match in matches] == [3_000_000, 900_000]
    assert "清河一所" in matches[0].reasons[0] and "清河二所" in matches[1].reasons[0]
    for match in matches:
        step = begin_draft(differing, Conversation(), "", Base(match.project, match.year, match.key))

        assert drafted(step.conversation).total == match.total
        assert step.reply.sources[0].table == match.key
        again, _ = converse(differing, step.conversation, "和底稿比有什么不同")
        assert again.sources[0].table == match.key


def test_candidate_that_is_alone_has_nothing_to_be_told_apart_by(workspace: Workspace) -> None:
    match, *_ = base_candidates(workspace, "照防汛物资做一份")

    assert not any("同名" in reason for reason in match.reasons)


@pytest.mark.parametrize("answer", ["2", "第二个", "清河二所"])
def test_it_is_asked_which_of_two_that_differ_is_meant(differing: Workspace, answer: str) -> None:
    asked, conversation = converse(differing, Conversation(), "照河道保洁经费做一份2024年的")
    assert asked.status is Status.AMBIGUOUS
    assert asked.choices == ("河道保洁经费（清河一所）", "河道保洁经费（清河二所）")
    made_so, after = converse(differing, conversation, answer)

    assert made_so.sources[0].document == DOCUMENTS[1]
    assert (drafted(after).total, drafted(after).year) == (900_000, 2024)


@pytest.mark.parametrize(
    "said", ["照清河二所的河道保洁经费做一份2024年的", "照河道保洁经费做一份2024年的，用水务局二次上报那个文件"]
)
def test_who_names_the_unit_or_the_file_is_not_asked(differing: Workspace, said: str) -> None:
    _, after = converse(differing, Conversation(), said)

    assert drafted(after).total == 900_000


def test_tables_that_say_the_same_are_one_base(workspace: Workspace) -> None:
    _, after = converse(workspace, Conversation(), "照河道保洁经费做一份2024年的")

    assert drafted(after).total == 3_000_000


def test_other_base_of_two_that_differ_is_asked_for_too(tmp_path: Path, differing: Workspace) -> None:
    _, conversation = converse(differing, Conversation(), "做张新表：社区食堂补助，2024年，30万")
    asked, conversation = converse(differing, conversation, "换成河道保洁经费")
    assert len(asked.choices) == 2
    _, after = converse(differing, conversation, "2")

    assert after.talk.hand is not None and after.talk.hand.draft.base is not None
    assert differing.store.load(after.talk.hand.draft.base.key).unit == "清河二所"
