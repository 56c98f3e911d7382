"""`jixiao similar`: what stands on standard output, and what where nothing fits."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Jixiao


def test_names_the_project_first_with_reasons_in_words(jixiao: Jixiao, archive: Path) -> None:
    done = jixiao("similar", "社区专职党建人员", "每月发补贴，一共一百万")

    assert done.status == 0
    assert done.out.startswith("1. 社区党务工作者津贴（2022）")
    assert "给钱的方式相同" in done.out
    assert "规模相近：那张表是100万元" in done.out


def test_json_has_what_programs_hold_on_to(jixiao: Jixiao, archive: Path) -> None:
    found = jixiao("similar", "村集体经济 扶持 增收", "--json").json

    assert found["status"] == "answered"
    assert found["matches"][0] | {"score": 0, "reasons": []} == {
        "project": "村集体经济发展专项资金",
        "year": 2022,
        "total": 5000000,
        "score": 0,
        "reasons": [],
    }
    assert all(match["reasons"] for match in found["matches"])


def test_another_trade_altogether_is_not_found(jixiao: Jixiao, archive: Path) -> None:
    done = jixiao("similar", "污水管网改造，每公里80万元", "--json")

    assert done.status == 0
    assert done.json == {"status": "not_found", "matches": []}
    assert "没有哪个项目适合作底稿" in jixiao("similar", "污水管网改造").out


def test_a_blank_description_is_wrong_usage(jixiao: Jixiao, archive: Path) -> None:
    assert jixiao("similar", " ").status == 2
