"""`jixiao import` beyond reading: doubled tables told, documents taken out, originals given back, reports of all kinds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Jixiao


def save(path: Path, project: str, total: int = 1000) -> Path:
    table = {"project": project, "year": 2023, "total": total, "department": "水务局", "unit": "河道所"}
    path.write_text(json.dumps([table], ensure_ascii=False), "utf-8")
    return path


@pytest.fixture
def of_two(jixiao: Jixiao, tmp_path: Path) -> Path:
    """An archive with the same project of one year from two files."""
    archive = tmp_path / "two.db"
    first, second = save(tmp_path / "一.json", "河道保洁"), save(tmp_path / "二.json", "河道保洁", 2000)
    done = jixiao("import", first, second, "--keep-originals", "--archive", archive)

    assert done.status == 0
    assert "河道保洁”（2023年）库里已有一张，来自“一.json”" in done.out
    assert "jixiao import --remove “一.json”" in done.out
    assert "有1张表库里别的文件也有" in done.err
    return archive


def test_a_doubled_document_is_taken_out(jixiao: Jixiao, of_two: Path) -> None:
    tried = jixiao("import", "--remove", "二.json", "--dry-run", "--archive", of_two)
    done = jixiao("import", "--remove", "二.json", "--json", "--archive", of_two)
    again = jixiao("import", "--remove", "二.json", "--archive", of_two)

    assert "没有移出" in tried.err
    assert (done.status, done.json["file"], done.json["status"]) == (0, "二.json", "removed")
    assert [table["total"] for table in done.json["tables"]] == [2000]
    assert again.status == 1
    assert "没有叫“二.json”的文件" in again.err and "一.json" in again.err
    assert len(jixiao("list", "--json", "--archive", of_two).json["projects"]) == 1


def test_nothing_is_taken_out_of_no_archive(jixiao: Jixiao, tmp_path: Path) -> None:
    done = jixiao("import", "--remove", "表.docx", "--archive", tmp_path / "none.db")

    assert done.status == 2
    assert "还没有档案库" in done.err
    assert not (tmp_path / "none.db").exists()


def test_the_original_is_shown_and_given_back(jixiao: Jixiao, of_two: Path, tmp_path: Path) -> None:
    shown = jixiao("show", "河道保洁", "--archive", of_two)
    done = jixiao("export", "--original", "--all", "-o", tmp_path / "原件", "--archive", of_two)
    refused = jixiao("export", "--original", "--all", "--format", "docx", "-o", tmp_path / "原件", "--archive", of_two)

    assert "jixiao export --original" in shown.err
    assert done.status == 0
    assert (tmp_path / "原件" / "一.json").read_bytes() == (tmp_path / "一.json").read_bytes()
    assert (tmp_path / "原件" / "二.json").read_bytes() == (tmp_path / "二.json").read_bytes()
    assert refused.status == 2


def test_a_report_is_written_in_any_of_three_forms_and_over_no_file_that_is_imported(jixiao: Jixiao, tmp_path: Path) -> None:
    file = save(tmp_path / "表.json", "河道保洁")
    for ending in ("xlsx", "json", "txt"):
        done = jixiao("import", file, "--dry-run", "--report", tmp_path / f"说明.{ending}", "--archive", tmp_path / "a.db")
        assert done.status == 0
        assert (tmp_path / f"说明.{ending}").stat().st_size
    before = file.read_bytes()
    refused = jixiao("import", file, "--report", file, "--archive", tmp_path / "a.db")

    assert refused.status == 2
    assert file.read_bytes() == before


def test_a_newer_version_says_what_it_changed_and_where_to_ask(jixiao: Jixiao, tmp_path: Path) -> None:
    archive, file = tmp_path / "a.db", tmp_path / "表.json"
    jixiao("import", save(file, "河道保洁"), "--archive", archive)
    done = jixiao("import", save(file, "河道保洁", 3000), "--json", "--archive", archive)
    asked = jixiao("ask", "和上一版比改了什么", "--archive", archive)

    assert done.json["status"] == "replaced"
    assert done.json["notes"][0].startswith("和上一版比，改了1张表、1处")
    assert "由1000元改为3000元" in asked.out


def test_nothing_but_lines_goes_to_a_pipe(jixiao: Jixiao, tmp_path: Path) -> None:
    """There is no bar where nobody sits."""
    files = [save(tmp_path / f"{number}.json", f"项目{number}") for number in range(6)]
    done = jixiao("import", *files, "--archive", tmp_path / "a.db")

    assert "\x1b" not in done.out + done.err and "\r" not in done.out + done.err
    assert len(done.out.splitlines()) >= 6
