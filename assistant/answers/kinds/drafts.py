"""Work on a draft in words: what was made, what each step changed, what still wants a person, and why something was not done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from assistant.answers.amounts import money, money_in_full
from assistant.answers.facts import Facts
from assistant.answers.layout import WIDTH, Column, aligned
from assistant.answers.naming import printed
from assistant.answers.terms import names
from assistant.model.conversation import Asked
from assistant.model.draft import Change, ChangeKind, Draft
from assistant.model.finding import Severity
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import Indicator
from assistant.model.interpretation import DraftDoubt, DraftTrouble, Obstacle
from assistant.model.record import record
from assistant.model.reply import Reply, ReplyDraft, ReplySource, Status
from assistant.wording import wording

_IN_TEXT = 4
"""As many changes of a kind as a sentence names; the table below has all."""
_ITEMS = 6
"""As many doubts as are listed one a line."""
_LONG = 40
"""Characters of a cell that a sentence quotes."""
_TEXT = 20
"""Longer texts are not quoted whole: only what changed within them."""
_LONGEST_WHY = 60
"""Characters of a reason that a sentence quotes."""
_MONEY = ("total", "fiscal", "other", "fund")
_KINDS = (ChangeKind.REQUESTED, ChangeKind.ROLLED, ChangeKind.SUGGESTED, ChangeKind.KEPT)


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/drafts")(key, **slots)


@record
class DraftCase:
    """What every reply about a draft rests on."""

    question: str
    draft: Draft
    facts: Facts = Facts()
    width: int = WIDTH
    notes: tuple[str, ...] = ()
    """Sentences that follow: what could not be saved, what is asked for next."""
    asks: bool = False
    """Does the reply ask for a cell?"""


# what was made and changed


def made(case: DraftCase, sources: tuple[ReplySource, ...] = (), *, first: Sequence[str] = ()) -> Reply:
    """A new draft: from what, what changed by kind, what is missing; `first` are sentences that come before."""
    draft, table = case.draft, case.draft.table
    total = total_text(table.total)
    project = printed(table.project) or _say("nameless")
    year = table.year if table.year is not None else ""
    if draft.base is not None:
        said = _say(
            "made.from_base", 底稿=printed(draft.base.project), 底年=draft.base.year or "", 年=year, 项目=project, 总额=total
        )
    elif table.project and table.year is not None:
        said = _say("made.from_nothing", 年=year, 项目=project, 总额=total)
    else:
        said = _say("made.from_nothing_bare", 总额=total)
    lines = [*first, said]
    lines += _not_after(draft)
    if draft.base is None:
        requested = [change for change in draft.changes if change.kind is ChangeKind.REQUESTED]
        rows = table_of_rows(table, case.width)
        return _reply(case, _say("understood", 各项=_wish(draft)), [*lines, *by_kind(requested)], sources, rows)
    lines += [*by_kind(draft.changes), *blanks(table)]
    kept = [change for change in draft.changes if change.kind is ChangeKind.KEPT]
    listed = draft.changes if len(kept) > _ITEMS else [change for change in draft.changes if change not in kept]
    return _reply(case, _say("understood", 各项=_wish(draft)), lines, sources, table_of_changes(listed, case.width))


def changed(case: DraftCase, changes: Sequence[Change], said: str = "", *, news: Sequence[Change] = ()) -> Reply:
    """One step: what it changed (before and after), and the suggestions that it brought (`news`)."""
    if changes:
        listed = _listed([change_text(change) for change in changes], most=8)
        text = _say("step.done", 做法=said, 各项=listed) if said else _say("step.changed", 各项=listed)
    else:
        text = _say("step.nothing")
    lines = [text]
    if news:
        lines.append(_say("step.advice", 各项=_listed([change_text(change) for change in news])))
    if any(change.field == "year" for change in changes):
        lines += _not_after(case.draft)
    shown = table_of_changes(changes, case.width, kinds=False) if len(changes) > 8 else ""
    return _reply(case, _understood((case.draft.did or said) if changes else case.question), lines, table_text=shown)


def told(case: DraftCase, text: str, *, understood: str = "", table_text: str = "") -> Reply:
    """A step that changed nothing in the table, in its own words."""
    return _reply(case, _understood(understood or case.question), [text], table_text=table_text)


def back_and_forth(case: DraftCase, key: str, did: Sequence[str], changes: Sequence[Change]) -> Reply:
    """撤销 (`undone`) and 恢复 (`redone`) of these steps."""
    listed = _listed([change_text(change, again=True) for change in changes], most=8)
    if not listed:
        text = _say(f"move_bare.{key}", 做法=did[0])
    elif len(did) > 1:
        text = _say(f"moves.{key}", 数=len(did), 各项=listed)
    else:
        text = _say(f"move.{key}", 做法=did[0], 各项=listed)
    return _reply(case, _understood(case.question), [text])


def compared(case: DraftCase, changes: Sequence[Change]) -> Reply:
    """The draft beside its base."""
    base = case.draft.base
    if base is None:
        return told(case, _say("show.no_base"))
    slots = {"底稿": printed(base.project), "年": base.year or ""}
    if not changes:
        return told(case, _say("show.alike", **slots))
    text = _say("show.compared", **slots, 数=len(changes), 各项=_listed([change_text(change) for change in changes], most=6))
    return _reply(case, _understood(case.question), [text], table_text=table_of_changes(changes, case.width, kinds=False))


def shown(case: DraftCase, table_text: str) -> Reply:
    """The whole table as it stands."""
    return told(case, head_text(case.draft), table_text=table_text)


def missing(case: DraftCase) -> Reply:
    """What is blank, and what only a person can decide."""
    changes = case.draft.changes
    lines = blanks(case.draft.table) or [_say("show.complete")]
    doubts = [change for change in changes if change.kind in (ChangeKind.SUGGESTED, ChangeKind.KEPT)]
    if doubts:
        lines.append(_say("show.doubts", 数=len(doubts), 各项=_items([change_text(change) for change in doubts], most=12)))
    lines += _objections(case.draft)
    return _reply(case, _understood(case.question), lines)


def _objections(draft: Draft) -> list[str]:
    """What a reviewer would object to: errors and warnings; hints only by their number."""
    lines = []
    for severity in (Severity.ERROR, Severity.WARNING):
        found = [finding for finding in draft.findings if finding.severity is severity]
        if found:
            texts = [printed(finding.message + finding.advice) for finding in found]
            lines.append(_say(f"review.{severity.value}", 数=len(found), 各项=_items(texts, most=12)))
    hints = sum(finding.severity is Severity.HINT for finding in draft.findings)
    return [*lines, _say("review.hint", 数=hints)] if hints else lines


def cells_shown(case: DraftCase, rows: Sequence[int], field: str, how: str = "") -> Reply:
    """Some cells of the draft: 现在满意度是多少; how many rows (`how` count), or their values added up (sum)."""
    table = case.draft.table
    if how == "count":
        levels = Counter(table.indicators[at].level2 or table.indicators[at].level1 for at in rows)
        counted = _say("show.join").join(_say("show.of_level", 类别=level, 数=count) for level, count in levels.items())
        return told(case, _say("show.count", 数=len(rows), 各项=counted))
    if how == "sum":
        return told(case, _added_up([table.indicators[at] for at in rows if at < len(table.indicators)]))
    if not field:
        listed = [_row_text(table.indicators[at]) for at in rows if at < len(table.indicators)]
        return told(case, _say("show.rows", 数=len(listed), 各项=_listed(listed, most=20)))
    label, value = _head_value(table, field)
    return told(case, _say("show.cell", 处=label, 值=value) if value else _say("show.cell_blank", 处=label))


def _added_up(rows: Sequence[Indicator]) -> str:
    """The values of rows added up where they have one unit; otherwise that they have not, with the rows."""
    listed = _listed([_row_text(row) for row in rows], most=20)
    units = {row.value.quantity.unit for row in rows if row.value.quantity is not None}
    exact = [
        row.value.quantity for row in rows if row.value.quantity is not None and row.value.quantity.low == row.value.quantity.high
    ]
    if len(units) != 1 or len(exact) != len(rows) or any(unit and "/" in unit for unit in units):
        return _say("show.no_sum", 数=len(rows), 各项=listed)
    unit = next(iter(units)) or ""
    total = sum((one.low for one in exact if one.low is not None), Decimal(0))
    said = money(total) if unit == "元" else f"{total.normalize():f}{unit}"
    return _say("show.sum", 数=len(rows), 和=said, 各项=listed)


# what was not done


def doubted(question: str, doubt: DraftDoubt, draft: Draft | None) -> Reply:
    """Several readings to choose from, by number or name."""
    labels = tuple(choice.label for choice in doubt.choices)
    listed = names([_say("which.choice", 序号=at, 名称=printed(label)) for at, label in enumerate(labels, 1)])
    bases = all(choice.brief is not None for choice in doubt.choices)
    rows = not bases and all(label.startswith("第") for label in labels[:-1])
    what = printed(doubt.what)
    number = len(labels) - (rows and not labels[-1].startswith("第"))
    if doubt.confirm:
        text = _say("which.confirm", 内容=what)
    elif bases and not what:
        text = _say("which.base_unsaid", 各项=listed)
    else:
        text = _say("which.bases" if bases else "which.rows" if rows else "which.others", 内容=what, 数=number, 各项=listed)
    return Reply(
        question=question,
        status=Status.AMBIGUOUS,
        understood=_say("which.understood", 内容=what or question),
        text=text,
        choices=labels,
        draft=None if draft is None else reply_draft(draft),
        suggestions=labels[:3],
    )


def troubled(question: str, trouble: DraftTrouble, case: DraftCase | None, facts: Facts, saved: str = "") -> Reply:
    """Why a wish was not carried out; without a `case` none is in hand, and `saved` names the draft that was worked on last."""
    if case is None:
        return _no_draft(question, trouble, facts, saved)
    draft = case.draft
    what = printed(trouble.what)
    suggested = sum(change.kind is ChangeKind.SUGGESTED for change in draft.changes)
    match trouble.obstacle:
        case Obstacle.NO_ROW:
            rows = len(draft.table.indicators)
            text = _say("row_trouble.no_row", 内容=what, 数=rows) if what else _say("row_trouble.no_row_bare", 数=rows)
        case Obstacle.NO_SUGGESTION:
            text = _say("row_trouble.no_suggestion", 数=suggested)
        case Obstacle.NO_VALUE:
            text = _say("row_trouble.no_value")
        case Obstacle.NOT_UNDERSTOOD:
            text = _say("row_trouble.not_understood", 内容=what, 各项=_working(draft.table))
        case Obstacle.NO_TARGET:
            text = _say("row_trouble.no_target", 数=len(draft.table.indicators))
        case _:
            text = _say(f"trouble.{trouble.obstacle.value}", 内容=what)
    return _reply(case, _understood(question), [text])


def _working(table: GoalTable) -> str:
    """Two or three things that can be said of this very table."""
    rows = table.indicators
    named = next((row for row in rows if row.level3 and row.value.text and len(row.level3) <= _TEXT), None)
    said = [_say("try.total")]
    if named is not None:
        said.append(_say("try.row", 名称=printed(named.level3)))
    said.append(_say("try.remove", 数=len(rows)) if rows else _say("try.add"))
    return _say("show.join").join(said)


def refused(case: DraftCase, reason: str, advice: str) -> Reply:
    """An edit that the table does not allow."""
    return _reply(case, _understood(case.question), [_say("row_trouble.refused", 原因=reason, 办法=advice)])


def plainly(question: str, text: str, *, status: Status = Status.NOT_FOUND, suggestions: tuple[str, ...] = ()) -> Reply:
    """A reply where no draft is in hand."""
    return Reply(question, status, _say("understood_step", 做法=printed(question)), text, suggestions=suggestions)


def _no_draft(question: str, trouble: DraftTrouble, facts: Facts, saved: str) -> Reply:
    if trouble.obstacle is Obstacle.NO_FORMAT:
        text = _say("trouble.no_format", 内容=printed(trouble.what))
        return Reply(question, Status.NOT_FOUND, _say("understood_none"), text)
    example = printed(facts.names[0]) if facts.names else ""
    advice = _say("none.empty")
    if saved and example:
        advice = _say("none.saved", 项目=printed(saved), 例子=example)
    elif example:
        advice = _say("none.new", 例子=example, 年=(facts.latest or 0) + 1)
    suggestions = [_say("suggest.resume")] if saved else []
    suggestions += [_say("suggest.make", 项目=example)] if example else []
    text = _say("none.text", 内容=printed(question)) + advice
    return Reply(question, Status.NOT_FOUND, _say("understood_none"), text, suggestions=tuple(suggestions))


# sentences


def _not_after(draft: Draft) -> list[str]:
    """That the year is not after the base's: allowed, and pointed out."""
    base, year = draft.base, draft.table.year
    if base is None or base.year is None or year is None or year > base.year:
        return []
    return [_say("made.not_after", 年=year, 底年=base.year)]


def by_kind(changes: Sequence[Change]) -> list[str]:
    """A sentence for each kind of change, with how many there are."""
    lines = []
    for kind in _KINDS:
        found = [change_text(change) for change in changes if change.kind is kind and not change.is_remark]
        if found:
            listed = _items(found) if kind is ChangeKind.KEPT else _listed(found)
            lines.append(_say(f"by_kind.{kind.value}", 数=len(found), 各项=listed))
    if remarks := [change_text(change) for change in changes if change.is_remark]:
        lines.append(_say("by_kind.remark", 数=len(remarks), 各项=_items(remarks)))
    return lines


def change_text(change: Change, *, again: bool = False) -> str:
    """One change: 年度资金总额 30万元→40万元; `again` where a row that comes was there before."""
    where, before, after = printed(change.where), _cell(change, change.before), _cell(change, change.after)
    if change.kind is ChangeKind.KEPT:
        return _say("change.kept", 处=where, 说明=_cut(printed(change.why), _LONGEST_WHY))
    if change.row is not None and not change.part and not before:
        return _say("change.row_back" if again else "change.row_added", 处=where, 后=after if after not in where else "").strip()
    if change.row is None and not change.field:
        return _say("change.row_removed", 处=where, 前=before) if before else _say("change.row_removed_bare", 处=where)
    if change.part == "level3" and before and after:
        return _say("change.renamed", 处=where.removesuffix(after).strip(), 前=before, 后=after)
    if len(change.before) > _TEXT and len(change.after) > _TEXT:
        return _part_text(where, printed(change.before), printed(change.after))
    if not before:
        return _say("change.filled", 处=where, 后=after)
    return _say("change.one", 处=where, 前=before, 后=after) if after else _say("change.emptied", 处=where, 前=before)


def _part_text(where: str, before: str, after: str) -> str:
    """What was changed within a long text: 年度总体目标 加上“培训3期”."""
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    while start and before[start - 1].isdecimal():
        start -= 1
    while end and (before[-end].isdecimal() or (before[len(before) - end - 1 : len(before) - end].isdecimal())):
        end -= 1
    gone, come = before[start : len(before) - end], after[start : len(after) - end]
    if not gone:
        return _say("change.part_added", 处=where, 后=_cut(come, _LONG))
    if not come:
        return _say("change.part_removed", 处=where, 前=_cut(gone, _LONG))
    return _say("change.part", 处=where, 前=_cut(gone, _LONG), 后=_cut(come, _LONG))


def _alike(one: str, other: str) -> int:
    """With how many equal characters the texts begin."""
    return next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other)))


def _cell(change: Change, text: str) -> str:
    """A cell as a sentence quotes it: money in 万元, long texts cut."""
    text = printed(text)
    if change.field.partition(":")[0] in _MONEY and text:
        try:
            return money(Decimal(text))
        except InvalidOperation:
            return text
    return _cut(text, _LONG)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _listed(texts: Sequence[str], most: int = _IN_TEXT) -> str:
    listed = _say("join").join(texts[:most])
    return listed + _say("more", 数=len(texts)) if len(texts) > most else listed


def _items(texts: Sequence[str], most: int = _ITEMS) -> str:
    """One a line: reasons are sentences."""
    listed = "".join(_say("item", 项=text) for text in texts[:most])
    return listed + _say("item_more", 数=len(texts)) if len(texts) > most else listed


def blanks(table: GoalTable) -> list[str]:
    """The sentence about blank cells; [] where there are none."""
    found = [_label(asked, table) for asked in blank_cells(table)]
    return [_say("show.blanks", 数=len(found), 各项=_listed(found, most=6))] if found else []


def blank_cells(table: GoalTable) -> tuple[Asked, ...]:
    """The cells that a table cannot do without and that are blank, in the order in which they are asked for."""
    found = [
        Asked(field)
        for field, value in (
            ("project", table.project),
            ("year", table.year),
            ("total", table.total),
            ("unit", table.unit),
            ("goal", table.goal),
        )
        if value is None or value == ""
    ]
    found += [Asked(row=at) for at, row in enumerate(table.indicators) if not row.level3 or not row.value.text]
    return tuple(found)


def _label(asked: Asked, table: GoalTable) -> str:
    if asked.row is None:
        return wording("answers/terms")(f"field.{asked.field}")
    row = table.indicators[asked.row]
    return " ".join(part for part in (row.level2 or row.level1, printed(row.level3)) if part)


def question_for(asked: Asked, table: GoalTable, offer: str = "") -> str:
    """What is asked for next, with what the archive offers for it."""
    if asked.row is None:
        text = _say(f"ask.{asked.field}")
    else:
        row = table.indicators[asked.row]
        slots = {"序号": asked.row + 1, "类别": row.level2 or row.level1}
        text = _say("ask_row.named", **slots, 名称=printed(row.level3)) if row.level3 else _say("ask_row.nameless", **slots)
    return text + offer + _say("ask_row.how")


def offer_names(names_known: Sequence[str]) -> str:
    """What the archive's tables usually have there: names of indicators."""
    return _say("ask_row.offer_names", 各项=_listed([printed(one) for one in names_known])) if names_known else ""


def offer_values(values: Sequence[str]) -> str:
    """What the archive's tables fill in for such indicators."""
    return _say("ask_row.offer_values", 各项=_listed([printed(one) for one in values])) if values else ""


def total_text(total: Decimal | None) -> str:
    """年度资金总额40万元（400,000元）; 年度资金总额还空着."""
    return _say("made.no_total") if total is None else _say("made.total", 数=money_in_full(total))


def head_text(draft: Draft) -> str:
    """The draft in one sentence."""
    table = draft.table
    total = total_text(table.total)
    slots = {
        "年": table.year or "",
        "项目": printed(table.project) or _say("nameless"),
        "总额": total,
        "数": len(table.indicators),
    }
    return _say("show.head", **slots) if draft.base is None else _say("show.head_base", **slots, 底稿=printed(draft.base.project))


def _head_value(table: GoalTable, field: str) -> tuple[str, str]:
    """The label and the value of a head cell."""
    if field.startswith("fund:"):
        label = field.removeprefix("fund:")
        amount = next((fund.amount for fund in table.funds if fund.label == label), None)
        return label, "" if amount is None else money_in_full(amount)
    value = getattr(table, field)
    label = wording("answers/terms")(f"field.{field}")
    if isinstance(value, Decimal):
        return label, money_in_full(value)
    return label, "" if value is None else printed(str(value))


def _row_text(row: Indicator) -> str:
    return " ".join(part for part in (row.level2, printed(row.level3), printed(row.value.text) or _say("blank")) if part)


def table_of_rows(table: GoalTable, width: int) -> str:
    """The rows of a frame in columns."""
    columns = [Column(_say("column.level2")), Column(_say("column.level3")), Column(_say("column.value"))]
    rows = [[row.level2 or row.level1, printed(row.level3), printed(row.value.text)] for row in table.indicators]
    return aligned(columns, rows, width) if rows else ""


def table_of_changes(changes: Sequence[Change], width: int, *, kinds: bool = True) -> str:
    """All changes in columns; "" where the sentence says everything."""
    if len(changes) < _IN_TEXT:
        return ""
    columns = [Column(_say("column.where")), Column(_say("column.before")), Column(_say("column.after"))]
    ordered = _ordered(changes)
    rows = [[printed(one.where), _cell(one, one.before), _now(one)] for one in ordered]
    if not kinds:
        return aligned(columns, rows, width)
    columns.append(Column(_say("column.why")))
    rows = [[*row, printed(one.why)] for one, row in zip(ordered, rows, strict=True)]
    heading, *lines = aligned(columns, rows, width).split("\n")
    shown = [heading]
    for at, (one, line) in enumerate(zip(ordered, lines, strict=True)):
        if not at or ordered[at - 1].kind is not one.kind:
            shown.append(_say(f"kind.{one.kind.value}"))
        shown.append(line)
    return "\n".join(shown)


def _now(change: Change) -> str:
    same = change.kind is ChangeKind.KEPT and change.before == change.after
    return _say("same") if same and change.before else _cell(change, change.after)


def _ordered(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: _KINDS.index(change.kind))


# the reply


def reply_draft(draft: Draft) -> ReplyDraft:
    """The published `draft` object."""
    table = draft.table
    return ReplyDraft(draft.base.project if draft.base is not None else None, table.year or 0, table.project, table.total)


def _reply(
    case: DraftCase,
    understood: str,
    lines: Sequence[str],
    sources: tuple[ReplySource, ...] = (),
    table_text: str = "",
) -> Reply:
    return Reply(
        question=case.question,
        status=Status.DRAFT,
        understood=understood,
        text=_say("line").join((*lines, *case.notes)),
        draft=reply_draft(case.draft),
        sources=sources,
        suggestions=next_steps(case),
        table_text=table_text,
    )


def next_steps(case: DraftCase) -> tuple[str, ...]:
    """What to say next: what is open, then export and adoption; nothing beside a question, whose answer may be a bare number."""
    draft = case.draft
    if case.asks:
        return ()
    found = []
    if any(change.kind is ChangeKind.SUGGESTED for change in draft.changes):
        found.append(_say("suggest.accept"))
    if blank_cells(draft.table):
        found.append(_say("suggest.ask_on"))
    found += [_say("suggest.missing"), _say("suggest.export")]
    found.append(_say("suggest.compare" if draft.base is not None else "suggest.show"))
    found.append(_say("suggest.adopt"))
    return tuple(one for one in found if one != case.question.strip())[:3]


def _understood(what: str) -> str:
    return _say("understood_step", 做法=printed(what))


def _wish(draft: Draft) -> str:
    table = draft.table
    base = draft.base
    said = [_say("no_base") if base is None else _say("base_year", 项目=printed(base.project), 年=base.year or "")]
    said.append(_say("year", 年=table.year) if table.year is not None else _say("no_year"))
    said.append(_say("name", 项目=printed(table.project)) if table.project else _say("no_name"))
    said.append(_say("no_total") if table.total is None else _say("total", 数=money_in_full(table.total)))
    return names(said)
