"""Drafts in the archive: their states come back as they were, and adopted ones never disturb what is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from assistant.errors import UnwritableFile
from assistant.model.draft import Base, Change, ChangeKind, Draft, DraftInHand
from assistant.model.goal_table import GoalTable
from assistant.model.source import Place, Source
from assistant.store.drafts import adopt, discard, load_draft, save_place, save_step, saved_drafts, take_back
from assistant.store.states import state_of, state_text
from assistant.store.store import Store
from tests.strategies_table import tables as goal_tables

TABLE = GoalTable("绩效目标表", 2025, "公路养护经费", Source("甲.txt", "0", "text"), Place(table=1), unit="交通局")
DRAFT = Draft(replace(TABLE, year=2026), Base("公路养护经费", 2025))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    with Store.open(path, write=True) as store:
        store.save(TABLE.source, [TABLE])
    return path


@given(goal_tables)
def test_a_state_comes_back_as_it_was(table: GoalTable) -> None:
    change = Change("年度", "2025", "2026", ChangeKind.ROLLED, "随年度", "year")
    draft = Draft(table, Base("甲", None), (change,), did="年度改成2026年")

    assert state_of(Draft, state_text(draft)) == draft


def test_a_new_step_drops_what_was_undone(archive: Path) -> None:
    steps = tuple(replace(DRAFT, did=did) for did in ("", "甲", "乙"))
    key = save_step(archive, DraftInHand(steps[:2], 1))
    save_place(archive, DraftInHand(steps[:2], 0, key))
    save_step(archive, DraftInHand((steps[0], steps[2]), 1, key))

    assert load_draft(archive, key) == DraftInHand((steps[0], steps[2]), 1, key)


def test_what_was_looked_at_comes_back_with_the_draft(archive: Path) -> None:
    ticks = (("年度资金总额", "200000"), ("数量指标 养护里程 的指标值", "32公里"))
    key = save_step(archive, DraftInHand((DRAFT,), looked_at=ticks))

    assert load_draft(archive, key) == DraftInHand((DRAFT,), 0, key, ticks)

    save_place(archive, DraftInHand((DRAFT,), 0, key, ticks[:1]))

    assert load_draft(archive, key) == DraftInHand((DRAFT,), 0, key, ticks[:1])


def test_the_last_one_worked_on_comes_first(archive: Path) -> None:
    first, second = (save_step(archive, DraftInHand((DRAFT,))) for _ in range(2))
    save_place(archive, DraftInHand((DRAFT,), 0, first))

    assert [one.key for one in saved_drafts(archive)] == [first, second]

    discard(archive, first)

    assert [one.key for one in saved_drafts(archive)] == [second]


def test_an_adopted_draft_leaves_the_archive_as_it_was(archive: Path) -> None:
    """Counts, years, names and documents are those of the real tables; taking the draft back leaves no trace."""

    def seen() -> tuple[object, ...]:
        with Store.open(archive) as store:
            known = store.knowledge()
            names = [project.name for project in known.projects_like("公路")]
            return known.years(), known.size(), names, store.documents(), [table.year for table in store.tables()]

    before = seen()
    key = save_step(archive, DraftInHand((DRAFT,)))

    assert adopt(archive, key, DRAFT.table, "草稿：公路养护经费（2026年）") is False
    assert seen() == before
    with Store.open(archive) as store:
        (found,) = store.find("公路养护经费", 2026)
        assert found.is_draft and store.adopted_years() == (2026,)
        assert store.knowledge(drafts=True).years() == (2025, 2026)

    assert adopt(archive, key, replace(DRAFT.table, year=2027), "草稿：公路养护经费（2027年）") is True
    with Store.open(archive) as store:
        assert store.adopted_years() == (2027,)

    assert take_back(archive, key) is True and take_back(archive, key) is False
    assert seen() == before
    with Store.open(archive) as store:
        assert store.adopted_years() == ()


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match="草稿没有存进档案"):
        save_step(tmp_path / "nowhere.db", DraftInHand((DRAFT,)))
