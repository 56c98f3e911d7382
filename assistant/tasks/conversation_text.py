"""A conversation as a text to be passed on: plain, Markdown, or a Word document (docx)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.chinese.width import printable
from assistant.errors import UnknownFormat
from assistant.model.reply import ReplySource
from assistant.tasks.history import Exchange
from assistant.wording import wording

_MARKS = re.compile(r"([\\`*_\[\]<>|~])")
"""Characters that Markdown reads as marks."""
_MARK_AT_START = re.compile(r"^(\s*)([-+#]|\d+(?=[.)]\s))", re.MULTILINE)


def plain_text(exchanges: Sequence[Exchange]) -> str:
    """Questions and answers as plain text, rows in columns."""
    return "\n\n".join("\n".join(_plain(exchange)) for exchange in exchanges) + "\n"


def markdown(exchanges: Sequence[Exchange]) -> str:
    """Questions and answers as Markdown; what stands in them is never taken for its marks."""
    return "\n\n".join("\n\n".join(_markdown(exchange)) for exchange in exchanges) + "\n"


def save_conversation(exchanges: Sequence[Exchange], file: str) -> Path:
    """Writes the conversation to a file, in place of one that is there, in the format of its ending: .md, .docx, .txt.

    Raises UnknownFormat, and UnwritableFile where the system refuses.
    """
    from assistant.tasks.export_table import write_file

    path = Path(file.strip()).expanduser()
    ending = path.suffix.lower()
    if ending == ".docx":
        data = _document(exchanges)
    elif ending in (".md", ".markdown"):
        data = (f"# {_say('document.title')}\n\n{markdown(exchanges)}").encode("utf-8", "replace")
    elif ending == ".txt":
        data = plain_text(exchanges).encode("utf-8", "replace")
    else:
        raise UnknownFormat(_say("save.format", 结尾=path.suffix or path.name), _say("save.format_advice"))
    write_file(path, data, force=True)
    return path.absolute()


def _plain(exchange: Exchange) -> Iterator[str]:
    reply = exchange.reply
    yield _say("document.asked", 问题=_clean(exchange.asked))
    if reply.text:
        yield _clean(reply.text)
    if reply.table_text:
        yield _clean(reply.table_text)
    if reply.understood:
        yield _say("document.understood", 理解=_clean(reply.understood))
    if reply.choices:
        yield _say("document.choices")
        yield from (f"{number}. {_clean(choice)}" for number, choice in enumerate(reply.choices, 1))
    if reply.sources:
        yield _say("document.sources")
        yield from (f"{number}. {source}" for number, source in enumerate(_sources(reply.sources), 1))


def _markdown(exchange: Exchange) -> Iterator[str]:
    reply = exchange.reply
    yield f"**{_unmarked(_say('document.asked', 问题=_clean(exchange.asked)))}**"
    if reply.text:
        yield _unmarked(_clean(reply.text)).replace("\n", "  \n")
    if reply.table_text:
        fence = "```"
        while fence in reply.table_text:
            fence += "`"
        yield f"{fence}text\n{_clean(reply.table_text)}\n{fence}"
    if reply.understood:
        yield f"*{_unmarked(_say('document.understood', 理解=_clean(reply.understood)))}*"
    if reply.choices:
        listed = "\n".join(f"{number}. {_unmarked(_clean(choice))}" for number, choice in enumerate(reply.choices, 1))
        yield f"{_say('document.choices')}\n\n{listed}"
    if reply.sources:
        listed = "\n".join(f"{number}. {_unmarked(source)}" for number, source in enumerate(_sources(reply.sources), 1))
        yield f"{_say('document.sources')}\n\n{listed}"


def _document(exchanges: Sequence[Exchange]) -> bytes:
    """A Word document: a heading, then each question in bold with its answer, rows in a font of fixed width."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    for style, font, size in (("Normal", "仿宋", 12), ("Title", "宋体", 18)):
        described = document.styles[style]
        described.font.name = font
        described.font.size = Pt(size)
        described.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    document.add_heading(_say("document.title"), 0)
    for exchange in exchanges:
        asked, *rest = _plain(exchange)
        document.add_paragraph().add_run(asked).bold = True
        for text in rest:
            run = document.add_paragraph().add_run(text)
            if exchange.reply.table_text and text == _clean(exchange.reply.table_text):
                run.font.name, run.font.size = "宋体", Pt(9)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _sources(sources: Sequence[ReplySource]) -> list[str]:
    """Each source once, in words."""
    texts = [
        _say("document.source_no_year", 项目=source.project, 文件=source.document, 位置=source.place)
        if source.year is None
        else _say("document.source", 项目=source.project, 年度=source.year, 文件=source.document, 位置=source.place)
        for source in sources
    ]
    return list(dict.fromkeys(map(_clean, texts)))


def _clean(text: str) -> str:
    return printable(text).strip("\n")


def _unmarked(text: str) -> str:
    return _MARK_AT_START.sub(r"\1\\\2", _MARKS.sub(r"\\\1", text))


def _say(key: str, /, **slots: object) -> str:
    return wording("interface/conversation")(key, **slots)
