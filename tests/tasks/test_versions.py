"""Newer versions of files: the old tables are kept for comparison alone, and 和上一版比改了什么 tells the cells that changed."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from assistant.model.conversation import Conversation
from assistant.model.reply import Reply, Status
from assistant.store.fulltext import Tokens
from assistant.store.store import Store
from assistant.tasks.converse import converse
from assistant.tasks.import_files import FileStatus, import_files
from assistant.tasks.workspace import Workspace


def table(project: str, total: int, *rows: tuple[str, str], **more: object) -> dict[str, object]:
    indicators = [{"level1": "产出指标", "level2": "数量指标", "level3": name, "value": value} for name, value in rows]
    head = {"project": project, "year": 2023, "total": total, "department": "水务局", "unit": "河道所"}
    return {**head, "indicators": indicators, **more}


def save(path: Path, *tables: dict[str, object]) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(tables, ensure_ascii=False), "utf-8")
    return path


BEFORE = (
    table("河道保洁", 1000, ("清淤", "5段"), ("巡查", "12次"), goal="河道干净"),
    table("水库除险", 5000, ("加固", "1座")),
    table("渠道维修", 700, ("维修", "3处")),
)
AFTER = (
    table("河道保洁", 1500, ("清淤", "8段"), ("打捞", "6次"), goal="河道干净"),
    table("水库除险", 5000, ("加固", "1座")),
    table("农村饮水", 900, ("管网", "2公里")),
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive in which 水务局.json was replaced, and 民政局.json was not."""
    path, file = tmp_path / "archive.db", tmp_path / "来文" / "水务局.json"
    list(import_files(path, [save(file, *BEFORE)]))
    other = table("高龄津贴", 300, ("发放", "20人"), department="民政局", unit="民政局")
    list(import_files(path, [save(tmp_path / "民政局.json", other)]))
    (report,) = import_files(path, [save(file, *AFTER)])

    assert report.status is FileStatus.REPLACED
    return path


def ask(archive: Path, *questions: str) -> Reply:
    """The last of the questions of one conversation, answered."""
    conversation = Conversation()
    with Workspace(archive, Store.open(archive)) as workspace:
        for question in questions:
            reply, conversation = converse(workspace, conversation, question)
    return reply


@pytest.mark.parametrize(
    "question", ["和上一版比改了什么", "这份文件跟上一版比改了哪些", "上次导入的和这次有什么不同", "水务局.json和旧版有什么区别"]
)
def test_all_that_changed_is_told(archive: Path, question: str) -> None:
    reply = ask(archive, question)

    assert reply.status is Status.ANSWERED
    assert "“水务局.json”和上一版比，改了1张表、4处，多了1张表，少了1张表。" in reply.text
    assert "年度资金总额由1000元改为1500元" in reply.text
    assert "数量指标“清淤”由“5段”改为“8段”" in reply.text
    assert "新增数量指标“打捞 6次”" in reply.text
    assert "删去数量指标“巡查 12次”" in reply.text
    assert "“农村饮水”（2023年）是新增的表" in reply.text
    assert "“渠道维修”（2023年）上一版有，这一版没有了" in reply.text
    assert "高龄津贴" not in reply.text and "水库除险" not in reply.text


def test_both_versions_are_sources(archive: Path) -> None:
    reply = ask(archive, "河道保洁的总额和上一版比变了吗")

    assert [(source.document, source.project) for source in reply.sources] == [
        ("水务局.json", "河道保洁"),
        ("水务局.json（上一版）", "河道保洁"),
    ]
    assert reply.sources[0].table and not reply.sources[1].table


def test_conditions_narrow_what_is_told(archive: Path) -> None:
    assert "清淤" in ask(archive, "河道保洁和上一版比改了哪些").text
    assert "农村饮水" not in ask(archive, "河道保洁和上一版比改了哪些").text
    assert "清淤" not in ask(archive, "河道保洁的总额和上一版比有什么变化").text
    assert "问到的内容没有变" in ask(archive, "水库除险和上一版比改了什么").text


def test_it_follows_a_question_about_a_project(archive: Path) -> None:
    reply = ask(archive, "河道保洁多少钱", "它和上一版比有什么变化")

    assert "清淤" in reply.text
    assert "农村饮水" not in reply.text


def test_what_changed_is_asked_on_about(archive: Path) -> None:
    everything, goal = ask(archive, "和上一版比改了什么", "改了哪些指标"), ask(archive, "和上一版比改了什么", "目标改了没有")

    assert everything.text == ask(archive, "和上一版比改了什么").text
    assert "没有变" in goal.text
    assert "清淤" not in goal.text


def test_what_cannot_be_compared_is_said(archive: Path) -> None:
    once = ask(archive, "高龄津贴和上一版比改了什么")
    unknown = ask(archive, "图书馆购书和上一版比改了什么")
    no_office = ask(archive, "教育局的表和上一版比改了什么")

    assert once.status is Status.NOT_FOUND and "“民政局.json”只导入过一版" in once.text
    assert unknown.status is Status.NOT_FOUND and "图书馆购书" in unknown.text
    assert no_office.status is Status.NOT_FOUND and "教育局" in no_office.text


def test_years_are_no_versions(archive: Path) -> None:
    assert "上一版" not in ask(archive, "河道保洁和上年比多了多少").understood


def test_the_old_tables_never_count(archive: Path) -> None:
    assert ask(archive, "一共有几个项目").value == 4
    assert ask(archive, "所有项目的总额合计").value == 1500 + 5000 + 900 + 300
    assert ask(archive, "渠道维修多少钱").status is not Status.ANSWERED
    with Store.open(archive) as store:
        assert not store.search(["渠道"])


def test_a_third_version_is_compared_with_the_second(archive: Path, tmp_path: Path) -> None:
    third = (table("河道保洁", 1600, ("清淤", "8段"), ("打捞", "6次"), goal="河道干净"), *AFTER[1:])
    (report,) = import_files(archive, [save(tmp_path / "来文" / "水务局.json", *third)])

    assert report.notes[0].startswith("和上一版比，改了1张表、1处")
    assert "由1500元改为1600元" in ask(archive, "和上一版比改了什么").text


def test_a_renamed_row_and_a_corrected_name_are_changes(tmp_path: Path) -> None:
    archive, file = tmp_path / "archive.db", tmp_path / "表.json"
    list(import_files(archive, [save(file, table("河道保结", 1000, ("清於", "5段")))]))
    list(import_files(archive, [save(file, table("河道保洁", 1000, ("清淤", "5段")))]))
    text = ask(archive, "和上一版比改了什么").text

    assert "项目名称由“河道保结”改为“河道保洁”" in text
    assert "数量指标的名称由“清於”改为“清淤”" in text
    assert "删去" not in text and "没有了" not in text


def test_the_same_name_from_elsewhere_is_another_document_unless_it_shares_a_project(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    for folder, project in (("水务局", "河道保洁"), ("民政局", "高龄津贴"), ("下载", "河道保洁")):
        file = save(tmp_path / folder / "目标表.json", table(project, 1000 + len(folder)))
        (report,) = import_files(archive, [file])
        with Store.open(archive) as store:
            names = [document.name for document in store.documents()]
    # the one from 下载 is a newer version of that of 水务局
    assert report.status is FileStatus.REPLACED
    assert names == ["目标表.json", "民政局/目标表.json"]


def test_a_file_that_was_told_apart_by_its_folder_stays_the_same_document(tmp_path: Path) -> None:
    archive, folder = tmp_path / "archive.db", tmp_path / "来文"
    folder.mkdir()
    first, second = save(folder / "甲" / "表.json", table("河道保洁", 1)), save(folder / "乙" / "表.json", table("高龄津贴", 2))
    list(import_files(archive, [folder]))
    second.unlink()
    save(first, table("河道保洁", 3))
    (report,) = import_files(archive, [folder])

    assert report.status is FileStatus.REPLACED


def test_an_archive_of_earlier_times_is_brought_up_to_date(archive: Path) -> None:
    with sqlite3.connect(archive) as connection:
        Tokens(connection)
        for statement in ("DROP TABLE versions", "DROP TABLE originals", "DROP INDEX documents_by_path"):
            connection.execute(statement)
        connection.execute("ALTER TABLE documents DROP COLUMN path")
        connection.execute("ALTER TABLE drafts DROP COLUMN looked_at")
        connection.execute("PRAGMA user_version = 4")
    connection.close()

    assert ask(archive, "一共有几个项目").value == 4
    assert ask(archive, "和上一版比改了什么").status is Status.NOT_FOUND
