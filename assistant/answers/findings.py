"""How conditions and figures about findings of the review (审核意见) are said."""

from __future__ import annotations

from assistant.chinese.width import printable
from assistant.model.query import HasFindings, Measure
from assistant.wording import load_toml, wording

_NAMED = 2
"""As many rules as are named by their titles; of more, the first with their number."""


def title(rule: str) -> str:
    """The rule's short title (短题); its id where it has none."""
    entry = load_toml("lexicon/findings")["rule"].get(rule)
    return str(entry["title"]) if entry else rule


def level(severity: str) -> str:
    """错误, 警告, 提示."""
    return (
        _say(f"level.{severity}")
        if f"level.{severity}" in wording("answers/findings").texts
        else printable(severity, one_line=True)
    )


def clause(condition: HasFindings) -> str:
    """审核有错误; 审核提出“时效或目标的年份不对”."""
    levels = _say("clause.join_levels").join(map(level, condition.severities))
    if not condition.rules:
        return _say("clause.level", 级别=levels) if levels else _say("clause.any")
    titles = _titles(condition.rules)
    return _say("clause.rules_level", 短题=titles, 级别=levels) if levels else _say("clause.rules", 短题=titles)


def measure(asked: Measure) -> str:
    """审核意见, 错误级的审核意见; 怎么改."""
    if asked.label:
        name, _, number = asked.label.partition(" ")
        if name == "why":
            return _say("told.why_of", 第几=number) if number else _say("told.why")
        return _say("told.advice_of", 第几=number) if number else _say("told.advice")
    counted = asked.rows if isinstance(asked.rows, HasFindings) else HasFindings()
    if counted.rules:
        return _say("measure.rules", 短题=_titles(counted.rules))
    levels = _say("clause.join_levels").join(map(level, counted.severities))
    return _say("measure.level", 级别=levels) if levels else _say("measure.all")


def _titles(rules: tuple[str, ...]) -> str:
    if len(rules) <= _NAMED:
        return _say("clause.join_titles").join(map(title, rules))
    return _say("clause.many_rules", 首条=title(rules[0]), 条数=len(rules))


def _say(key: str, /, **slots: object) -> str:
    return wording("answers/findings")(key, **slots)
