"""The real backend over an archive of its own, and what the screen loads before it is there."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from threading import get_ident

import pytest

from assistant.errors import DamagedArchive, UnknownName
from assistant.model.conversation import Conversation
from assistant.model.reply import Status
from assistant.tasks.open_table import OpenedTable
from assistant.tui.app import AssistantApp
from assistant.tui.backend import TasksBackend
from assistant.tui.background import Background
from assistant.tui.marking import marked_parts
from tests.tui.conftest import TABLES, ask, click, screen_text, settled


async def test_everything_is_done_in_one_thread_in_order_and_errors_come_back() -> None:
    background = Background()
    done: list[int] = []
    both = asyncio.gather(*(background.do(done.append, number) for number in range(20)))
    threads = {await background.do(get_ident) for _ in range(3)}
    await both

    assert done == list(range(20))
    assert len(threads) == 1 and get_ident() not in threads
    with pytest.raises(ZeroDivisionError):
        await background.do(divmod, 1, 0)
    assert background.finish(5)


def test_archive_is_made_told_of_and_asked(tmp_path: Path) -> None:
    heard: list[str] = []
    backend = TasksBackend(tmp_path / "archive.db")
    tables = backend.projects(heard.append)
    assert tables and len(heard) == 1

    reply, conversation = backend.converse(Conversation(), f"{tables[0].project}的总额", 80)
    assert reply.status is Status.ANSWERED and len(conversation.turns) == 1

    opened = backend.table(reply.sources[0].table)
    assert opened.table.project == tables[0].project
    assert len(opened.row_keys) == len(opened.table.indicators)
    assert "total" in marked_parts(opened, 0, reply.sources[0].place)
    assert marked_parts(opened, opened.row_keys[2], "") == {"row:2"}
    with pytest.raises(UnknownName):
        backend.table(10**6)


def test_file_that_is_no_archive_is_said_again_with_each_question(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(b"x" * 5000)
    backend = TasksBackend(path)
    for _ in range(2):
        with pytest.raises(DamagedArchive):
            backend.converse(Conversation(), "一共几个项目", 80)


async def test_question_is_answered_and_its_source_opened_on_the_shipped_tables(tmp_path: Path) -> None:
    app = AssistantApp(TasksBackend(tmp_path / "archive.db"))
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(pilot)
        await ask(pilot, "哪些项目预算超过100万")
        text = screen_text(app)
        assert "乡村整治专项资金" in text and "理解为：" in text and "出处：" in text
        await click(pilot, "›  乡村整治专项资金")

        assert "│乡村整治专项资金" in screen_text(app)


def test_place_marks_the_cell_that_stands_there() -> None:
    table = TABLES[0]
    opened = OpenedTable(table)

    assert marked_parts(opened, 0, table.funds[0].place.label) == {"fund:0"}
    assert marked_parts(opened, 0, table.indicators[3].place.label) == {"row:3"}
    assert marked_parts(opened, 99, "") == frozenset()


def test_first_picture_needs_neither_the_archive_nor_the_tokeniser() -> None:
    code = "import sys, assistant.tui.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert not {"sqlite3", "jieba", "rapidfuzz", "assistant.store", "assistant.questions", "assistant.answers"} & set(loaded)
