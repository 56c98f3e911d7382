"""How well and how fast past projects are found for a description: the sets of our own, with the parts measured apart."""

from __future__ import annotations

import argparse
import json
import statistics
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


def parts_apart(sets: Mapping[str, Sequence[dict[str, Any]]]) -> None:
    """Prints the figures of all sets together with parts left out and alone."""
    usual = {name: weight for name, (_, weight) in PARTS.items()}
    print("all parts", measured(sets))
    for name in usual:
        print(f"without {name}", measured(sets, {part: weight for part, weight in usual.items() if part != name}))
    for name in ("concepts", "words", "pieces"):
        print(f"{name} alone", measured(sets, {name: 1.0}))
    print("words and pieces", measured(sets, {"words": 0.5, "pieces": 0.5}))


def times(archive: Path, sets: Mapping[str, Sequence[dict[str, Any]]]) -> None:
    """Prints how long a running process takes over an archive of any size, for similar projects and for indicators."""
    from assistant.tasks.library import indicator_library
    from assistant.tasks.similar import similar_projects
    from assistant.tasks.workspace import open_workspace

    wants = [case["want"] for lines in sets.values() for case in lines]
    with open_workspace(archive, tell=print) as workspace:
        similar_projects(workspace, "培训")  # loads the thesaurus and jieba
        taken = sorted(seconds(lambda want=want: similar_projects(workspace, want)) for want in wants)
        print(_line("similar", taken))
        taken = sorted(seconds(lambda want=want: indicator_library(workspace, topic=want)) for want in wants)
        print(_line("indicators of a topic", taken))
        levels = ("", "数量指标", "成本指标", "社会效益指标", "服务对象满意度指标")
        print(
            _line(
                "commonest indicators",
                sorted(seconds(lambda level=level: indicator_library(workspace, level)) for level in levels),
            )
        )


def _line(what: str, taken: Sequence[float]) -> str:
    median, p95 = statistics.median(taken), taken[int(len(taken) * 0.95)]
    return f"{what}: median {median * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms, worst {taken[-1] * 1000:.1f} ms of {len(taken)}"


def main() -> None:
    """Prints the figures of every set, those with parts apart, and with `--archive` the times over an archive instead."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(DESCRIPTIONS.glob("*.jsonl")))
    options = parser.parse_args()
    sets = {path.stem if path.stem.partition(".")[0] in TABLES else "corpus": cases(path) for path in options.files}
    if options.archive:
        times(options.archive, sets)
        return
    for name, lines in sets.items():
        print(name, measured({name: lines}, show=True))
    parts_apart(sets)


if __name__ == "__main__":
    main()
