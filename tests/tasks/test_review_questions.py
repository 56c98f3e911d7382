"""Questions about findings beside what the office accepted, what is not found and what is too much."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.model.conversation import Conversation
from assistant.model.reply import Reply, Status
from assistant.tasks import review_questions
from assistant.tasks.converse import converse
from assistant.tasks.review_tables import accept_finding
from assistant.tasks.workspace import Workspace, open_workspace


def ask(workspace: Workspace, question: str) -> Reply:
    return converse(workspace, Conversation(), question)[0]


def test_an_accepted_finding_is_told_no_more(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "archive.db", tell=lambda _: None) as workspace:
        before = ask(workspace, "人才工作经费有什么问题")
        accept_finding(workspace, "人才工作经费", "cost-total-under", "另附明细")
        after = ask(workspace, "人才工作经费有什么问题")
        under = ask(workspace, "哪些表的成本测算不够总额")

    assert "看不出花在哪里" in before.text
    assert "看不出花在哪里" not in after.text
    assert "1条已经写明理由接受" in after.text
    assert "人才工作经费" not in [project.project for project in under.projects]


def test_more_tables_than_an_answer_can_wait_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said what to do instead, and a smaller question is answered."""
    monkeypatch.setattr(review_questions, "_MOST", 5)
    with open_workspace(tmp_path / "archive.db", tell=lambda _: None) as workspace:
        everything = ask(workspace, "哪些表有错别字")
        one = ask(workspace, "人才工作经费有什么问题")

    assert everything.status is Status.NOT_FOUND
    assert "jixiao check" in everything.text
    assert one.status is Status.ANSWERED


def test_a_threshold_of_the_settings_file_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('[review]\noff = ["cost-total-under"]\n', "utf-8")
    monkeypatch.setenv("JIXIAO_SETTINGS", str(settings))
    with open_workspace(tmp_path / "archive.db", tell=lambda _: None) as workspace:
        reply = ask(workspace, "人才工作经费有什么问题")

    assert "看不出花在哪里" not in reply.text
    assert "优化人才服务发展环境" in reply.text
