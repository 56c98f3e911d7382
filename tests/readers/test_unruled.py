"""Tables without rules, from pieces of text and where they stand."""

from __future__ import annotations

from assistant.readers.unruled import Piece, Unruled, unruled_table, wrapped_together


def piece(text: str, column: int, row: float) -> Piece:
    """A piece in a grid of columns 100 wide and rows 20 high; half rows are lines between two."""
    return Piece(text, 100 * column, 100 * column + 8 * len(text), 20 * row, 20 * row + 9)


def table(*pieces: Piece, width: int = 5) -> list[list[str]]:
    """The cells of the table by rows, those below a merged cell as ~."""
    lines = [[one for one in pieces if one.top == top] for top in sorted({one.top for one in pieces})]
    found = unruled_table(lines)
    assert found is not None
    height = max(cell.row + cell.height for cell in found.cells)
    rows = [[""] * width for _ in range(height)]
    for cell in found.cells:
        rows[cell.row][cell.column] = cell.text
        for below in range(cell.row + 1, cell.row + cell.height):
            rows[below][cell.column] = "~"
    return rows


def row(number: float, *texts: str) -> list[Piece]:
    """The pieces of a line; "" for a blank cell."""
    return [piece(text, column, number) for column, text in enumerate(texts) if text]


def test_a_merged_cell_stands_beside_the_middle_of_its_rows() -> None:
    rows = table(
        *row(0, "", "一级", "二级", "名称", "值"),
        *row(1, "", "", "", "甲", "1"),
        *row(2, "", "", "质量", "乙", "2"),
        *row(2.5, "绩效", "产出"),
        *row(3, "", "", "", "丙", "3"),
        *row(4, "", "", "时效", "丁", "4"),
        *row(5, "", "满意", "群众", "戊", "5"),
    )

    assert rows[1:] == [
        ["~", "产出", "质量", "甲", "1"],
        ["~", "~", "~", "乙", "2"],
        ["~", "~", "~", "丙", "3"],
        ["~", "~", "时效", "丁", "4"],
        ["~", "满意", "群众", "戊", "5"],
    ]


def test_a_merged_cell_whose_text_stands_at_its_top() -> None:
    rows = table(
        *row(0, "一级", "二级", "名称", "值"),
        *row(1, "产出", "数量", "甲", "1"),
        *row(2, "", "", "乙", "2"),
        *row(3, "", "", "丙", "3"),
        *row(4, "效益", "社会", "丁", "4"),
    )

    assert [cells[0] for cells in rows] == ["一级", "产出", "~", "~", "效益"]


def test_lines_of_one_cell_make_one_row() -> None:
    rows = table(
        *row(0, "一级", "二级", "名称", "值"),
        *row(1, "产出", "数量", "甲", "1"),
        piece("一月二十", 3, 1.75),
        *row(2, "产出", "时效", "乙"),
        piece("日前", 3, 2.25),
    )

    assert rows[2][:4] == ["产出", "时效", "乙", "一月二十\n日前"]


def test_lines_of_text_are_no_table() -> None:
    assert unruled_table([[piece("关于绩效目标的通知", 0, 0)], [piece("各单位", 0, 1)], [piece("请填报", 0, 2)]]) is None


def test_rows_as_close_as_lines_begin_at_the_top_of_their_cells() -> None:
    lines = (
        ("项目名称", "", "", "清淤"),
        ("项目资金", "总额", "", "20"),
        ("（万元）", "财政", "", "20"),
        ("绩", "一级", "二级", "名称", "值"),
        ("效", "产出", "数量", "甲", "1"),
        ("指", "", "", "乙", "2"),
        ("标", "", "质量", "丙", "3"),
        ("", "效益", "社会", "丁", "4"),
        ("", "满意", "服务对象满意度", "戊", "5"),
        ("", "", "标"),
    )
    rows = table(*(one for number, texts in enumerate(lines) for one in row(0.5 * number, *texts)))

    assert [cells[:2] for cells in rows[:4]] == [
        ["项目名称", ""],
        ["项目资金\n（万元）", "总额"],
        ["~", "财政"],
        ["绩\n效\n指\n标", "一级"],
    ]
    assert [cells[1:] for cells in rows[4:]] == [
        ["产出", "数量", "甲", "1"],
        ["~", "~", "乙", "2"],
        ["~", "质量", "丙", "3"],
        ["效益", "社会", "丁", "4"],
        ["满意", "服务对象满意度\n标", "戊", "5"],
    ]


def test_a_name_of_three_lines_beside_a_value_of_one_and_a_goal_of_two() -> None:
    rows = table(
        *row(0, "项目名称", "", "", "清淤"),
        *row(1.5, "目标", "", "", "清淤渠道，恢复"),
        *row(2.1, "", "", "", "灌溉。"),
        *row(4, "绩效", "一级", "二级", "名称", "值"),
        *row(5.4, "", "", "", "清淤的"),
        *row(6, "", "产出", "数量", "主干渠", "1"),
        *row(6.6, "", "", "", "道长度"),
        *row(8, "", "效益", "社会", "丁", "2"),
        *row(9.5, "", "满意", "群众", "戊", "3"),
    )

    assert [cells[3:] for cells in rows] == [
        ["清淤", ""],
        ["清淤渠道，恢复\n灌溉。", ""],
        ["名称", "值"],
        ["清淤的\n主干渠\n道长度", "1"],
        ["丁", "2"],
        ["戊", "3"],
    ]


def test_rows_as_close_as_lines_with_further_columns_behind_the_name() -> None:
    lines = (
        ("项目名称", "清淤"),
        ("主管部门", "水务局"),
        ("项目资金", "总额", "", "20"),
        ("绩效指标", "一级指标", "二级指标", "三级指标", "性质", "指标值", "单位", "分值"),
        ("", "", "", "甲渠长度", "≥", "12", "公里", "4"),
        ("", "", "数量指标", "乙闸座数", "≥", "6", "座", "4"),
        ("", "产出指标", "", "丙路里程", "≥", "8", "公里", "4"),
        ("", "", "时效指标", "完工时间", "定性", "年底前", "", "4"),
        ("", "满意指标", "群众指标", "村民", "≥", "90", "%", "4"),
    )
    rows = table(*(one for number, texts in enumerate(lines) for one in row(0.6 * number, *texts)), width=8)

    assert [cells[:2] for cells in rows[:3]] == [["项目名称", "清淤"], ["主管部门", "水务局"], ["项目资金", "总额"]]
    assert [cells[2:] for cells in rows[4:]] == [
        ["数量指标", "甲渠长度", "≥", "12", "公里", "4"],
        ["~", "乙闸座数", "≥", "6", "座", "4"],
        ["~", "丙路里程", "≥", "8", "公里", "4"],
        ["时效指标", "完工时间", "定性", "年底前", "", "4"],
        ["群众指标", "村民", "≥", "90", "%", "4"],
    ]


def test_texts_under_one_heading_that_stand_close_are_one() -> None:
    rows = table(
        *row(0, "一级指标", "二级指标", "三级指标", "指标值"),
        *row(1, "产出", "时效", "甲"),
        Piece("2023", 300, 320, 20, 29),
        Piece("年底前", 323, 350, 20, 29),
        *row(2, "效益", "社会", "乙", "2"),
    )

    assert rows[1][:4] == ["产出", "时效", "甲", "2023年底前"]


def level_rows(found: Unruled) -> list[str]:
    """The texts of the first column by rows, those below a merged cell as ~."""
    rows = [""] * max(cell.row + cell.height for cell in found.cells)
    for cell in found.cells:
        if cell.column == 0:
            rows[cell.row : cell.row + cell.height] = [cell.text, *["~"] * (cell.height - 1)]
    return rows


def on_pages(*pages: list[Piece]) -> list[Unruled]:
    """The table of each page, from pieces in whatever order."""
    found: list[Unruled] = []
    for number, pieces in enumerate(pages, start=1):
        lines = [[one for one in pieces if one.top == top] for top in sorted({one.top for one in pieces})]
        made = unruled_table(lines, found[-1].columns if found else None, goes_on=number < len(pages))
        assert made is not None
        found.append(made)
    return found


HEADER = row(0, "一级指标", "二级指标", "三级指标", "指标值")


def rows_of(first: int, last: int) -> list[Piece]:
    """Names and values on so many rows."""
    return [one for number in range(first, last + 1) for one in row(number, "", "", f"甲{number}", f"{number}个")]


def test_rows_at_a_pages_top_belong_to_the_cell_of_the_page_before_where_the_next_text_stands_lower() -> None:
    first, second = on_pages(
        [*HEADER, *rows_of(1, 5), piece("产出指标", 0, 3), piece("数量指标", 1, 3)],
        [*rows_of(1, 7), piece("效益指标", 0, 5), piece("数量指标", 1, 1), piece("社会效益", 1, 4.5)],
    )

    assert level_rows(first)[1:] == ["产出指标", *["~"] * 4]
    assert level_rows(second) == ["", "", "效益指标", "~", "~", "~", "~"]
    assert second.headless and not second.bare


def test_a_page_of_two_rows_goes_on_with_the_columns_of_the_page_before() -> None:
    first, second = on_pages(
        [*HEADER, *rows_of(1, 5), piece("产出指标", 0, 3), piece("数量指标", 1, 3)],
        [*rows_of(1, 2), piece("满意度指标", 0, 1.5), piece("服务对象", 1, 1.5)],
    )

    assert [(cell.row, cell.column, cell.height) for cell in second.cells if cell.column < 2] == [(0, 0, 2), (0, 1, 2)]
    assert not first.unsure and not second.unsure


def test_last_rows_whose_text_stands_on_the_next_page_are_told() -> None:
    first, _ = on_pages(
        [*HEADER, *rows_of(1, 6), piece("产出指标", 0, 2), piece("数量指标", 1, 3.5)],
        [*rows_of(1, 3), piece("效益指标", 0, 2), piece("社会效益", 1, 2)],
    )

    assert dict(first.bare) == {0: 4}


def test_rows_that_could_be_of_either_cell_are_told() -> None:
    _, second = on_pages(
        [*HEADER, *rows_of(1, 5), piece("产出指标", 0, 3), piece("数量指标", 1, 3)],
        [*rows_of(1, 4), piece("效益指标", 0, 2.75), piece("社会效益", 1, 2.5)],
    )

    assert second.unsure == (0,)


def in_file(*lines: list[Piece]) -> list[list[Piece]]:
    """The lines as if the file held their texts column by column."""
    order = sorted((piece for line in lines for piece in line), key=lambda piece: (piece.left, piece.top))
    first = 0
    numbered = {}
    for one in order:
        numbered[one] = Piece(one.text, one.left, one.right, one.top, one.bottom, first, first + len(one.text) - 1)
        first += len(one.text)
    return [[numbered[piece] for piece in line] for line in lines]


def test_two_rows_are_no_text_of_two_lines_beside_a_merged_cell_between_them() -> None:
    widest = row(0, "", "", "公路改造", "一二三四五六")
    upper, label, lower = row(1, "", "", "单位成本", "18元"), row(1.3, "", "成本"), row(1.6, "", "", "亩均成本", "21元")

    assert [[piece.text for piece in line] for line in wrapped_together(in_file(widest, upper, label, lower))][1:] == [
        ["单位成本", "18元"],
        ["成本"],
        ["亩均成本", "21元"],
    ]
    assert [piece.text for line in wrapped_together(in_file(widest, upper[:1], label, lower[:1])) for piece in line][2:] == [
        "单位成本\n亩均成本",
        "成本",
    ]
