"""The pages as LibreOffice lays them out; skipped where it is not installed."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest

from assistant.model.goal_table import GoalTable
from assistant.normalise import normalise
from assistant.readers import read
from assistant.writers import write
from tests.writers.forms import without_places
from tests.writers.sample import SAMPLE

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

LONG = replace(SAMPLE, goal=SAMPLE.goal * 12, indicators=SAMPLE.indicators * 8)
"""A table that needs several pages."""


def converted(data: bytes, format: str, to: str, folder: Path) -> bytes:
    """What LibreOffice makes of a file, with a profile of its own."""
    file = folder / f"table.{format}"
    file.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "out"
    command = [str(OFFICE), profile, "--headless", "--convert-to", to, "--outdir", str(out), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (out / f"table.{to}").read_bytes()


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_each_table_fills_its_own_pages_and_nothing_runs_over_the_edge(format: str, tmp_path: Path) -> None:
    tables: list[GoalTable] = [SAMPLE, replace(SAMPLE, project="另一个项目", indicators=SAMPLE.indicators[:3]), LONG]
    with pdfplumber.open(io.BytesIO(converted(write(tables, format), format, "pdf", tmp_path))) as pages:
        texts = [(page.extract_text() or "").replace(" ", "") for page in pages.pages]
        words = [(word, page) for page in pages.pages for word in page.extract_words()]
        boxes = [(box, page) for page in pages.pages for box in (*page.rects, *page.lines)]

    assert len(texts) >= 4
    assert "河道保洁经费" in texts[0] and "另一个项目" in texts[1] and "河道保洁经费" in texts[2]
    assert all("部门项目支出预算绩效目标表" in text for text in texts[:3])
    assert all(("部门项目支出预算绩效目标表" if format == "docx" else "三级指标") in text for text in texts[3:])
    assert all("沿河群众满意度" in text for text in (texts[0], texts[-1]))
    for thing, page in [*words, *boxes]:
        assert thing["x0"] >= 20 and thing["x1"] <= page.width - 20
    for word, page in words:
        if word["text"] == "绩效指标":
            continue  # stands in the middle of a cell that reaches over pages, perhaps just where they part
        assert word["top"] >= 20 and word["bottom"] <= page.height - 20


@pytest.mark.parametrize("between", ["doc", "odt"])
def test_a_document_saved_by_another_program_still_gives_the_same_table(between: str, tmp_path: Path) -> None:
    """A closing paragraph keeps LibreOffice from losing the last table on the way to the old doc format and back."""
    other = converted(write([SAMPLE], "docx"), "docx", between, tmp_path)
    (tmp_path / "back").mkdir()
    back = converted(other, between, "docx", tmp_path / "back")

    assert [without_places(SAMPLE)] == [without_places(table) for table in normalise(read(back, "back.docx")).tables]


def test_a_workbook_saved_by_another_program_still_gives_the_same_table(tmp_path: Path) -> None:
    other = converted(write([SAMPLE], "xlsx"), "xlsx", "ods", tmp_path)
    (tmp_path / "back").mkdir()
    back = converted(other, "ods", "xlsx", tmp_path / "back")

    assert [without_places(SAMPLE)] == [without_places(table) for table in normalise(read(back, "back.xlsx")).tables]
