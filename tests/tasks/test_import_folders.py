"""Importing folders: side by side as one after the other, past whatever is wrong with a file, and quickly again."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import sys
import zipfile
from io import BufferedReader
from pathlib import Path

import pytest

from assistant.errors import AmbiguousName, UnknownFormat, UnknownName, UnreadableFile, UnwritableFile
from assistant.model.goal_table import GoalTable
from assistant.store import writing
from assistant.store.store import Store
from assistant.tasks import import_files as importing
from assistant.tasks import read_file
from assistant.tasks.documents import export_originals, remove_documents
from assistant.tasks.import_files import FileReport, FileStatus, import_files, plan_import
from assistant.tasks.import_report import check_report_file, save_report
from assistant.tasks.workspace import Workspace

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
STEERING = "坏\x1b[31m名\n字.txt"


def text_of(project: str, total: int = 1000) -> str:
    indicators = [{"level1": "产出指标", "level2": "数量指标", "level3": "长度", "value": "3公里"}]
    table = {"project": project, "year": 2023, "total": total, "department": "水务局", "unit": "河道所", "indicators": indicators}
    return json.dumps([table], ensure_ascii=False)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten files of a table each, in two folders."""
    for number in range(10):
        place = tmp_path / "来文" / f"{number % 2}组"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}.json").write_text(text_of(f"项目{number}"), "utf-8")
    return tmp_path / "来文"


def held(archive: Path) -> list[tuple[object, ...]]:
    """All that the archive holds of documents and tables, with its keys."""
    with sqlite3.connect(archive) as connection:
        documents = connection.execute("SELECT id, name, sha256, path FROM documents ORDER BY id").fetchall()
        tables = connection.execute("SELECT * FROM goal_tables ORDER BY id").fetchall()
        texts = connection.execute("SELECT * FROM texts ORDER BY id").fetchall()
    connection.close()
    return [*documents, *tables, *texts]


def by_name(reports: list[FileReport]) -> dict[str, FileReport]:
    return {Path(report.file).name: report for report in reports}


# side by side


def test_it_comes_out_the_same_however_many_read(folder: Path, tmp_path: Path) -> None:
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 kein Dokument")
    (folder / "0组" / "又一份.json").write_text(text_of("项目3"), "utf-8")
    alone = list(import_files(tmp_path / "alone.db", [folder], processes=0))
    together = list(import_files(tmp_path / "together.db", [folder], processes=3))

    assert together == alone
    assert held(tmp_path / "together.db") == held(tmp_path / "alone.db")


def test_importing_again_reads_nothing_and_changes_nothing(archive: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(import_files(archive, [folder], processes=0))
    before = held(archive)

    def unread(*_: object) -> None:
        raise AssertionError("known files are not read")

    monkeypatch.setattr(importing, "read_file", unread)
    reports = list(import_files(archive, [folder], processes=0))

    assert {report.status for report in reports} == {FileStatus.UNCHANGED}
    assert [table.project for report in reports for table in report.tables] == [
        f"项目{n}" for n in (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
    ]
    assert held(archive) == before


def test_a_trial_run_tells_and_leaves_nothing(archive: Path, folder: Path) -> None:
    (folder / "同样.json").write_text(text_of("项目3"), "utf-8")
    reports = list(import_files(archive, [folder], dry_run=True))

    assert [report.status for report in reports].count(FileStatus.UNCHANGED) == 1
    assert sum(len(report.tables) for report in reports) == 11
    assert not archive.exists()


def test_who_says_stop_keeps_what_was_reported(archive: Path, folder: Path) -> None:
    reports: list[FileReport] = []
    for report in import_files(archive, [folder], stopped=lambda: len(reports) == 3):
        reports.append(report)

    with Store.open(archive) as store:
        assert [document.tables for document in store.documents()] == [1, 1, 1]
    assert len(reports) == 3


def test_a_file_spelled_in_several_ways_counts_once(
    archive: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Relative, whole, by way of another folder, through links to it and to its folder, and below its folder."""
    monkeypatch.chdir(tmp_path)
    file = folder / "1组" / "1.json"
    (tmp_path / "链接.json").symlink_to(file)
    (tmp_path / "文件夹").symlink_to(folder, target_is_directory=True)
    spellings = ["来文/1组/1.json", str(file), "来文/0组/../1组/1.json", "链接.json", "文件夹/1组/1.json", "来文/1组"]
    (first, *others) = import_files(archive, list(map(Path, spellings)), processes=0)

    assert first.file == str(Path("来文/1组/1.json")) and first.status is FileStatus.IMPORTED
    assert [Path(report.file).name for report in others] == ["3.json", "5.json", "7.json", "9.json"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_two_names_of_the_same_bytes_are_two_files(archive: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "另存.json").hardlink_to(folder / "1组" / "1.json")
    reports = list(import_files(archive, [folder / "1组" / "1.json", tmp_path / "另存.json"], processes=0))

    assert [report.status for report in reports] == [FileStatus.IMPORTED, FileStatus.UNCHANGED]


def test_a_trial_run_counts_the_faults_that_the_import_counts(archive: Path, folder: Path) -> None:
    (folder / "同样.json").write_bytes((folder / "0组" / "0.json").read_bytes())
    trial = list(import_files(archive, [folder], dry_run=True, review=True, processes=0))
    import_ = list(import_files(archive, [folder], review=True, processes=0))

    assert [(one.errors, one.warnings) for one in trial] == [(one.errors, one.warnings) for one in import_]
    assert sum(one.errors for one in import_) > 0


# what is wrong with a file


def test_each_bad_file_gives_one_line_and_the_rest_is_imported(archive: Path, folder: Path) -> None:
    (folder / "空.docx").write_bytes(b"")
    (folder / "断.docx").write_bytes(b"PK\x03\x04abc")
    (folder / "深.json").write_text("[" * 100_000, "utf-8")
    (folder / STEERING).write_text("没有表", "utf-8")
    (folder / "~$开着的.docx").write_bytes(b"x" * 162)
    (folder / ".~lock.开着的.xlsx#").write_bytes(b"x")
    (folder / ".隐藏").mkdir()
    (folder / ".隐藏" / "表.json").write_text(text_of("看不见的"), "utf-8")
    with zipfile.ZipFile(folder / "越界.docx", "w") as package:
        package.writestr("../../出去.txt", "出去了")
        package.writestr("word/document.xml", "<w/>")
    reports = by_name(list(import_files(archive, [folder])))

    assert {name for name, report in reports.items() if report.status is FileStatus.IMPORTED} == {f"{n}.json" for n in range(10)}
    assert {reports[name].status for name in ("空.docx", "断.docx", "深.json")} == {FileStatus.FAILED}
    assert all(report.reason for report in reports.values() if report.status is not FileStatus.IMPORTED)
    assert len(reports) == 15
    assert not (folder.parent.parent / "出去.txt").exists()
    with Store.open(archive) as store:
        assert not [document.name for document in store.documents() if "\x1b" in document.name]


def test_what_is_said_many_times_of_the_same_place_is_one_note(archive: Path, folder: Path) -> None:
    (folder / "嵌套.html").write_text("<table><tr><td>项目名称</td><td>甲</td></tr></table>" * 50, "utf-8")
    report = by_name(list(import_files(archive, [folder])))["嵌套.html"]

    assert len((report.reason, *report.notes)) == 1 and "同样的有50处" in report.reason


def test_tables_that_are_too_large_fail_alone(archive: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (table,) = json.loads(text_of("甲"))
    (folder / "长.json").write_text(json.dumps([{**table, "goal": "字" * 100_001}]), "utf-8")
    (folder / "多.json").write_text(json.dumps([{**table, "indicators": table["indicators"] * 100}]), "utf-8")
    (folder / "总.json").write_text(json.dumps([{**table, "goal": "字" * 50_000}] * 7), "utf-8")
    monkeypatch.setattr(writing, "MOST_TEXT", 300_000)
    monkeypatch.setattr(writing, "ROWS_OF_TABLE", 100)
    reports = by_name(list(import_files(archive, [folder])))

    failed = {name: report.reason for name, report in reports.items() if report.status is FileStatus.FAILED}
    assert failed.keys() == {"长.json", "多.json", "总.json"}
    assert "超过10万字" in failed["长.json"] and "99条" in failed["多.json"] and "超过30万字" in failed["总.json"]
    assert sum(report.status is FileStatus.IMPORTED for report in reports.values()) == 10


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="all names of files are Unicode there")
def test_names_in_gbk_are_read_as_their_characters_and_kept_apart(archive: Path, folder: Path) -> None:
    for number, name in enumerate(("财务.json", "水利.json")):
        with open(os.fsencode(folder) + b"/" + name.encode("gbk"), "w", encoding="utf-8") as file:
            file.write(text_of(f"名字{number}"))
    list(import_files(archive, [folder]))
    again = list(import_files(archive, [folder]))

    assert {report.status for report in again} == {FileStatus.UNCHANGED} and len(again) == 12
    with Store.open(archive) as store:
        names = {document.name: document.path for document in store.documents()}
    assert {"财务.json", "水利.json"} < names.keys()
    assert names["财务.json"] == str(folder / "财务.json")
    assert [one.name for one in remove_documents(archive, ["财务.json"])] == ["财务.json"]


def test_halves_of_characters_and_amounts_beyond_measure_stop_nothing(archive: Path, folder: Path) -> None:
    (folder / "半.json").write_text(text_of("X").replace("X", "甲\\ud800乙\\u001b"), "utf-8")
    (folder / "巨.json").write_text(text_of("甲", 10**300), "utf-8")
    (folder / "巨.txt").write_text(
        f"项目支出绩效目标表\n（2023年度）\n项目名称\t清淤\n项目资金（万元）\t年度资金总额\t{'9' * 40}\n"
        "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t长度\t3公里\n",
        "utf-8",
    )
    reports = by_name(list(import_files(archive, [folder], review=True)))

    assert [table.project for table in reports["半.json"].tables] == ["甲\ufffd乙\u001b"]
    assert reports["巨.json"].status is FileStatus.FAILED and "total" in reports["巨.json"].reason
    assert [table.total for table in reports["巨.txt"].tables] == [None]
    assert any("读不成一个金额" in note for note in reports["巨.txt"].notes)
    assert sum(report.status is FileStatus.IMPORTED for report in reports.values()) == 12


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_links_and_pipes(archive: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "外面.json").write_text(text_of("外面的"), "utf-8")
    (folder / "出去.json").symlink_to(tmp_path / "外面.json")
    (folder / "里面.json").symlink_to(folder / "0组" / "0.json")
    (folder / "绕圈").symlink_to(folder)
    (folder / "自己.json").symlink_to("自己.json")
    os.mkfifo(folder / "管道.docx")
    reports = by_name(list(import_files(archive, [folder])))

    assert "到文件夹外面的链接" in reports["出去.json"].reason
    assert "绕成圈的链接" in reports["自己.json"].reason
    assert "不是普通文件" in reports["管道.docx"].reason
    assert "里面.json" not in reports and "绕圈" not in reports
    assert len([report for report in reports.values() if report.status is FileStatus.IMPORTED]) == 10


def test_a_mark_of_an_open_file_is_named_where_it_is_asked_for(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "~$目标表.docx").write_bytes(b"x" * 162)
    (report,) = import_files(archive, [tmp_path / "~$目标表.docx"])

    assert report.status is FileStatus.SKIPPED
    assert "标记文件" in report.reason


@pytest.mark.parametrize("processes", [0, 2])
def test_files_that_vanish(archive: Path, folder: Path, processes: int) -> None:
    plan = plan_import([folder])
    (folder / "0组" / "4.json").unlink()
    reports = by_name(list(import_files(archive, plan, processes=processes)))

    assert reports["4.json"].status is FileStatus.FAILED
    assert "文件或文件夹不存在" in reports["4.json"].reason
    assert [report.status for report in reports.values()].count(FileStatus.IMPORTED) == 9


def test_a_file_cut_or_replaced_or_locked_while_it_is_read_is_one_line(
    archive: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut, replaced, locked = (folder / "0组" / f"{number}.json" for number in (0, 2, 4))
    opened = read_file._opened

    def meanwhile(path: Path) -> BufferedReader:
        if path == locked:
            raise PermissionError(errno.EACCES, "Permission denied")
        stream = opened(path)
        if path == cut:
            os.truncate(path, 40)
        elif path == replaced:
            (folder / "新.tmp").write_text(text_of("换上的"), "utf-8")
            os.replace(folder / "新.tmp", path)
        return stream

    monkeypatch.setattr(read_file, "_opened", meanwhile)
    reports = by_name(list(import_files(archive, [folder], processes=0)))

    assert reports["0.json"].status is FileStatus.FAILED
    assert [table.project for table in reports["2.json"].tables] == ["项目2"]
    assert reports["4.json"].reason == "打不开（没有权限），请确认文件还在、没有被别的程序占用、您有权限读。"
    assert len([report for report in reports.values() if report.status is FileStatus.IMPORTED]) == 8


@pytest.mark.skipif(AS_ROOT, reason="root may read everything")
def test_files_and_folders_without_permission_are_a_line_each(archive: Path, folder: Path) -> None:
    (folder / "0组" / "0.json").chmod(0)
    (folder / "1组").chmod(0)
    try:
        reports = by_name(list(import_files(archive, [folder])))
    finally:
        (folder / "1组").chmod(0o700)

    assert "没有权限" in reports["0.json"].reason and "没有权限" in reports["1组"].reason
    assert len([report for report in reports.values() if report.status is FileStatus.IMPORTED]) == 4


def test_a_file_that_takes_too_long_is_named_with_the_limit(archive: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "SECONDS", 0)
    reports = list(import_files(archive, [folder], processes=2))

    assert {report.status for report in reports} == {FileStatus.FAILED}
    assert all("读了0秒还没有读完，超过给这个文件的时限" in report.reason for report in reports)


def test_a_failure_of_ours_is_told_for_the_file_alone(archive: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes, name: str) -> object:
        raise KeyError("内部")

    monkeypatch.setattr(read_file, "read_document", fail)
    (report,) = import_files(archive, [folder / "0组" / "0.json"])

    assert report.status is FileStatus.FAILED
    assert "意外" in report.reason and "Traceback" not in report.reason
    assert "Traceback" in report.trace


def test_where_no_process_can_be_started_it_is_read_here(archive: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EAGAIN, "no more processes")

    monkeypatch.setattr("assistant.tasks.side_by_side.SideBySide._start", refuse)

    assert {report.status for report in import_files(archive, [folder])} == {FileStatus.IMPORTED}


# the report


def test_the_report_is_saved_as_json_text_and_workbook(archive: Path, folder: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    (folder / "=坏.docx").write_bytes(b"PK\x03\x04abc")
    reports = list(import_files(archive, [folder]))
    for ending in ("json", "txt", "xlsx"):
        save_report(reports, tmp_path / f"说明.{ending}")
    entries = json.loads((tmp_path / "说明.json").read_text("utf-8"))
    files, tables, notes = load_workbook(tmp_path / "说明.xlsx").worksheets

    assert [entry["status"] for entry in entries].count("imported") == 10
    assert [row[1].value for row in files].count("已读入") == 10
    assert [row[1].value for row in tables][1:] == [table.project for report in reports for table in report.tables]
    assert notes["A1"].value == "文件"
    assert (tmp_path / "说明.txt").read_text("utf-8").count("已读入") == 10
    assert not [row[0].value for row in files if str(row[0].value).startswith("=")]


def test_the_report_takes_no_files_place_that_is_imported(folder: Path) -> None:
    with pytest.raises(UnwritableFile):
        check_report_file(folder / "0组" / "0.json", plan_import([folder]))
    with pytest.raises(UnknownFormat):
        check_report_file(folder / "说明.docx")
    check_report_file(folder / "说明.json", plan_import([folder]))


# what is kept, and taken out again


def test_originals_are_kept_on_wish_and_given_back(archive: Path, folder: Path, tmp_path: Path) -> None:
    list(import_files(archive, [folder]))
    with Workspace(archive, Store.open(archive)) as workspace, pytest.raises(UnreadableFile):
        export_originals(workspace, ["项目3"], tmp_path / "取出")
    list(import_files(archive, [folder], keep_originals=True))
    with Workspace(archive, Store.open(archive)) as workspace:
        (one,) = export_originals(workspace, ["项目3"], tmp_path / "取出的.json")
        every = export_originals(workspace, [], tmp_path / "取出")

    assert one.read_bytes() == (folder / "1组" / "3.json").read_bytes()
    assert sorted(file.name for file in every) == [f"{number}.json" for number in range(10)]


def projects(archive: Path) -> list[str]:
    with Store.open(archive) as store:
        return [table.project for table in store.tables()]


def test_a_document_is_taken_out_with_all_that_is_of_it(archive: Path, folder: Path, tmp_path: Path) -> None:
    double = tmp_path / "又一份.json"
    double.write_text(text_of("项目3", 5), "utf-8")
    list(import_files(archive, [folder], keep_originals=True))
    (report,) = import_files(archive, [double])
    assert report.doubled == 1
    (removed,) = remove_documents(archive, ["又一份.json"])

    assert [table.project for table in removed.tables] == ["项目3"]
    assert projects(archive).count("项目3") == 1
    (by_path,) = remove_documents(archive, [str(folder / "1组" / "3.json")])
    assert by_path.name == "3.json"
    assert "项目3" not in projects(archive)
    with Store.open(archive) as store:
        assert "项目3" not in [hit.text for hit in store.search(["项目3"])]
    (again,) = import_files(archive, [folder / "1组" / "3.json"])
    assert again.status is FileStatus.IMPORTED


def test_a_trial_removal_and_names_that_are_none(archive: Path, folder: Path) -> None:
    (folder / "0组" / "1.json").write_text(text_of("另一个"), "utf-8")
    list(import_files(archive, [folder]))
    remove_documents(archive, ["2.json"], dry_run=True)
    with pytest.raises(UnknownName) as unknown:
        remove_documents(archive, ["2.json", "没有的.json"])
    with pytest.raises(AmbiguousName) as several:
        remove_documents(archive, ["1.json"])

    assert "没有的.json" in str(unknown.value)
    assert several.value.choices == ("0组/1.json", "1组/1.json")
    assert len(projects(archive)) == 11


def table_of(report: FileReport) -> GoalTable:
    return report.tables[0]


def test_each_report_names_its_tables_in_the_archive(archive: Path, folder: Path) -> None:
    reports = list(import_files(archive, [folder]))
    with Store.open(archive) as store:
        for report in (*reports, *import_files(archive, [folder])):
            assert [store.load(key).project for key in report.keys] == [table_of(report).project]


def test_errors_and_warnings_are_counted_on_wish(archive: Path, tmp_path: Path) -> None:
    indicators = [{"level1": "产出指标", "level2": "时效指标", "level3": "完成时间", "value": "2019年底前完成"}]
    bad = {"project": "河道保洁", "year": 2023, "total": 1000, "department": "水务局", "indicators": indicators}
    file = tmp_path / "表.json"
    file.write_text(json.dumps([bad], ensure_ascii=False), "utf-8")
    (plain,) = import_files(archive, [file], dry_run=True)
    (reviewed,) = import_files(archive, [file], dry_run=True, review=True)

    assert (plain.errors, plain.warnings) == (0, 0)
    assert reviewed.errors
