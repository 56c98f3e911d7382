"""The rules of the review, one module each, in the order of the chapters; a rule is reviewed with when it stands here."""

from __future__ import annotations

from assistant.review.rule import Rule
from assistant.review.rules.blank_value import BlankValue

RULES: tuple[Rule, ...] = (BlankValue(),)
"""All rules, in the order in which `explain` lists them and findings of the same cell are shown."""
