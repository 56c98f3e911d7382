"""Saving and reading back: nothing is lost, nothing is doubled, nothing is left half done."""

from __future__ import annotations

import dataclasses
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from assistant.errors import AssistantError, DamagedArchive, UnknownName, UnreadableFile, UnwritableFile
from assistant.model.archive import SaveOutcome
from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import GoalTable
from assistant.model.query_text import parse_query
from assistant.model.source import Place, Source
from assistant.store import schema, writing
from assistant.store.store import Store
from tests.store.archives import corpus, made_up, two_bureaus
from tests.strategies_table import tables


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "档案 1#?.db"


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One archive that the examples of a property write into, one after another."""
    with Store.open(tmp_path_factory.mktemp("archive") / "a.db", write=True) as store:
        yield store


def keys(store: Store) -> list[int]:
    return [row.key for row in store.tables()]


def read_all(path: Path) -> list[GoalTable]:
    with Store.open(path) as store:
        return list(store.load_all(keys(store)))


# round trip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(table=tables)
def test_a_table_comes_back_as_it_was(lasting: Store, table: GoalTable) -> None:
    """Everything is kept: texts, places, funds, further columns, blank against 0, numbers that fit no column."""
    source = Source("a.txt", "")
    lasting.save(source, [table])

    (key,) = keys(lasting)
    assert lasting.load(key) == table


@pytest.mark.parametrize("document", [corpus, two_bureaus])
def test_documents_come_back_as_they_were(path: Path, document: object) -> None:
    """The tables of real documents, in their order."""
    source, expected = document()  # type: ignore[operator]
    with Store.open(path, write=True) as store:
        store.save(source, expected)
    with Store.open(path) as store:
        actual = {table.place: table for table in store.load_all(keys(store))}

    assert actual == {table.place: table for table in expected}


def test_halves_of_surrogate_pairs_are_replaced(path: Path) -> None:
    """A text that no file can hold does not stop an import."""
    source, (table, *_) = two_bureaus()
    with Store.open(path, write=True) as store:
        store.save(source, [dataclasses.replace(table, goal="慰问\ud800老人")])
        (key,) = keys(store)

        assert store.load(key).goal == "慰问\ufffd老人"


def test_a_year_beyond_all_numbers_is_refused(path: Path) -> None:
    """Said in words, and nothing of the document stays."""
    source, (table, *_) = two_bureaus()
    with Store.open(path, write=True) as store:
        with pytest.raises(UnwritableFile, match="数字太大"):
            store.save(source, [dataclasses.replace(table, year=10**30)])

        assert store.documents() == ()


# saving again


def test_the_same_bytes_change_nothing(path: Path) -> None:
    """Under the same or another name."""
    source, tables_ = two_bureaus()
    with Store.open(path, write=True) as store:
        assert store.save(source, tables_) is SaveOutcome.IMPORTED
        before = path.read_bytes()
        assert store.save(source, tables_) is SaveOutcome.UNCHANGED
        assert store.save(dataclasses.replace(source, document="另一个名字.json"), tables_) is SaveOutcome.UNCHANGED

        assert [(document.name, document.tables) for document in store.documents()] == [(source.document, 15)]
    assert path.read_bytes()[100:] != b"" and before[:16] == b"SQLite format 3\0"


def test_other_bytes_under_the_same_name_replace(path: Path) -> None:
    """The document keeps its turn, its old tables and words are gone, other documents stay."""
    source, tables_ = two_bureaus()
    other, (first, *_) = corpus()
    changed = dataclasses.replace(tables_[0], project="改名后的津贴", goal="鹤发")
    with Store.open(path, write=True) as store:
        store.save(source, tables_)
        store.save(other, [first])
        assert store.save(dataclasses.replace(source, sha256="0"), [changed]) is SaveOutcome.REPLACED

        assert [(document.name, document.tables) for document in store.documents()] == [(source.document, 1), (other.document, 1)]
        assert [row.project for row in store.tables()] == ["改名后的津贴", first.project]
        assert store.knowledge().occurs("鹤发")
        assert not store.knowledge().occurs("古戏楼")
        assert store.search(["古戏楼"]) == ()
        assert store.find("古戏楼抢救性修缮工程") == []


def test_words_shared_with_another_document_stay_found(path: Path) -> None:
    """Replacing a document takes away no word of the others."""
    source, (table, *_) = two_bureaus()
    with Store.open(path, write=True) as store:
        store.save(source, [table])
        store.save(Source("b", "b"), [table])
        store.save(dataclasses.replace(source, sha256="0"), [])

        assert next((hit.text, hit.table) for hit in store.search([table.goal])) == (table.goal, keys(store)[0])


def test_a_failure_in_the_middle_leaves_the_archive_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One transaction a document: either all of it or nothing."""
    source, tables_ = two_bureaus()
    with Store.open(path, write=True) as store:
        store.save(source, tables_)
        before = [(row.key, row.project) for row in store.tables()]
        monkeypatch.setattr(writing, "fund_rows", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            store.save(dataclasses.replace(source, sha256="0"), tables_[:3])
        monkeypatch.undo()

        assert [(row.key, row.project) for row in store.tables()] == before
        assert store.documents()[0].sha256 == source.sha256


def test_an_interruption_while_words_are_made(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C is Ctrl+C, wherever it comes, and leaves nothing behind."""

    def interrupted(text: str) -> tuple[str, ...]:
        raise KeyboardInterrupt

    with Store.open(path, write=True) as store:
        monkeypatch.setattr("assistant.chinese.segment.words", interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.save(*two_bureaus())
        monkeypatch.undo()

        assert store.documents() == ()


def test_findings_are_kept_with_their_document(path: Path) -> None:
    """What was noticed in reading can be read again."""
    source, _ = two_bureaus()
    finding = Finding("cut-cell", Severity.REPAIR, Place(line=3), "第3行与第4行是一格", "请核对")
    with Store.open(path, write=True) as store:
        store.save(source, [], findings=[finding])
        (document,) = store.documents()

        assert store.findings(document.key) == (finding,)


# reading


def test_tables_and_names(path: Path) -> None:
    """The latest year first; a name is found whatever its blanks and width."""
    source, tables_ = two_bureaus()
    with Store.open(path, write=True) as store:
        store.save(source, tables_)
        assert [row.year for row in store.tables()] == [2025] * 5 + [2024] * 5 + [2023] * 5
        assert [row.year for row in store.tables(2024)] == [2024] * 5
        assert [row.year for row in store.find(" 高龄老人 津贴")] == [2025, 2024, 2023]
        assert [row.total for row in store.find("２０２４年送戏下乡惠民演出项目", 2024)] == [750000]
        assert store.find("高龄") == []
        with pytest.raises(UnknownName):
            store.load(99)


def test_reading_never_writes(path: Path) -> None:
    """A question cannot change the archive, and sqlite-utils is not loaded for it."""
    with Store.open(path, write=True) as store:
        store.save(*two_bureaus())
    before = path.read_bytes()
    with Store.open(path) as store:
        store.run(parse_query('list project where anywhere has "慰问"'))
        store.search(["慰问"])
        store.knowledge().projects_like("高龄")
        with pytest.raises(AssistantError):
            store.save(Source("b", "b"), [])
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir() if file.is_file()] == [path.name]
    script = "import sys; from assistant.store.store import Store\nwith Store.open(sys.argv[1]) as s: s.search(['高龄'])\n"
    script += "sys.exit('sqlite_utils' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script, path], check=False).returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="permissions of folders")
def test_a_folder_where_nothing_may_be_written(path: Path) -> None:
    """Reading needs no write access; writing says what is wrong."""
    with Store.open(path, write=True) as store:
        store.save(*two_bureaus())
    path.chmod(stat.S_IREAD)
    path.parent.chmod(stat.S_IREAD | stat.S_IEXEC)
    try:
        with Store.open(path) as store:
            assert store.run(parse_query("count project")).value == 15
        if os.geteuid():
            with pytest.raises(UnwritableFile):
                Store.open(path, write=True)
    finally:
        path.parent.chmod(stat.S_IRWXU)


def test_two_programs_at_once(path: Path) -> None:
    """A reader goes on while nothing is committed, and sees the new tables afterwards."""
    with Store.open(path, write=True) as store:
        store.save(*two_bureaus())
        with Store.open(path) as reader:
            assert len(list(reader.tables())) == 15
            store.save(*corpus())
            assert len(list(reader.tables())) == 29


# files that are no archive


def test_no_file(path: Path) -> None:
    """Reading creates nothing."""
    with pytest.raises(UnreadableFile, match="没有找到档案"):
        Store.open(path)
    assert not path.exists()


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    """Nothing is created beside the archive itself."""
    with pytest.raises(UnwritableFile):
        Store.open(tmp_path / "none" / "a.db", write=True)


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("content", ["这不是数据库" * 300, "x", "SQLite format 3\0" + "垃圾" * 2000])
def test_a_file_that_is_no_database(path: Path, content: str, write: bool) -> None:
    """It is refused and left as it is."""
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DamagedArchive) as caught:
        Store.open(path, write=write)
    assert caught.value.advice
    assert path.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("write", [True, False])
def test_another_programs_database(path: Path, write: bool) -> None:
    """It is not taken for an archive, and not written into."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    with pytest.raises(DamagedArchive, match="别的程序"):
        Store.open(path, write=write)


@pytest.mark.parametrize("write", [True, False])
def test_an_archive_of_a_newer_version(path: Path, write: bool) -> None:
    """It is refused with the advice to update the program."""
    Store.open(path, write=True).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(DamagedArchive, match="更新版本") as caught:
        Store.open(path, write=write)
    assert "升级" in caught.value.advice


def test_an_empty_file(path: Path) -> None:
    """Nothing to read; writing makes an archive of it."""
    path.touch()
    with pytest.raises(DamagedArchive, match="空文件"):
        Store.open(path)
    with Store.open(path, write=True) as store:
        store.save(*two_bureaus())
        assert len(list(store.tables())) == 15


def test_a_damaged_archive(path: Path) -> None:
    """What cannot be read any more is said in words."""
    with Store.open(path, write=True) as store:
        for document in made_up(1, 200):
            store.save(*document)
    data = bytearray(path.read_bytes())
    data[8192:] = os.urandom(len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(DamagedArchive):
        read_all(path)


# the version of the index


def test_an_index_made_by_another_tokeniser(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading does without it and finds the same; the next writing makes it anew."""
    with Store.open(path, write=True) as store:
        store.save(*two_bureaus())
        found = {hit.text for hit in store.search(["津贴"])}
    monkeypatch.setattr("assistant.chinese.segment.TOKENISER", "another")
    monkeypatch.setattr("assistant.store.fulltext.bring_up_to_date", lambda _: None)
    with Store.open(path) as store:
        assert {hit.text for hit in store.search(["津贴"])} == found
        assert store.run(parse_query('count project where anywhere has "津贴"')).value == 3
        assert store.knowledge().mentions("津贴") == 3
        assert store.knowledge().rows_like("演出场次")[0].level3 == "演出场次"
    monkeypatch.undo()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE settings SET value = 'another' WHERE name = 'tokeniser'")
    connection.close()
    Store.open(path, write=True).close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT value FROM settings WHERE name = 'tokeniser'").fetchone() != ("another",)
    connection.close()


def test_the_full_text_agrees_with_the_cells(path: Path) -> None:
    """After documents came and went, SQLite finds the index whole."""
    documents = made_up(3, 60)
    with Store.open(path, write=True) as store:
        for source, tables_ in documents:
            store.save(source, tables_)
        for source, tables_ in documents[::3]:
            store.save(dataclasses.replace(source, sha256=f"{source.sha256}+"), tables_[:1])
        connection = store._connection
        for index in ("cells_index", "names_index"):
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        connection.rollback()
