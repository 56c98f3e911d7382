"""The documentation of the review's rules, for reading."""

from __future__ import annotations

import re
from inspect import cleandoc
from itertools import groupby

from assistant.errors import UnknownName
from assistant.review.rule import Rule
from assistant.review.rules import RULES
from assistant.wording import wording

_WRAPPED = re.compile(r"\s*\n\s*(?!\s|(?:检查什么|为什么|反例|正例|依据)：)")
"""Where a line of a rule's documentation ends only because the file's does."""


def explain(name: str) -> str:
    """One rule in full: its title, level, what it checks and why, what can be set. Raises UnknownName with the nearest rules."""
    rule = next((rule for rule in RULES if name.strip().lower() in (rule.code, rule.title)), None)
    if rule is None:
        from difflib import get_close_matches

        by_title = [rule.code for rule in RULES if name in rule.title]
        near = by_title or get_close_matches(name, [rule.code for rule in RULES], 3, 0.5)
        words = wording("interface/check")
        advice = words("near_rules", 规则="、".join(near)) if near else ""
        raise UnknownName(words("no_rule", 规则=name), advice + words("all_rules"))
    words = wording("interface/check")
    title, _, body = cleandoc(type(rule).__doc__ or "").partition("\n")
    parts = [words("rule", 规则=rule.code, 短题=title, 级别=words(f"severity.{rule.severity}")), _WRAPPED.sub("", body.strip())]
    parts += [words("option", 名称=name, 默认=_shown(value)) for name, value in rule.options.items()]
    parts += [words(f"needs.{rule.needs}")] if rule.needs != "nothing" else []
    return "\n".join(parts)


def explain_all() -> str:
    """All rules in short, by chapter."""
    words = wording("interface/check")
    lines = []
    for chapter, rules in groupby(RULES, key=lambda rule: rule.chapter):
        lines.append(words("chapter", 章=chapter))
        lines += [_line(rule) for rule in rules]
    return "\n".join(lines) + "\n" + words("rules_count", 条数=len(RULES))


def _line(rule: Rule) -> str:
    words = wording("interface/check")
    return words("rule_line", 规则=rule.code, 短题=rule.title, 级别=words(f"severity.{rule.severity}"))


def _shown(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)


def rule_titles() -> dict[str, str]:
    """What is wrong, in a few words, by the rule's id."""
    return {rule.code: rule.title for rule in RULES}
