"""Questions that would work next, made from the answer and the names of the archive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answers.answer import Answer, Case
from assistant.answers.facts import Facts
from assistant.answers.naming import printed
from assistant.answers.query_parts import money_of
from assistant.model.fields import Field, Subject
from assistant.model.query import Operation, Query
from assistant.wording import wording

MOST = 3
"""As many suggestions as a reply carries."""
_LONGEST_NAME = 30
"""Longer names make no readable suggestion where there are others."""


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/suggestions")(key, **slots)


def after(case: Case, answer: Answer, question: str) -> tuple[str, ...]:
    """What to ask after an answer."""
    query = case.query
    asked = {measure.field for measure in query.fields}
    projects = list(dict.fromkeys((project.project, project.year) for project in answer.projects if project.project))
    found: list[str] = []
    if len(projects) == 1:
        name = in_year(*projects[0], case.facts)
        most = MOST if len(name) <= _LONGEST_NAME else 1
        if money_of(query) is None:
            found.append(_say("amount", 项目=name))
        if Field.GOAL not in asked:
            found.append(_say("goal", 项目=name))
        if query.selection.subject is Subject.PROJECT:
            found.append(_say("rows", 项目=name))
        if query.operation is not Operation.SHARE:
            found.append(_say("share", 项目=name))
        found = found[:most]
    elif projects and query.operation in (Operation.LIST, Operation.ANY, Operation.SHOW):
        first, second = _readable(projects)
        found += [_say("goal", 项目=in_year(*first, case.facts)), _say("rows", 项目=in_year(*second, case.facts))]
    return _chosen([*found, *general(case.facts, query)], question)


def about(names: Iterable[str], facts: Facts, question: str = "") -> tuple[str, ...]:
    """What to ask of projects that were named as near; of the archive where there are none."""
    found = [_say("amount", 项目=printed(name)) for name in list(names)[:MOST] if name]
    return _chosen([*found, *examples(facts)], question)


def examples(facts: Facts) -> list[str]:
    """Questions of several kinds that the archive can answer."""
    names = [name for name in facts.names if 0 < len(name) <= _LONGEST_NAME] or [name for name in facts.names if name]
    found = []
    for position, key in enumerate(("amount", "goal", "rows")):
        if names:
            name = names[position % len(names)]
            found.append(_named(key, name))
    return found + list(general(facts))


def general(facts: Facts, asked: Query | None = None) -> Sequence[str]:
    """Questions about the whole archive, other than the one just asked; () for an empty archive."""
    if not facts.tables or facts.latest is None:
        return ()
    found = []
    if asked is None or asked.selection.order is None:
        found.append(_say("top", 年=facts.latest))
    if asked is None or asked.operation is not Operation.GROUP:
        found.append(_say("groups"))
    if asked is None or asked.operation is not Operation.COMPUTE:
        found.append(_say("total", 年=facts.latest))
    return (*found, _say("missing"))


def over(facts: Facts, amount: str) -> str:
    """The example of a condition on money."""
    return _say("over", 年=facts.latest, 数=amount)


def in_year(project: str, year: int | None, facts: Facts) -> str:
    """The project's name, with its year where the archive has several and the name does not say it."""
    name = printed(project)
    if not facts.several_years or year is None or str(year) in name:
        return name
    return _say("of_year", 年=year, 项目=name)


def _named(key: str, name: str) -> str:
    match key:
        case "amount":
            return _say("amount", 项目=name)
        case "goal":
            return _say("goal", 项目=name)
    return _say("rows", 项目=name)


def _readable(projects: Sequence[tuple[str, int | None]]) -> tuple[tuple[str, int | None], tuple[str, int | None]]:
    """Two of the projects, those with short names first."""
    short = [project for project in projects if len(project[0]) <= _LONGEST_NAME] or list(projects)
    return short[0], short[1] if len(short) > 1 else short[0]


def _chosen(found: Iterable[str], question: str) -> tuple[str, ...]:
    return tuple(text for text in dict.fromkeys(found) if text != question.strip())[:MOST]
