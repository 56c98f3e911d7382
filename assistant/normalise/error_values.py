"""Cells in which a spreadsheet printed an error in place of a value: #REF!, #DIV/0!, ##### where the column was too narrow.

They come along into every format that tables are copied or printed into. What should stand there is not known, so that the cell
is read as blank, and it is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.chinese.width import squeeze
from assistant.model.document import Cell, Grid, Paragraph, Part, RawDocument
from assistant.model.finding import Finding, Severity
from assistant.model.source import Place

RULE = "error-value"

_ERROR = re.compile(r"#(?:(?:REF|VALUE|NUM|NULL|SPILL|CALC|NAME|名称)[!?]|DIV/0!|N/A|#{2,}|GETTING_DATA)", re.IGNORECASE)
_SIGNS = frozenset("#＃")
_MOST_SAID = 20
"""So many of them are named one by one."""


def without_error_values(document: RawDocument) -> RawDocument:
    """The document with such cells and lines blank, each said."""
    found: list[tuple[str, Place]] = []
    parts = [_part(part, found) for part in document.parts]
    if not found:
        return document
    spreads = tuple(replace(spread, parts=tuple(_part(part, []) for part in spread.parts)) for spread in document.spreads)
    return replace(document, parts=tuple(parts), spreads=spreads, findings=(*document.findings, *_said(found)))


def _part(part: Part, found: list[tuple[str, Place]]) -> Part:
    if isinstance(part, Paragraph):
        return replace(part, text="") if _is_error(part.text, part.place, found) else part
    if not isinstance(part, Grid):
        return part
    texts = "".join([cell.text for row in part.rows for cell in row])
    if any(sign in texts for sign in _SIGNS):
        rows = tuple(tuple(_cell(cell, found) for cell in row) for row in part.rows)
        return replace(part, rows=rows)
    return part


def _cell(cell: Cell, found: list[tuple[str, Place]]) -> Cell:
    return replace(cell, text="") if _is_error(cell.text, cell.place, found) else cell


def _is_error(text: str, place: Place, found: list[tuple[str, Place]]) -> bool:
    """Whether the whole text is an error; it goes to `found` then."""
    if not _SIGNS & set(text) or _ERROR.fullmatch(squeeze(text)) is None:
        return False
    found.append((squeeze(text), place))
    return True


def _said(found: Sequence[tuple[str, Place]]) -> list[Finding]:
    advice = "请在原表里改好公式（或者把列拉宽）再导入，或者补上这一格。"
    said = [
        Finding(
            RULE, Severity.DOUBT, place, f"{place.label or '有一格'}印的是表格软件的错误值“{text}”，不是数，读作空格。", advice
        )
        for text, place in found[:_MOST_SAID]
    ]
    if len(found) > _MOST_SAID:
        place = found[_MOST_SAID][1]
        told = f"另有{len(found) - _MOST_SAID}格也是错误值，读作空格。"
        said.append(Finding(RULE, Severity.DOUBT, place, told, advice))
    return said
