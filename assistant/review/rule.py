"""What a review rule is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Protocol

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case

Option = int | float | str | tuple[str, ...] | Mapping[str, tuple[str, ...]]
"""A threshold or a list of words that a settings file can change."""


NO_OPTIONS: Mapping[str, Option] = {}
"""Of a rule that has nothing to set."""


class Needs(StrEnum):
    """What a rule needs beside the table itself; without it the rule does not run."""

    NOTHING = "nothing"
    LAST_YEAR = "last_year"
    """上年表: the same project's table of the year before."""
    PEERS = "peers"
    """别的表: the other tables of the batch, the department and the year."""


class Rule(Protocol):
    """One rule of the review.

    The class's docstring is its documentation for officials, in Chinese, with the parts 检查什么 · 为什么 · 反例 · 正例 · 依据;
    `jixiao explain` prints it. A rule holds no state.
    """

    code: str
    """Id in English words joined by hyphens; the module's name is the same with underscores."""
    title: str
    """What is wrong, in a few Chinese words (短题)."""
    chapter: str
    """The chapter of the rules it belongs to: 表头, 资金 …"""
    severity: Severity
    """The level it usually reports; in milder cases a finding may carry a lower one."""
    needs: Needs

    @property
    def options(self) -> Mapping[str, Option]:
        """Defaults of what a settings file can change, by Chinese name."""

    def check(self, case: Case) -> Iterable[Finding]:
        """The findings in one table, in the order of its cells."""
