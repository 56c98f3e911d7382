"""Replies: what a query found, or why there was none to run, as an answer with its sources and what to ask next."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answers import suggestions
from assistant.answers.answer import Case
from assistant.answers.facts import Facts
from assistant.answers.kinds import KINDS
from assistant.answers.kinds.drafts import draft_reply
from assistant.answers.kinds.unanswered import help_reply, not_in_tables, out_of_scope, unclear, which_one
from assistant.answers.layout import WIDTH
from assistant.answers.paraphrase import paraphrase
from assistant.model.interpretation import (
    Ambiguous,
    DraftRequest,
    HelpRequest,
    Interpretation,
    NotInTables,
    OutOfScope,
    Unclear,
    Understood,
)
from assistant.model.query import IndicatorRow, Result
from assistant.model.reply import Reply, ReplyIndicator


def compose(
    question: str,
    understood: Understood,
    result: Result,
    beside: Mapping[str, Result],
    *,
    facts: Facts,
    width: int = WIDTH,
) -> Reply:
    """The answer to a question that was understood and run.

    `beside` holds what the companions of the query found, by key; `width` is the screen's for `table_text`.
    """
    case = Case(understood, result, beside, facts, width)
    answer = KINDS[case.query.operation](case)
    return Reply(
        question=question,
        status=answer.status,
        understood=paraphrase(case.query, understood.remarks, tables=understood.counts_tables),
        text=answer.text,
        projects=answer.projects,
        value=answer.value,
        unit=answer.unit if answer.value is not None else None,
        indicators=tuple(map(_indicator, answer.rows)),
        groups=answer.groups,
        sources=answer.sources,
        query=case.query,
        suggestions=suggestions.after(case, answer, question),
        count=answer.count,
        table_text=answer.table_text,
    )


def compose_other(question: str, interpretation: Interpretation, facts: Facts) -> Reply:
    """The reply where nothing was run: not in the tables, ambiguous, out of scope, unclear, help, a wish for a draft."""
    match interpretation:
        case NotInTables():
            return not_in_tables(question, interpretation, facts)
        case Ambiguous():
            return which_one(question, interpretation, facts)
        case OutOfScope():
            return out_of_scope(question, interpretation, facts)
        case Unclear():
            return unclear(question, interpretation, facts)
        case DraftRequest():
            return draft_reply(question, interpretation, facts)
        case HelpRequest():
            return help_reply(question, facts)
        case Understood():
            raise ValueError("a query that was understood has to be run: use compose")


def _indicator(row: IndicatorRow) -> ReplyIndicator:
    return ReplyIndicator(row.project, row.year, row.level1, row.level2, row.level3, row.value)
