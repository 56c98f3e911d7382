"""Every turn of the kept conversations over their own archives, by stage, and the memory of the process with jieba loaded.

Each conversation is asked in several rounds, each in archives opened anew; of each turn the least time counts. The archives are
those of the tests: the shipped corpus, and invented ones of 15 to 90 tables.

    python tests/benchmarks/bench_stages.py [--rounds 2] [--every 5]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path

import timing
from at_scale import asked, line, memory
from stages import Stages

CONVERSATIONS = timing.TOP / "tests" / "questions" / "conversations"


def main() -> None:
    """Prints a line for the whole and one a stage, the slowest turns, and the memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--every", type=int, default=1, help="every so many-th conversation alone")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.update(timing.setting(folder))
        # the corpus and jieba's dictionary are made by a process of their own: that takes more memory than any question
        subprocess.run(timing.jixiao("ask", "有哪些项目"), env=timing.setting(folder), stdout=subprocess.DEVNULL, check=True)
        (folder / "archive.db").rename(folder / "corpus.db")
        from assistant.chinese.segment import words
        from assistant.tasks.import_files import import_files
        from assistant.tasks.workspace import open_workspace

        for tables in CONVERSATIONS.glob("*.tables.json"):
            list(import_files(folder / f"{tables.name.removesuffix('.tables.json')}.db", [tables]))
        words("人才工作经费")  # jieba is loaded
        least: dict[tuple[str, int], tuple[float, dict[str, float], str]] = {}
        for _ in range(given.rounds):
            for path in sorted(CONVERSATIONS.glob("*.jsonl")):
                archive = folder / f"{path.name.split('.')[0]}.db"
                archive = archive if archive.exists() else folder / "corpus.db"
                with open_workspace(archive, tell=lambda _: None) as workspace, Stages() as measured:
                    asked(workspace, ["有哪些项目"], lambda *_: None)
                    measured.take()
                    for said in path.read_text("utf-8").splitlines()[:: given.every]:
                        conversation = json.loads(said)
                        keys = iter((conversation["id"], turn) for turn in range(len(conversation["turns"])))

                        def note(utterance: str, taken: float, _: object, keys: object = keys) -> None:
                            key, parts = next(keys), measured.take()  # type: ignore[call-overload]
                            if key not in least or taken < least[key][0]:
                                least[key] = taken, parts, utterance

                        asked(workspace, [turn["ask"] for turn in conversation["turns"]], note)
    bare = timing.yardstick()
    print(f"{'turns of the kept conversations':<34}{'':>5}{'median':>9}{'p95':>9}{'worst':>9}")
    print(line("whole (ms)", [taken for taken, _, _ in least.values()]))
    for stage in next(iter(least.values()))[1]:
        print(line(f"  {stage}", [parts[stage] for _, parts, _ in least.values()]))
    print(f"goal: median 5 ms, worst 50 ms; a bare start of Python took {bare * 1000:.1f} ms")
    print(f"memory, MB (goal 150): {memory()}")
    for taken, parts, utterance in sorted(least.values(), key=lambda one: -one[0])[:5]:
        told = " ".join(f"{stage} {seconds * 1000:.1f}" for stage, seconds in parts.items())
        print(f"  {taken * 1000:.1f} ms {utterance} [{told}]")


if __name__ == "__main__":
    main()
