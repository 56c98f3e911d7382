"""Descriptions of new projects, and the past project that a colleague would start from, over three archives.

Each line of `descriptions/*.jsonl` names the projects that are right (`accept`; none where no past project is a sensible base).
The first sets were written before anything ranked them, `.second` and the following when those before them were solved. What
each showed at first sight stands in the benchmarks. A line that is not solved yet is named below.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.chinese.width import squeeze
from assistant.drafting.similar.rank import rank
from assistant.drafting.similar.thesaurus import thesaurus
from tests.drafting.similar.archives import past

DESCRIPTIONS = Path(__file__).parent / "descriptions"

UNSOLVED: frozenset[str] = frozenset({"corpus-14", "corpus-26", "fifth-12", "fifth-54", "third-12", "three_bureaus-10"})


def lines() -> Iterator[Any]:
    """Every description, by its id."""
    for path in sorted(DESCRIPTIONS.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            case = json.loads(line)
            marks = [pytest.mark.xfail(strict=True, reason="not solved yet")] if case["id"] in UNSOLVED else []
            yield pytest.param(path.stem.partition(".")[0], case, id=case["id"], marks=marks)


@pytest.mark.parametrize(("archive", "case"), list(lines()))
def test_the_right_base_stands_first_or_none_is_offered(archive: str, case: dict[str, Any]) -> None:
    found = [match.project for match in rank(case["want"], past(archive), thesaurus(), 10).matches]

    if case["accept"]:
        assert squeeze(found[0]) in {squeeze(name) for name in case["accept"]}, found[:3]
    else:
        assert found == []
