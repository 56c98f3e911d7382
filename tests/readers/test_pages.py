"""Web pages, csv and Markdown."""

from __future__ import annotations

import pytest

from assistant.model.document import Grid, Paragraph, RawDocument
from assistant.readers import read


def outline(document: RawDocument) -> list[str | list[list[str]]]:
    return [
        part.text if isinstance(part, Paragraph) else [[cell.text for cell in row] for row in part.rows]
        for part in document.parts
        if isinstance(part, Paragraph | Grid)
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table>", [[["甲", "乙"], ["", "丙"]]]),
        ("<table><tr><td colspan='2'>甲</td><td>乙</td></tr></table>", [[["甲", "", "乙"]]]),
        ("<p>前</p><table><caption>题</caption><tr><th>甲</th></tr></table>后", ["前", "题", [["甲"]], "后"]),
        ("<body><script>var 甲</script><style>乙</style><div>丙<br>丁</div></body>", ["丙", "丁"]),
        ("<table><tr><td><table><tr><td>里</td></tr></table></td></tr></table>", [[["里"]]]),
        ("<table><tr><td><p>项目&nbsp;资金</p><p>（元）</p></td></tr></table>", [[["项目\xa0资金\n（元）"]]]),
        ("<table><tr><td>  ≥\n 95 % </td></tr></table>", [[["≥ 95 %"]]]),
        ("<table><thead><tr><td>甲</td></tr></thead><tbody><tr><td>乙</td></tr></tbody></table>", [[["甲"], ["乙"]]]),
    ],
)
def test_tables_and_text_of_a_page(page: str, expected: list[object]) -> None:
    assert outline(read(page.encode(), "页.html")) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gb18030", "utf-16"])
def test_the_encoding_that_a_page_names(encoding: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body><table><tr><td>项目名称</td></tr></table></body></html>'

    assert outline(read(page.encode(encoding), "页.htm")) == [[["项目名称"]]]


def test_a_page_named_as_a_workbook_is_read_as_a_page() -> None:
    page = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><tr><td>项目名称</td></tr></table></body></html>'

    assert read(page.encode(), "表.xls").source.format == "html"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('甲,"乙,""丙""\n丁"\r\n\r\n戊,\r\n', [[["甲", '乙,"丙"\n丁']], [["戊", ""]]]),
        ("甲;乙;丙\n1;2;3\n", [[["甲", "乙", "丙"], ["1", "2", "3"]]]),
        ("甲\t乙\n1\t2,5\n", [[["甲", "乙"], ["1", "2,5"]]]),
        ("'=1+1,'甲,''=1\n", [[["=1+1", "'甲", "'=1"]]]),
    ],
)
def test_cells_of_a_csv_file(text: str, expected: list[object]) -> None:
    assert outline(read(text.encode("utf-8-sig"), "表.csv")) == expected
    assert outline(read(text.encode("gb18030"), "表.csv")) == expected


def test_commas_are_known_without_the_ending() -> None:
    lines = "项目名称,年度,金额,单位\n" + "河道保洁,2023,20,万元\n" * 5

    assert read(lines.encode(), "表.dat").source.format == "csv"
    assert read("甲，乙，丙\n没有表格的文字。\n另一行, 也没有。\n".encode(), "文.dat").source.format == "text"


def test_tables_of_markdown() -> None:
    text = "## 题 \\# 一\n\n| 甲 | 乙\\|丙 |\n|:---|---:|\n| \\*丁\\* |  |\n\n后\n"

    assert outline(read(text.encode(), "表.md")) == ["题 # 一", [["甲", "乙|丙"], ["*丁*", ""]], "后"]


def test_a_table_that_only_arranges_the_page_leaves_what_stands_in_it_in_its_order() -> None:
    inner = "<tr><td>项目名称<td>清淤</tr><tr><td>主管部门<td>水务局</tr>"
    page = f"<table><tr><td>首页<td><h1>绩效目标表</h1><p>（2023年度）</p><table>{inner}</table><p>注</p></td></tr></table>"

    document = read(page.encode(), "表.html")

    texts = [part.text if isinstance(part, Paragraph) else part.rows[0][0].text for part in document.parts]
    assert texts == ["首页", "绩效目标表", "（2023年度）", "项目名称", "注"]


def test_a_table_of_html_in_markdown_stands_where_it_does() -> None:
    text = "# 绩效目标表\n\n<table><tr><td>项目名称</td><td>清淤</td></tr></table>\n\n注：无\n"

    assert outline(read(text.encode(), "表.md")) == ["绩效目标表", [["项目名称", "清淤"]], "注：无"]
