"""What a newer version of a file changed (和上一版比改了什么): file by file, table by table, cell by cell, with both places."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.answers.amounts import plain
from assistant.answers.answer import Answer, Case
from assistant.answers.naming import printed
from assistant.answers.phrases import Phrases
from assistant.answers.sources import once, projects_of, table_source
from assistant.answers.terms import amount, field_name, yuan_unit
from assistant.model.fields import MONEY_FIELDS, Field
from assistant.model.reply import ReplySource, Status
from assistant.model.revision import CellRevision, DocumentRevision, Held, RevisionKind, TableRevision
from assistant.wording import wording

_TABLES = 10
"""As many tables are told cell by cell."""
_CELLS = 12
"""As many cells of one table are told."""
_LONGEST = 60
"""Characters of a text that are quoted."""
_PHRASES = Phrases(bounds=False)


def tell_revisions(case: Case) -> Answer:
    """REVISED: what was changed, or that there is nothing to compare with."""
    found = case.result.revisions
    if not found:
        return _nothing(case)
    lines: list[str] = []
    told = 0
    for revision in found:
        lines.append(_document(case, revision))
        for table in revision.tables:
            told += 1
            if told <= _TABLES:
                lines.append(_table(table))
    if told > _TABLES:
        lines.append(_say("table.more", 张数=told - _TABLES))
    return Answer(
        "\n".join(lines),
        value=Decimal(sum(revision.cells for revision in found)),
        unit=_say("none.unit"),
        projects=projects_of(case.result.tables),
        sources=once(source for revision in found for source in _sources(revision)),
        count=told,
    )


def _nothing(case: Case) -> Answer:
    tables = case.result.tables
    if not tables and case.query.selection.where is not None:
        text = _say("none.nothing", 范围=_PHRASES.scope(case.query.selection))
        return Answer(text, status=Status.NOT_FOUND)
    documents = {table.document for table in tables}
    if not documents or case.query.selection.where is None:
        return Answer(_say("none.all") + _say("none.advice"), status=Status.NOT_FOUND)
    text = _say("none.one", 文件=printed(documents.pop())) if len(documents) == 1 else _say("none.several")
    sources = once(map(table_source, tables))
    return Answer(text + _say("none.advice"), status=Status.NOT_FOUND, projects=projects_of(tables), sources=sources)


def _document(case: Case, revision: DocumentRevision) -> str:
    name = printed(revision.document)
    if not revision.tables:
        narrow = case.query.fields or case.query.selection.where is not None
        return _say("document.asked_same" if narrow else "document.same", 文件=name)
    parts = []
    for kind in RevisionKind:
        tables = [table for table in revision.tables if table.kind is kind]
        if tables:
            parts.append(_say(f"document.kind_{kind}", 张数=len(tables), 处数=revision.cells))
    return _say("document.changed", 文件=name, 情况=_say("document.join").join(parts))


def _table(table: TableRevision) -> str:
    project = printed(table.project)
    name = _say("table.name", 项目=project) if table.year is None else _say("table.name_year", 项目=project, 年度=table.year)
    if table.kind is not RevisionKind.CHANGED:
        return _say(f"table.whole_{table.kind}", 项目=name)
    told = _say("table.join").join(map(_cell, table.cells[:_CELLS]))
    if len(table.cells) > _CELLS:
        told += _say("table.more_cells", 处数=len(table.cells))
    return _say("table.changed", 项目=name, 各处=told)


def _cell(cell: CellRevision) -> str:
    """One cell in words."""
    if cell.level2 and cell.kind is not RevisionKind.CHANGED:
        text = cell.after if cell.kind is RevisionKind.ADDED else cell.before
        return _say(f"cell.row_{cell.kind}", 类=cell.level2, 指标=_shortened(str(text or "")))
    name, was, now = _name(cell), _held(cell, cell.before), _held(cell, cell.after)
    if cell.field == "fund" and cell.kind is not RevisionKind.CHANGED and (was or now):
        return _say("cell.fund_added", 栏=name, 今=now) if now else _say("cell.fund_removed", 栏=name, 原=was)
    if not was:
        return _say("cell.filled", 栏=name, 今=now)
    return _say("cell.changed", 栏=name, 原=was, 今=now) if now else _say("cell.emptied", 栏=name, 原=was)


def _name(cell: CellRevision) -> str:
    """What the cell is called: 年度资金总额; 数量指标“慰问”."""
    if cell.level2:
        if cell.field == "level3":
            return _say("cell.name_of_row", 类=cell.level2)
        if cell.field == "value":
            return _say("cell.row", 类=cell.level2, 指标=_shortened(cell.level3))
        other = _say("cell.weight") if cell.field == "weight" else printed(cell.field)
        return _say("cell.other_of_row", 类=cell.level2, 指标=_shortened(cell.level3), 栏=other)
    if cell.field == "fund":
        return printed(cell.label)
    return _say("cell.title") if cell.field == "title" else field_name(Field(cell.field))


def _held(cell: CellRevision, value: Held) -> str:
    """What the cell holds, in words; "" for a blank one."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        money = cell.field in MONEY_FIELDS and not cell.level2
        return amount(value, yuan_unit()) if money else plain(value)
    if isinstance(value, int):
        return str(value)
    return _say("cell.quoted", 话=_shortened(value))


def _shortened(text: str) -> str:
    text = printed(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _sources(revision: DocumentRevision) -> Iterator[ReplySource]:
    """Each cell in the newer version and in the earlier one, as far as they have it."""
    earlier = _say("source.earlier", 文件=revision.document)
    for table in revision.tables:
        cells = table.cells or (CellRevision(table.kind, "project", before_place=table.before_place, place=table.place),)
        for cell in cells:
            if cell.kind is not RevisionKind.REMOVED:
                place = cell.place or table.place
                yield ReplySource(revision.document, table.project, table.year, place, row=cell.row, table=table.table)
            if cell.kind is not RevisionKind.ADDED:
                yield ReplySource(earlier, table.project, table.year, cell.before_place or table.before_place)


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/revisions")(key, **slots)
