"""Tables with planted faults beside their clean twins: what was planted is found, and nothing else is an error or a warning.

The tables are in `planted/`: written from the rules alone, before the program was run over them. Each fault is planted by itself,
and all of a table together.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.model.finding import Finding, Severity
from assistant.review.peers import Peers
from assistant.review.review import review
from tests.review.tables import table_of

FOLDER = Path(__file__).parent / "planted"
_WRITTEN = [entry for path in sorted(FOLDER.glob("*.yaml")) for entry in yaml.safe_load(path.read_text("utf-8"))]
BY_NAME = {entry["name"]: entry for entry in _WRITTEN}
PLANTED = [{**BY_NAME[entry["like"]], **entry} if "like" in entry else entry for entry in _WRITTEN]
FAULTS = [(entry, fault) for entry in PLANTED for fault in entry["plant"]]


def planted(table: Mapping[str, Any], faults: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The short form of the table with these faults in it."""
    made: dict[str, Any] = copy.deepcopy(dict(table))
    for fault in faults:
        made.update(fault.get("set", {}))
        gone = [*fault.get("drop", ()), *([fault["row"]] if "row" in fault else [])]
        rows = []
        for row in made["rows"]:
            if row[1] not in gone:
                rows.append(row)
            elif "put" in fault and row[1] == fault["row"]:
                rows.append(fault["put"])
        made["rows"] = rows + ([fault["add"]] if "add" in fault else [])
        if "weights" in fault:
            made["rows"] = [[*row[:3], {"weight": weight}] for row, weight in zip(made["rows"], fault["weights"], strict=True)]
    return made


def findings(entry: Mapping[str, Any], faults: Sequence[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """What the review finds in the table with these faults."""
    table = table_of(planted(entry["table"], faults))
    names = faults[0].get("peers", ()) if faults else ()
    beside = [table_of(BY_NAME[name]["table"], number) for number, name in enumerate(names, 2)]
    last_year = table_of({**entry["table"], **entry["last_year"]}) if "last_year" in entry else None
    return review(table, last_year, Peers((table, *beside)) if beside else None)


def is_at(finding: Finding, place: Mapping[str, str]) -> bool:
    return finding.where is not None and all(getattr(finding.where, key) == said for key, said in place.items())


@pytest.mark.parametrize("entry", PLANTED, ids=lambda entry: entry["name"])
def test_clean_twin_has_neither_error_nor_warning(entry: Mapping[str, Any]) -> None:
    usual = {"yoy-unchanged"} if "last_year" in entry else set()

    assert [one.message for one in findings(entry, ()) if one.severity != Severity.HINT and one.rule not in usual] == []


@pytest.mark.parametrize(("entry", "fault"), FAULTS, ids=[f"{entry['name']}-{fault['rule']}" for entry, fault in FAULTS])
def test_planted_fault_is_found_and_nothing_else(entry: Mapping[str, Any], fault: Mapping[str, Any]) -> None:
    found = findings(entry, (fault,))
    clean = {(one.rule, one.where) for one in findings(entry, ())}
    may = {fault["rule"], *fault.get("also", ())}

    assert [one for one in found if one.rule == fault["rule"] and is_at(one, fault["at"])], [one.message for one in found]
    new = [one for one in found if (one.rule, one.where) not in clean and one.severity != Severity.HINT]
    others = [one for one in new if one.rule not in may]
    assert [f"{one.rule}: {one.message}" for one in others] == []
