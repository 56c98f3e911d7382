"""Reviews of an archive: acceptances that last as long as the cell, and the list for sending back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import UnknownFormat, UnknownName, UnwritableFile
from assistant.model.goal_table import GoalTable
from assistant.model.source import Source
from assistant.store.store import Store
from assistant.tasks.review_list import check_target, write_list
from assistant.tasks.review_tables import ReviewedTable, accept_finding, accept_one, last_years, review_archive
from assistant.tasks.workspace import Workspace, open_workspace
from tests.review.tables import table_of

SHORT = {"goal": "办好老年食堂。", "rows": [["数量指标", "食堂", "4个"], ["服务对象满意度指标", "老人", "100%"]]}


def _put(archive: Path, *tables: GoalTable) -> None:
    with Store.open(archive, write=True) as store:
        source = Source("例子.txt", "1" * 64)
        store.save(source, [replace(table, source=source) for table in tables])


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    archive = tmp_path / "archive.db"
    _put(archive, table_of(SHORT))
    with Workspace(archive, Store.open(archive)) as opened:
        yield opened


def _accepted(workspace: Workspace) -> dict[str, str]:
    (reviewed,) = review_archive(workspace)
    return {reviewed.findings[index].rule: why for index, why in reviewed.accepted.items()}


def test_an_accepted_finding_is_shown_with_its_reason(workspace: Workspace) -> None:
    accept_finding(workspace, "老年食堂运行补助", "satisfaction-100", "上级要求全部满意")

    assert _accepted(workspace) == {"satisfaction-100": "上级要求全部满意"}


def test_an_acceptance_is_gone_when_the_cell_changes(workspace: Workspace, tmp_path: Path) -> None:
    accept_finding(workspace, "老年食堂运行补助", "goal-too-short", "本来就这么短")
    assert "goal-too-short" in _accepted(workspace)

    other = tmp_path / "other.db"
    other.write_bytes((tmp_path / "archive.db").read_bytes())
    with Store.open(other, write=True) as store:
        source = Source("例子.txt", "2" * 64)
        store.save(source, [replace(table_of({**SHORT, "goal": "管好老年食堂。"}), source=source)])
    with Workspace(other, Store.open(other)) as changed:
        assert "goal-too-short" not in _accepted(changed)


def test_what_the_rule_does_not_find_cannot_be_accepted(workspace: Workspace) -> None:
    with pytest.raises(UnknownName) as raised:
        accept_finding(workspace, "老年食堂运行补助", "cost-zero", "没有")

    assert "cost-zero" in raised.value.message


def _reviewed(workspace: Workspace) -> tuple[ReviewedTable, ...]:
    return tuple(review_archive(workspace))


def test_the_list_names_department_cell_and_advice_in_both_formats(workspace: Workspace, tmp_path: Path) -> None:
    from docx import Document
    from openpyxl import load_workbook

    reviewed = _reviewed(workspace)
    for suffix in (".xlsx", ".docx"):
        write_list(reviewed, tmp_path / f"清单{suffix}")
    sheet = load_workbook(tmp_path / "清单.xlsx").active
    assert sheet is not None
    in_sheet = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    text = Document(str(tmp_path / "清单.docx"))
    in_document = "\n".join([p.text for p in text.paragraphs] + [c.text for t in text.tables for r in t.rows for c in r.cells])

    for said in ("青泉县民政局", "年度总体目标", "goal-too-short", "服务对象满意度指标 老人 100%"):
        assert said in in_sheet
        assert said in in_document


def test_the_list_refuses_other_formats_and_files_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat):
        check_target(tmp_path / "清单.pdf")
    (tmp_path / "清单.xlsx").write_bytes(b"x")
    with pytest.raises(UnwritableFile):
        check_target(tmp_path / "清单.xlsx")
    check_target(tmp_path / "清单.xlsx", force=True)


def test_two_processes_tell_the_same_as_one(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    others = [table_of({**SHORT, "department": f"甲{number}局", "year": 2024 - number % 2}) for number in range(4)]
    _put(archive, *others)
    with Workspace(archive, Store.open(archive)) as workspace:
        alone = [(entry.table.department, entry.findings) for entry in review_archive(workspace)]
        together = [(entry.table.department, entry.findings) for entry in review_archive(workspace, processes=2)]

    assert len(alone) == 4
    assert together == alone


def test_last_years_table_is_that_of_the_same_unit() -> None:
    now = [table_of({**SHORT, "unit": unit}) for unit in ("甲中心", "乙中心")]
    then = [table_of({**SHORT, "unit": unit, "year": 2023}) for unit in ("乙中心", "丙中心")]

    found = last_years(now, then)

    assert found == {id(now[1]): then[0]}


def test_tables_are_known_by_their_keys(tmp_path: Path) -> None:
    """What is reviewed can be opened: its key is the store's, and with a key the one table is reviewed alone."""
    with open_workspace(tmp_path / "archive.db", tell=lambda text: None) as workspace:
        everything = list(review_archive(workspace))
        alone = list(review_archive(workspace, keys=(everything[2].key,)))

        assert all(workspace.store.load(one.key) == one.table for one in everything)
        assert alone == [everything[2]]


def test_one_finding_is_accepted_and_its_neighbours_are_not(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "archive.db", tell=lambda text: None) as workspace:
        before = next(one for one in review_archive(workspace) if len(one.findings) > 1)
        accept_one(workspace, before.table, before.findings[1], "已经核对")
        (after,) = review_archive(workspace, keys=(before.key,))

        assert after.accepted == {1: "已经核对"}
