"""Accepting a finding and taking the acceptance back, on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Jixiao

PROJECT, RULE = "人才工作经费", "cost-total-under"


def _accepted(jixiao: Jixiao, archive: Path) -> str:
    return jixiao("check", PROJECT, "--archive", archive).out


def test_an_acceptance_is_shown_with_its_reason_and_can_be_withdrawn(jixiao: Jixiao, tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    assert jixiao("accept", PROJECT, RULE, "--why", "另附明细", "--archive", archive).status == 0
    assert "另附明细" in _accepted(jixiao, archive)

    done = jixiao("accept", PROJECT, RULE, "--withdraw", "--archive", archive)

    assert (done.status, "撤回" in done.out) == (0, True)
    assert "另附明细" not in _accepted(jixiao, archive)


def test_what_was_not_accepted_cannot_be_withdrawn(jixiao: Jixiao, tmp_path: Path) -> None:
    done = jixiao("accept", PROJECT, RULE, "--withdraw", "--archive", tmp_path / "archive.db")

    assert done.status == 1
    assert "没有接受过" in done.err


def test_an_acceptance_needs_a_reason(jixiao: Jixiao, tmp_path: Path) -> None:
    done = jixiao("accept", PROJECT, RULE, "--archive", tmp_path / "archive.db")

    assert done.status == 2
    assert "--why" in done.err
    assert not (tmp_path / "archive.db").exists()
