"""Questions that ask for what the review finds: their words, and what they mean."""

from __future__ import annotations

import pytest

from assistant.questions.lexicon import cue
from assistant.questions.recognisers.finding import phrases, rules_with_words
from assistant.review.rule import Rule
from assistant.review.rules import RULES
from assistant.wording import load_toml

WORDS = load_toml("lexicon/findings")


def test_every_rule_can_be_asked_for() -> None:
    assert set(rules_with_words()) == {rule.code for rule in RULES}
    assert [name for name, entry in WORDS["rule"].items() if not (entry.get("words") or entry.get("things"))] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_its_title_is_that_of_the_rule(rule: Rule) -> None:
    assert WORDS["rule"][rule.code]["title"] == rule.title


def test_groups_consist_of_rules() -> None:
    known = {rule.code for rule in RULES}

    assert [rule for entry in WORDS["group"].values() for rule in entry["rules"] if rule not in known] == []


def test_families_of_faults_are_used() -> None:
    """A family nobody names is a line without effect."""
    named = {fault for section in ("rule", "group") for entry in WORDS[section].values() for fault in entry.get("faults", ())}

    assert set(WORDS["fault"]) - {"between", "after", "joining"} <= named | {"unequal"}


def test_every_phrase_holds_a_hint() -> None:
    """Without one of the hints the phrases are not even looked for."""
    hints = cue("hints_at_findings")

    assert sorted({phrase for phrase in phrases() if not any(hint in phrase for hint in hints)}) == []
