"""`jixiao draft`: the published JSON, the text for people, the file, and every way in which it is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.chinese.cells import cells
from tests.cli.conftest import Jixiao

pytestmark = pytest.mark.usefixtures("archive")


def test_json_has_the_published_keys(jixiao: Jixiao) -> None:
    done = jixiao("draft", "--from", "人才工作经费", "--year", "2023", "--total", "40万", "--json")

    assert done.status == 0 and done.err == ""
    assert list(done.json) == ["status", "base", "table", "changes", "findings"]
    assert done.json["status"] == "draft"
    assert done.json["base"] == {"project": "人才工作经费", "year": 2022}
    assert (done.json["table"]["year"], done.json["table"]["total"], done.json["table"]["funds"][0]["amount"]) == (
        2023,
        400000,
        400000,
    )
    assert {tuple(change) for change in done.json["changes"]} == {("where", "from", "to", "kind", "why")}
    assert {
        "where": "数量指标 慰问高层次特殊人才",
        "from": "20人",
        "to": "27人",
        "kind": "suggested",
        "why": "总额增加三分之一，按比例约27人；表里仍是20人，请定",
    } in done.json["changes"]


@pytest.mark.parametrize("total", ["300000", "30万", "三十万元", "３０万", "0.3百万", "300,000元"])
def test_amounts_are_read_as_officials_write_them(jixiao: Jixiao, total: str) -> None:
    done = jixiao("draft", "--from", "社区党务工作者津贴", "--total", total, "--json")

    assert done.json["table"]["total"] == 300000


def test_text_lists_changes_by_kind_and_then_the_table(jixiao: Jixiao) -> None:
    out = jixiao("draft", "--from", "人才工作经费", "--total", "40万").out
    places = [out.index(part) for part in ("您要求的", "随着改的", "建议的", "照旧", "部门项目支出预算绩效目标表", "绩效指标")]

    assert places == sorted(places)
    assert "20人 → 27人" in out
    assert max(map(cells, out.splitlines())) <= 80


def test_nothing_is_left_in_the_archive(jixiao: Jixiao, archive: Path) -> None:
    before = archive.read_bytes()
    jixiao("draft", "--from", "人才工作经费", "--year", "2023")

    assert archive.read_bytes() == before
    assert len(jixiao("list", "--json").json["projects"]) == 14


def test_a_sentence_names_its_base_and_its_figures(jixiao: Jixiao) -> None:
    done = jixiao("draft", "照人才工作经费做一份2025年的，慰问30人，总额翻一番", "--json").json
    rows = {row["level3"]: row["value"] for row in done["table"]["indicators"]}

    assert (done["base"]["project"], done["table"]["year"], done["table"]["total"]) == ("人才工作经费", 2025, 600000)
    assert rows["慰问高层次特殊人才"] == "30人"


def test_a_described_project_starts_from_the_most_similar_one(jixiao: Jixiao) -> None:
    done = jixiao("draft", "明年村书记、社区书记培训办两期，预算20万", "--json").json

    assert done["base"]["project"] == "基层党建工作及村书记、社区书记教育培训和公务员工作经费"
    assert any(change["where"] == "项目名称" and change["kind"] == "kept" for change in done["changes"])


def test_without_a_past_project_there_is_a_frame_with_blank_values(jixiao: Jixiao) -> None:
    done = jixiao("draft", "城区污水管网改造，500万", "--json")

    assert done.status == 0
    assert (done.json["status"], done.json["base"], done.json["table"]["total"]) == ("draft", None, 5000000)
    assert {row["value"] for row in done.json["table"]["indicators"]} == {""}
    assert {"数量指标", "质量指标", "时效指标", "服务对象满意度指标"} <= {
        row["level2"] for row in done.json["table"]["indicators"]
    }


def test_an_unknown_base_is_refused(jixiao: Jixiao) -> None:
    unknown = jixiao("draft", "--from", "海水淡化", "--json")

    assert (unknown.status, unknown.json["status"], unknown.json["table"]) == (1, "not_found", None)
    assert "海水淡化" in unknown.err


def test_a_base_that_fits_several_gives_the_choices(jixiao: Jixiao) -> None:
    done = jixiao("draft", "--from", "津贴", "--json")

    assert (done.status, done.json["status"]) == (1, "ambiguous")
    assert len(done.json["choices"]) == 2
    assert all(choice in done.err for choice in done.json["choices"])


def test_a_year_that_is_not_after_the_base_is_pointed_out(jixiao: Jixiao) -> None:
    done = jixiao("draft", "--from", "人才工作经费", "--year", "2022", "--json")

    assert done.status == 0
    assert any(change["where"] == "年度" and "2022" in change["why"] for change in done.json["changes"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--total", "-5"), "不能小于零"),
        (("--total", "100000亿"), "大得不合常理"),
        (("--total", "很多"), "金额要写成"),
        (("--year", "二三"), "年度要写成"),
    ],
)
def test_senseless_wishes_are_refused(jixiao: Jixiao, arguments: tuple[str, ...], said: str) -> None:
    done = jixiao("draft", "--from", "人才工作经费", *arguments)

    assert done.status == 2 and done.out == ""
    assert said in done.err


def test_nothing_asked_for_is_wrong_usage(jixiao: Jixiao) -> None:
    done = jixiao("draft")

    assert done.status == 2 and "jixiao draft" in done.err


def test_the_table_is_written_and_an_existing_file_kept(jixiao: Jixiao, tmp_path: Path) -> None:
    file = tmp_path / "新表.json"
    first = jixiao("draft", "--from", "人才工作经费", "--total", "40万", "-o", file)

    assert first.status == 0 and str(file) in first.err and "您要求的" in first.out
    assert json.loads(file.read_text("utf-8"))[0]["total"] == 400000
    again = jixiao("draft", "--from", "人才工作经费", "--total", "50万", "-o", file)
    assert again.status == 2 and "已经有" in again.err
    assert json.loads(file.read_text("utf-8"))[0]["total"] == 400000
    assert jixiao("draft", "--from", "人才工作经费", "--total", "50万", "-o", file, "--force").status == 0
    assert json.loads(file.read_text("utf-8"))[0]["total"] == 500000


def test_a_file_that_cannot_be_written_is_named(jixiao: Jixiao, tmp_path: Path) -> None:
    nowhere = jixiao("draft", "--from", "人才工作经费", "-o", tmp_path / "没有" / "表.docx")
    odd = jixiao("draft", "--from", "人才工作经费", "-o", tmp_path / "表.exe")

    assert nowhere.status == 2 and "没有" in nowhere.err
    assert odd.status in (1, 2) and "exe" in odd.err and list(tmp_path.glob("*.exe")) == []
