"""Importing: what the report of each file tells about the tables and about those that the archive has already."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.tasks.import_files import FileReport, FileStatus, import_files, read_document


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def written(folder: Path, name: str, *tables: dict[str, object]) -> Path:
    """A file with these tables in the published form."""
    path = folder / name
    path.write_text(json.dumps(tables, ensure_ascii=False), "utf-8")
    return path


def table(project: str = "河道保洁", year: int = 2023, **more: object) -> dict[str, object]:
    return {"project": project, "year": year, "total": 1000, "department": "水务局", "unit": "河道所", **more}


def doubled(report: FileReport) -> list[str]:
    return [note for note in report.notes if "库里已有" in note]


@pytest.mark.parametrize("at_once", [True, False])
def test_same_project_and_year_from_another_file_is_told(archive: Path, tmp_path: Path, at_once: bool) -> None:
    first, second = written(tmp_path, "甲.json", table()), written(tmp_path, "乙.json", table(total=2000))
    runs = [[first, second]] if at_once else [[first], [second]]
    one, other = [report for paths in runs for report in import_files(archive, paths)]

    assert not doubled(one)
    (note,) = doubled(other)
    assert "“河道保洁”（2023年）库里已有一张" in note
    assert "甲.json" in note


def test_many_tables_that_are_there_already_make_one_note(archive: Path, tmp_path: Path) -> None:
    tables = [table(f"项目{number}") for number in range(9)]
    list(import_files(archive, [written(tmp_path, "甲.json", *tables)]))
    (report,) = import_files(archive, [written(tmp_path, "乙.json", *tables, table("新的"))])

    (note,) = doubled(report)
    assert "等9张表" in note


@pytest.mark.parametrize("more", [{"year": 2022}, {"department": "教育局"}, {"unit": "水文站"}, {"project": "河道保洁二期"}])
def test_what_is_another_project_is_not_told(archive: Path, tmp_path: Path, more: dict[str, object]) -> None:
    list(import_files(archive, [written(tmp_path, "甲.json", table())]))
    (report,) = import_files(archive, [written(tmp_path, "乙.json", table(**more))])  # type: ignore[arg-type]

    assert not doubled(report)


def test_neither_a_file_read_again_nor_a_corrected_one_is_told(archive: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "甲.json", table())
    list(import_files(archive, [file]))
    (again,) = import_files(archive, [file])
    (corrected,) = import_files(archive, [written(tmp_path, "甲.json", table(total=3))])

    assert (again.status, corrected.status) == (FileStatus.UNCHANGED, FileStatus.REPLACED)
    assert not doubled(again) and not doubled(corrected)


def test_trial_run_tells_it_too(archive: Path, tmp_path: Path) -> None:
    list(import_files(archive, [written(tmp_path, "甲.json", table())]))
    (report,) = import_files(archive, [written(tmp_path, "乙.json", table(total=1))], dry_run=True)

    assert doubled(report)


def test_table_of_a_name_alone_is_doubted(archive: Path, tmp_path: Path) -> None:
    whole = table(indicators=[{"level1": "产出指标", "level2": "数量指标", "level3": "长度", "value": "3公里"}])
    (report,) = import_files(archive, [written(tmp_path, "甲.json", {"project": "光有名字"}, whole, table("没有指标"))])

    assert len(report.tables) == 3
    assert [note for note in report.notes if "没有写年度、金额、指标" in note and "光有名字" in note]
    assert [note for note in report.notes if "“没有指标”没有写指标" in note]
    assert len(report.notes) == 2


PAGE = "<html><body><table><tr><td>项目名称</td><td>河道保洁</td></tr></table></body></html>"


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("表.csv", "项目名称,河道保洁\n年度,2023\n", "csv"),
        ("表.HTM", PAGE, "html"),
        ("表.txt", "\ufeff\n<!-- 存下的网页 -->\n<!DOCTYPE html>\n" + PAGE, "html"),
        ("表", PAGE, "html"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_content_says_what_kind_of_file_it_is(name: str, text: str, format: str, encoding: str) -> None:
    raw, _ = read_document(text.encode(encoding), name)

    assert raw.source.format == format


def test_text_with_tags_left_in_it_is_read(archive: Path, tmp_path: Path) -> None:
    corpus = Path(__file__).resolve().parent.parent.parent / "corpus"
    text = next(corpus.glob("*.txt")).read_text("utf-8")
    (tmp_path / "表.txt").write_text(f"<div>\n{text}\n</div>\n", "utf-8")
    (report,) = import_files(archive, [tmp_path / "表.txt"])

    assert report.status is FileStatus.IMPORTED
    assert len(report.tables) == 14


def test_place_is_told_once(archive: Path, tmp_path: Path) -> None:
    (report,) = import_files(archive, [written(tmp_path, "甲.json", {"project": "河道保洁", "goal": 5})])

    assert report.reason.count("第1张表") == 1
