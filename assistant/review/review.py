"""The review of one table: every rule that has what it needs, and nothing said twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import GoalTable
from assistant.review.case import Case
from assistant.review.peers import Peers
from assistant.review.rule import Needs, Rule
from assistant.review.rules import RULES

HIDES: Mapping[str, tuple[str, ...]] = {
    "blank-value": ("quant-not-number", "number-without-unit", "cost-no-currency", "time-no-date", "quality-not-measurable"),
    "value-only-unit": ("quant-not-number",),
    "placeholder-left": ("quant-not-number", "goal-too-short", "goal-no-number", "template-residue", "number-in-name"),
    "blank-name": ("number-without-unit", "output-category-mismatch"),
    "value-from-other-row": ("benefit-category-mismatch",),
    "quality-not-measurable": ("output-category-mismatch",),
    "name-truncated": ("typo",),
    "money-unit-mistaken": ("cost-total-over", "cost-total-under", "cost-total-unclear"),
    "unit-wrong-kind": ("output-category-mismatch", "unit-contradicts-name"),
    "number-without-unit": ("cost-no-currency",),
    "date-serial": ("number-without-unit", "time-no-date"),
    "duplicate-row": ("same-name-different-values", "near-duplicate-rows"),
}
"""What is not reported twice: at the same cell a finding of the rule on the left hides those of the rules on the right."""

HIDES_IN_TABLE: Mapping[str, tuple[str, ...]] = {
    "vague-benefit-only": ("mostly-qualitative",),
    "period-year": ("deadline-outside-period",),
    "weight-sum": ("weight-unusual",),
    "goal-too-short": ("goal-no-number",),
}
"""The same for findings that speak of the whole table: one on the left hides those on the right wherever they stand."""

_ORDER = {severity: place for place, severity in enumerate(Severity)}


def review(
    table: GoalTable,
    last_year: GoalTable | None = None,
    peers: Peers | None = None,
    *,
    options: Mapping[str, Mapping[str, object]] | None = None,
    off: Collection[str] = (),
) -> tuple[Finding, ...]:
    """The findings in a table, worst first, then in the order of the form.

    `options` are thresholds and word lists by rule and name, `off` the rules that are switched off. Never raises.
    """
    case = Case(table, last_year, peers, options)
    found = [finding for rule in RULES if rule.code not in off and _runs(rule, case) for finding in rule.check(case)]
    return tuple(sorted(_unhidden(found), key=_rank))


def _runs(rule: Rule, case: Case) -> bool:
    if rule.needs == Needs.LAST_YEAR:
        return case.last_year is not None
    return rule.needs != Needs.PEERS or case.peers is not None


def _unhidden(found: Iterable[Finding]) -> list[Finding]:
    found = list(found)
    hidden = {(finding.where, rule) for finding in found for rule in HIDES.get(finding.rule, ())}
    hidden_anywhere = {rule for finding in found for rule in HIDES_IN_TABLE.get(finding.rule, ())}
    return [finding for finding in found if (finding.where, finding.rule) not in hidden and finding.rule not in hidden_anywhere]


def _rank(finding: Finding) -> tuple[int, int]:
    where = finding.where
    return _ORDER[finding.severity], -1 if where is None or where.row is None else where.row
