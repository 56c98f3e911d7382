"""`jixiao export`: exit statuses and what is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Jixiao


@pytest.mark.parametrize("format", ["docx", "xlsx", "html", "md", "json", "csv", "txt"])
def test_what_is_exported_is_imported_as_the_same(jixiao: Jixiao, archive: Path, tmp_path: Path, format: str) -> None:
    file = tmp_path / f"目标表.{format}"
    shown = jixiao("show", "人才工作经费", "--json").json
    done = jixiao("export", "人才工作经费", "-o", file)
    (again,) = jixiao("import", file, "--archive", tmp_path / "new.db", "--json").json["tables"]

    assert (done.status, done.out) == (0, "") and str(file) in done.err
    assert {key: value for key, value in shown.items() if key != "source"} == {
        key: value for key, value in again.items() if key != "source"
    }


def test_a_folder_of_files(jixiao: Jixiao, archive: Path, tmp_path: Path) -> None:
    done = jixiao("export", "--all", "--year", "2022", "--format", "json", "-o", tmp_path / "folder")

    files = list((tmp_path / "folder").iterdir())
    assert done.status == 0 and len(files) == 14 and "14 个文件" in done.err
    assert all(isinstance(json.loads(file.read_text("utf-8")), list) for file in files)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--all"], 2, "-o"),
        (["-o", "a.docx"], 2, "--all"),
        (["人才工作", "--all", "-o", "a.docx"], 2, "只能写一样"),
        (["--all", "-o", "a.pdf"], 2, "docx、xlsx"),
        (["--all", "-o", "a", "--format", "wps"], 2, "docx、xlsx"),
        (["没有这个", "-o", "a.docx"], 1, "没有叫“没有这个”的项目"),
        (["党", "-o", "a.docx"], 1, "请写全名"),
        (["--all", "--year", "1999", "-o", "a.docx"], 1, "1999年"),
        (["--all", "-o", "no/such/folder/a.docx"], 2, "不存在"),
    ],
)
def test_what_cannot_be_done_is_said(
    jixiao: Jixiao,
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    status: int,
    said: str,
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    done = jixiao("export", *arguments)

    assert (done.status, done.out) == (status, "")
    assert said in done.err and "Traceback" not in done.err
    assert not list(folder.iterdir())
