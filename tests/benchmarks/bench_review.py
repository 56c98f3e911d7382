"""How fast tables are reviewed: each rule, each verdict that rules share, and whole batches beside their peers.

The tables are those of `archives.py`, made in memory and not counted. Every rule is asked about every table in turn; what rules
share (quantities of the goal, readings of the costs …) is worked out beforehand and told apart. The figure that counts is
that of the rules on one table together, in one process; a second process doubles it.

    .venv/bin/python tests/benchmarks/bench_review.py --tables 5000

On a busy machine `JIXIAO_BENCH_CLOCK=cpu` before the command measures the processor's time in place of the clock's.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence

import timing
from archives import Generator

from assistant.model.goal_table import GoalTable
from assistant.review.case import Case
from assistant.review.peers import Peers
from assistant.review.review import review
from assistant.review.rule import Needs
from assistant.review.rules import RULES
from assistant.store.series import series_of

_VERDICTS = ("rows", "filled", "goal_numbers", "misfiled", "costs")
"""What rules on one table share, in the order in which it is worked out."""
_PEER_VERDICTS = ("copied_goal", "foreign")


def alone(tables: Sequence[GoalTable]) -> float:
    """Seconds for the rules on one table, all together, the first time the words of these tables are seen."""
    begun = timing.clock()
    for table in tables:
        review(table)
    return timing.clock() - begun


def beside(tables: Sequence[GoalTable]) -> float:
    """Seconds for all rules, each table beside its peers and last year's table."""
    batches: defaultdict[tuple[str, int | None], list[GoalTable]] = defaultdict(list)
    for table in tables:
        batches[table.department, table.year].append(table)
    begun = timing.clock()
    for (department, year), members in batches.items():
        peers = Peers(members)
        before = {series_of(table.project): table for table in batches.get((department, (year or 0) - 1), ())}
        for table in members:
            review(table, before.get(series_of(table.project)), peers)
    return timing.clock() - begun


def each(tables: Sequence[GoalTable]) -> Counter[str]:
    """Seconds of every verdict and every rule over all tables, rules across tables beside their peers."""
    spent: Counter[str] = Counter()
    batches: defaultdict[tuple[str, int | None], list[GoalTable]] = defaultdict(list)
    for table in tables:
        batches[table.department, table.year].append(table)
    for (department, year), members in batches.items():
        peers = Peers(members)
        before = {series_of(table.project): table for table in batches.get((department, (year or 0) - 1), ())}
        for table in members:
            case = Case(table, before.get(series_of(table.project)), peers)
            for verdict in (*_VERDICTS, *_PEER_VERDICTS):
                begun = timing.clock()
                getattr(case, verdict)
                spent[f"({verdict})"] += timing.clock() - begun
            for rule in RULES:
                if rule.needs is Needs.LAST_YEAR and case.last_year is None:
                    continue
                begun = timing.clock()
                for _ in rule.check(case):
                    pass
                spent[rule.code] += timing.clock() - begun
    return spent


def main() -> None:
    """Prints tables a second and the microseconds a table of each rule."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tables = [table for _, made in Generator(options.seed).documents(options.tables) for table in made]
    first, again, together = alone(tables), alone(tables), beside(tables)
    print(f"{len(tables)} tables, one process")
    print(
        f"rules on one table: {len(tables) / first:.0f} tables a second at first sight, {len(tables) / again:.0f} the second time"
    )
    print(f"all rules, beside peers and last year's table: {len(tables) / together:.0f} tables a second")
    for name, seconds in each(tables).most_common():
        print(f"{name:<32}{seconds / len(tables) * 1e6:>8.0f} µs a table")


if __name__ == "__main__":
    main()
