"""Drafts of the corpus and of tables of other places, checked cell by cell as a careful official would."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.drafting.brief import brief_of
from assistant.drafting.cells import row_name
from assistant.drafting.fill import fill
from assistant.drafting.years import roll
from assistant.model.draft import Brief, Draft
from assistant.model.published import table_to_json
from tests.drafting.tables import table_called

EXAMPLES = Path(__file__).parent.parent / "examples" / "drafting"


def examples(name: str) -> Any:
    return yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text("utf-8"))


def cases() -> Iterator[Any]:
    for case in examples("filled"):
        yield pytest.param(case, id=f"{case['from'][:12]} {case.get('year', '')} {case.get('say', '')}")


def drafted(case: dict[str, Any]) -> Draft:
    total = Decimal(case["total"]) if "total" in case else None
    return fill(table_called(case["from"]), Brief(case.get("say", ""), case["from"], case.get("year"), case.get("name"), total))


@pytest.mark.parametrize("case", list(cases()))
def test_cells_hold_what_they_should(case: dict[str, Any]) -> None:
    draft = drafted(case)
    table = table_to_json(draft.table)
    rows = {row_name(row): row.value.text for row in draft.table.indicators}

    assert {field: table[field] for field in case.get("field", {})} == case.get("field", {})
    assert {name: rows.get(name) for name in case.get("row", {})} == case.get("row", {})
    assert [part for part in case.get("goal", []) if part not in draft.table.goal] == []
    printed = json.dumps({key: table[key] for key in table if key != "source"}, ensure_ascii=False)
    assert [text for text in case.get("nowhere", []) if text in printed] == []


@pytest.mark.parametrize("case", list(cases()))
def test_doubts_and_proposals_are_told(case: dict[str, Any]) -> None:
    draft = drafted(case)
    told = {(change.where, str(change.kind)) for change in draft.changes}
    rows = {row_name(row): at for at, row in enumerate(draft.table.indicators)}
    told_of = {change.row for change in draft.changes}

    assert {(name, kind) for name, kind in case.get("mark", {}).items()} - told == set()
    assert [name for name in case.get("unmarked", []) if rows[name] in told_of] == []


@pytest.mark.parametrize(("text", "old", "new", "expected"), examples("years")["deadlines"])
def test_years_of_names_and_deadlines(text: str, old: int, new: int, expected: str) -> None:
    assert roll(text, old, new, deadline=True).text == expected


@pytest.mark.parametrize(("text", "old", "new", "expected"), examples("years")["running"])
def test_years_of_running_text(text: str, old: int, new: int, expected: str) -> None:
    rolled = roll(text, old, new)

    assert rolled.text == expected


@pytest.mark.parametrize("said", [pytest.param(case, id=next(iter(case))) for case in examples("facts")])
def test_facts_of_a_sentence(said: dict[str, dict[str, Any]]) -> None:
    ((sentence, expected),) = said.items()
    facts = brief_of(sentence)
    found = {
        "total": None if facts.total is None else int(facts.total),
        "factor": None if facts.factor is None else str(facts.factor),
        "more": None if facts.more is None else int(facts.more),
        "year": facts.year,
        "rows": [" ".join(filter(None, (row.kind, row.value, row.words.strip()))) for row in facts.rows],
    }

    assert {key: value for key, value in found.items() if value} == expected
