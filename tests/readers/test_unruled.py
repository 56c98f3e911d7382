"""Tables without rules, from pieces of text and where they stand."""

from __future__ import annotations

from assistant.readers.unruled import Piece, unruled_table


def piece(text: str, column: int, row: float) -> Piece:
    """A piece in a grid of columns 100 wide and rows 20 high; half rows are lines between two."""
    return Piece(text, 100 * column, 100 * column + 8 * len(text), 20 * row, 20 * row + 9)


def table(*pieces: Piece) -> list[list[str]]:
    """The cells of the table by rows, those below a merged cell as ~."""
    lines = [[one for one in pieces if one.top == top] for top in sorted({one.top for one in pieces})]
    found = unruled_table(lines)
    assert found is not None
    height = max(cell.row + cell.height for cell in found[2])
    rows = [[""] * 5 for _ in range(height)]
    for cell in found[2]:
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
