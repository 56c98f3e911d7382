"""Ctrl+C in the middle of the review of a whole archive, which several processes do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.model.source import Source
from assistant.store.store import Store
from tests.cli.conftest import has_ended
from tests.review.tables import table_of

PROGRAM = """
import sys, time
from assistant.cli.commands import check
from assistant.cli.main import main
check._MANY = 1
write = check.write_text
def slowly(text):
    write(text)
    sys.stdout.flush()
    time.sleep(0.05)
check.write_text = slowly
if __name__ == "__main__":
    sys.exit(main(["--archive", sys.argv[1], "check"], lambda archive: 0))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT between processes")
def test_an_interrupted_review_says_how_far_it_came_and_leaves_no_process(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    short = {"goal": "办好老年食堂。", "rows": [["数量指标", "食堂", "4个"]]}
    tables = [table_of({**short, "department": f"{number % 4}局", "project": f"{number}号食堂"}) for number in range(80)]
    with Store.open(archive, write=True) as store:
        source = Source("例子.txt", "1" * 64)
        store.save(source, [replace(table, source=source) for table in tables])
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, "utf-8")
    started = subprocess.Popen(
        [sys.executable, str(program), str(archive)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert started.stdout is not None
    first = started.stdout.readline().decode()
    os.killpg(started.pid, signal.SIGINT)  # a terminal sends it to all of them
    rest, said = started.communicate(timeout=60)

    assert "号食堂" in first
    assert started.returncode == 130
    assert "审核到第" in said.decode()
    assert "Traceback" not in said.decode()
    assert len(rest.decode().splitlines()) < 80
    assert has_ended(started.pid)
