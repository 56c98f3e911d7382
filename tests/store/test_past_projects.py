"""The past projects that a description is compared with, and the indicators of an archive by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.store import candidates
from assistant.store.store import Store
from tests.store import archives


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The two bureaus, opened to read."""
    path: Path = tmp_path_factory.mktemp("archive") / "a.db"
    with Store.open(path, write=True) as writing:
        writing.save(*archives.two_bureaus())
    with Store.open(path) as reading:
        yield reading


def test_a_project_of_several_years_comes_once_by_its_latest(store: Store) -> None:
    found = {project.project: project.year for project in store.past_projects((), 100)}

    assert found["高龄老人津贴"] == 2025
    assert "公共图书馆免费开放经费" not in found  # it is called 公共图书馆免费开放补助经费 since
    assert found["公共图书馆免费开放补助经费"] == 2025


def test_a_project_comes_with_its_rows_and_money(store: Store) -> None:
    (project,) = [one for one in store.past_projects((), 100) if one.project == "乡镇敬老院改造提升项目"]

    assert project.total == 2600000
    assert [(row.level2, row.level3) for row in project.rows][:2] == [("数量指标", "改造敬老院"), ("数量指标", "新增护理型床位")]


def test_of_a_large_archive_those_come_that_share_phrases_the_most_first(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_FEW", 2)

    found = [project.project for project in store.past_projects(("戏楼", "修缮", "验收合格率"), 2)]

    assert found[0] == "古戏楼抢救性修缮工程"
    assert len(found) == 2
    assert store.past_projects(("航天飞机",), 100) == ()


def test_indicators_say_how_often_with_which_units_and_values(store: Store) -> None:
    (entry, *others) = store.library("数量指标", ("演出",), 20)

    assert (entry.level2, entry.name, entry.count, entry.units) == ("数量指标", "演出场次", 3, ("场",))
    assert set(entry.values) == {"≥160场", "≥180场", "≥150场"}
    assert (entry.project, entry.year) == ("2025年送戏下乡惠民演出项目", 2025)
    assert all("演出" in other.name and other.level2 == "数量指标" for other in others)


def test_without_a_topic_the_commonest_indicators_come_first(store: Store) -> None:
    counts = [entry.count for entry in store.library("", (), 30)]

    assert counts == sorted(counts, reverse=True)
    assert counts[0] == 3
    assert {entry.level2 for entry in store.library("成本指标", (), 30)} == {"成本指标"}


def test_what_no_indicator_is_about_finds_none(store: Store) -> None:
    assert store.library("", ("航天",), 10) == ()
    assert store.library("社会成本指标", (), 10) == ()


def test_an_empty_archive_has_neither(tmp_path: Path) -> None:
    Store.open(tmp_path / "a.db", write=True).close()
    with Store.open(tmp_path / "a.db") as empty:
        assert empty.past_projects(("培训",), 10) == ()
        assert empty.library("", ("培训",), 10) == empty.library("", (), 10) == ()
