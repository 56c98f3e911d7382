"""Importing: the shipped document as a whole process, and each format beside what its library alone needs for the same file.

`--formats` measures the formats alone, by processor time. A file holds 140 tables; those that the program cannot write (xls, pdf)
are the samples of the tests. Text needs no library to speak of: it stands beside jieba, cutting the words of the same file.
"""

from __future__ import annotations

import csv
import io
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from timing import TOP, alternately, bare_start, jixiao, line, seconds, setting

from assistant.model.goal_table import GoalTable
from assistant.model.source import Source
from assistant.normalise import normalise
from assistant.readers import read
from assistant.writers import write

if TYPE_CHECKING:
    import jieba

TIMES = 11
COPIES = 10
"""So many times the shipped tables stand in a measured file, each time under other names."""
ROUNDS = 3
"""Each figure is the least of so many."""
TEXT = ("csv", "txt", "md")
SAMPLES = TOP / "tests" / "readers" / "samples"


def main(arguments: Sequence[str]) -> None:
    """Prints the import alone and the whole process; then the formats."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = setting(folder)
        os.environ.update(environment)
        if "--formats" not in arguments:
            _document(folder, environment)
        _formats(folder)


def _document(folder: Path, environment: dict[str, str]) -> None:
    from assistant.tasks.import_files import import_files

    document = next((TOP / "corpus").glob("*.txt"))
    yardstick = bare_start(environment)
    figures = []
    for turn in range(TIMES + 1):
        archive = folder / f"{turn}.db"
        figures.append(seconds(lambda archive=archive: list(import_files(archive, [document]))))
    print(line("import of the document, after start-up", figures[1:], yardstick))
    print(f"  the first one, with jieba's dictionary to be made: {figures[0] * 1000:.0f} ms")
    trial = alternately([jixiao("import", "--dry-run", str(document))], environment, TIMES)[0]
    print(line("jixiao import --dry-run, whole process", trial, yardstick))
    fresh = []
    for turn in range(TIMES):
        command = [*jixiao("import", str(document)), "--archive", str(folder / f"fresh-{turn}.db")]
        run = partial(subprocess.run, command, env=environment, capture_output=True, check=True)
        fresh.append(seconds(run))
    print(line("jixiao import, whole process", fresh, yardstick))


# formats


def _formats(folder: Path) -> None:
    document = next((TOP / "corpus").glob("*.txt"))
    corpus = document.read_bytes()
    tables = normalise(read(corpus, document.name)).tables
    many = tuple(replace(table, project=f"{table.project}{copy}") for copy in range(COPIES) for table in tables)
    files = {format: write(many, format) for format in ("docx", "xlsx", "html", "csv", "json", "txt", "md")}
    files |= {kind: (SAMPLES / f"sample.{kind}").read_bytes() for kind in ("xls", "pdf")}
    stock = _jieba()
    print("format      bytes  tables   library  our reader  times   with tables  times   a table   jieba  with tables, times")
    for format, data in files.items():
        name = f"目标表.{format}"
        alone = _least(partial(LIBRARIES[format], data))
        reader = _least(partial(read, data, name))
        whole = _least(lambda data=data, name=name: normalise(read(data, name)))
        found = len(normalise(read(data, name)).tables)
        print(
            f"{format:6} {len(data):10,} {found:7} {alone * 1000:8.1f} {reader * 1000:11.1f} {reader / alone:6.1f}"
            f" {whole * 1000:13.1f} {whole / alone:6.1f} {whole * 1000 / max(found, 1):9.2f}",
            end="" if format in TEXT else "\n",
        )
        if format in TEXT:
            text = data.decode("utf-8-sig")
            words = _least(lambda text=text: list(stock.cut_for_search(text, HMM=False)))
            print(f" {words * 1000:7.1f} {whole / words:6.1f}")
    _storing(folder, many, stock)


def _jieba() -> jieba.Tokenizer:
    """jieba as it is, its dictionary loaded."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    stock = jieba.Tokenizer()
    stock.initialize()
    return stock


def _storing(folder: Path, tables: Sequence[GoalTable], stock: jieba.Tokenizer) -> None:
    """Storing with its full text, beside jieba over the same wordings."""
    from assistant.chinese.segment import words
    from assistant.store.store import Store
    from assistant.store.writing import cells_of

    texts = {text for table in tables for text in cells_of(table)}
    words("热身")
    theirs = _least(lambda: [list(stock.cut_for_search(text, HMM=False)) for text in texts])
    ours = _least(lambda: [words(text) for text in texts])
    archives = iter(range(1000))

    def save() -> None:
        with Store.open(folder / f"store-{next(archives)}.db", write=True) as store:
            store.save(Source("many", "0"), tables)

    stored = _least(save)
    print(f"{len(texts)} wordings cut: jieba {theirs * 1000:.0f} ms, ours {ours * 1000:.0f} ms ({ours / theirs:.1f} times)")
    print(f"{len(tables)} tables stored and indexed: {stored * 1000:.0f} ms, {stored / theirs:.1f} times jieba alone")


def _least(work: Callable[[], object]) -> float:
    """Seconds of the processor that it takes, the least of a few rounds."""
    figures = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        figures.append(time.process_time() - begun)
    return min(figures)


def _docx(data: bytes) -> object:
    from docx import Document

    document = Document(io.BytesIO(data))
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def _xlsx(data: bytes) -> object:
    from openpyxl import load_workbook

    return [[cell.value for cell in row] for sheet in load_workbook(io.BytesIO(data)).worksheets for row in sheet.iter_rows()]


def _xls(data: bytes) -> object:
    import xlrd

    book = xlrd.open_workbook(file_contents=data, formatting_info=True)
    return [sheet.row_values(row) for sheet in book.sheets() for row in range(sheet.nrows)]


def _pdf(data: bytes) -> object:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_tables() for page in document.pages]


def _html(data: bytes) -> object:
    from lxml import html

    return [cell.text_content() for cell in html.fromstring(data.decode()).iter("td", "th")]


def _csv(data: bytes) -> object:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def _lines(data: bytes) -> object:
    return [line.split() for line in data.decode("utf-8-sig").splitlines()]


LIBRARIES: dict[str, Callable[[bytes], object]] = {
    "docx": _docx,
    "xlsx": _xlsx,
    "xls": _xls,
    "pdf": _pdf,
    "html": _html,
    "csv": _csv,
    "json": json.loads,
    "txt": _lines,
    "md": _lines,
}
"""What the library of a format needs to give all cells: python-docx, openpyxl, xlrd, pdfplumber, lxml, Python's own."""


if __name__ == "__main__":
    main(sys.argv[1:])
