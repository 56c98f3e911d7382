"""A draft carries what a reviewer would say of it, from its first filling on and after every change."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.model.conversation import Conversation
from assistant.model.draft import Brief
from assistant.tasks.converse import converse
from assistant.tasks.draft_table import draft_table
from assistant.tasks.workspace import Workspace, open_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An archive with the shipped tables."""
    with open_workspace(tmp_path / "archive.db", tell=lambda text: None) as opened:
        yield opened


def test_base_of_the_year_before_is_last_years_table(workspace: Workspace) -> None:
    """More money and the same quantities: only a comparison with last year shows it."""
    drafted = draft_table(workspace, Brief(base="人才工作经费", year=2023, total=Decimal(400000))).draft
    later = draft_table(workspace, Brief(base="人才工作经费", year=2025, total=Decimal(400000))).draft
    assert drafted is not None and later is not None

    assert "yoy-money-quantity" in {finding.rule for finding in drafted.findings}
    assert not any(finding.rule.startswith("yoy") for finding in later.findings)


def test_draft_is_no_copy_of_its_base(workspace: Workspace) -> None:
    """The rows that a draft has from its base, under another name, are no work that is funded twice."""
    drafted = draft_table(workspace, Brief(base="人才工作经费", year=2023, project="英才引育经费")).draft
    assert drafted is not None

    assert not {"funded-twice", "goal-off-topic"} & {finding.rule for finding in drafted.findings}


def test_talk_names_what_a_reviewer_would_object_to_and_a_change_renews_it(workspace: Workspace) -> None:
    _, conversation = converse(workspace, Conversation(), "照人才工作经费做一份2023年的，总额40万")
    before, conversation = converse(workspace, conversation, "还差什么")
    _, conversation = converse(workspace, conversation, "把总额改成30万")
    after, conversation = converse(workspace, conversation, "检查一下")

    assert "总额比去年多33%" in before.text and "按审核的规矩看" in before.text
    assert "总额比去年多" not in after.text


def test_findings_come_back_with_a_saved_draft(workspace: Workspace) -> None:
    _, conversation = converse(workspace, Conversation(), "照人才工作经费做一份2023年的，总额40万")
    assert conversation.talk.hand is not None
    _, again = converse(workspace, Conversation(), "接着改")
    assert again.talk.hand is not None

    assert again.talk.hand.draft.findings == conversation.talk.hand.draft.findings != ()
