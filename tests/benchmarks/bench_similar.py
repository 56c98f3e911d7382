"""How well and how fast past projects are found for a description: the sets of our own, with the parts measured apart."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from timing import TOP, seconds

from assistant.chinese.width import squeeze
from assistant.drafting.similar.rank import PARTS, rank
from assistant.drafting.similar.thesaurus import thesaurus
from tests.drafting.similar.archives import TABLES, past

DESCRIPTIONS = TOP / "tests" / "drafting" / "similar" / "descriptions"


def cases(path: Path) -> list[dict[str, Any]]:
    """The descriptions of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def measured(
    sets: Mapping[str, Sequence[dict[str, Any]]], weights: Mapping[str, float] | None = None, show: bool = False
) -> dict[str, tuple[int, int]]:
    """For copied wording, paraphrases and what nothing fits: how many were right, of how many."""
    tally = {"copied": [0, 0], "paraphrased": [0, 0], "nothing fits": [0, 0]}
    for archive, lines in sets.items():
        projects = past(archive.partition(".")[0])
        for case in lines:
            found = rank(case["want"], projects, thesaurus(), 10, weights).matches
            accepted = [squeeze(name) for name in case["accept"]]
            kind = "nothing fits" if not accepted else "paraphrased" if case["paraphrase"] else "copied"
            right = squeeze(found[0].project) in accepted if accepted and found else not accepted and not found
            tally[kind][0] += right
            tally[kind][1] += 1
            if show and not right:
                print(f"  {case['id']} [{kind}] {case['want']}")
                print(f"      wanted {case['accept'][:1] or 'none'}, got {[(one.project, one.score) for one in found[:3]]}")
    return {kind: (right, of) for kind, (right, of) in tally.items()}


def main() -> None:
    """Prints the figures of every set, then those with parts alone and left out."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(DESCRIPTIONS.glob("*.jsonl"))
    sets = {path.stem if path.stem.partition(".")[0] in TABLES else "corpus": cases(path) for path in paths}
    for name, lines in sets.items():
        print(name, measured({name: lines}, show=True))
    usual = {name: weight for name, (_, weight) in PARTS.items()}
    print("all parts", measured(sets))
    for name in usual:
        print(f"without {name}", measured(sets, {part: weight for part, weight in usual.items() if part != name}))
    for name in ("concepts", "words", "pieces"):
        print(f"{name} alone", measured(sets, {name: 1.0}))
    print("words and pieces", measured(sets, {"words": 0.5, "pieces": 0.5}))
    taken = []
    for name, lines in sets.items():
        projects = past(name.partition(".")[0])
        for case in lines:
            taken.append(seconds(lambda case=case, projects=projects: rank(case["want"], projects, thesaurus(), 10)))
    print(f"ranking alone: median {statistics.median(taken) * 1000:.1f} ms, worst {max(taken) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
