"""Asks before a file with its tables is taken out of the archive."""

from __future__ import annotations

from assistant.tui.commands import work_words
from assistant.tui.screens.choosing import ChoosingScreen


class RemoveScreen(ChoosingScreen[bool]):
    """Gives whether it is meant; keeping it comes first."""

    def __init__(self, document: str, tables: int) -> None:
        question = work_words("remove.question", 文件=document, 张数=tables)
        super().__init__(work_words("remove.title"), [work_words("remove.keep"), work_words("remove.do")], question)

    def chosen(self, at: int) -> bool:
        """Whether the file is to be taken out."""
        return at == 1
