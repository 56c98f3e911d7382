"""都有谁, 分别是哪些, 具体是哪两个项目: the members of the set that was counted or added up."""

from __future__ import annotations

from assistant.model.query import Operation, Query
from assistant.questions.frame import Frame
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, list_of


def members(frame: Frame, query: Query) -> Built | None:
    """都有谁, 分别是哪些, 具体是哪两个项目: the members of the set that was counted or added up."""
    asked = frame.says("asks_members") or _asks_names(frame) or _asks_list(frame)
    if not asked or not frame.is_plain or frame.about_rows or frame.terms or frame.doubtful is not None:
        return None
    if frame.reading.of(Kind.RANK, Kind.PLACE) or query.operation not in (
        Operation.COMPUTE,
        Operation.ANY,
        Operation.LIST,
        Operation.SHARE,
    ):
        return None
    if frame.has(Kind.SUBJECT, "project") and not _asks_names(frame) and not frame.says("members_again"):
        return None
    return Built(list_of(query.selection))


def _asks_list(frame: Frame) -> bool:
    """逐条列示, 列出来: is a list asked for, and nothing else said?"""
    kinds = {mention.kind for mention in frame.reading.mentions} - {Kind.FILLER}
    return kinds == {Kind.ASK} and frame.has(Kind.ASK, "list")


def _asks_names(frame: Frame) -> bool:
    """名字, 项目名称呢: are the names asked for, and nothing else?"""
    kinds = {mention.kind for mention in frame.reading.mentions} - {Kind.FILLER, Kind.CHANGE, Kind.ASK}
    return kinds == {Kind.SUBJECT} and frame.has(Kind.SUBJECT, "name")
