"""What the review finds: the tables concerned, each finding with its words, and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answers.answer import Answer, Case
from assistant.answers.findings import level, title
from assistant.answers.kinds.groups import group_figures
from assistant.answers.naming import Naming
from assistant.answers.paraphrase import paraphrase
from assistant.answers.phrases import Phrases
from assistant.answers.query_parts import parts_of
from assistant.answers.sources import once, projects_of, table_source
from assistant.answers.terms import IN_TEXT, counter, items
from assistant.chinese.width import printable
from assistant.model.fields import Field, Subject
from assistant.model.finding import Finding, Severity
from assistant.model.interpretation import Understood
from assistant.model.query import Figure, HasFindings, IndicatorRow, Not, Operation, Query, Review, TableFindings, TableRow
from assistant.model.reply import Reply, ReplyProject, ReplySource, Status
from assistant.wording import wording

_PHRASES = Phrases(bounds=False)
_LINES = 30
"""As many findings as an answer tells in full; the rest is counted."""
_ROWS = 65_536
"""See `ROWS_OF_TABLE` of the store: the key of a row is its table's times this, and its place."""


def is_about_findings(query: Query) -> bool:
    """Is it findings that are asked for, and not something else of tables that have them?"""
    measures = (query.figure.measure, *query.fields)
    if any(measure is not None and measure.field is Field.FINDINGS for measure in measures):
        return True
    counted = query.figure.measure is None and query.operation in (Operation.LIST, Operation.ANY, Operation.COMPUTE)
    own = replace(query.selection, within=None)
    return counted and not query.fields and replace(query, figure=Figure(own)).speaks_of_findings


def tell_findings(case: Case) -> Answer:
    """The answer to any query that asks for findings."""
    query = case.query
    if query.operation is Operation.GROUP:
        return group_figures(case) if case.result.groups else Answer(_say("group.none"))
    denied = (part.part for part in parts_of(query.selection.where) if isinstance(part, Not))
    if any(isinstance(part, HasFindings) for part in denied):
        return _clean(case)
    if query.operation is Operation.COMPUTE:
        return _counted(case)
    label = next((measure.label for measure in query.fields if measure.field is Field.FINDINGS), "")
    if label:
        return _told(case, *label.split(" ", 1))
    return _listed(case)


def too_many(question: str, understood: Understood) -> Reply:
    """More tables would have to be reviewed than an answer can wait for."""
    return Reply(
        question=question,
        status=Status.NOT_FOUND,
        understood=paraphrase(understood.query, understood.remarks),
        text=_say("limit.too_many"),
        query=understood.query,
        suggestions=(_say("limit.suggest"),),
    )


def _listed(case: Case) -> Answer:
    """The tables, worst first where they are ranked, and what was found in each."""
    told = _review(case).found
    whether = case.query.operation is Operation.ANY
    if not told:
        return Answer(_nothing(case), value=False if whether else None, projects=_asked_projects(case), sources=_heads(case))
    naming = Naming.of([entry.table for entry in told], case.facts)
    count = max(case.result.count, len(told))
    found = [finding for entry in told for finding in entry.findings]
    levels = _levels(found)
    if count == 1:
        key = "one.whether_yes" if whether else "one.table"
        head = _say(key, 项目=naming.name(told[0].table), 条数=len(found), 各级=levels)
    elif count > len(told):
        head = _say("many.tables_cut", 张数=count, 列出=len(told), 条数=len(found), 各级=levels)
    else:
        head = _say("many.tables", 张数=count, 条数=len(found), 各级=levels)
    lines = [head, *_lines(told, naming, one=count == 1)]
    if count > len(told):
        lines.append(_say("many.rest", 张数=count - len(told)))
    text = _say("join.lines").join(lines)
    return Answer(
        text,
        value=True if whether else None,
        projects=projects_of(case.result.tables),
        rows=_rows(told),
        sources=_sources(told),
        count=count,
    )


def _lines(told: Sequence[TableFindings], naming: Naming, *, one: bool) -> list[str]:
    """The findings, numbered through, below the names of their tables."""
    lines: list[str] = []
    number = 0
    for entry in told:
        if not one:
            lines.append(_say("line.table", 项目=_say("many.table", 项目=naming.name(entry.table), 各级=_levels(entry.findings))))
        shown = entry.findings[: max(_LINES - number, 0)]
        for at, finding in enumerate(shown, start=number + 1):
            lines.append(_say("line.finding", 第几=at, 级别=level(finding.severity), 话=_words(finding)))
        if len(shown) < len(entry.findings):
            left = len(entry.findings) - len(shown)
            lines.append(_say("line.more", 条数=left, 项目=naming.name(entry.table)))
        if entry.accepted:
            lines.append(_say("line.accepted", 条数=entry.accepted))
        number += len(entry.findings)
    return lines


def _told(case: Case, what: str, number: str = "") -> Answer:
    """怎么改, 为什么: of one finding by its number, or of all that the answer before told."""
    told = _review(case).found
    numbered = [
        (at, entry, finding)
        for at, (entry, finding) in enumerate(((entry, finding) for entry in told for finding in entry.findings), start=1)
    ]
    if not numbered:
        return Answer(_say("line.nothing_to_tell"))
    chosen = [one for one in numbered if not number or str(one[0]) == number][:_LINES]
    if not chosen:
        return Answer(_say("line.no_such", 第几=number, 条数=len(numbered)))
    lines = []
    seen: set[str] = set()
    for at, _, finding in chosen:
        if what == "advice":
            lines.append(_say("line.advice", 第几=at, 话=_clean_words(finding.message), 改法=_clean_words(finding.advice)))
            continue
        lines.append(_say("line.why", 第几=at, 话=_words(finding)))
        if finding.rule not in seen:
            seen.add(finding.rule)
            lines += _reasons(case, finding.rule)
    entries = [TableFindings(entry.table, (finding,)) for _, entry, finding in chosen]
    tables = {entry.table.key: entry.table for entry in entries}
    return Answer(
        _say("join.lines").join(lines),
        projects=projects_of(tables.values()),
        rows=_rows(entries),
        sources=_sources(entries),
    )


def _reasons(case: Case, rule: str) -> list[str]:
    """Why the rule says so, and on what it rests, as its documentation has it."""
    why, basis = _review(case).reasons.get(rule, ("", ""))
    lines = [_say("line.why_rule", 短题=title(rule), 理由=why)] if why else []
    return [*lines, _say("line.basis", 依据=basis)] if basis else lines


def _counted(case: Case) -> Answer:
    """有几张表要退回; 一共有几处错误."""
    query, told = case.query, _review(case).found
    naming = Naming.of([entry.table for entry in told], case.facts)
    of_findings = query.figure.measure is not None and query.figure.measure.field is Field.FINDINGS
    number = case.result.value if isinstance(case.result.value, Decimal) else Decimal(0)
    unit = counter(Subject.INDICATOR) if of_findings else counter(Subject.PROJECT, tables=True)
    tables, whole = case.result.tables, _review(case).size
    if not number:
        text = _say("many.findings_none" if of_findings else "many.count_none", 全部=whole)
        return Answer(text, value=number, unit=unit)
    each = [_say("many.item", 项目=naming.name(entry.table), 条数=len(entry.findings)) for entry in told]
    count = max(case.result.count, len(tables))
    listed = items(each, count=count, unit=counter(Subject.PROJECT, tables=True), most=IN_TEXT)
    text = _say("many.count", 张数=count, 全部=whole, 各项=listed)
    if of_findings:
        text = _say("many.findings", 条数=number, 张数=count, 全部=whole, 各项=listed)
    return Answer(text, value=number, unit=unit, projects=projects_of(tables), sources=_sources(told), count=count)


def _clean(case: Case) -> Answer:
    """没有问题的表有哪些."""
    tables = case.result.tables
    value = case.result.value if case.query.operation is Operation.COMPUTE else None
    unit = counter(Subject.PROJECT, tables=True)
    if not tables:
        return Answer(_say("many.clean_none"), value=value, unit=unit)
    naming = Naming.of(tables, case.facts)
    count = max(case.result.count, len(tables))
    listed = items([naming.name(table) for table in tables], count=count, unit=unit)
    return Answer(
        _say("many.clean", 张数=count, 各项=listed),
        value=value,
        unit=unit,
        projects=projects_of(tables),
        sources=once(map(table_source, tables)),
        count=count,
    )


def _nothing(case: Case) -> str:
    """Nothing was found: in the one table asked about, or in any of those that were reviewed."""
    if not _review(case).size:
        return _say("many.nothing", 范围=_PHRASES.scope(case.query.selection))
    if _review(case).size == 1 and _review(case).asked:
        name = Naming.of(_review(case).asked, case.facts).name(_review(case).asked[0])
        asked = case.query.findings_asked
        narrow = bool(asked.rules or asked.severities)
        return _say("one.clean_asked" if narrow else "one.clean", 项目=name)
    return _say("many.none", 张数=_review(case).size)


def _asked_projects(case: Case) -> tuple[ReplyProject, ...]:
    """The one table that was asked about, though nothing is found in it."""
    return projects_of(_review(case).asked) if _review(case).size == 1 and case.query.operation is Operation.ANY else ()


def _review(case: Case) -> Review:
    return case.result.review or Review((), (), 0)


def _heads(case: Case) -> tuple[ReplySource, ...]:
    return once(map(table_source, _review(case).asked))


def _rows(told: Iterable[TableFindings]) -> tuple[IndicatorRow, ...]:
    """The rows that findings are about, each once."""
    rows: dict[int, IndicatorRow] = {}
    for entry in told:
        for finding in entry.findings:
            row = _row(entry.table, finding)
            if row is not None:
                rows.setdefault(row.key, row)
    return tuple(rows.values())


def _row(table: TableRow, finding: Finding) -> IndicatorRow | None:
    where = finding.where
    if where is None or where.row is None:
        return None
    return IndicatorRow(
        key=table.key * _ROWS + where.row,
        table=table.key,
        project=table.project,
        year=table.year,
        total=table.total,
        level1=where.level1,
        level2=where.level2,
        level3=where.level3 or "",
        value=where.value or "",
        low=None,
        high=None,
        unit=None,
        document=table.document,
        place=finding.place.label or table.place,
    )


def _sources(told: Iterable[TableFindings]) -> tuple[ReplySource, ...]:
    """The cells that findings are about."""
    return once(
        ReplySource(
            entry.table.document,
            entry.table.project,
            entry.table.year,
            finding.place.label or entry.table.place,
            row=0 if (row := _row(entry.table, finding)) is None else row.key,
            table=entry.table.key,
        )
        for entry in told
        for finding in entry.findings
    )


def _levels(found: Iterable[Finding]) -> str:
    """错误2，警告1."""
    counted = Counter(finding.severity for finding in found)
    parts = [_say("join.level", 级别=level(severity), 条数=counted[severity]) for severity in Severity if counted[severity]]
    return _say("join.levels").join(parts)


def _words(finding: Finding) -> str:
    return _clean_words(finding.message + finding.advice)


def _clean_words(text: str) -> str:
    return printable(text, one_line=True).strip()


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/findings")(key, **slots)
