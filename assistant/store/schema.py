"""The archive's schema, as a list of migrations that each run once.

Every text stands once, in `texts`, and the other tables point at it: offices repeat their words, so the archive stays small, a
comparison looks at each wording once, and the full text (`fulltext`) indexes wordings instead of cells. Beside the text as
printed stands its `key`, the form in which texts are compared (`text_key`). A wording that nothing points at any more stays.

Numbers are integers, so that sums and equalities are exact: money in 分 (`CENTS` to the yuan), quantities and weights in
millionths (`MILLIONTHS`). The few that do not fit stand in full in the column `exact` and are compared as the nearest integer.
A blank text is the text ""; a blank number is NULL.

Keys say where a thing stands (`table_key`, `row_key`): in their order, tables and rows are in the order of their documents.
"""

from __future__ import annotations

import sqlite3

from assistant.chinese.width import squeeze

APPLICATION_ID = 0x4A58_5A53
"""Marks an SQLite file as ours (JXZS)."""

CENTS = 100
"""Money is stored in hundredths of a yuan (分)."""

MILLIONTHS = 1_000_000
"""Quantities and weights are stored in millionths."""

LARGEST = 10**16
"""Largest absolute number that is stored as such: so many may be added up without leaving 64 bits."""


TABLES_OF_DOCUMENT = 2**20
"""A document has fewer tables than this."""

ROWS_OF_TABLE = 2**16
"""A table has fewer indicators than this."""


def table_key(document: int, position: int) -> int:
    """The key of the table at this position of a document."""
    return document * TABLES_OF_DOCUMENT + position


def row_key(table: str, position: str) -> str:
    """The SQL of an indicator's key, from its table's key and its position."""
    return f"({table} * {ROWS_OF_TABLE} + {position})"


def text_key(text: str) -> str:
    """The form in which texts are compared: half width, no blanks, one case."""
    return squeeze(text).casefold()


_MARKS = "".join(chr(code) for code in range(33, 127) if not chr(code).isalnum())
TOKENS = """tokenize="ascii tokenchars '{}'\"""".format(_MARKS.replace("'", "''").replace('"', '""'))
"""FTS5 splits at blanks alone: the tokens come ready-made, and punctuation within a bigram counts."""

_INDEX_CELL = "INSERT INTO cells_index (rowid, words, bigrams) VALUES (new.id, jixiao_words(new.text), jixiao_bigrams(new.text));"
_DROP_CELL = (
    "INSERT INTO cells_index (cells_index, rowid, words, bigrams)"
    " VALUES ('delete', old.id, jixiao_words(old.text), jixiao_bigrams(old.text));"
)

_FIRST = (
    """CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE texts (
        id INTEGER PRIMARY KEY,
        text TEXT NOT NULL,              -- as printed
        key TEXT NOT NULL,               -- text_key of it
        cell INTEGER NOT NULL DEFAULT 0  -- 1 while it stands in a cell that the full text covers
    )""",
    "CREATE INDEX texts_by_key ON texts (key)",
    "CREATE INDEX texts_elsewhere ON texts (key) WHERE NOT cell",
    "INSERT INTO texts VALUES (0, '', '', 0)",
    """CREATE TABLE documents (
        id INTEGER PRIMARY KEY,  -- in the order of import
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,    -- '' where there was no file
        format TEXT NOT NULL
    )""",
    "CREATE UNIQUE INDEX documents_by_name ON documents (name)",
    "CREATE INDEX documents_by_sha256 ON documents (sha256)",
    """CREATE TABLE findings (
        document INTEGER NOT NULL REFERENCES documents,
        position INTEGER NOT NULL,
        rule TEXT NOT NULL,
        severity TEXT NOT NULL,
        place TEXT NOT NULL,
        message TEXT NOT NULL,
        advice TEXT NOT NULL,
        PRIMARY KEY (document, position)
    ) WITHOUT ROWID""",
    # a project whatever its year: its series within its department
    """CREATE TABLE lineages (
        id INTEGER PRIMARY KEY,
        series TEXT NOT NULL,
        owner TEXT NOT NULL,  -- text_key of the department, or its code where it has no name
        UNIQUE (series, owner)
    )""",
    """CREATE TABLE goal_tables (
        id INTEGER PRIMARY KEY,  -- table_key
        document INTEGER NOT NULL REFERENCES documents,
        title INTEGER NOT NULL,
        year INTEGER,
        project INTEGER NOT NULL,
        series INTEGER NOT NULL,
        lineage INTEGER NOT NULL REFERENCES lineages,
        department_code INTEGER NOT NULL,
        department INTEGER NOT NULL,
        unit_code INTEGER NOT NULL,
        unit INTEGER NOT NULL,
        attribute_code INTEGER NOT NULL,
        attribute INTEGER NOT NULL,
        period INTEGER NOT NULL,
        period_start INTEGER,
        period_end INTEGER,
        total INTEGER,
        fiscal INTEGER,
        other INTEGER,
        goal INTEGER NOT NULL,
        long_term_goal INTEGER NOT NULL,
        rows INTEGER NOT NULL,          -- how many indicators it has
        source_document INTEGER NOT NULL
    )""",
    "CREATE INDEX goal_tables_in_order ON goal_tables (year DESC)",
    "CREATE INDEX goal_tables_by_year ON goal_tables (year, total)",
    "CREATE INDEX goal_tables_by_total ON goal_tables (total)",
    "CREATE INDEX goal_tables_by_project ON goal_tables (project, year)",
    "CREATE INDEX goal_tables_by_series ON goal_tables (series, year)",
    "CREATE INDEX goal_tables_by_lineage ON goal_tables (lineage, year)",
    "CREATE INDEX goal_tables_by_department ON goal_tables (department, department_code, year, total)",
    "CREATE INDEX goal_tables_by_department_code ON goal_tables (department_code, year, total)",
    "CREATE INDEX goal_tables_by_unit ON goal_tables (unit, unit_code, year, total)",
    "CREATE INDEX goal_tables_by_attribute ON goal_tables (attribute, year, total)",
    "CREATE INDEX goal_tables_by_unit_code ON goal_tables (unit_code, year, total)",
    "CREATE INDEX goal_tables_by_goal ON goal_tables (goal)",
    "CREATE INDEX goal_tables_by_long_term_goal ON goal_tables (long_term_goal)",
    # what is shown of a table but never compared
    """CREATE TABLE table_places (
        goal_table INTEGER PRIMARY KEY REFERENCES goal_tables ON DELETE CASCADE,
        place TEXT NOT NULL,   -- JSON
        places TEXT NOT NULL,  -- JSON: where each head field stands
        source TEXT,           -- JSON, where the table names another source than its document
        exact TEXT             -- JSON: numbers that do not fit their columns
    )""",
    """CREATE TABLE funds (
        goal_table INTEGER NOT NULL REFERENCES goal_tables ON DELETE CASCADE,
        position INTEGER NOT NULL,
        label INTEGER NOT NULL,
        amount INTEGER,
        place TEXT NOT NULL,
        exact TEXT,
        PRIMARY KEY (goal_table, position)
    ) WITHOUT ROWID""",
    "CREATE INDEX funds_by_label ON funds (label, amount)",
    """CREATE TABLE indicators (
        goal_table INTEGER NOT NULL REFERENCES goal_tables ON DELETE CASCADE,
        position INTEGER NOT NULL,
        level1 INTEGER NOT NULL,
        level2 INTEGER NOT NULL,
        level3 INTEGER NOT NULL,
        value INTEGER NOT NULL,
        operator INTEGER,
        low INTEGER,
        high INTEGER,
        number_unit INTEGER,
        required INTEGER,
        weight INTEGER,
        level1_printed INTEGER NOT NULL,
        level2_printed INTEGER NOT NULL,
        place TEXT NOT NULL,
        exact TEXT,
        PRIMARY KEY (goal_table, position)
    ) WITHOUT ROWID""",
    "CREATE INDEX indicators_by_level ON indicators (level2, goal_table, low, high, number_unit)",
    "CREATE INDEX indicators_of_ranges ON indicators (level2, goal_table) WHERE low < high",
    "CREATE INDEX indicators_by_name ON indicators (level3)",
    "CREATE INDEX indicators_by_value ON indicators (value)",
    "CREATE INDEX indicators_by_unit ON indicators (number_unit, low, high)",
    # further printed columns of an indicator
    """CREATE TABLE extras (
        goal_table INTEGER NOT NULL REFERENCES goal_tables ON DELETE CASCADE,
        position INTEGER NOT NULL,  -- of the indicator
        number INTEGER NOT NULL,    -- among the further columns
        heading INTEGER NOT NULL,
        text INTEGER NOT NULL,
        PRIMARY KEY (goal_table, position, number)
    ) WITHOUT ROWID""",
    "CREATE INDEX extras_by_text ON extras (text)",
    # in which tables a wording stands, in whatever cell: what the full text finds comes to tables in one step
    """CREATE TABLE mentions (
        text INTEGER NOT NULL,
        goal_table INTEGER NOT NULL,
        PRIMARY KEY (text, goal_table)
    ) WITHOUT ROWID""",
    # full text over the wordings of cells: words rank, bigrams find every substring; a view makes the tokens, nothing keeps them
    "CREATE VIEW cells AS SELECT id, jixiao_words(text) AS words, jixiao_bigrams(text) AS bigrams FROM texts WHERE cell",
    f"CREATE VIRTUAL TABLE cells_index USING fts5 (words, bigrams, content='cells', content_rowid='id', {TOKENS})",
    "CREATE VIRTUAL TABLE cells_vocabulary USING fts5vocab (cells_index, col)",
    f"CREATE TRIGGER cells_insert AFTER INSERT ON texts WHEN new.cell BEGIN {_INDEX_CELL} END",
    f"CREATE TRIGGER cells_delete AFTER DELETE ON texts WHEN old.cell BEGIN {_DROP_CELL} END",
    f"CREATE TRIGGER cells_begin AFTER UPDATE OF cell ON texts WHEN new.cell AND NOT old.cell BEGIN {_INDEX_CELL} END",
    f"CREATE TRIGGER cells_end AFTER UPDATE OF cell ON texts WHEN old.cell AND NOT new.cell BEGIN {_DROP_CELL} END",
    # the names of projects, each once, and their bigrams
    "CREATE TABLE names (text INTEGER PRIMARY KEY)",
    "CREATE VIEW name_bigrams AS SELECT id, jixiao_bigrams(text) AS bigrams FROM texts WHERE id IN (SELECT text FROM names)",
    f"CREATE VIRTUAL TABLE names_index USING fts5 (bigrams, content='name_bigrams', content_rowid='id', {TOKENS})",
    "CREATE VIRTUAL TABLE names_vocabulary USING fts5vocab (names_index, row)",
    """CREATE TRIGGER names_begin AFTER INSERT ON goal_tables WHEN NOT EXISTS (SELECT 1 FROM names WHERE text = new.project) BEGIN
        INSERT INTO names VALUES (new.project);
        INSERT INTO names_index (rowid, bigrams) SELECT id, bigrams FROM name_bigrams WHERE id = new.project;
    END""",
    """CREATE TRIGGER names_end AFTER DELETE ON goal_tables
    WHEN NOT EXISTS (SELECT 1 FROM goal_tables WHERE project = old.project) BEGIN
        INSERT INTO names_index (names_index, rowid, bigrams)
        SELECT 'delete', id, bigrams FROM name_bigrams WHERE id = old.project;
        DELETE FROM names WHERE text = old.project;
    END""",
)

_DRAFTS = (
    # drafts that are worked on: each with its states, oldest first
    """CREATE TABLE drafts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        project TEXT NOT NULL,
        year INTEGER,
        at INTEGER NOT NULL,       -- number of the state that is shown
        changed INTEGER NOT NULL,  -- rises with every step: the last one worked on has the highest
        document INTEGER REFERENCES documents  -- where it was taken over; its key is below zero
    )""",
    """CREATE TABLE draft_states (
        draft INTEGER NOT NULL REFERENCES drafts ON DELETE CASCADE,
        number INTEGER NOT NULL,
        state TEXT NOT NULL,  -- JSON, see states.py
        PRIMARY KEY (draft, number)
    ) WITHOUT ROWID""",
)

_QUICKER = (
    # which second levels stand below which first ones: a condition on the first becomes one on the second, which have an index
    """CREATE TABLE levels (
        level1 INTEGER NOT NULL,
        level2 INTEGER NOT NULL,
        PRIMARY KEY (level1, level2)
    ) WITHOUT ROWID""",
    "INSERT INTO levels SELECT DISTINCT level1, level2 FROM indicators",
    """CREATE TRIGGER levels_known AFTER INSERT ON indicators
    WHEN NOT EXISTS (SELECT 1 FROM levels WHERE level1 = new.level1 AND level2 = new.level2) BEGIN
        INSERT INTO levels VALUES (new.level1, new.level2);
    END""",
    # all that is known of a project by its name, without a look at its tables
    "DROP INDEX goal_tables_by_project",
    """CREATE INDEX goal_tables_by_project
    ON goal_tables (project, year, department, department_code, unit, unit_code, series)""",
    # target values by unit and size, with the second level beside them
    "DROP INDEX indicators_by_unit",
    "CREATE INDEX indicators_by_unit ON indicators (number_unit, low, high, level2)",
)

_ACCEPTED = (
    # findings of the review that were accepted with a reason
    """CREATE TABLE accepted (
        project TEXT NOT NULL,
        year INTEGER NOT NULL,  -- 0 where the table has none
        rule TEXT NOT NULL,
        cell TEXT NOT NULL,     -- the place and its text
        why TEXT NOT NULL,
        PRIMARY KEY (project, year, rule, cell)
    ) WITHOUT ROWID""",
)

_VERSIONS = (
    # what a document held before it was replaced, for comparison alone: no query meets it
    """CREATE TABLE versions (
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        number INTEGER NOT NULL,  -- 1 for the oldest
        sha256 TEXT NOT NULL,
        format TEXT NOT NULL,
        tables BLOB NOT NULL,     -- packed JSON, see versions.py
        PRIMARY KEY (document, number)
    )""",
    # files as they were imported, where that was asked for
    """CREATE TABLE originals (
        sha256 TEXT PRIMARY KEY,
        packed BLOB NOT NULL
    )""",
    # from where a document was imported: a newer version comes from there too
    "ALTER TABLE documents ADD COLUMN path TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX documents_by_path ON documents (path) WHERE path <> ''",
)

_LOOKED_AT = (
    # cells of a draft that someone looked at and left as they are: JSON, pairs of the cell in words and its text
    "ALTER TABLE drafts ADD COLUMN looked_at TEXT NOT NULL DEFAULT '[]'",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _DRAFTS, _QUICKER, _ACCEPTED, _VERSIONS, _LOOKED_AT)
"""What each version adds to the one before, in order; an archive's `user_version` says how many it has had."""


def is_archive(connection: sqlite3.Connection) -> bool:
    """Whether the database is one of ours; false for a new, empty one."""
    return _pragma(connection, "application_id") == APPLICATION_ID


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether nothing has been written to the database yet."""
    count: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return count == 0


def version(connection: sqlite3.Connection) -> int:
    """How many migrations the archive has had."""
    return _pragma(connection, "user_version")


def migrate(connection: sqlite3.Connection) -> None:
    """Run the migrations that the archive has not had, each in a transaction of its own."""
    for number, statements in enumerate(MIGRATIONS[version(connection) :], start=version(connection) + 1):
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value
