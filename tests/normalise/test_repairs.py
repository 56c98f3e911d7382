"""Each repair by its examples: a grid before and after, and what it must say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from assistant.model.document import Grid
from assistant.model.finding import Severity
from assistant.normalise.labels import load_labels
from assistant.normalise.repairs import REPAIRS
from assistant.normalise.repairs.base import Repair, clues_from
from tests.normalise.grids import grid_of, text_of

EXAMPLES = Path(__file__).parent.parent / "examples" / "normalise"
CASES = [
    pytest.param(repair, case, id=f"{repair.__name__}: {case['name']}")  # type: ignore[attr-defined]
    for repair in REPAIRS
    for case in yaml.safe_load((EXAMPLES / f"{repair.__name__}.yaml").read_text("utf-8"))  # type: ignore[attr-defined]
]


def grid_before(case: dict[str, object]) -> Grid:
    """The grid of an example; `exact: true` says that the document itself held its cells apart."""
    return replace(grid_of(str(case["before"])), exact=bool(case.get("exact")))


@pytest.mark.parametrize(("repair", "case"), CASES)
def test_it_mends_what_it_says_and_nothing_else(repair: Repair, case: dict[str, object]) -> None:
    before = grid_before(case)

    after, findings = repair(before, clues_from(before, load_labels()))

    messages = [finding.message for finding in findings]
    assert text_of(grid_of(str(case["after"]))) == text_of(after)
    says = case["says"]
    assert isinstance(says, list)
    for words in says:
        assert any(words in message for message in messages), messages
    assert bool(says) == bool(messages)


@pytest.mark.parametrize(("repair", "case"), CASES)
def test_what_it_says_has_a_place_and_a_severity(repair: Repair, case: dict[str, object]) -> None:
    before = grid_before(case)

    _, findings = repair(before, clues_from(before, load_labels()))

    assert all(finding.place.line > 0 and finding.severity in (Severity.REPAIR, Severity.DOUBT) for finding in findings)


@pytest.mark.parametrize(("repair", "case"), CASES)
def test_mending_again_changes_nothing(repair: Repair, case: dict[str, object]) -> None:
    before = grid_before(case)
    clues = clues_from(before, load_labels())
    once, _ = repair(before, clues)

    twice, _ = repair(once, clues)

    assert text_of(once) == text_of(twice)
