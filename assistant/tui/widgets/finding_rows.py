"""The lines of a review: level, table, cell and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from assistant.model.finding import Severity, Where
from assistant.tui.cells import cut, shown_line
from assistant.tui.commands import work_words
from assistant.tui.remarks import Remark
from assistant.tui.widgets.rows import Rows
from assistant.wording import wording

_LEVEL = {Severity.ERROR: "findings--error", Severity.WARNING: "findings--warning", Severity.HINT: "rows--quiet"}
_LEVEL_WIDTH = 7
_NAME_WIDEST = 34


class FindingRows(Rows):
    """One line a finding."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"findings--error", "findings--warning"}

    DEFAULT_CSS = """
    FindingRows > .findings--error { color: $text-error; text-style: bold; }
    FindingRows > .findings--warning { color: $text-warning; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.remarks: Sequence[Remark] = ()
        """What is listed."""

    @property
    def count(self) -> int:
        """How many findings there are."""
        return len(self.remarks)

    def draw(self, at: int, width: int) -> Sequence[tuple[str, str]]:
        """`错误 2022 人才工作经费  总额 …`."""
        remark = self.remarks[at]
        finding = remark.finding
        level = work_words("review.accepted") if remark.reason else work_words(f"level.{finding.severity}")
        quiet = "rows--quiet" if remark.reason else ""
        name_width = min(_NAME_WIDEST, (width - _LEVEL_WIDTH) // 3)
        name = shown_line(f"{remark.year or '—'} {remark.project}")
        text = shown_line(f"{place_in_words(finding.where)}：{finding.message}" if finding.where else finding.message)
        return (
            (cut(level, _LEVEL_WIDTH), quiet or _LEVEL.get(finding.severity, "")),
            (cut(name, name_width - 1) + " ", "rows--quiet"),
            (cut(text, width - _LEVEL_WIDTH - name_width), quiet),
        )


def place_in_words(where: Where | None) -> str:
    """The cell in words: 年度总体目标, 数量指标 培训人数 …"""
    if where is None:
        return ""
    if where.field:
        named = wording("interface/check")
        key = f"field.{where.field}"
        return named(key) if key in named.texts else where.field
    return " ".join(part for part in (where.level2 or where.level1, where.level3 or "") if part)
