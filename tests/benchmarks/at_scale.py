"""Questions of every kind to a large archive, asked through the real conversation: median, 95th percentile and worst of each.

The archive is one of `archives.py`, the questions are those of `questions.yaml`, with names that the archive really holds: half
of them drawn from tables, so that a common name comes as often as it is common, half from the different names, so that rare ones
come too. Every question is asked once in a round, in an archive opened anew, so that nothing is remembered; of several rounds the
least counts, since other programs only ever add. Measured is all from the words typed to the published JSON: lists carry 1,000
entries and the count. What groups or ranks the whole archive is told apart and does not count in the figure over all.

    .venv/bin/python tests/benchmarks/archives.py --tables 100000 --seed 1 /tmp/large.db
    .venv/bin/python tests/benchmarks/at_scale.py /tmp/large.db

On a busy machine `JIXIAO_BENCH_CLOCK=cpu` before the command measures the processor's time in place of the clock's.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import sqlite3
import statistics
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import timing
import yaml
from stages import Stages

from assistant.answers.published import reply_to_json
from assistant.chinese.segment import words
from assistant.model.conversation import Conversation
from assistant.store.series import CLOSING_WORDS
from assistant.tasks.converse import converse
from assistant.tasks.workspace import Workspace, open_workspace

QUESTIONS = Path(__file__).parent / "questions.yaml"
APART = "whole archive grouped or ranked"
"""The kind that is told apart."""
GOAL_MEDIAN, GOAL_P95 = 20.0, 100.0
"""Milliseconds."""
MISTAKES = str.maketrans("经资金工程训专项", "精姿今公成练转向")
"""Wrong characters as they are typed."""


class Names:
    """What an archive holds, drawn by chance for the braces of a form."""

    def __init__(self, archive: Path, chance: random.Random) -> None:
        self._chance = chance
        with sqlite3.connect(f"{archive.absolute().as_uri()}?mode=ro", uri=True) as connection:
            self._text = dict(connection.execute("SELECT id, text FROM texts"))
            (self._latest,) = connection.execute("SELECT max(year) FROM goal_tables").fetchone()
            self._years = [year for (year,) in connection.execute("SELECT DISTINCT year FROM goal_tables ORDER BY year")]
            columns = "id, project, department, unit"
            select = f"SELECT {columns} FROM goal_tables WHERE year = ? ORDER BY id"
            self._tables = connection.execute(select, (self._latest,)).fetchall()
            self._first_of = {project: (id_, project, department, unit) for id_, project, department, unit in self._tables}
            self._rows: dict[int, list[int]] = {}
            for table, level3 in connection.execute("SELECT goal_table, level3 FROM indicators WHERE level3 > 0"):
                self._rows.setdefault(table, []).append(level3)
            self._cells = [id_ for (id_,) in connection.execute("SELECT id FROM texts WHERE cell ORDER BY id")]

    def filled(self, form: Sequence[str]) -> list[str]:
        """The utterances of one conversation."""
        one, other = self._table(), self._table()
        project, department = self._text[one[1]], self._text[one[2]]
        rows = self._rows.get(one[0]) or [one[1]]
        found = {
            "项目": project,
            "又": self._text[other[1]],
            "简": _short(project),
            "项目错字": project.translate(MISTAKES),
            "主管部门": department,
            "局": re.sub("^(?:中国共产党)?..[县区市](?:委员会)?", "", department),
            "单位": self._text[one[3]],
            "词": self._word(),
            "词二": self._word(),
            "指标": self._text[self._chance.choice(rows)],
            "年": str(self._chance.choice(self._years[1:-1] or self._years)),
        }
        return [re.sub("{(.+?)}", lambda brace: found[brace[1]], utterance) for utterance in form]

    def _table(self) -> tuple[int, int, int, int]:
        if self._chance.random() < 0.5:
            return self._chance.choice(self._tables)
        return self._first_of[self._chance.choice(list(self._first_of))]

    def _word(self) -> str:
        """A word of a table's goal or of any wording."""
        for _ in range(100):
            text = self._text[self._table()[1] if self._chance.random() < 0.5 else self._chance.choice(self._cells)]
            fitting = [word for word in words(text) if 2 <= len(word) <= 4 and not any(map(str.isdecimal, word))]
            if fitting:
                return self._chance.choice(fitting)
        return "培训"


def _short(project: str) -> str:
    """The name as it is said: without its year and its closing word."""
    name = re.sub(r"^20\d\d年", "", project)
    closing = max((word for word in CLOSING_WORDS if name.endswith(word)), key=len, default="")
    return name.removesuffix(closing) if len(name) - len(closing) >= 4 else name


def conversations(archive: Path, several: int, seed: int) -> list[tuple[str, list[str]]]:
    """Kind and utterances of each conversation; each form comes `several` times, with other names, if it names any."""
    chance = random.Random(seed)
    names = Names(archive, chance)
    found = []
    for kind, forms in yaml.safe_load(QUESTIONS.read_text("utf-8")).items():
        for form in forms:
            form = [form] if isinstance(form, str) else form
            times = several if any("{" in utterance for utterance in form) else 1
            found += [(kind, names.filled(form)) for _ in range(times)]
    return found


def asked(workspace: Workspace, utterances: Iterable[str], note: Callable[[str, float, dict[str, object]], None]) -> None:
    """Asks one conversation."""
    conversation = Conversation()
    for utterance in utterances:
        begun = timing.clock()
        reply, conversation = converse(workspace, conversation, utterance)
        published = reply_to_json(reply)
        json.dumps(published, ensure_ascii=False)
        note(utterance, timing.clock() - begun, published)


def line(kind: str, figures: Sequence[float]) -> str:
    """Median, 95th percentile and worst, in milliseconds."""
    ordered = sorted(figures)
    middle = statistics.median(ordered)
    return f"{kind:<34}{len(ordered):>5}{middle * 1000:>9.1f}{_p95(ordered) * 1000:>9.1f}{ordered[-1] * 1000:>9.1f}"


def _p95(figures: Iterable[float]) -> float:
    ordered = sorted(figures)
    return ordered[round(0.95 * (len(ordered) - 1))]


def memory() -> dict[str, int]:
    """The process's memory now, in MB: its own, and what of files it has mapped."""
    told = re.findall(r"(Rss\w+|VmHWM):\s+(\d+) kB", Path("/proc/self/status").read_text())
    return {name: int(size) // 1024 for name, size in told}


def main() -> None:
    """Prints a line a kind, the whole, and the slowest questions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--several", type=int, default=4, help="so many fillings of each form")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", help="only kinds whose name holds this")
    parser.add_argument("--slowest", type=int, default=15)
    arguments = parser.parse_args()
    asking = conversations(arguments.archive, arguments.several, arguments.seed)
    asking = [(kind, form) for kind, form in asking if not arguments.kind or arguments.kind in kind]
    least: dict[tuple[int, int], float] = {}
    seen: dict[tuple[int, int], tuple[str, str, dict[str, object]]] = {}
    stages: dict[tuple[int, int], dict[str, float]] = {}
    gc.collect()
    gc.freeze()  # what belongs to this script is not to be looked through while questions are answered
    for number in range(arguments.rounds):
        with open_workspace(arguments.archive, tell=lambda _: None) as workspace, Stages() as measured:
            begun = timing.clock()
            asked(workspace, ["有哪些项目"], lambda *_: None)
            print(f"round {number + 1}: the first question after opening {1000 * (timing.clock() - begun):.0f} ms", flush=True)
            for at, (kind, utterances) in enumerate(asking):
                turn = 0

                def note(utterance: str, taken: float, reply: dict[str, object], at: int = at, kind: str = kind) -> None:
                    nonlocal turn
                    key = at, turn
                    turn += 1
                    parts = measured.take()
                    if taken < least.get(key, 1e9):
                        least[key], stages[key] = taken, parts
                    seen[key] = kind, utterance, reply

                asked(workspace, utterances, note)
    kinds: dict[str, list[float]] = {}
    for key, taken in least.items():
        kinds.setdefault(seen[key][0], []).append(taken)
    print(f"\n{'kind (ms)':<34}{'':>5}{'median':>9}{'p95':>9}{'worst':>9}")
    for kind, figures in kinds.items():
        print(line(kind, figures))
    every = [taken for key, taken in least.items() if seen[key][0] != APART]
    if every:
        print(line("all but the whole archive", every))
        bare = timing.yardstick()
        print(
            f"goal: median {GOAL_MEDIAN:.0f} ms, 95 % within {GOAL_P95:.0f} ms; a bare start of Python took {bare * 1000:.1f} ms,"
        )
        print(
            f"so the median is {statistics.median(every) / bare:.2f} and the 95th percentile {_p95(every) / bare:.2f} bare starts"
        )
    for name in next(iter(stages.values()), {}):
        print(line(f"  {name}", [stages[key][name] for key in least if seen[key][0] != APART]))
    statuses: dict[str, int] = {}
    for _, _, reply in seen.values():
        statuses[str(reply["status"])] = statuses.get(str(reply["status"]), 0) + 1
    print(f"replies: {statuses}; lists of 1,000 entries: {sum(_is_long(reply) for _, _, reply in seen.values())}")
    print(f"memory, MB: {memory()}")
    for key in sorted(least, key=lambda key: -least[key])[: arguments.slowest]:
        kind, utterance, reply = seen[key]
        query = reply["query"]
        parts = " ".join(f"{name} {taken * 1000:.0f}" for name, taken in stages[key].items())
        print(
            f"{least[key] * 1000:7.1f} ms  {kind}: {utterance} [{parts}] {query['text'] if isinstance(query, dict) else ''}"[:400]
        )


def _is_long(reply: dict[str, object]) -> bool:
    return any(isinstance(found, list) and len(found) >= 1000 for found in (reply["projects"], reply["indicators"]))


if __name__ == "__main__":
    main()
