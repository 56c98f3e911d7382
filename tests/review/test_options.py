"""Thresholds of the settings file: each has an effect, whatever kind of number it is written as."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import assistant.review
from assistant.review.case import Case
from assistant.review.review import review
from assistant.review.rules import RULES
from tests.review.tables import table_of

CODE = Path(assistant.review.__file__).parent


def asked() -> Iterator[tuple[str, str]]:
    """The options that the code asks for: by rule where it is written out, else by the module's rule."""
    for path in sorted(CODE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "option":
                rule = call.args[0]
                code = rule.value if isinstance(rule, ast.Constant) else path.stem.replace("_", "-")
                if isinstance(call.args[1], ast.Constant):
                    yield str(code), str(call.args[1].value)


@pytest.mark.parametrize(("code", "name"), sorted(set(asked())))
def test_what_is_asked_for_stands_on_a_page(code: str, name: str) -> None:
    """A threshold nobody can read of cannot be set."""
    pages = {rule.code: rule for rule in RULES}

    assert name in pages[code].options or any(name in rule.options for rule in RULES)


@pytest.mark.parametrize("said", [60, 60.0])
def test_a_number_counts_however_it_is_written(said: float) -> None:
    table = table_of({"total": 300000, "rows": [["数量指标", "老年食堂", "4个"], ["成本指标", "老年食堂运行成本", "5万元/个"]]})
    usual = [finding.rule for finding in review(table)]
    set_so = [finding.rule for finding in review(table, options={"cost-total-under": {"差额比例（%）": said}})]

    assert ("cost-total-under" in usual, "cost-total-under" in set_so) == (True, False)


def test_what_is_no_number_is_not_taken_for_one() -> None:
    case = Case(table_of({}), options={"range-too-wide": {"倍数": "五"}})

    assert case.option("range-too-wide", "倍数", 3) == 3
