"""The shipped document broken at random is read as before, or what is not certain is reported: nothing is lost in silence."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.model.finding import Severity
from assistant.normalise import Normalised, normalise
from assistant.readers import read
from tests.normalise.breaking import BREAKAGES, as_blanks, as_pipes, break_document
from tests.normalise.test_pingluo import DOCUMENT, expected_tables, plain

TEXT = DOCUMENT.read_text("utf-8")
UNTOLD = frozenset({"no blank lines", "no blank cells"})
"""They take away what tells whether a row was cut or is one of its own: with a cut they are in part a matter of luck."""


def readings(text: str) -> Normalised:
    return normalise(read(text.encode(), "broken.txt"))


def by_project(tables: list[dict[str, object]]) -> dict[object, dict[str, object]]:
    return {table["project"]: table for table in tables}


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", BREAKAGES)
def test_one_kind_of_breakage_changes_nothing(name: str, seed: int) -> None:
    tables = [plain(table) for table in readings(break_document(TEXT, [name], random.Random(seed))).tables]

    assert len(tables) == 14
    assert by_project(expected_tables()) == by_project(tables)


@settings(derandomize=True, max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    names=st.lists(st.sampled_from([name for name in BREAKAGES if name not in UNTOLD]), min_size=2, max_size=3, unique=True),
    seed=st.integers(0, 2**32),
    saved=st.sampled_from((None, as_pipes, as_blanks)),
)
def test_several_at_once_change_nothing_or_are_doubtful(names: list[str], seed: int, saved: object) -> None:
    chance = random.Random(seed)
    text = break_document(TEXT, names, chance)
    if callable(saved):
        text = saved(text, chance)

    normalised = readings(text)

    same = by_project(expected_tables()) == by_project([plain(table) for table in normalised.tables])
    doubts = [
        finding
        for finding in normalised.findings
        if finding.severity is Severity.DOUBT and finding.rule not in ("no-name", "no-value")
    ]
    assert same or doubts


@pytest.mark.parametrize("saved", [as_pipes, as_blanks])
def test_bars_and_blanks_part_cells_as_tabs_do(saved: object) -> None:
    assert callable(saved)

    tables = [plain(table) for table in readings(saved(TEXT, random.Random(1))).tables]

    assert expected_tables() == tables


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_the_encoding_does_not_matter(encoding: str) -> None:
    data = TEXT.replace("\n", "\r\n").encode(encoding)

    tables = [plain(table) for table in normalise(read(data, "encoded.txt")).tables]

    assert expected_tables() == tables


def test_several_documents_in_one_give_the_tables_of_all() -> None:
    tables = [plain(table) for table in readings(f"{TEXT}\n\n\ufeff{TEXT}").tables]

    assert expected_tables() + expected_tables() == tables
