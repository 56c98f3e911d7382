"""Spreadsheets printed to PDF whose columns lie on several pages (横着分页): LibreOffice's own prints beside the workbooks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model.document import Cell, Grid, Paragraph, Part, RawDocument, Spread
from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import GoalTable
from assistant.model.source import Place, Source
from assistant.normalise import Normalised, normalise
from assistant.readers import read
from assistant.readers.spread import Rules, side_by_side
from tests.writers.forms import without_places

SAMPLES = Path(__file__).parent / "samples"
SIZE = (595.0, 842.0)


def tables_of(found: Normalised) -> list[GoalTable]:
    """The tables without what tells of the file that they came from."""
    return [without_places(table) for table in found.tables]


@pytest.mark.parametrize(
    ("print_out", "workbook"),
    [("spread_down.pdf", "spread_list.xlsx"), ("spread_over.pdf", "spread_list.xlsx"), ("spread_form.pdf", "spread_form.xlsx")],
)
def test_a_print_over_several_pages_is_read_as_the_workbook_is(print_out: str, workbook: str) -> None:
    """Both orders of pages; merged cells, a title and a text that the pages cut; projects that begin in the midst of a page."""
    printed = normalise(read((SAMPLES / print_out).read_bytes(), "表.pdf"))
    meant = normalise(read((SAMPLES / workbook).read_bytes(), "表.xlsx"))

    assert tables_of(printed) == tables_of(meant) != []
    assert not any(finding.severity is Severity.DOUBT for finding in printed.findings)
    assert any(finding.rule == "pages-joined" and "横着" in finding.message for finding in printed.findings)


def page(number: int, rows: list[list[str]]) -> Grid:
    return Grid(tuple(tuple(Cell(text, Place(page=number, row=at)) for text in row) for at, row in enumerate(rows, 1)))


NAMES = [["项目名称", "一级指标", "二级指标", "三级指标"], *[["甲", "产出指标", "数量指标", f"数目{at}"] for at in range(5)]]
VALUES = [["指标值", "权重"], *[[f"{at}个", "10"] for at in range(5)]]
BESIDE = [[*name, *value] for name, value in zip(NAMES, VALUES, strict=True)]


def normalised(parts: list[Part], *spreads: Spread) -> Normalised:
    return normalise(RawDocument(Source("表.pdf", "0", "pdf"), tuple(parts), spreads=spreads))


def refusal(found: Normalised) -> Finding:
    (refused,) = [finding for finding in found.skipped if finding.rule == "pages-apart"]
    return refused


def test_names_without_their_values_are_refused() -> None:
    """Where the rows do not fit nothing is guessed: the message says what to do."""
    found = normalised([page(1, NAMES), page(2, VALUES)])

    assert found.tables == ()
    assert "第1页" in refusal(found).message and "第2页" in refusal(found).message
    assert "所有列打印在一页" in refusal(found).advice and "xlsx" in refusal(found).advice


def test_other_tables_of_the_document_are_still_read() -> None:
    found = normalised([page(1, NAMES), page(2, VALUES), page(3, [["项目名称", "乙", "", "", "", ""], *BESIDE[:1], *BESIDE[1:]])])

    assert refusal(found)
    assert all(table.place.page == 3 for table in found.tables)


@pytest.mark.parametrize("surely", [True, False])
def test_pages_whose_rows_fit_are_joined(surely: bool) -> None:
    spread = Spread((1, 2), (page(1, BESIDE),), surely)
    (table,) = normalised([page(1, NAMES), page(2, VALUES)], spread).tables

    assert [(row.level3, row.value.text, row.weight) for row in table.indicators] == [
        (f"数目{at}", f"{at}个", 10) for at in range(5)
    ]


def test_the_rest_of_a_list_is_not_put_beside_its_beginning() -> None:
    """A page without headings whose rows stand as high as those of the page before is the next one below."""
    below = [["", *row[1:]] for row in BESIDE[1:]]
    wrong = Spread((1, 2), (page(1, [[*one, *two] for one, two in zip(BESIDE, [*below, below[0]], strict=True)]),))
    (table,) = normalised([page(1, BESIDE), page(2, below)], wrong).tables

    assert len(table.indicators) == 10


def test_two_forms_of_the_same_height_are_not_one() -> None:
    other = [["项目名称", "乙"], *[["", "丙"]] * 5]
    wrong = Spread((1, 2), (page(1, [[*one, *two] for one, two in zip(BESIDE, other, strict=True)]),), surely=True)
    found = normalised([page(1, BESIDE), page(2, other)], wrong)

    assert found.tables[0].project == "甲"
    assert not any(finding.rule == "pages-joined" for finding in found.findings)


def test_a_heading_that_stands_on_both_pages_is_no_join() -> None:
    titles = [Paragraph("项目支出绩效目标表", Place(page=1)), Paragraph("项目支出绩效目标表", Place(page=2))]
    beside = (page(1, [["甲项目绩效目标表", "乙项目绩效目标表"], *BESIDE]),)
    found = normalised([titles[0], page(1, NAMES), titles[1], page(2, VALUES)], Spread((1, 2), beside, surely=True))

    assert refusal(found) and found.tables == ()


# which pages may stand side by side


def rules(number: int, tops: list[float], lefts: list[float], first: str = "") -> Rules:
    marks = frozenset((character, at, number) for at, character in enumerate(first))
    return Rules(number, SIZE, tuple(tops), tuple(lefts), 50.0, 50.0 + lefts[-1], marks)


HIGH, SHORT = [float(at) for at in range(100, 700, 20)], [float(at) for at in range(80, 220, 20)]
WIDE, NARROW = [0.0, 100.0, 300.0], [0.0, 60.0, 120.0, 180.0]


def test_over_then_down() -> None:
    pages = [rules(1, HIGH, WIDE), rules(2, HIGH, NARROW), rules(3, SHORT, WIDE), rules(4, SHORT, NARROW)]

    assert (0, 1) in side_by_side(pages) and (2, 3) in side_by_side(pages)


def test_down_then_over() -> None:
    pages = [rules(1, HIGH, WIDE), rules(2, SHORT, WIDE), rules(3, HIGH, NARROW), rules(4, SHORT, NARROW)]

    assert side_by_side(pages) == ((0, 2), (1, 3))


def test_rows_of_one_height_are_told_by_the_columns_that_come_again() -> None:
    over = [rules(1, HIGH, WIDE), rules(2, HIGH, NARROW), rules(3, HIGH, WIDE), rules(4, HIGH, NARROW)]

    assert side_by_side(over)[:2] == ((0, 1), (2, 3))


def test_the_same_form_again_is_no_part_of_it() -> None:
    form = "项目支出绩效目标表项目名称主管部门实施单位"
    pages = [
        replace(rules(at, HIGH, WIDE), first=frozenset((one, place, 0) for place, one in enumerate(form))) for at in (1, 2, 3)
    ]

    assert side_by_side(pages) == ()


def test_other_heights_are_other_tables() -> None:
    pages = [rules(1, HIGH, WIDE), rules(2, [top + 7 for top in HIGH], NARROW), rules(3, SHORT, NARROW)]

    assert side_by_side(pages) == ()


@given(
    st.lists(st.sampled_from([HIGH, SHORT, []]), max_size=9), st.lists(st.sampled_from([WIDE, NARROW]), min_size=9, max_size=9)
)
def test_no_page_is_beside_itself(heights: list[list[float]], widths: list[list[float]]) -> None:
    pages = [rules(at, tops, lefts) for at, (tops, lefts) in enumerate(zip(heights, widths, strict=False), 1)]

    for group in side_by_side(pages):
        assert len(group) > 1 and list(group) == sorted(set(group)) and group[-1] < len(pages)
