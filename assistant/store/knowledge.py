"""What the understanding of questions may ask of the archive, see `assistant.model.knowledge`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from assistant.chinese.width import fold
from assistant.model.knowledge import KnownOrganisation, KnownProject, KnownRow
from assistant.store.fulltext import CONTAINING_CELLS, HeldTerms, IndexedTerms, Terms, likeliest, substring_expression
from assistant.store.schema import text_key

_FEW_NAMES = 500
"""So many names are handed over as they are, for the caller to compare with the text."""

_FEW_WORDINGS = 20_000
"""So many different texts of cells are held in memory, where short texts are sought in them very often."""

_FEW_HELD = 2_000
"""So many are held with the places of all their pieces."""

_MOST_NAMES = 2_000
"""So many names that share a piece with the text are ranked; commoner pieces are left out."""

_MOST_MATCHES = 800
"""So many wordings of cells likewise."""

_MOST_TABLES = 5_000
"""So many tables are named by `where`."""

_CACHED = 2_048

_NAMES_AT_ONCE = 20
"""So many names are read together, at least, whatever number of projects they have."""

_REMEMBERED = 20_000
"""So many texts of names are kept at hand, and names with their projects."""

_PROJECT_TEXTS = ("project", "series", "department", "department_code", "unit", "unit_code")
_ROW_TEXTS = ("level1", "level2", "level3", "value", "number_unit")

_WORDINGS = 60
"""So many wordings are looked at for rows like a text."""

_COUNTED = 1_000
"""Labels and units are counted up to this number: enough to put the common ones first."""

_WITH_FOUND = "WITH found (id) AS MATERIALIZED ({})"

_PROJECTS = f"""
    SELECT group_concat(DISTINCT t.year), {", ".join(f"t.{column}" for column in _PROJECT_TEXTS)}
    FROM goal_tables t WHERE t.id >= {{lowest}} {{where}} GROUP BY t.project, t.department, t.unit ORDER BY min(t.id)"""

_ROWS = f"""
    SELECT t.project, t.year, {", ".join(f"i.{column}" for column in _ROW_TEXTS)}
    FROM indicators i JOIN goal_tables t ON t.id = i.goal_table WHERE {{where}} AND t.id >= {{lowest}}
    ORDER BY t.year DESC, t.id, i.position LIMIT {{limit}}"""

_LAST_ROWS = """
    (i.goal_table, i.position) IN (
        SELECT goal_table, position FROM indicators WHERE {column} = ? AND goal_table >= {lowest}
        ORDER BY goal_table DESC, position DESC LIMIT {several}
    )"""
"""The rows of a wording, those of the documents that came in last where there are many."""


class ArchiveKnowledge:
    """The names of one open archive; what was asked once is remembered."""

    def __init__(self, connection: sqlite3.Connection, indexed: bool, *, drafts: bool = False) -> None:
        self._connection = connection
        self._lowest = -(2**62) if drafts else 0
        """The lowest key of a table that is known: adopted drafts have keys below zero."""
        self._indexed = indexed
        self._all: tuple[tuple[KnownProject, frozenset[str]], ...] | None = None
        self._many_names = False
        self._wordings: str | None = None
        self._many_wordings = False
        self._size: int | None = None
        self.projects_like = lru_cache(_CACHED)(self._projects_like)
        self._rows_like_cached = lru_cache(_CACHED)(self._rows_like)
        self._row_names_like = lru_cache(_CACHED)(self._find_row_names_like)
        self.mentions = lru_cache(_CACHED)(self._mentions)
        self.occurs = lru_cache(_CACHED)(self._occurs)
        self.where = lru_cache(_CACHED)(self._where)
        self._terms_of_names = IndexedTerms(connection, "names", _MOST_NAMES + 1)
        self._terms_of_cells: Terms | None = None
        self._seen: dict[int, str] = {}
        self._called: dict[int, list[KnownProject]] = {}
        self._lists: dict[str, tuple[str, ...]] = {}
        self._years: tuple[int, ...] | None = None
        self._organisations: tuple[KnownOrganisation, ...] | None = None

    # numbers

    def years(self) -> tuple[int, ...]:
        """All years with a table, ascending."""
        if self._years is None:
            # one step in the index for each year, instead of one for each table
            known = f"FROM goal_tables WHERE id >= {self._lowest} AND year"
            select = f"""
                WITH RECURSIVE each (year) AS (
                    SELECT min(year) {known} IS NOT NULL UNION ALL
                    SELECT (SELECT min(year) {known} > each.year) FROM each WHERE each.year IS NOT NULL
                ) SELECT year FROM each WHERE year IS NOT NULL"""
            self._years = tuple(row[0] for row in self._connection.execute(select))
        return self._years

    def size(self) -> int:
        """How many tables there are."""
        if self._size is None:
            left_out = f"(SELECT count(*) FROM goal_tables WHERE id < {self._lowest})"
            (count,) = self._connection.execute(f"SELECT count(*) - {left_out} FROM goal_tables").fetchone()
            self._size = int(count)
        return self._size

    # names

    def _projects_like(self, text: str, limit: int = 100) -> Sequence[KnownProject]:
        """Names that share characters with the text, likeliest first; all names where there are up to 500.

        Of a name all projects come, also beyond the limit.
        """
        wanted = frozenset(_bigrams(text))
        if self._all is None and not self._many_names and self._count_of_names() <= _FEW_NAMES:
            self._all = tuple((project, frozenset(_bigrams(project.name))) for project in self._projects(""))
        if self._all is not None:
            ranked = sorted(self._all, key=lambda known: -len(wanted & known[1]))
            return [project for project, _ in ranked]
        names = self._names_sharing(_bigrams(text), limit) or self._names_with_characters(text, limit)
        return self._projects_of(names, wanted, limit)

    def _projects_of(self, names: Mapping[int, str], wanted: frozenset[str], limit: int) -> list[KnownProject]:
        """The projects of these names (likeliest first), those first that share the most pieces; no more are read than needed."""
        shared = {id_: sum(piece in key for piece in wanted) for id_, key in names.items()}
        ranked = sorted(shared, key=lambda id_: -shared[id_])
        found: list[KnownProject] = []
        for start in range(0, len(ranked), _NAMES_AT_ONCE):
            some = ranked[start : start + _NAMES_AT_ONCE]
            called = self._projects_called(some)
            found += [project for name in some for project in called[name]]
            if len(found) >= limit:
                break
        return found

    def _projects_called(self, names: Sequence[int]) -> Mapping[int, list[KnownProject]]:
        """The projects of each of these names; a question looks at the same names several times."""
        if len(self._called) > _REMEMBERED:
            self._called.clear()
        missing = [name for name in names if name not in self._called]
        if missing:
            self._called.update((name, []) for name in missing)
            for name, project in self._named("AND t.project IN (SELECT value FROM json_each(?))", json.dumps(missing)):
                self._called[name].append(project)
        return self._called

    def projects_named(self, names: Sequence[str]) -> Sequence[KnownProject]:
        """The projects of exactly these names, in the order of their documents."""
        keys = json.dumps([text_key(name) for name in names])
        where = "AND t.project IN (SELECT id FROM texts WHERE key IN (SELECT value FROM json_each(?)))"
        return self._projects(where, keys)

    def _count_of_names(self) -> int:
        (count,) = self._connection.execute(f"SELECT count(*) FROM (SELECT 1 FROM names LIMIT {_FEW_NAMES + 1})").fetchone()
        self._many_names = count > _FEW_NAMES
        return int(count)

    def _names_sharing(self, pieces: Sequence[str], limit: int) -> Mapping[int, str]:
        """The names that share pieces with the text, those of rare pieces first, and their keys."""
        if not self._indexed:
            return self._scanned("id IN (SELECT text FROM names)", pieces, limit)
        return likeliest(pieces, self._terms_of_names, _MOST_NAMES, limit)

    def _names_with_characters(self, text: str, limit: int) -> Mapping[int, str]:
        """The names that share single characters with the text, and their keys."""
        characters = dict.fromkeys(filter(str.isalnum, text_key(text)))
        if not self._indexed or not characters:
            return {}
        return self._names_sharing(tuple(characters), limit)

    def _projects(self, where: str, *parameters: str) -> list[KnownProject]:
        return [project for _, project in self._named(where, *parameters)]

    def _named(self, where: str, *parameters: str) -> list[tuple[int, KnownProject]]:
        """Projects in the order of their documents, each with the number of its name."""
        rows = self._connection.execute(_PROJECTS.format(where=where, lowest=self._lowest), parameters).fetchall()
        texts = self._folded({id_ for row in rows for id_ in row[1:]})
        found = []
        for years, *ids in rows:
            name, series, department, department_code, unit, unit_code = (texts[id_] for id_ in ids)
            known = tuple(sorted(map(int, years.split(",")))) if years else ()
            found.append((ids[0], KnownProject(name, series, known, department, department_code, unit, unit_code)))
        return found

    def _folded(self, ids: Iterable[int]) -> dict[int, str]:
        """The folded texts of these numbers; names of offices and projects come again, so all are remembered up to a bound."""
        missing = [id_ for id_ in ids if id_ not in self._seen]
        if missing:
            if len(self._seen) > _REMEMBERED:
                self._seen.clear()
                missing = list(ids)
            self._seen.update((id_, fold(text)) for id_, text in self._texts(missing).items())
        return self._seen

    # what stands in few columns

    def organisations(self) -> Sequence[KnownOrganisation]:
        """All departments and units."""
        if self._organisations is None:
            self._organisations = tuple(
                KnownOrganisation(fold(name), fold(code), is_unit)
                for is_unit, column in ((False, "department"), (True, "unit"))
                for name, code in self._pairs(column, f"{column}_code")
                if name or code
            )
        return self._organisations

    def fund_labels(self) -> Sequence[str]:
        """All labels of fund rows, commonest first."""
        return self._listed("funds", "label")

    def value_units(self) -> Sequence[str]:
        """All units of target values, commonest first."""
        return self._listed("indicators", "number_unit")

    def attributes(self) -> Sequence[str]:
        """All project attributes (项目属性)."""
        return self._listed("goal_tables", "attribute")

    def _pairs(self, first: str, second: str) -> Iterable[tuple[str, str]]:
        """The pairs of texts that stand in two columns of goal tables, found by steps in their index."""
        following = (
            f"SELECT {first}, {second} FROM goal_tables WHERE ({first}, {second}) > (?, ?) ORDER BY {first}, {second} LIMIT 1"
        )
        found = []
        pair = self._connection.execute(following, (-1, -1)).fetchone()
        while pair is not None:
            found.append(pair)
            pair = self._connection.execute(following, pair).fetchone()
        texts = self._texts({id_ for pair in found for id_ in pair})
        return [(texts[name], texts[code]) for name, code in found]

    def _listed(self, table: str, column: str) -> tuple[str, ...]:
        """The texts that stand in an indexed column, commonest first."""
        name = f"{table}.{column}"
        if name not in self._lists:
            select = f"""
                WITH RECURSIVE each (id) AS (
                    SELECT min({column}) FROM {table} UNION ALL
                    SELECT (SELECT min({column}) FROM {table} WHERE {column} > each.id) FROM each WHERE each.id IS NOT NULL
                ) SELECT id, (SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {column} = each.id LIMIT {_COUNTED}))
                FROM each WHERE id > 0 ORDER BY 2 DESC, id"""
            ids = [row[0] for row in self._connection.execute(select)]
            texts = self._texts(ids)
            self._lists[name] = tuple(dict.fromkeys(fold(texts[id_]) for id_ in ids))
        return self._lists[name]

    def _texts(self, ids: Iterable[int]) -> dict[int, str]:
        select = "SELECT id, text FROM texts WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self._connection.execute(select, (json.dumps(list(ids)),)))

    # rows

    def rows_like(self, text: str, projects: Sequence[str] = (), limit: int = 200) -> Sequence[KnownRow]:
        """Rows that share pieces with the text, likeliest first; with `projects`, all rows of these, up to the limit."""
        return self._rows_like_cached(text, tuple(projects), limit)

    def _rows_like(self, text: str, projects: tuple[str, ...], limit: int) -> Sequence[KnownRow]:
        wanted = frozenset(_bigrams(text))
        if projects:
            named = "SELECT id FROM texts WHERE key IN (SELECT value FROM json_each(?))"
            keys = json.dumps([text_key(name) for name in projects])
            found = self._rows(f"t.project IN ({named})", keys, limit)
        else:
            found = []
            wordings = self._wordings_like(text)
            columns = dict.fromkeys(self._standing_in("value", wordings), "value")
            columns |= dict.fromkeys(self._standing_in("level3", wordings), "level3")
            for wording in wordings:
                if len(found) >= limit:
                    break
                if wording in columns:
                    found += self._last_rows(columns[wording], wording, max(5, limit // 10))
        ranked = sorted(dict.fromkeys(found), key=lambda row: -len(wanted & set(_bigrams(f"{row.level3} {row.value}"))))
        return ranked[:limit]

    def _wordings_like(self, text: str) -> list[int]:
        """The wordings of cells that share pieces with the text, those of rare pieces first."""
        pieces = _bigrams(text)
        if not self._indexed:
            return list(self._scanned("cell", pieces, _WORDINGS))
        if self._terms_of_cells is None:
            self._terms_of_cells = self._held_terms() or IndexedTerms(self._connection, "bigrams", _MOST_MATCHES + 1)
        return list(likeliest(pieces, self._terms_of_cells, _MOST_MATCHES, _WORDINGS))

    def _held_terms(self) -> Terms | None:
        """The pieces of all cells; None where there are too many to hold them in memory, or they may be others in a moment."""
        if self._lowest < 0:
            return None
        select = f"SELECT id, key FROM texts WHERE cell ORDER BY id LIMIT {_FEW_HELD + 1}"
        keys: dict[int, str] = dict(self._connection.execute(select))
        return None if len(keys) > _FEW_HELD else HeldTerms(keys)

    def _scanned(self, where: str, pieces: Sequence[str], limit: int) -> dict[int, str]:
        """The texts that hold most of the pieces, found without the index, and their keys."""
        held = "(SELECT count(*) FROM json_each(?) pieces WHERE instr(texts.key, pieces.value))"
        counted = f"SELECT id, key, {held} AS held FROM texts WHERE {where}"
        select = f"SELECT id, key FROM ({counted}) WHERE held ORDER BY held DESC LIMIT ?"
        return dict(self._connection.execute(select, (json.dumps(pieces), limit)))

    def _standing_in(self, column: str, wordings: Sequence[int]) -> list[int]:
        """Those of the wordings that stand in a column of rows."""
        stands = f"SELECT 1 FROM indicators WHERE {column} = k.value AND goal_table >= {self._lowest}"
        select = f"SELECT k.value FROM json_each(?) k WHERE EXISTS ({stands})"
        return [row[0] for row in self._connection.execute(select, (json.dumps(wordings),))]

    def _last_rows(self, column: str, wording: int, limit: int) -> list[KnownRow]:
        return self._rows(_LAST_ROWS.format(column=column, lowest=self._lowest, several=limit), wording, limit)

    def _rows(self, where: str, parameter: str | int, limit: int) -> list[KnownRow]:
        select = _ROWS.format(where=where, limit=int(limit), lowest=self._lowest)
        rows = self._connection.execute(select, (parameter,)).fetchall()
        texts = self._folded({id_ for project, _, *ids in rows for id_ in (project, *ids) if id_ is not None})
        return [
            KnownRow(
                texts[project],
                year,
                texts[level1],
                texts[level2],
                texts[level3],
                texts[value],
                None if unit is None else texts[unit],
            )
            for project, year, level1, level2, level3, value, unit in rows
        ]

    def row_names_like(self, text: str) -> Sequence[str]:
        """Names of indicators (三级指标) that share pieces with the text, likeliest first."""
        return self._row_names_like(text)

    def _find_row_names_like(self, text: str) -> tuple[str, ...]:
        wordings = self._wordings_like(text)
        select = "SELECT k.value FROM json_each(?) k WHERE EXISTS (SELECT 1 FROM indicators WHERE level3 = k.value)"
        ids = [row[0] for row in self._connection.execute(select, (json.dumps(wordings),))]
        texts = self._folded(ids)
        return tuple(dict.fromkeys(texts[id_] for id_ in ids))

    # where a text stands

    def size_of(self, *terms: str) -> Sequence[int]:
        """For each term, in how many tables it stands."""
        return tuple(self.mentions(term) for term in terms)

    def _mentions(self, text: str) -> int:
        found = self._found(text)
        if found is None:
            return 0
        select, parameter = found
        known = f"text IN found AND goal_table >= {self._lowest}"
        counted = f"{_WITH_FOUND.format(select)} SELECT count(DISTINCT goal_table) FROM mentions WHERE {known}"
        (count,) = self._connection.execute(counted, (parameter,)).fetchone()
        return int(count)

    def _occurs(self, text: str) -> bool:
        key = text_key(text)
        wordings = self._wordings_in_memory() if key else None
        if wordings is not None:
            return key in wordings
        if isinstance(self._terms_of_cells, IndexedTerms) and key in self._terms_of_cells.counted:
            return self._terms_of_cells.counted[key] > 0
        found = self._found(text)
        if found is None:
            return False
        select, parameter = found
        return self._connection.execute(f"{select} LIMIT 1", (parameter,)).fetchone() is not None

    def _wordings_in_memory(self) -> str | None:
        """All texts of cells, a line each; None where there are too many."""
        if self._wordings is None and not self._many_wordings:
            select = f"SELECT key FROM texts WHERE cell LIMIT {_FEW_WORDINGS + 1}"
            keys = [row[0] for row in self._connection.execute(select)]
            self._many_wordings = len(keys) > _FEW_WORDINGS
            self._wordings = None if self._many_wordings else "\n".join(keys)
        return self._wordings

    def _where(self, text: str) -> frozenset[int]:
        found = self._found(text)
        if found is None:
            return frozenset()
        select, parameter = found
        known = f"text IN found AND goal_table >= {self._lowest} LIMIT {_MOST_TABLES}"
        tables = f"{_WITH_FOUND.format(select)} SELECT DISTINCT goal_table FROM mentions WHERE {known}"
        return frozenset(map(itemgetter(0), self._connection.execute(tables, (parameter,))))

    def _found(self, text: str) -> tuple[str, str] | None:
        """The SELECT of the wordings that hold the text, and its parameter; None for a blank text."""
        key = text_key(text)
        if not key:
            return None
        if self._indexed:
            return CONTAINING_CELLS.format("?"), substring_expression(key)
        return "SELECT id FROM texts WHERE cell AND instr(key, ?)", key


def _bigrams(text: str) -> list[str]:
    """The two-character pieces of the text, each once; punctuation takes no part."""
    key = text_key(text)
    pieces = (key[start : start + 2] for start in range(len(key) - 1))
    return list(dict.fromkeys(piece for piece in pieces if piece.isalnum()))
