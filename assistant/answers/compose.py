"""Replies: what a query found, or why there was none to run, as an answer with its sources and what to ask next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answers import suggestions
from assistant.answers.adopted import shows_drafts, without_drafts_beside
from assistant.answers.answer import Case
from assistant.answers.facts import Facts
from assistant.answers.kinds import KINDS
from assistant.answers.kinds.findings import is_about_findings, tell_findings
from assistant.answers.kinds.unanswered import help_reply, not_in_tables, out_of_scope, unclear, which_one
from assistant.answers.layout import WIDTH
from assistant.answers.naming import printed
from assistant.answers.paraphrase import paraphrase
from assistant.model.interpretation import (
    Ambiguous,
    DraftRequest,
    HelpRequest,
    Interpretation,
    NotInTables,
    OutOfScope,
    Several,
    Unclear,
    Understood,
)
from assistant.model.query import IndicatorRow, Query, Result
from assistant.model.reply import Reply, ReplyIndicator, Status
from assistant.wording import wording


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
    asked, understood = understood.query, replace(understood, query=without_drafts_beside(understood.query))
    case = Case(understood, result, beside, facts, width)
    answer = tell_findings(case) if result.review and is_about_findings(case.query) else KINDS[case.query.operation](case)
    return Reply(
        question=question,
        status=answer.status,
        understood=_with_drafts(paraphrase(case.query, understood.remarks, tables=understood.counts_tables), case, asked),
        text=answer.text,
        projects=answer.projects,
        value=answer.value,
        unit=answer.unit if answer.value is not None else None,
        indicators=tuple(map(_indicator, answer.rows)),
        groups=answer.groups,
        sources=answer.sources,
        query=asked,
        suggestions=suggestions.after(case, answer, question),
        count=answer.count,
        table_text=answer.table_text,
    )


def _with_drafts(understood: str, case: Case, asked: Query) -> str:
    """What was understood, and that an adopted draft takes part where its year was named."""
    beside = asked != case.query and shows_drafts(case.result)
    return _say("with_drafts", 读法=understood) if beside else understood


def compose_other(question: str, interpretation: Interpretation, facts: Facts) -> Reply:
    """The reply where nothing was run: not in the tables, ambiguous, out of scope, unclear, help."""
    match interpretation:
        case NotInTables():
            return not_in_tables(question, interpretation, facts)
        case Ambiguous():
            return which_one(question, interpretation, facts)
        case OutOfScope():
            return out_of_scope(question, interpretation, facts)
        case Unclear():
            return unclear(question, interpretation, facts)
        case HelpRequest():
            return help_reply(question, facts)
        case Several():
            return compose_other(question, interpretation.otherwise, facts)
        case Understood():
            raise ValueError("a query that was understood has to be run: use compose")
        case DraftRequest():
            raise ValueError("a draft has to be made first: its replies are in kinds.drafts")


def together(question: str, replies: Sequence[Reply]) -> Reply:
    """The answers to the several questions of one sentence as one; those that have none are named, none is passed over.

    The figure is the last one that there is: 哪个多，多多少 asks for the difference.
    """
    found = [reply for reply in replies if reply.status in (Status.ANSWERED, Status.NOT_FOUND)]
    lost = [reply.question for reply in replies if reply not in found]
    figure = next((reply for reply in reversed(found) if reply.value is not None), found[0])
    texts = [reply.text for reply in found] + [_say("several.lost", 问=printed(text)) for text in lost]
    return Reply(
        question=question,
        status=Status.ANSWERED,
        understood=_say("several.join").join(
            _say("several.part", 序号=at, 读法=one.understood) for at, one in enumerate(found, 1)
        ),
        text=_say("several.line").join(texts),
        projects=tuple(dict.fromkeys(project for reply in found for project in reply.projects)),
        value=figure.value,
        unit=figure.unit,
        indicators=tuple(dict.fromkeys(row for reply in found for row in reply.indicators)),
        groups=next((reply.groups for reply in found if reply.groups), ()),
        sources=tuple(dict.fromkeys(source for reply in found for source in reply.sources)),
        query=figure.query,
        suggestions=found[-1].suggestions,
        table_text=_say("several.line").join(reply.table_text for reply in found if reply.table_text),
    )


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/other")(key, **slots)


def _indicator(row: IndicatorRow) -> ReplyIndicator:
    return ReplyIndicator(row.project, row.year, row.level1, row.level2, row.level3, row.value)
