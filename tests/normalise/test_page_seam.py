"""What a page break cut in a ruled table is put together, and two rows that merely meet at it are not."""

from __future__ import annotations

from assistant.model.document import Cell, Grid
from assistant.model.source import Place
from assistant.normalise.labels import load_labels
from assistant.normalise.repairs.base import clues_from
from assistant.normalise.repairs.page_seam import page_seam

HEADER = "一级指标|二级指标|三级指标|计算符号|指标值|计量单位|分值"


def over_the_page(above: str, below: str) -> list[str]:
    """The rows that come of a table whose header and first row stand on page 1, and the second on page 2."""
    rows = []
    for number, (row, page) in enumerate(((HEADER, 1), (above, 1), (below, 2)), 1):
        place = Place(page=page, row=number)
        rows.append(tuple(Cell(text.strip(), place) for text in row.split("|")))
    grid = Grid(tuple(rows), exact=True)
    mended, _ = page_seam(grid, clues_from(grid, load_labels()))
    return ["|".join(cell.text for cell in row) for row in mended.rows[1:]]


def test_a_row_with_a_comparator_or_a_number_of_its_own_is_none_that_goes_on() -> None:
    for above, below in (
        ("产出指标|数量指标|安装护栏长度|≥|3600|米|4", "||设置标志牌数量|≥|45|块|4"),
        ("效益指标|社会效益指标|事故发生率下降|≥|10|%|4", "||公路通行能力|定性|明显提升||4"),
        ("产出指标|数量指标|安装护栏长度|≥|3600|米|", "||设置标志牌数量|≥|45|块|"),
    ):
        assert over_the_page(above, below) == [above, below]


def test_the_rest_of_a_row_is_put_to_it() -> None:
    above, below = "产出指标|成本指标|管网改造单|≤|46|万元/公|4", "||位成本|||里|"

    assert over_the_page(above, below) == ["产出指标|成本指标|管网改造单位成本|≤|46|万元/公里|4"]
