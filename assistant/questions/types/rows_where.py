"""Rows that meet a condition: 满意度低于100%的, 指标值填“明显”的, 指标值空着的, 培训合格率各填多少."""

from __future__ import annotations

from assistant.model.fields import Subject
from assistant.model.query import Selection, both, either
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind
from assistant.questions.topics import row_named
from assistant.questions.types.built import Built, Outcome, list_of, of_any_price, of_chosen_rows, row_condition, says_every


def rows_where(frame: Frame) -> Outcome:
    """A condition on rows where the rows themselves are asked for, not their projects."""
    by_unit = frame.reading.of(Kind.UNIT_ASKED, Kind.PER_UNIT)  # 定了多少亩: rows of that unit, see `rows_of`
    asks_values = bool(frame.terms) and not frame.named and not by_unit and frame.says("asks_values")
    about = bool(frame.terms) and frame.has(Kind.TOPIC) and frame.has(Kind.SUBJECT, "indicator") and not frame.asks_for_projects
    if not frame.conditions.rows and not asks_values and not (about and not frame.named):
        return None
    if (_asks_tables(frame) or says_every(frame) or frame.conditions.none) and not asks_values:
        return None
    where, remarks = frame.where("all")
    named = None
    if frame.terms and not frame.named:
        each = tuple(row_named(frame, term, exact=False) for term in frame.terms)
        listed = any(split.text in cue("and_words") for split in frame.reading.of(Kind.SPLIT))
        named = either(*each) if listed else both(*each)  # 县道、乡道养护标准: rows of either
    rows = row_condition(of_chosen_rows(frame))
    if rows is not None and frame.within is not None and frame.within.subject == Subject.INDICATOR:
        rows = of_any_price(rows)  # 其中400元的 after rows of 元/月
    selection = Selection(Subject.INDICATOR, both(where, rows, named), within=frame.within)
    return Built(list_of(selection), remarks)


def _asks_tables(frame: Frame) -> bool:
    """Are the projects asked for whose rows meet the condition?"""
    return frame.asks_for_projects and not frame.says("asks_rows") and not _with_projects(frame)


def _with_projects(frame: Frame) -> bool:
    """列出项目和指标: are the rows asked for beside their projects?"""
    nouns = [mention for mention in frame.reading.mentions if mention.kind in (Kind.SUBJECT, Kind.ROW, Kind.SPLIT)]
    return any(
        (first.is_(Kind.SUBJECT, "project", "indicator") or first.kind == Kind.ROW)
        and joined.text in cue("and_words")
        and (second.is_(Kind.SUBJECT, "project", "indicator") or second.kind == Kind.ROW)
        for first, joined, second in zip(nouns, nouns[1:], nouns[2:], strict=False)
    )
