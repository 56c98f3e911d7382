"""Full text: whatever stands in a cell is found, the best first, with the words marked in the text as printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assistant.chinese.width import squeeze
from assistant.model.fields import Field
from assistant.model.goal_table import GoalTable
from assistant.model.query import Compare, Figure, Measure, Operation, Operator, Query, Selection
from assistant.model.source import Source
from assistant.store.search import mark
from assistant.store.store import Store
from tests.store import archives
from tests.strategies_table import tables

ALL = 100_000


@dataclass(frozen=True)
class Cell:
    """A text with the table it stands in and the field that search gives it."""

    table: int
    field: str
    text: str


def cells_of(key: int, table: GoalTable) -> Iterator[Cell]:
    yield Cell(key, "project", table.project)
    yield Cell(key, "goal", table.goal)
    yield Cell(key, "long_term_goal", table.long_term_goal)
    for row in table.indicators:
        yield Cell(key, "level3", row.level3)
        yield Cell(key, "value", row.value.text)
        for heading, text in row.extra.items():
            yield Cell(key, heading, text)


def plain(text: str) -> str:
    return squeeze(text).casefold()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, tuple[Cell, ...]]]:
    """The real tables and the made-up bureaus, with all their cells."""
    path: Path = tmp_path_factory.mktemp("archive") / "a.db"
    with Store.open(path, write=True) as store:
        store.save(*archives.corpus())
        store.save(*archives.two_bureaus())
        keys = [row.key for row in store.tables()]
        cells = [cell for key, table in zip(keys, store.load_all(keys), strict=True) for cell in cells_of(key, table)]
    with Store.open(path) as store:
        yield store, tuple(cell for cell in cells if len(plain(cell.text)) >= 2)


def check_found(store: Store, cell: Cell, part: str) -> None:
    """The part of the cell is found in each way there is to ask for it."""
    knowledge = store.knowledge()
    assert knowledge.occurs(part)
    assert cell.table in knowledge.where(part)
    assert knowledge.mentions(part) == len(knowledge.where(part))
    condition = Compare(Measure(Field.ANYWHERE), Operator.CONTAINS, part)
    assert cell.table in {row.key for row in store.run(Query(Operation.LIST, Figure(Selection(where=condition)))).tables}
    if not any(map(str.isspace, part)):
        hits = store.search([part], ALL)
        (hit,) = {hit for hit in hits if (hit.table, hit.field, hit.text) == (cell.table, cell.field, cell.text)}
        assert plain(part) in plain(hit.marked.replace("【", "").replace("】", ""))
        assert "【" in hit.marked


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_substring_of_the_corpus_is_found(corpus: tuple[Store, tuple[Cell, ...]], data: st.DataObject) -> None:
    """Any two or more characters that stand side by side in a cell."""
    store, cells = corpus
    cell = data.draw(st.sampled_from(cells))
    start = data.draw(st.integers(0, len(cell.text) - 2))
    part = cell.text[start : data.draw(st.integers(start + 2, min(len(cell.text), start + 30)))]
    assume(len(plain(part)) >= 2)

    check_found(store, cell, part)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One archive that the examples of a property write into, one after another."""
    with Store.open(tmp_path_factory.mktemp("archive") / "a.db", write=True) as store:
        yield store


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(table=tables, data=st.data())
def test_every_substring_of_any_table_is_found(lasting: Store, table: GoalTable, data: st.DataObject) -> None:
    """Punctuation, width, strange characters and all."""
    lasting.save(Source("a", ""), [table])
    (key,) = [row.key for row in lasting.tables()]
    cells = [cell for cell in cells_of(key, table) if len(plain(cell.text)) >= 2 <= len(cell.text)]
    assume(cells)
    cell = data.draw(st.sampled_from(cells))
    start = data.draw(st.integers(0, len(cell.text) - 2))
    part = cell.text[start : data.draw(st.integers(start + 2, len(cell.text)))]
    assume(len(plain(part)) >= 2)

    check_found(lasting, cell, part)


def test_words_within_longer_words_are_found(corpus: tuple[Store, tuple[Cell, ...]]) -> None:
    """Words that plain segmentation hides: 满意 in 满意度, 老年 in 老年大学."""
    store, cells = corpus
    for part in ("满意", "老年", "维护", "凝聚", "选调", "意度", "度"):
        wanted = {cell.table for cell in cells if part in plain(cell.text)}
        assert store.knowledge().where(part) == wanted


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["慰问"], "慰问"),
        (["演出", "场次"], "演出场次"),
        (["演出场次"], "演出场次"),
        (["观众 满意度"], "观众满意度"),
        (["送戏下乡惠民演出项目"], "2025年送戏下乡惠民演出项目"),
        (["老年大学上了多少课"], "老年大学上课"),
    ],
)
def test_the_best_comes_first(corpus: tuple[Store, tuple[Cell, ...]], words: list[str], first: str) -> None:
    """A cell that is the words before one that holds them, one that holds them all before one that holds some."""
    store, _ = corpus
    hits = store.search(words)

    assert hits[0].text == first
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert 0 < hits[-1].score <= hits[0].score <= 100


def test_hits_are_cut_and_nothing_finds_nothing(corpus: tuple[Store, tuple[Cell, ...]]) -> None:
    """No words, or words that stand nowhere, give no hits."""
    store, _ = corpus
    assert len(store.search(["满意度"], 3)) == 3
    for words in ([], [""], ["　"], ["火箭发射"], ["、"]):
        assert all(plain(words[0]) in plain(hit.text) for hit in store.search(words))


@pytest.mark.parametrize(
    ("text", "keys", "marked"),
    [
        ("慰问老党员", ["慰问"], "【慰问】老党员"),
        ("完成率１００％，", ["100%"], "完成率【１００％】，"),
        ("慰 问老党员", ["慰问老"], "【慰 问老】党员"),
        ("慰问、再慰问", ["慰问"], "【慰问】、再【慰问】"),
        ("慰问老党员", ["慰问", "问老"], "【慰问老】党员"),
        ("ＡBc", ["abc"], "【ＡBc】"),
        ("Straße", ["asse"], "Str【aße】"),
        ("无", ["有"], "无"),
        ("", ["有"], ""),
    ],
)
def test_marks_stand_in_the_text_as_printed(text: str, keys: list[str], marked: str) -> None:
    """Width, blanks and case as they are in the document."""
    assert mark(text, keys) == marked


def test_further_columns_are_searched_under_their_heading(tmp_path: Path) -> None:
    """What stands under 备注 is found as 备注."""
    source, (table, *_) = archives.two_bureaus()
    (row, *_) = table.indicators
    with Store.open(tmp_path / "a.db", write=True) as store:
        store.save(source, [replace(table, indicators=(replace(row, extra={"备注": "见附件三"}),))])
        (hit,) = store.search(["附件三"])

    assert (hit.field, hit.marked) == ("备注", "见【附件三】")


def test_numbers_are_text_too(corpus: tuple[Store, tuple[Cell, ...]]) -> None:
    """500元/人 is found by its characters."""
    store, cells = corpus
    condition = Compare(Measure(Field.VALUE), Operator.CONTAINS, "元/人")
    rows = store.run(Query(Operation.LIST, Figure(Selection(where=condition)))).count

    assert rows == len({cell.table for cell in cells if cell.field == "value" and "元/人" in plain(cell.text)})
    assert isinstance(Decimal(rows), Decimal)
