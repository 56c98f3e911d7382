"""Work on a draft through `converse`: what is kept across crashes and archives that refuse, what questions in the middle do."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.model.conversation import Conversation
from assistant.model.reply import Reply, Status
from assistant.questions.drafts.talk import draft_meaning
from assistant.store.drafts import load_draft, saved_drafts
from assistant.tasks.converse import converse
from assistant.tasks.draft_talk import unfinished
from assistant.tasks.workspace import Workspace, open_workspace

QUESTIONS = Path(__file__).parent.parent / "questions" / "conversations"
MAKE = "照人才工作经费做一份2023年的，预算40万"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


@pytest.fixture
def workspace(archive: Path) -> Iterator[Workspace]:
    with open_workspace(archive, tell=lambda _: None) as opened:
        yield opened


def say(workspace: Workspace, *utterances: str, conversation: Conversation | None = None) -> tuple[Reply, Conversation]:
    """The last reply of a conversation."""
    conversation = conversation or Conversation()
    for utterance in utterances:
        reply, conversation = converse(workspace, conversation, utterance)
    return reply, conversation


def values(conversation: Conversation) -> Sequence[str]:
    """The target values of the draft in hand, in order."""
    assert conversation.talk.hand is not None
    return [row.value.text for row in conversation.talk.hand.draft.table.indicators]


def test_a_crash_loses_no_step(archive: Path, workspace: Workspace) -> None:
    """Another start of the program finds the draft with all its steps, and undoes what was done before the crash."""
    _, before = say(workspace, MAKE, "满意度提到92%", "删掉第一条")

    with open_workspace(archive, tell=lambda _: None) as again:
        assert "人才工作经费" in unfinished(again)

        reply, conversation = say(again, "接着改上次那份")

        assert conversation.talk.hand == before.talk.hand
        assert reply.draft is not None and reply.draft.year == 2023

        _, conversation = say(again, "撤回两步", conversation=conversation)

        assert values(conversation)[-1] == "95%" and len(values(conversation)) == 15


@pytest.mark.parametrize("said", ["{甲}照旧", "“{甲}”不变吧", "{甲}照旧，{乙}也不动", "年度资金总额不变", "项目属性照旧"])
def test_a_row_that_is_said_to_stay_is_ticked_off_and_kept_so(archive: Path, workspace: Workspace, said: str) -> None:
    """Nothing changes in the table; that someone means it to stay is there again after a start of the program."""
    _, made = say(workspace, MAKE)
    assert made.talk.hand is not None
    first, second = (row.level3 for row in made.talk.hand.draft.table.indicators[:2])

    reply, after = say(workspace, said.format(甲=first, 乙=second), conversation=made)

    assert reply.status is Status.DRAFT and values(after) == values(made)
    assert "记作核过" in reply.text
    if "{甲}" in said:
        assert first in reply.text
    if "{乙}" in said:
        assert second in reply.text
    assert after.talk.hand is not None and after.talk.hand.looked_at
    with open_workspace(archive, tell=lambda _: None) as again:
        assert say(again, "接着改上次那份")[1].talk.hand == after.talk.hand


@pytest.mark.parametrize("said", ["其他照旧", "别的都不动"])
def test_that_all_else_stays_is_taken_in_without_a_change(workspace: Workspace, said: str) -> None:
    _, made = say(workspace, MAKE)

    reply, after = say(workspace, said, conversation=made)

    assert "没有动" in reply.text and after.talk.hand == made.talk.hand


def test_a_blank_cell_cannot_stay(workspace: Workspace) -> None:
    _, made = say(workspace, MAKE, "第一条的指标值清空")
    assert made.talk.hand is not None and not values(made)[0]

    reply, after = say(workspace, "第一条照旧", conversation=made)

    assert "还空着" in reply.text and after.talk.hand is not None and not after.talk.hand.looked_at


def test_undone_steps_are_dropped_by_the_next_change(archive: Path, workspace: Workspace) -> None:
    """What was undone and written over is gone from the archive as well."""
    _, conversation = say(workspace, MAKE, "满意度提到92%", "满意度提到93%", "撤回两步", "满意度提到94%")

    assert conversation.talk.hand is not None
    kept = load_draft(archive, conversation.talk.hand.key)

    assert kept == conversation.talk.hand and len(kept.steps) == 2

    reply, _ = say(workspace, "恢复", conversation=conversation)

    assert "没有可以恢复的" in reply.text


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the system lets this user write anything")
def test_an_archive_that_cannot_be_written_keeps_the_draft_in_the_conversation(archive: Path, workspace: Workspace) -> None:
    archive.chmod(0o444)
    archive.parent.chmod(0o555)
    try:
        reply, conversation = say(workspace, MAKE)

        assert "没有存进档案" in reply.text and "草稿还在手上" in reply.text

        reply, conversation = say(workspace, "满意度提到92%", conversation=conversation)

        assert values(conversation)[-1] == "92%"
    finally:
        archive.parent.chmod(0o755)
        archive.chmod(0o644)


def test_a_busy_archive_keeps_the_draft_in_the_conversation(
    archive: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program is writing: the reply says so, the next step saves both."""
    import sqlite3

    monkeypatch.setattr("assistant.store.drafts._PATIENCE", 0.01)
    other = sqlite3.connect(archive)
    other.execute("BEGIN IMMEDIATE")
    reply, conversation = say(workspace, MAKE)
    other.rollback()
    other.close()

    assert "另一个程序正在写它" in reply.text and conversation.talk.hand is not None

    _, conversation = say(workspace, "满意度提到92%", conversation=conversation)

    assert conversation.talk.hand is not None
    assert load_draft(archive, conversation.talk.hand.key) == conversation.talk.hand


def test_adopted_drafts_stay_out_unless_named(workspace: Workspace) -> None:
    """Lists, counts, sums and 今年 go without; 草稿 or the year brings them in, marked."""
    before = {
        ask: say(workspace, ask)[0].text
        for ask in ("有几个项目", "今年一共多少钱", "人才工作经费多少钱", "哪些项目满意度低于96%")
    }
    _, conversation = say(workspace, MAKE, "采用")

    assert {ask: say(workspace, ask)[0].text for ask in before} == before
    assert say(workspace, "有哪些草稿")[0].projects[0].year == 2023
    named, _ = say(workspace, "2023年人才工作经费多少钱")
    assert named.value == 400_000 and "草稿" in named.text
    assert say(workspace, "照人才工作经费做一份")[0].draft == say(workspace, "照人才工作经费做一份2023年的")[0].draft

    say(workspace, "撤销采用", conversation=conversation)

    assert say(workspace, "2023年人才工作经费多少钱")[0].status is Status.NOT_FOUND


def test_adopting_again_replaces(workspace: Workspace) -> None:
    say(workspace, MAKE, "采用", "总额改成45万", "采用")

    reply, _ = say(workspace, "草稿一共多少钱")

    assert reply.value == 450_000 and len(reply.projects) == 1


def test_discarding_takes_the_draft_off_the_disk(archive: Path, workspace: Workspace) -> None:
    _, conversation = say(workspace, MAKE, "放一边")

    assert len(saved_drafts(archive)) == 1 and conversation.talk.hand is None

    say(workspace, "接着改上次那份", "这份草稿不要了", conversation=conversation)

    assert saved_drafts(archive) == ()


def test_export_says_where_and_writes_over_nothing(tmp_path: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.chdir(folder)
    reply, _ = say(workspace, MAKE, "导出Excel", "导出Excel")
    files = sorted(file.name for file in folder.iterdir())

    assert len(files) == 2 and all(name.endswith(".xlsx") for name in files)
    assert any(name in reply.text for name in files)


def test_a_question_in_the_middle_leaves_the_draft_in_hand(workspace: Workspace) -> None:
    """原来 and 去年 are the base's; 现在 and 草稿 the draft's."""
    _, conversation = say(workspace, MAKE)
    for ask, value in (("原来的预算是多少", 300_000), ("去年这个项目多少钱", 300_000)):
        reply, conversation = say(workspace, ask, conversation=conversation)

        assert (reply.status, reply.value) == (Status.ANSWERED, value)

    reply, conversation = say(workspace, "现在总额是多少", conversation=conversation)

    assert "40万元" in reply.text

    reply, _ = say(workspace, "总额改成45万", conversation=conversation)

    assert reply.draft is not None and reply.draft.total == 450_000


def test_another_base_keeps_year_and_total_and_can_be_undone(workspace: Workspace) -> None:
    reply, conversation = say(workspace, MAKE, "换成照干部教育培训经费的")

    assert reply.draft is not None
    assert (reply.draft.base, reply.draft.year, reply.draft.total) == ("干部教育培训经费", 2023, 400_000)

    reply, _ = say(workspace, "撤销", conversation=conversation)

    assert reply.draft is not None and reply.draft.base == "人才工作经费"


def test_questions_to_the_archive_are_no_changes(workspace: Workspace) -> None:
    """Of the ordinary questions, asked with a draft in hand, none is taken for a change of it."""
    _, conversation = say(workspace, MAKE)
    cases = [
        json.loads(line)
        for name in ("ordinary", "mixed")
        for line in (QUESTIONS / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    asked = {case["turns"][0]["ask"] for case in cases if case["turns"][0]["expect"].get("status") != "draft"}
    taken = {ask for ask in asked if draft_meaning(ask, conversation, workspace.knowledge) is not None}

    assert taken == set()
