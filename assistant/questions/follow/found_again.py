"""After an answer about findings: 只看错误, 成本的呢, 为什么说它错, 第二条怎么改."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.chinese.numerals import parse_numeral
from assistant.model.fields import Field
from assistant.model.query import Condition, Figure, HasFindings, Measure, Not, Operation, Query, Selection, both
from assistant.questions import slots
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, list_of
from assistant.questions.types.found import findings_asked

_WHICH = re.compile(r"第([一二三四五六七八九十百\d]+)(?:条|处|项|个问题|个毛病|个)?")


def found_again(frame: Frame, query: Query) -> Built | None:
    """The last findings, of other rules or levels alone, or why one is one and what to do about it."""
    if not query.speaks_of_findings:
        return None
    if not frame.has(Kind.FINDING):
        return _of_another(frame, query)
    for label in ("why", "advice", "list"):
        if any(mention.value == (label,) for mention in frame.reading.of(Kind.FINDING)):
            return _told(frame, query, label)
    asked = findings_asked(frame)
    names_tables = frame.named or frame.conditions.table or frame.years or frame.terms or frame.has(Kind.SUBJECT)
    if asked is None or names_tables or frame.pointed or frame.has(Kind.FIGURE) or frame.reading.of(Kind.RANK, Kind.PLACE):
        return None
    if not (asked.rules or asked.severities):
        return None
    before = query.findings_asked
    if asked.severities and not asked.rules:
        asked = HasFindings(before.rules, asked.severities)
    return Built(list_of(_with(query.selection, asked)))


def _of_another(frame: Frame, query: Query) -> Built | None:
    """干部教育培训经费呢, after 第二条怎么改: what is found there, and not its second finding."""
    told = any(measure.field is Field.FINDINGS and measure.label for measure in query.fields)
    if not told or not frame.named or not frame.question.endswith(cue("continues")):
        return None
    where, remarks = frame.where("all")
    return Built(list_of(Selection(query.selection.subject, both(where, query.findings_asked))), remarks)


def _told(frame: Frame, query: Query, label: str) -> Built:
    """Why, or what to do: of one finding by its number in the answer, else of all that it told."""
    number = _WHICH.search(frame.text)
    place = parse_numeral(number.group(1)) if number is not None and label != "list" else None
    selection = _with(query.selection, query.findings_asked)
    if frame.named:
        where, _ = frame.where("all")
        selection = Selection(selection.subject, both(where, query.findings_asked))
    if label == "list":
        return Built(list_of(selection))
    shown = Measure(Field.FINDINGS, f"{label} {int(place)}" if place is not None else label)
    return Built(Query(Operation.SHOW, Figure(selection), fields=(shown,)))


def _with(selection: Selection, asked: HasFindings) -> Selection:
    """The tables of the selection with these findings in place of others; their order is kept."""
    return replace(selection, where=both(slots.without(selection.where, _on_findings), asked))


def _on_findings(condition: Condition) -> bool:
    return isinstance(condition.part if isinstance(condition, Not) else condition, HasFindings)
