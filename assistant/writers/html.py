"""A web page: each table in the official form with merged cells, to be looked at, printed, or pasted into Word and Excel.

Every cell says to Excel that it is text, so that nothing in it becomes a formula or loses its zeros in front.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from assistant.model.draft import Change
from assistant.model.goal_table import GoalTable
from assistant.writers.form import Form, Role, change_lines, changes_title, form_of

_STYLE = """
@page { size: A4; margin: 20mm 18mm; }
body { font-family: "仿宋", FangSong, "仿宋_GB2312", STFangsong, "宋体", SimSun, "Noto Serif CJK SC", serif; font-size: 10.5pt; }
table { border-collapse: collapse; width: 100%; max-width: 190mm; margin: 0 auto 12mm; table-layout: fixed; }
table + table { page-break-before: always; }
td { border: 1px solid #000; padding: 3px 5px; text-align: center; vertical-align: middle; overflow-wrap: anywhere;
     white-space: pre-line; mso-number-format: "\\@"; }
td.label { font-family: "宋体", SimSun, "Noto Serif CJK SC", serif; }
td.long { text-align: left; }
td.title { border: none; font: bold 18pt "宋体", SimSun, "Noto Serif CJK SC", serif; padding-top: 8px; }
td.year { border: none; border-bottom: 1px solid #000; font-family: "宋体", SimSun, "Noto Serif CJK SC", serif; }
tr { page-break-inside: avoid; }
""".strip()
_WIDTHS = (10, 13, 20, 33, 24)
_FURTHER = 12
"""Width of a column beyond the five, in the same measure."""


class HtmlWriter:
    """One page with all tables."""

    name = "html"
    suffixes = (".html", ".htm")

    def write(self, tables: Iterable[GoalTable], changes: Sequence[Change] = ()) -> bytes:
        """UTF-8, said in the page."""
        forms = [form_of(table) for table in tables]
        title = html.escape(forms[0].cells[0].text if forms else changes_title())
        body = [_table(form) for form in forms]
        if changes:
            body.append(_list(changes))
        page = (
            f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
            f"<style>\n{_STYLE}\n</style>\n</head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
        )
        return page.encode("utf-8", "replace")


def _table(form: Form) -> str:
    widths = (*_WIDTHS, *[_FURTHER] * (form.columns - len(_WIDTHS)))
    columns = "".join(f'<col style="width:{width * 100 / sum(widths):.1f}%">' for width in widths)
    rows: list[list[str]] = [[] for _ in range(form.rows)]
    for cell in form.cells:
        spans = f' rowspan="{cell.height}"' * (cell.height > 1) + f' colspan="{cell.width}"' * (cell.width > 1)
        looks = "" if cell.role in (Role.TEXT, Role.NUMBER) else f' class="{cell.role.value}"'
        rows[cell.row].append(f"<td{spans}{looks}>{html.escape(cell.text)}</td>")
    lines = [f"<tr>{''.join(row)}</tr>" for row in rows]
    head, body = "\n".join(lines[: form.title_rows]), "\n".join(lines[form.title_rows :])
    return f"<table>\n<colgroup>{columns}</colgroup>\n<thead>\n{head}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _list(changes: Sequence[Change]) -> str:
    """The list of changes as a table of its own."""
    headings, *lines = change_lines(changes)
    rows = ["<tr>" + "".join(f'<td class="label">{html.escape(text)}</td>' for text in headings) + "</tr>"]
    rows += ["<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in line) + "</tr>" for line in lines]
    return f"<h2>{changes_title()}</h2>\n<table>\n" + "\n".join(rows) + "\n</table>"
