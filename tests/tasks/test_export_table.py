"""Exporting: what is written where, what is left alone, and what is said when it cannot be done."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UnknownFormat, UnknownName, UnwritableFile
from assistant.model.draft import Draft
from assistant.tasks.export_table import export_draft, export_tables, write_file
from assistant.tasks.file_names import LONGEST, file_name
from assistant.tasks.import_files import read_document
from assistant.tasks.workspace import Workspace, open_workspace
from tests.writers.sample import CHANGES, SAMPLE

DRAFT = Draft(SAMPLE, None, CHANGES)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shipped") / "archive.db"
    open_workspace(path, tell=lambda _: None).close()
    return path


@pytest.fixture
def workspace(shipped: Path) -> Workspace:
    return open_workspace(shipped, tell=lambda _: None)


def test_one_file_holds_all_tables_in_the_format_of_its_ending(workspace: Workspace, tmp_path: Path) -> None:
    done = export_tables(workspace, ["人才工作", "干部教育培训"], tmp_path / "两张.xlsx")

    raw, found = read_document((tmp_path / "两张.xlsx").read_bytes(), "两张.xlsx")
    assert done.tables == 2 and raw.source.format == "xlsx"
    assert [table.project for table in found.tables] == ["人才工作经费", "干部教育培训经费"]


def test_a_folder_gets_a_file_for_each_table(workspace: Workspace, tmp_path: Path) -> None:
    done = export_tables(workspace, [], tmp_path / "新的" / "文件夹", year=2022, format="txt")

    assert len(done.files) == 14
    assert sorted(os.listdir(tmp_path / "新的" / "文件夹")) == sorted(file.name for file in done.files)
    assert (tmp_path / "新的" / "文件夹" / "人才工作经费（2022年）.txt").is_file()


def test_files_that_are_there_are_left_alone(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "人才工作经费（2022年）.docx").write_text("旧的")
    (tmp_path / "a.txt").write_text("旧的")

    with pytest.raises(UnwritableFile, match="已经有了") as refused:
        export_tables(workspace, ["人才工作"], tmp_path / "a.txt")
    assert "--force" in refused.value.advice
    with pytest.raises(UnwritableFile, match="人才工作经费"):
        export_tables(workspace, [], tmp_path)

    assert sorted(os.listdir(tmp_path)) == ["a.txt", "人才工作经费（2022年）.docx"]
    assert (tmp_path / "a.txt").read_text() == "旧的"
    export_tables(workspace, ["人才工作"], tmp_path / "a.txt", force=True)
    assert "人才工作经费" in (tmp_path / "a.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("target", "format", "said"),
    [("a.pdf", None, "结尾不是会写的格式"), ("a.docx", "xlsx", "不一致"), ("folder", "pdf", "不会写“pdf”")],
)
def test_formats_that_cannot_be_written(workspace: Workspace, tmp_path: Path, target: str, format: str | None, said: str) -> None:
    with pytest.raises(UnknownFormat, match=said) as refused:
        export_tables(workspace, [], tmp_path / target, format=format)

    assert refused.value.advice and not os.listdir(tmp_path)


def test_a_year_without_tables_is_said(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="1999年"):
        export_tables(workspace, [], tmp_path / "a.docx", year=1999)


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "没有权限"), (errno.EROFS, "只读")])
def test_a_full_disk_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    file = tmp_path / "a.docx"
    file.write_text("旧的")

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(UnwritableFile, match=said) as refused:
        write_file(file, b"new", force=True)

    assert "a.docx" in refused.value.message and refused.value.advice
    assert os.listdir(tmp_path) == ["a.docx"] and file.read_text() == "旧的"


@pytest.mark.parametrize("mark", [".~lock.目标表.docx#", "~$目标表.docx", "~$表.docx"])
def test_a_file_that_is_open_elsewhere_is_left_alone(tmp_path: Path, mark: str) -> None:
    (tmp_path / "目标表.docx").write_text("旧的")
    (tmp_path / mark).write_text("")

    with pytest.raises(UnwritableFile, match="正在别的程序里开着"):
        write_file(tmp_path / "目标表.docx", b"new", force=True)
    assert (tmp_path / "目标表.docx").read_text() == "旧的"


def test_a_device_is_written_and_stays_a_device() -> None:
    write_file(Path(os.devnull), b"new")

    assert not Path(os.devnull).is_file() and Path(os.devnull).exists()


def test_a_draft_gets_a_new_name_each_time_where_none_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = [export_draft(DRAFT).name, export_draft(DRAFT).name, export_draft(DRAFT, "xlsx", tmp_path).name]

    assert names == ["河道保洁经费（2023年）.docx", "河道保洁经费（2023年）(2).docx", "河道保洁经费（2023年）.xlsx"]


def test_a_draft_goes_where_it_is_said(tmp_path: Path) -> None:
    assert export_draft(DRAFT, "docx", tmp_path / "a.xlsx") == tmp_path / "a.xlsx"
    assert export_draft(DRAFT, "xlsx", str(tmp_path / "甲")) == tmp_path / "甲.xlsx"
    assert export_draft(DRAFT, "docx", f"{tmp_path}/新/").parent == tmp_path / "新"
    with pytest.raises(UnwritableFile):
        export_draft(DRAFT, "xlsx", tmp_path / "a.xlsx")


def test_the_changes_are_written_only_when_wanted(tmp_path: Path) -> None:
    plain = export_draft(DRAFT, "txt", tmp_path / "a.txt").read_text("utf-8")
    with_changes = export_draft(DRAFT, "txt", tmp_path / "b.txt", with_changes=True).read_text("utf-8")

    assert "您要求125万" not in plain and with_changes.startswith(plain.rstrip()) and "您要求125万" in with_changes


FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[. ]$|^[ .~-]')
RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


@given(
    st.one_of(st.text(max_size=40), st.sampled_from(("CON", "nul.2022", "com1", "LPT¹", "a/b", "..", "甲" * 300, "~$甲", " . ")))
)
def test_file_names_are_allowed_everywhere(text: str) -> None:
    name = file_name(text, ".docx")

    assert name.endswith(".docx") and len(name) > len(".docx")
    assert not FORBIDDEN.search(name) and not RESERVED.match(name) and not FORBIDDEN.search(name.removesuffix(".docx"))
    assert len(name.encode()) <= LONGEST


def test_no_two_names_are_alike() -> None:
    taken: set[str] = set()
    names = [file_name(text, ".md", taken=taken) for text in ("a", "A", "a ", "甲" * 300, "甲" * 301)]

    assert len({name.casefold() for name in names}) == 5


def test_projects_named_twice_are_written_once(workspace: Workspace, tmp_path: Path) -> None:
    assert export_tables(workspace, ["人才工作", "人才工作经费"], tmp_path / "a.md").tables == 1


def test_a_table_of_no_year_is_called_by_its_project_alone(tmp_path: Path) -> None:
    draft = replace(DRAFT, table=replace(SAMPLE, year=None))

    assert export_draft(draft, "md", tmp_path).name == "河道保洁经费.md"
