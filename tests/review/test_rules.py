"""Every rule against its named cases: what it reports, where and how severely, and what it leaves alone.

A case of `tests/examples/review/<rule>.yaml` has a name under `pass` or `fail`, a table in short form (see `tables.py`), perhaps
`last_year` and `peers`, and, where it fails, some of `where`, `severity`, `says` (texts that message or advice quotes),
`times`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.model.finding import Finding
from assistant.review.peers import Peers
from assistant.review.review import review
from assistant.review.rules import RULES
from tests.review.tables import table_of

EXAMPLES = Path(__file__).parent.parent / "examples" / "review"
CASES = [(path.stem, case) for path in sorted(EXAMPLES.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))]


def _found(rule: str, case: dict[str, Any]) -> list[Finding]:
    table = table_of(case["table"])
    last_year = table_of(case["last_year"]) if "last_year" in case else None
    peers = (
        Peers((table, *(table_of(short, number) for number, short in enumerate(case["peers"], 2)))) if "peers" in case else None
    )
    options = {rule: {name: tuple(said) if isinstance(said, list) else said for name, said in case.get("options", {}).items()}}
    return [finding for finding in review(table, last_year, peers, options=options) if finding.rule == rule]


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule}-{case.get('fail') or case.get('pass')}" for rule, case in CASES])
def test_case(rule: str, case: dict[str, Any]) -> None:
    found = _found(rule, case)
    if "pass" in case:
        assert not found, [finding.message for finding in found]
        return
    assert len(found) == case.get("times", 1), [finding.message for finding in found]
    finding = found[0]
    if "severity" in case:
        assert finding.severity == case["severity"]
    for key, expected in case.get("where", {}).items():
        assert finding.where is not None
        assert getattr(finding.where, key) == expected
    for text in case.get("says", ()):
        assert text in finding.message + finding.advice


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_documented_and_has_cases(rule: Any) -> None:
    parts = re.findall(r"^ *(检查什么|为什么|反例|正例|依据)：", type(rule).__doc__ or "", re.MULTILINE)
    assert parts == ["检查什么", "为什么", "反例", "正例", "依据"]
    kinds = {next(iter(case)) for name, case in CASES if name == rule.code}
    assert kinds >= {"pass", "fail"}


def test_every_module_of_a_rule_is_registered() -> None:
    folder = Path(__file__).parents[2] / "assistant" / "review" / "rules"
    modules = {path.stem.replace("_", "-") for path in folder.glob("*.py")} - {"--init--"}
    assert {rule.code for rule in RULES} == modules
