"""Filters and aggregates through the store beside the same SQL written by hand, on the same file: goal at most twice the time.

By hand means: the statement that a person would write who knows the schema, fetching the same columns of the same members (lists
of the first 1,000 with their count), without any object made of them. Figures come with the tables that they rest on, as the
published reply wants it; a figure alone is measured apart (`alone`). Both sides run in turns; of several rounds the least counts,
each round on a connection of its own.

    .venv/bin/python tests/benchmarks/against_sql.py /tmp/large.db
"""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import timing

from assistant.model.query_text import parse_query
from assistant.store.store import Store

_TABLES = """
    SELECT t.id, p.text, t.year, t.total, d.text, t.rows, coalesce(json_extract(l.places, '$.project'), l.place)
    FROM (SELECT id FROM goal_tables {0} WHERE {1} ORDER BY year DESC, id LIMIT 1000) found
    JOIN goal_tables t ON t.id = found.id JOIN texts p ON p.id = t.project JOIN texts d ON d.id = t.source_document
    JOIN table_places l ON l.goal_table = t.id ORDER BY t.year DESC, t.id"""
_ROWS = """
    SELECT i.goal_table, i.position, p.text, t.year, t.total, a.text, b.text, c.text, v.text, u.text, i.low, i.high, d.text,
        i.place
    FROM (SELECT i.goal_table, i.position FROM indicators i JOIN goal_tables t ON t.id = i.goal_table
          WHERE {1} ORDER BY t.year DESC, t.id, i.position LIMIT 1000) found
    JOIN goal_tables t ON t.id = found.goal_table
    JOIN indicators i ON i.goal_table = found.goal_table AND i.position = found.position
    JOIN texts p ON p.id = t.project JOIN texts d ON d.id = t.source_document JOIN texts a ON a.id = i.level1
    JOIN texts b ON b.id = i.level2 JOIN texts c ON c.id = i.level3 JOIN texts v ON v.id = i.value
    LEFT JOIN texts u ON u.id = i.number_unit ORDER BY t.year DESC, t.id, i.position"""

_TEXT = "(SELECT id FROM texts WHERE key = '{}')"
_HOLDING = "(SELECT rowid FROM cells_index WHERE cells_index MATCH 'bigrams : \"{}\"')"
_SATISFIED = f"level2 = {_TEXT.format('服务对象满意度指标')}"
_PERCENT = f"number_unit = {_TEXT.format('%')}"
_LOW = f"id IN (SELECT goal_table FROM indicators WHERE {_SATISFIED} AND high < 95000000 AND {_PERCENT})"

_IN_CELLS = f"id IN (SELECT goal_table FROM mentions WHERE text IN {_HOLDING})"
_DEPARTMENT = "department = " + _TEXT.format("{department}")

# fmt: off
FILTERS: Sequence[tuple[str, str]] = (
    ("list project where total > 1000000 and year = {year}", "year = {year} AND total > 100000000"),
    ("list project where total > 1000000", "total > 100000000"),
    (
        "list project where total >= 200000 and total <= 500000 and year = {year}",
        "year = {year} AND total BETWEEN 20000000 AND 50000000",
    ),
    ('list project where department in ("{department}")', _DEPARTMENT),
    ("list project where year = {year} and blank other", "year = {year} AND other IS NULL"),
    ('list project where project has "改造"', "project IN " + _HOLDING.format("改造")),
    ('list project where anywhere has "培训"', _IN_CELLS.format("培训")),
    (
        'list project where anywhere has "{rare}"',
        _IN_CELLS.format("{rare_pieces}"),
    ),
    (
        'list project where some rows (level2 = "服务对象满意度指标" and number < 95 and number_unit = "%") and year = {year}',
        f"year = {{year}} AND {_LOW}",
    ),
    (
        'list project where year = {year} and no rows (level2 = "生态效益指标")',
        "year = {year} AND id NOT IN (SELECT goal_table FROM indicators WHERE level2 = " + _TEXT.format("生态效益指标") + ")",
    ),
)
ROWS: Sequence[tuple[str, str]] = (
    (
        'list indicator where level2 = "数量指标" and number > 100 and number_unit = "人"',
        f"i.level2 = {_TEXT.format('数量指标')} AND i.low > 100000000 AND i.number_unit = {_TEXT.format('人')}",
    ),
    ('list indicator where level3 = ""', "i.level3 = 0"),
    (
        'list indicator where level3 has "满意度" and year = {year}',
        "t.year = {year} AND i.level3 IN " + _HOLDING.format("满意 意度"),
    ),
)
FIGURES: Sequence[tuple[str, str, str]] = (
    ("sum total of project where year = {year}", "sum(total)", "year = {year}"),
    ("count project where total < 300000 and year = {year}", "count(*)", "year = {year} AND total < 30000000"),
    ('average total of project where department in ("{department}")', "avg(total)", _DEPARTMENT),
    ("highest total of project", "max(total)", "1"),
    ('sum total of project where anywhere has "培训"', "sum(total)", FILTERS[6][1]),
    (
        'sum fiscal of project where year = {year} and some rows (level2 = "生态效益指标")',
        "sum(fiscal)",
        "year = {year} AND id IN (SELECT goal_table FROM indicators WHERE level2 = " + _TEXT.format("生态效益指标") + ")",
    ),
)
# fmt: on


def main() -> None:
    """Prints a line a query: the store, the SQL by hand, the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    filling = names_in(arguments.archive)
    pairs: list[tuple[str, str, list[str], int]] = []
    for text, where in FILTERS:
        pairs.append(("filter", text, [_TABLES.format("", where), f"SELECT count(*) FROM goal_tables WHERE {where}"], 1000))
    for text, where in ROWS:
        joined = "indicators i JOIN goal_tables t ON t.id = i.goal_table" if "t." in where else "indicators i"
        pairs.append(("filter", text, [_ROWS.format("", where), f"SELECT count(*) FROM {joined} WHERE {where}"], 1000))
    for text, figure, where in FIGURES:
        by_hand = f"SELECT {figure}, count(*) FROM goal_tables WHERE {where}"
        pairs.append(("alone", text, [by_hand], 0))
        members = f"total = (SELECT max(total) FROM goal_tables WHERE {where})" if "max" in figure else where
        pairs.append(("figure", text, [by_hand, _TABLES.format("", members)], 1000))
    ratios = []
    for kind, text, statements, limit in pairs:
        text = _fill(text, filling)
        statements = [_fill(statement, filling) for statement in statements]
        ours, theirs = compared(arguments.archive, text, statements, limit, arguments.rounds)
        ratios.append(ours / theirs)
        print(f"{ours * 1000:8.2f} ms {theirs * 1000:8.2f} ms {ours / theirs:6.2f} ×  {kind}: {text}", flush=True)
    print(f"worst {max(ratios):.2f} ×, median {sorted(ratios)[len(ratios) // 2]:.2f} ×; goal at most 2 ×")


def compared(archive: Path, text: str, statements: Sequence[str], limit: int, rounds: int) -> tuple[float, float]:
    """The least seconds of the store and of the statements."""
    query = parse_query(text)
    ours, theirs = [], []
    for _ in range(rounds):
        with Store.open(archive) as store:
            store.run(parse_query("count project where total = 1"))
            begun = timing.clock()
            store.run(query, limit=limit)
            ours.append(timing.clock() - begun)
        connection = sqlite3.connect(f"{archive.absolute().as_uri()}?mode=ro", uri=True)
        connection.execute("PRAGMA cache_size = -32000")
        connection.execute(f"PRAGMA mmap_size = {2**30}")
        connection.execute("SELECT count(*) FROM goal_tables WHERE total = 1").fetchall()
        begun = timing.clock()
        for statement in statements:
            connection.execute(statement).fetchall()
        theirs.append(timing.clock() - begun)
        connection.close()
    return min(ours), min(theirs)


def names_in(archive: Path) -> dict[str, str]:
    """What the braces of the queries stand for in this archive."""
    with sqlite3.connect(f"{archive.absolute().as_uri()}?mode=ro", uri=True) as connection:
        (year,) = connection.execute("SELECT max(year) FROM goal_tables").fetchone()
        commonest = "SELECT department FROM goal_tables GROUP BY department ORDER BY count(*) DESC LIMIT 1"
        (department,) = connection.execute(f"SELECT text FROM texts WHERE id = ({commonest})").fetchone()
        rare_name = "SELECT project FROM goal_tables GROUP BY project HAVING count(*) = 1 ORDER BY project LIMIT 1"
        (rare,) = connection.execute(f"SELECT key FROM texts WHERE id = ({rare_name})").fetchone()
    rare = rare[:6]
    pieces = " ".join(rare[at : at + 2] for at in range(len(rare) - 1))
    return {"year": str(year), "department": department, "rare": rare, "rare_pieces": pieces}


def _fill(text: str, filling: dict[str, str]) -> str:
    for name, value in filling.items():
        text = text.replace("{" + name + "}", value)
    return text


if __name__ == "__main__":
    main()
