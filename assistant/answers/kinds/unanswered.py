"""Honest replies where nothing was run: what the tables do not hold, which reading is meant, what can be asked."""

from __future__ import annotations

from assistant.answers import suggestions
from assistant.answers.facts import Facts
from assistant.answers.naming import printed
from assistant.answers.paraphrase import paraphrase, remark_words
from assistant.answers.query_parts import names_in, parts_of
from assistant.answers.terms import items, names
from assistant.model.interpretation import Absence, Ambiguous, NotInTables, OutOfScope, Unclear
from assistant.model.reply import Reply, Status
from assistant.wording import wording

_INSTEAD = {
    Absence.PROJECT: "projects",
    Absence.ORGANISATION: "organisations",
    Absence.EXECUTION: "plans",
    Absence.PERSON: "plans",
    Absence.REASON: "plans",
    Absence.OTHER_DATA: "plans",
    Absence.ROW: "rows",
    Absence.TOPIC: "topics",
}
_NEAR_PROJECTS = (Absence.PROJECT, Absence.EXECUTION, Absence.PERSON, Absence.REASON, Absence.OTHER_DATA)
"""Absences whose near names are projects."""
_NEAR = 5
"""As many near names as a sentence offers."""


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/other")(key, **slots)


def _absent(key: str, /, **slots: object) -> str:
    return wording("answers/not_found")(key, **slots)


def not_in_tables(question: str, found: NotInTables, facts: Facts) -> Reply:
    """What the tables do not hold, and what there is instead."""
    what = _what(found)
    if found.absence in _NEAR_PROJECTS[1:]:
        asked = _absent(f"understood.{found.absence.value}", 内容=printed(found.what))
        of_which = (
            _absent("of_which.asked", 项目=items([printed(name) for name in found.near]), 内容=asked) if found.near else asked
        )
        understood = names([of_which, *map(remark_words, found.remarks)])
    elif found.query is not None:
        understood = paraphrase(found.query, found.remarks)
    else:
        understood = names([_absent(f"understood.{found.absence.value}", 内容=what), *map(remark_words, found.remarks)])
    text = _absent(f"absence.{found.absence.value}", 内容=what) + _instead(found, facts)
    offered = found.near if found.absence in _NEAR_PROJECTS else ()
    return Reply(
        question=question,
        status=Status.NOT_FOUND,
        understood=understood,
        text=text if facts.tables else _absent("empty.text"),
        query=found.query,
        suggestions=suggestions.about(offered, facts, question),
    )


def _what(found: NotInTables) -> str:
    what = printed(found.what)
    if found.absence is Absence.YEAR:
        return what.removesuffix("年")
    if found.absence in (Absence.EXECUTION, Absence.PERSON, Absence.REASON, Absence.OTHER_DATA):
        return _absent("what.quoted", 内容=what) if what else _absent("what.something")
    return what or _absent("what.something")


def _instead(found: NotInTables, facts: Facts) -> str:
    if found.absence is Absence.YEAR:
        years = found.near or tuple(map(str, facts.years))
        said = [_absent("years.one", 年=printed(year).removesuffix("年")) for year in years]
        return _absent("years.all", 各年=names(said)) if said else ""
    near = [printed(name) for name in found.near if name]
    return _absent(f"instead.{_INSTEAD[found.absence]}", 各项=items(near[:_NEAR])) if near else ""


def which_one(question: str, found: Ambiguous, facts: Facts) -> Reply:
    """Readings to choose from, by number or name."""
    what, choices = printed(found.what), tuple(choice.label for choice in found.choices)
    listed = items([_say("ambiguous.choice", 序号=number, 名称=printed(label)) for number, label in enumerate(choices, 1)])
    slots = {"个数": len(choices), "各项": listed}
    understood = _say("ambiguous.understood", 内容=what) if what else _say("ambiguous.understood_bare")
    return Reply(
        question=question,
        status=Status.AMBIGUOUS,
        understood=names([understood, *map(remark_words, found.remarks)]),
        text=_say("ambiguous.text", **slots, 内容=what) if what else _say("ambiguous.bare", **slots),
        choices=choices,
        suggestions=choices[: suggestions.MOST],
    )


def out_of_scope(question: str, found: OutOfScope, facts: Facts) -> Reply:
    """Not about the tables."""
    return Reply(
        question=question,
        status=Status.OUT_OF_SCOPE,
        understood=_say("out_of_scope.understood"),
        text=_say("out_of_scope.text"),
        suggestions=suggestions.about((), facts, question),
    )


def unclear(question: str, found: Unclear, facts: Facts) -> Reply:
    """Not understood: with questions that would work."""
    unused = printed(found.unused)
    named = (
        () if found.query is None else tuple(name for part in parts_of(found.query.selection.where) for name in names_in(part))
    )
    offered = suggestions.about(named, facts, question)
    examples = "".join(_say("help.example", 问=one) for one in offered)
    if not offered:
        text = _say("unclear.text_plain")
    else:
        text = _say("unclear.text_words", 内容=unused, 例子=examples) if unused else _say("unclear.text", 例子=examples)
    return Reply(
        question=question,
        status=Status.OUT_OF_SCOPE,
        understood=_made_out(found, unused),
        text=text,
        suggestions=offered,
    )


def _made_out(found: Unclear, unused: str) -> str:
    """What was made out, and the words that were not."""
    if found.query is not None and unused:
        return _say("unclear.made_out", 读法=paraphrase(found.query), 内容=unused)
    return _say("unclear.understood_words", 内容=unused) if unused else _say("unclear.understood")


def help_reply(question: str, facts: Facts) -> Reply:
    """What can be asked, with examples from the archive itself."""
    understood = _say("help.understood")
    if not facts.tables or not facts.years:
        return Reply(question, Status.HELP, understood, _say("help.text_empty"))
    head, tail = facts.years[0], facts.years[-1]
    years = _say("help.year", 年=head) if head == tail else _say("help.years", 头=head, 尾=tail)
    asked = [*suggestions.examples(facts)[:4], suggestions.over(facts, _say("help.threshold"))]
    examples = "".join(_say("help.example", 问=one) for one in asked)
    text = _say("help.text", 表数=facts.tables, 年度=years, 例子=examples)
    return Reply(question, Status.HELP, understood, text, suggestions=suggestions.about((), facts, question))
