"""What is kept of conversations, and how it is passed on."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from assistant.model.reply import Reply, ReplySource, Status
from assistant.tasks.conversation_text import markdown
from assistant.tasks.history import Bar, Exchange, History, history_of
from assistant.tasks.resume import resume
from assistant.tasks.workspace import open_workspace

SOURCE = ReplySource("甲.docx", "河道保洁", 2023, "第1张表", 3, 1)
EXCHANGE = Exchange(
    "多少钱",
    Reply("多少钱", Status.ANSWERED, "总额", "45万元\x1b[31m", sources=(SOURCE,), choices=("甲",), suggestions=("乙",)),
    (Bar("甲", Decimal("1.5"), "1.5元"), Bar("乙", Decimal(2), "2元")),
    True,
)


def test_exchange_comes_back_as_it_was(tmp_path: Path) -> None:
    history = History(tmp_path / "new" / "conversation.jsonl")
    for exchange in (EXCHANGE, None, EXCHANGE):
        history.keep(exchange)

    assert list(history.load()) == [EXCHANGE, None, EXCHANGE]
    history.forget()
    assert not history.load()


def test_lines_that_cannot_be_read_are_passed_over(tmp_path: Path) -> None:
    history = History(tmp_path / "conversation.jsonl")
    history.keep(EXCHANGE)
    with open(tmp_path / "conversation.jsonl", "ab") as stream:
        stream.write(b'{"asked": 1}\n[1]\n\xff\xfe\n{"asked": "half')

    assert list(history.load()) == [EXCHANGE]


def test_each_archive_has_a_conversation_of_its_own(tmp_path: Path) -> None:
    own, other = (history_of(folder / "archive.db", tmp_path) for folder in (tmp_path, tmp_path / "other"))
    own.keep(EXCHANGE)

    assert not other.load() and own.load()


def test_following_question_means_what_it_would_have_meant() -> None:
    with open_workspace(tell=lambda text: None) as workspace:
        asked = Exchange("人才工作经费的总额", EXCHANGE.reply, (), True)
        about_draft = Exchange("照人才工作经费起草一张2024年的表", EXCHANGE.reply, (), False)
        conversation = resume(workspace, (asked, about_draft))

    assert [turn.utterance for turn in conversation.turns] == ["人才工作经费的总额"]
    assert conversation.turns[0].projects == (("人才工作经费", 2022),) and conversation.talk.hand is None


def test_nothing_said_is_taken_for_marks_of_markdown() -> None:
    reply = Reply("", Status.ANSWERED, "", "1. *甲*_乙_ <b>\n# 丙\n- 丁")
    text = markdown([Exchange("[甲](乙)", reply)])

    assert "\\[甲\\](乙)" in text and "\\*甲\\*" in text and "\\<b\\>" in text and "\\# 丙" in text and "\\- 丁" in text
