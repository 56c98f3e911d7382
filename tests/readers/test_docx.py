"""Word documents: what counts as text, and what merged cells come to."""

from __future__ import annotations

import pytest

from assistant.model.document import Grid, Paragraph, Part
from assistant.readers import read
from tests.readers.packages import docx, p, tbl, tc


def parts_of(body: str) -> tuple[Part, ...]:
    document = read(docx(body), "表.docx")

    assert document.source.format == "docx"
    return document.parts


def shape(part: Part) -> list[list[tuple[str, int, int]]]:
    assert isinstance(part, Grid) and part.exact
    return [[(cell.text, cell.height, cell.width) for cell in row] for row in part.rows]


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("<w:r><w:t>产出</w:t></w:r><w:r><w:t>指标</w:t></w:r>", "产出指标"),
        ("<w:ins><w:r><w:t>加的</w:t></w:r></w:ins><w:del><w:r><w:delText>删的</w:delText></w:r></w:del>", "加的"),
        ("<w:moveFrom><w:r><w:t>原处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo>", "新处"),
        ("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件"),
        ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "链接"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r>", "7"),
        ("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲 乙"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "1-2"),
    ],
)
def test_what_is_text(run: str, text: str) -> None:
    (part,) = parts_of(f"<w:p>{run}</w:p>")

    assert isinstance(part, Paragraph) and part.text == text


def test_merged_cells_are_resolved() -> None:
    (grid,) = parts_of(
        tbl(tc("甲", 2) + tc("乙"), tc("丙", merge="restart") + tc("丁", 2), tc("", merge="continue") + tc("戊") + tc("己"))
    )

    assert shape(grid) == [
        [("甲", 1, 2), ("", 0, 0), ("乙", 1, 1)],
        [("丙", 2, 1), ("丁", 1, 2), ("", 0, 0)],
        [("", 0, 0), ("戊", 1, 1), ("己", 1, 1)],
    ]


def test_a_row_in_a_content_control_and_a_deleted_row() -> None:
    control = f"<w:sdt><w:sdtContent><w:tr>{tc('控件里的行')}</w:tr></w:sdtContent></w:sdt>"
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('删了的行')}</w:tr>"
    (grid,) = parts_of(f"<w:tbl><w:tr>{tc('第一行')}</w:tr>{control}{deleted}</w:tbl>")

    assert [row[0].text for row in grid.rows] == ["第一行", "控件里的行"]  # type: ignore[union-attr]


def test_a_row_that_begins_further_right_keeps_its_columns() -> None:
    (grid,) = parts_of(
        f'<w:tbl><w:tr>{tc("甲")}{tc("乙")}</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{tc("丙")}</w:tr></w:tbl>'
    )

    assert [[text for text, _, _ in row] for row in shape(grid)] == [["甲", "乙"], ["", "丙"]]


def test_a_table_in_a_cell_follows_as_a_grid_of_its_own() -> None:
    inner = tbl(tc("里"))
    parts = parts_of(p("前") + tbl(tc(p("外") + inner)) + p("后"))

    assert [part.text if isinstance(part, Paragraph) else part.rows[0][0].text for part in parts] == ["前", "外", "里", "后"]  # type: ignore[union-attr]


def test_places_count_rows_and_columns_from_one() -> None:
    (grid,) = parts_of(tbl(tc("甲") + tc("乙"), tc("丙") + tc("丁")))
    place = grid.rows[1][1].place  # type: ignore[union-attr]

    assert (place.row, place.column) == (2, 2)


def test_line_breaks_and_paragraphs_within_a_cell_stay_apart() -> None:
    (grid,) = parts_of(tbl(tc("<w:p><w:r><w:t>项目资金</w:t><w:br/><w:t>（元）</w:t></w:r></w:p>" + p("注"))))

    assert grid.rows[0][0].text == "项目资金\n（元）\n注"  # type: ignore[union-attr]
