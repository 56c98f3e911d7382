"""不算乡村整治专项资金呢, 去掉500万那个, 剔除95%的: the set loses members."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.fields import Field, Subject
from assistant.model.query import Aggregate, Condition, Figure, HasRows, Not, OneOf, Operation, Quantifier, Query, Selection, both
from assistant.questions import slots
from assistant.questions.follow.figures import set_of_extremes
from assistant.questions.frame import Frame
from assistant.questions.link import names_of
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, list_of, of_any_price, row_condition


def left_out(frame: Frame, query: Query) -> Built | None:
    """不算乡村整治专项资金呢, 去掉500万那个, 剔除95%的: the set loses members; of a share the whole loses them too."""
    left = frame.says("left_over") and not frame.has(Kind.FIGURE)  # 扣掉人才工作经费还剩多少钱
    sums = left or frame.has(Kind.FIGURE, "sum") or (frame.has(Kind.ASK, "how_much") and not frame.has(Kind.FIGURE))
    without = frame.says("without_bound") and bool(frame.named) and (sums or not frame.reading.of(Kind.ASK, Kind.FIGURE))
    if not (frame.has(Kind.LOGIC, "except") or without) or frame.reading.of(Kind.RANK, Kind.PLACE) or _speaks_of_all(frame):
        return None
    out: list[Condition] = [Not(part) for part in frame.conditions.table if slots.money_slot(part)]
    out += [part for part in frame.conditions.table if isinstance(part, Not) and slots.organisations_slot(part)]
    out += [part for part in frame.conditions.table if isinstance(part, Not) and slots.texts_in(part.part)]
    if not frame.has(Kind.CHANGE, "only"):  # 把名字带“补助”的去掉, 经常性的不要
        out += [Not(part) for part in frame.conditions.table if slots.texts_in(part) or slots.attributes_slot(part)]
    if frame.excepted or frame.named:
        out.append(Not(OneOf(Field.PROJECT, names_of((*frame.excepted, *frame.named)))))
    out += _rows_out(frame, query)
    if not out:
        return None
    asks = frame.reading.of(Kind.ASK, Kind.SUBJECT)
    if query.operation == Operation.SHARE and frame.has(Kind.FIGURE, "sum", "count") and not frame.has(Kind.FIGURE, "share"):
        return None  # 另外两个加起来多少钱 after a share: no share is asked for
    if query.operation == Operation.SHARE and query.versus is not None and not any(mention.value == "which" for mention in asks):
        return Built(_of_less(query, query.versus, out))
    query = set_of_extremes(query)
    selection = replace(query.selection, where=both(query.selection.where, *out))
    if query.selection.places is not None:
        selection = Selection(query.selection.subject, both(*out), within=query.selection)
    if sums and selection.subject == Subject.PROJECT and query.operation in (Operation.LIST, Operation.ANY, Operation.COMPUTE):
        return Built(Query(Operation.COMPUTE, Figure(replace(selection, order=None), Aggregate.SUM, frame.measure)))
    return Built(slots.query_with(query, selection) if query.operation != Operation.SHARE else list_of(selection))


def _rows_out(frame: Frame, query: Query) -> list[Condition]:
    """剔除95%的 after rows: those of this value; after tables, those that have such a row."""
    rows = row_condition(frame) if frame.conditions.rows else None
    if rows is None or frame.named:
        return []
    rows = of_any_price(rows)
    if query.selection.subject == Subject.INDICATOR:
        return [Not(rows)]
    chosen = [part.condition for part in slots.parts_of(query.selection.where) if isinstance(part, HasRows)]
    of_kind = [slots.kept(condition, slots.levels_slot) for condition in chosen]
    of_same = of_kind[0] if len(of_kind) == 1 and not frame.conditions.levels else None
    return [HasRows(Quantifier.NO, rows if of_same is None else both(of_same, rows) or rows)]


def _of_less(query: Query, whole: Figure, out: list[Condition]) -> Query:
    """The share with the whole reduced, and the part too where it may hold what is left out."""
    part = slots.flattened(query.selection)
    named = slots.kept(part.where, slots.projects_slot)
    office = slots.kept(part.where, slots.organisations_slot)
    may_hold = [one for one in out if named is None and not (office is not None and slots.organisations_slot(one))]
    where = both(part.where, *may_hold)
    versus = slots.figure_with(whole, both(whole.selection.where, *out))
    return replace(query, figure=replace(query.figure, selection=replace(part, where=where)), versus=versus)


def _speaks_of_all(frame: Frame) -> bool:
    if frame.says("who_else"):
        return False
    return frame.has(Kind.ASK, "which") and frame.has(Kind.SUBJECT, "project") and not frame.has(Kind.CHANGE)
