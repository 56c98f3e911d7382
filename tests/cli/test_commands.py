"""What the commands print: data on standard output, talk on standard error, the keys that scripts hold on to."""

from __future__ import annotations

import io
import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Jixiao

REPLY_KEYS = {
    "question",
    "status",
    "understood",
    "text",
    "projects",
    "value",
    "unit",
    "indicators",
    "groups",
    "choices",
    "draft",
    "sources",
    "query",
    "suggestions",
    "count",
}


def test_first_use_makes_the_archive_from_the_corpus_and_says_so(jixiao: Jixiao, tmp_path: Path) -> None:
    archive = tmp_path / "new" / "archive.db"
    first, second = jixiao("list", "--json", "--archive", archive), jixiao("--archive", archive, "list", "--json")

    assert len(first.json["projects"]) == 14
    assert str(archive) in first.err and "14 张" in first.err
    assert second.out == first.out
    assert second.err == ""
    assert [entry.name for entry in archive.parent.iterdir()] == ["archive.db"]


def test_archive_is_in_the_data_folder_unless_named(jixiao: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jixiao("list")
    monkeypatch.setenv("JIXIAO_ARCHIVE", str(tmp_path / "named.db"))
    jixiao("list")

    assert len(list((tmp_path / "home").rglob("jixiao/archive.db"))) == 1
    assert (tmp_path / "named.db").exists()


def test_ask_prints_answer_then_sources_then_how_it_was_understood(jixiao: Jixiao, archive: Path) -> None:
    done = jixiao("ask", "哪些项目预算超过100万")
    answer, notes = done.out.strip().split("\n\n")

    assert done.status == 0
    assert done.err == ""
    for name in ("社区为民服务资金", "乡村整治专项资金", "村集体经济发展专项资金", "1375万元"):
        assert name in answer
    assert notes.index("第12张表") < notes.index("2022年年度资金总额超过100万元")


def test_ask_joins_the_words_of_a_question(jixiao: Jixiao, archive: Path) -> None:
    done = jixiao("ask", "人才工作经费", "总额", "--json")

    assert done.json["value"] == 300000
    assert done.json.keys() == REPLY_KEYS
    assert done.out.count("\n") == 1


def test_a_reply_that_the_tables_do_not_hold_it_is_a_success(jixiao: Jixiao, archive: Path) -> None:
    done = jixiao("ask", "人才工作经费的项目负责人电话是多少", "--json")

    assert done.status == 0
    assert done.json["status"] == "not_found"


def said(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Puts lines on standard input."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_chat_on_a_pipe_answers_line_by_line_without_a_prompt(
    jixiao: Jixiao, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(monkeypatch, "哪些项目预算超过100万", "其中最高的是哪个", "", "退出", "人才工作经费的总额")
    done = jixiao("chat")

    assert done.status == 0
    assert done.err == ""
    assert "问>" not in done.out
    assert "730万元" in done.out
    assert "30万元" not in done.out.replace("730万元", "")


def test_chat_json_is_one_object_a_line_and_new_forgets(jixiao: Jixiao, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, "干部教育培训经费的总额是多少", "那人才工作经费呢", "/new", "其中最高的是哪个", "")
    replies = [json.loads(line) for line in jixiao("chat", "--json").out.splitlines()]

    assert [reply["status"] for reply in replies[:3]] == ["answered", "answered", "new"]
    assert [project["project"] for project in replies[1]["projects"]] == ["人才工作经费"]
    assert len(replies) == 5
    for reply in (replies[0], replies[1], replies[3], replies[4]):
        assert reply.keys() == REPLY_KEYS
    assert replies[2] == {"status": "new"}


def test_list_as_text_and_of_one_year(jixiao: Jixiao, archive: Path) -> None:
    everything, none = jixiao("list"), jixiao("list", "--year", "2019年")
    row = next(line for line in everything.out.splitlines() if "社区为民服务资金" in line)

    assert row.split() == ["社区为民服务资金", "2022", "1,450,000", "中国共产党平罗县委员会组织部"]
    assert "共 14 个项目" in everything.out
    assert none.status == 0
    assert "有的年度：2022" in none.out


def test_list_as_json(jixiao: Jixiao, archive: Path) -> None:
    entry = next(entry for entry in jixiao("list", "--json").json["projects"] if entry["project"] == "社区为民服务资金")

    assert entry == {
        "project": "社区为民服务资金",
        "year": 2022,
        "department": "中国共产党平罗县委员会组织部",
        "unit": "中国共产党平罗县委员会组织部",
        "total": 1450000,
    }


@pytest.mark.parametrize("name", ["人才工作经费", "人才", "人才工作经废", "人 才 工 作 经 费"])
def test_show_finds_a_table_by_name_part_or_likeness(jixiao: Jixiao, archive: Path, name: str) -> None:
    done = jixiao("show", name, "--json")

    assert (done.status, done.json["project"]) == (0, "人才工作经费")


def test_show_prints_the_official_form_and_the_published_form(jixiao: Jixiao, archive: Path) -> None:
    text, table = jixiao("show", "人才工作经费").out, jixiao("show", "人才工作经费", "--json").json

    assert "部门项目支出预算绩效目标表" in text
    assert all(indicator["value"] in text for indicator in table["indicators"] if len(indicator["value"]) < 8)
    assert table["total"] == 300000
    assert table["indicators"][0].keys() >= {"level1", "level2", "required", "level3", "value", "operator", "quantity", "weight"}
    assert table["source"]["place"].startswith("第5张表")


@pytest.mark.parametrize(
    ("arguments", "said_to_user"),
    [
        (["show", "党建"], ["对得上", "  非公企业和社会组织党建项目补助经费\n"]),
        (["show", "人才工作经费", "--year", "2031"], ["没有2031年的表", "有的年度：2022"]),
        (["show", "乡村治理专项"], ["没有叫", "乡村整治专项资金"]),
        (["show", "xyz"], ["没有叫", "jixiao list"]),
        (["show", " "], ["没有叫"]),
    ],
)
def test_show_of_no_single_project_says_what_there_is(
    jixiao: Jixiao, archive: Path, arguments: list[str], said_to_user: list[str]
) -> None:
    done = jixiao(*arguments)

    assert (done.status, done.out) == (1, "")
    for words in said_to_user:
        assert words in done.err


def test_search_marks_the_words(jixiao: Jixiao, archive: Path) -> None:
    done, none = jixiao("search", "党员", "培训"), jixiao("search", "航天飞机")
    matches = jixiao("search", "级活", "--json").json["matches"]

    assert "【党员】" in done.out and "【培训】" in done.out
    assert (none.status, none.out) == (0, "没有找到“航天飞机”。\n")
    assert jixiao("search", "航天飞机", "--json").json == {"matches": []}
    assert matches[0].keys() == {"project", "year", "field", "text", "marked", "score"}
    assert any("【级活】" in match["marked"] for match in matches)


def test_import_into_no_archive_makes_one_with_nothing_else(jixiao: Jixiao, tmp_path: Path, corpus_text: str) -> None:
    one = tmp_path / "一张表.txt"
    tables = corpus_text.split("部门项目支出预算绩效目标表")
    one.write_text("部门项目支出预算绩效目标表" + tables[5], "utf-8")
    archive = tmp_path / "new" / "archive.db"
    done = jixiao("import", one, "--archive", archive)

    assert done.status == 0
    assert "已读入" in done.out
    assert [entry["project"] for entry in jixiao("list", "--json", "--archive", archive).json["projects"]] == ["人才工作经费"]


def test_import_again_changed_and_under_another_name(jixiao: Jixiao, tmp_path: Path, corpus_text: str) -> None:
    file, copy, archive = tmp_path / "目标表.txt", tmp_path / "另存.txt", tmp_path / "new.db"
    file.write_text(corpus_text, "utf-8")
    copy.write_text(corpus_text, "utf-8")
    import_it = ("import", "--json", "--archive", archive)
    statuses = [jixiao(*import_it, file).json["status"] for _ in range(2)]
    renamed = jixiao(*import_it, copy).json
    file.write_text(corpus_text.replace("7300000", "7400000"), "utf-8")
    changed = jixiao(*import_it, file).json

    assert statuses == ["imported", "unchanged"]
    assert (renamed["status"], len(renamed["tables"])) == ("unchanged", 14)
    assert (changed["status"], changed["tables"][12]["total"]) == ("replaced", 7400000)
    assert len(jixiao("list", "--json", "--archive", archive).json["projects"]) == 14


def test_import_reads_what_show_prints(jixiao: Jixiao, archive: Path, tmp_path: Path) -> None:
    shown = jixiao("show", "乡村整治专项资金", "--json")
    file, other = tmp_path / "表.json", tmp_path / "other.db"
    file.write_text(shown.out, "utf-8")
    done = jixiao("import", file, "--archive", other)
    again = jixiao("show", "乡村整治专项资金", "--json", "--archive", other)

    assert done.status == 0
    assert {key: value for key, value in again.json.items() if key != "source"} == {
        key: value for key, value in shown.json.items() if key != "source"
    }


def test_trial_run_writes_nothing(jixiao: Jixiao, tmp_path: Path, corpus_text: str) -> None:
    file, archive = tmp_path / "目标表.txt", tmp_path / "new.db"
    file.write_text(corpus_text, "utf-8")
    done = jixiao("import", file, "--dry-run", "--archive", archive)

    assert done.status == 0
    assert "14 张表" in done.out
    assert not archive.exists()


def test_trial_run_over_an_archive_leaves_it_as_it_is(jixiao: Jixiao, archive: Path, tmp_path: Path, corpus_text: str) -> None:
    before = archive.read_bytes()
    same, changed = tmp_path / "同样的.txt", tmp_path / "平罗县-县委组织部-2022-项目支出绩效目标表.txt"
    same.write_text(corpus_text, "utf-8")
    changed.write_text(corpus_text.replace("7300000", "7400000"), "utf-8")
    statuses = [json.loads(line)["status"] for line in jixiao("import", same, changed, "--dry-run", "--json").out.splitlines()]

    assert statuses == ["unchanged", "replaced"]
    assert archive.read_bytes() == before


def test_import_of_a_folder(jixiao: Jixiao, tmp_path: Path, corpus_text: str) -> None:
    folder, outside, archive = tmp_path / "报来的表", tmp_path / "外面.txt", tmp_path / "new.db"
    tables = ["部门项目支出预算绩效目标表" + text for text in corpus_text.split("部门项目支出预算绩效目标表")[1:]]
    for office, text in (("教育局", tables[2]), ("水务局", tables[12])):
        (folder / office).mkdir(parents=True)
        (folder / office / "目标表.txt").write_text(text, "utf-8")
    (folder / ".隐藏.txt").write_text(tables[3], "utf-8")
    (folder / "说明.txt").write_text("请各单位于月底前报送。\n", "utf-8")
    outside.write_text(tables[4], "utf-8")
    (folder / "链接.txt").symlink_to(outside)
    (folder / "水务局" / "绕回来").symlink_to(folder)
    reports = [json.loads(line) for line in jixiao("import", folder, "--json", "--archive", archive).out.splitlines()]

    assert [(Path(report["file"]).relative_to(folder).as_posix(), report["status"]) for report in reports] == [
        ("说明.txt", "skipped"),
        ("链接.txt", "skipped"),
        ("教育局/目标表.txt", "imported"),
        ("水务局/目标表.txt", "imported"),
    ]
    assert all(report.keys() == {"file", "status", "reason", "tables", "notes"} for report in reports)
    assert "指到文件夹外面" in reports[1]["reason"]
    assert reports[2]["reason"] is None
    assert len(jixiao("list", "--json", "--archive", archive).json["projects"]) == 2, "equal names do not replace each other"


def test_import_tells_repairs_with_their_lines(jixiao: Jixiao, tmp_path: Path, corpus_text: str) -> None:
    file = tmp_path / "目标表.txt"
    file.write_text(corpus_text, "utf-8")
    done = jixiao("import", file, "--dry-run")

    assert "  · 第" in done.out
    assert "产产出指标" in done.out


@pytest.mark.parametrize("ending", ["txt", "json"])
def test_report_is_saved_by_its_ending(jixiao: Jixiao, tmp_path: Path, corpus_text: str, ending: str) -> None:
    file, report = tmp_path / "目标表.txt", tmp_path / f"说明.{ending}"
    file.write_text(corpus_text, "utf-8")
    done = jixiao("import", file, tmp_path / "没有.txt", "--report", report, "--archive", tmp_path / "new.db")
    saved = report.read_text("utf-8")

    assert done.status == 0
    assert str(report) in done.err
    if ending == "json":
        assert [entry["status"] for entry in json.loads(saved)] == ["imported", "failed"]
    else:
        assert saved == done.out


def test_questions_open_the_archive_without_writing(jixiao: Jixiao, archive: Path) -> None:
    before = (archive.read_bytes(), archive.stat().st_mtime_ns)
    for arguments in (["ask", "哪些项目预算超过100万"], ["list"], ["show", "人才"], ["search", "党员"]):
        jixiao(*arguments)

    assert (archive.read_bytes(), archive.stat().st_mtime_ns) == before
    with sqlite3.connect(archive) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
