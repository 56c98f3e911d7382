"""Rule `yoy-still-new`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import NO_OPTIONS, Needs

_NEW = re.compile(r"(?<!非)新增|^新建")


class YoyStillNew:
    """去年就有，今年还写“新增”

    检查什么：项目属性写“新增”，而上年已有同一项目。上年没有找到的、属性一格空白的不报；各地把“每年重新申报”叫“新增”的，可以关掉。
    为什么：新增项目要重新论证，延续项目不用，写错了审核会按新增问。
    反例：照去年的表起草，属性还是“新增一次性项目”。
    正例：去年已有的项目，属性写“延续性项目”。
    依据：由所见的表归纳；口径不一。
    """

    code = "yoy-still-new"
    title = "去年就有，今年还写“新增”"
    chapter = "与上年比"
    severity = Severity.HINT
    needs = Needs.LAST_YEAR
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        before = case.last_year
        if before is None or not _NEW.search(squeeze(case.table.attribute)):
            return
        year = f"{before.year}年" if before.year else "去年"
        message = f"{year}已有“{before.project}”，今年属性还是“{case.table.attribute}”，审核会按新增项目问。"
        yield at_field(self.code, self.severity, case.table, "attribute", message, "是不是应为延续？建议核对。")
