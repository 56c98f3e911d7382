"""The shipped document, extracted from a PDF and broken in a dozen ways, against its fourteen tables written down by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import GoalTable
from assistant.model.published import table_to_json
from assistant.normalise import Normalised, normalise
from assistant.readers import read

HERE = Path(__file__).parent
DOCUMENT = next((HERE.parent.parent / "corpus").glob("**/*平罗*.txt"))
EXPECTED = json.loads((HERE / "expected_pingluo.json").read_text("utf-8"))
INDICATOR_KEYS = ("level1", "level2", "required", "level3", "value")


def plain(table: GoalTable) -> dict[str, object]:
    """The keys of the table that the expected tables have."""
    data = table_to_json(table)
    rows = data["indicators"]
    assert isinstance(rows, list)
    return {key: data[key] for key in EXPECTED[0] if key not in ("no", "indicators")} | {
        "indicators": [{key: row[key] for key in INDICATOR_KEYS} for row in rows]
    }


def expected_tables() -> list[dict[str, object]]:
    """The expected tables without their numbers."""
    return [{key: value for key, value in table.items() if key != "no"} for table in EXPECTED]


@pytest.fixture(scope="module")
def normalised() -> Normalised:
    return normalise(read(DOCUMENT.read_bytes(), DOCUMENT.name))


def test_all_tables_equal_the_expected_ones_in_every_field(normalised: Normalised) -> None:
    assert expected_tables() == [plain(table) for table in normalised.tables]


def test_nothing_is_skipped_and_no_row_is_lost(normalised: Normalised) -> None:
    assert normalised.skipped == ()
    assert sum(len(table.indicators) for table in normalised.tables) == 175


def test_every_head_field_and_row_says_where_it_stands(normalised: Normalised) -> None:
    table = normalised.tables[4]

    assert table.place.label == "第5张表，第103至128行"
    assert (table.places["project"].line, table.places["total"].line, table.places["goal"].line) == (105, 108, 111)
    assert [(fund.label, fund.amount, fund.place.line) for fund in table.funds] == [
        ("财政拨款", 300000, 109),
        ("其他资金", None, 110),
    ]
    assert [row.place.line for row in table.indicators[:3]] == [113, 115, 116]
    assert all(row.place.table == 5 for row in table.indicators)


def test_printed_levels_are_kept_as_printed(normalised: Normalised) -> None:
    cut, lost = normalised.tables[4].indicators[0], normalised.tables[11].indicators[5]

    assert (cut.level1_printed, cut.level2_printed) == ("产出指标", "数量指标(必填硬性指标)")
    assert (lost.level1, lost.level1_printed, lost.level2_printed) == ("效益指标", "", "社会效益指标（必填）")


@pytest.mark.parametrize(
    ("rule", "severity", "line", "words"),
    [
        ("page-furniture", Severity.REPAIR, 101, "分隔线"),
        ("cut-label", Severity.REPAIR, 15, "“产出指”和“标”"),
        ("cut-label", Severity.REPAIR, 211, "“服务对象满意度指标（必”和“填)”"),
        ("doubled-character", Severity.REPAIR, 85, "“产产出指标”"),
        ("shifted-row", Severity.REPAIR, 67, "这7行的列与其他行错开"),
        ("shifted-row", Severity.REPAIR, 284, "党务工作者称职 | 200元/月"),
        ("fill-down", Severity.REPAIR, 86, "合并的格"),
        ("missing-level", Severity.REPAIR, 310, "归入效益指标"),
        ("no-name", Severity.DOUBT, 146, "“1期”旁边没有三级指标"),
        ("no-value", Severity.DOUBT, 263, "“社区党组织凝聚力”没有指标值"),
    ],
)
def test_what_was_mended_or_is_doubtful_is_said_with_its_line(
    normalised: Normalised, rule: str, severity: Severity, line: int, words: str
) -> None:
    def fits(finding: Finding) -> bool:
        return (finding.rule, finding.severity, finding.place.line) == (rule, severity, line) and words in finding.message

    assert any(fits(finding) for finding in normalised.findings)


def test_every_finding_names_its_table_and_facts_are_left_alone(normalised: Normalised) -> None:
    inside = [finding for finding in normalised.findings if finding.place.line != 101]

    assert all(finding.place.table for finding in inside)
    assert {finding.rule for finding in normalised.findings} == {
        "page-furniture",
        "cut-label",
        "doubled-character",
        "shifted-row",
        "fill-down",
        "missing-level",
        "no-name",
        "no-value",
    }
