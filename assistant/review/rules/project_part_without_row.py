"""Rule `project-part-without-row`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import Needs
from assistant.review.verdicts.name_parts import SHORT_NAMES, covers, name_parts
from assistant.review.vocabulary import COSTS, has_digit

_LONGEST = 4
"""Short names have no more characters."""


class ProjectPartWithoutRow:
    """名称里的一部分没有数量和成本行

    检查什么：项目名称由“、”“及”“和”“，”连成几部分，其中一部分（连同常见简称、全称）在数量行和成本行里都没有对应的行。名称少“经费”
    “费”字的不报；合在一行里写的不报；连词只是一个词的一部分的不报。
    为什么：这一部分做多少、花多少都没有写，钱没有依据。
    反例：名称“图书馆开放及流动书车运行经费”，数量和成本都只写了图书馆。
    正例：名称写“延研会”，成本行写“延安精神研究会工作”。
    依据：由所见的表归纳。
    """

    code = "project-part-without-row"
    title = "名称里的一部分没有数量和成本行"
    chapter = "完整性"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = {"简称表": SHORT_NAMES}

    def check(self, case: Case) -> Iterator[Finding]:
        parts = name_parts(case.project)
        rows = case.own(case.of("数量指标", *COSTS))
        if not parts or not rows:
            return
        short_names = case.option(self.code, "简称表", SHORT_NAMES)
        spoken = "。".join(f"{row.name}{row.value if not has_digit(row.value[:1]) else ''}" for row in rows)
        missing = [part for part in parts if not covers(spoken, part, short_names) and not _shortened(spoken, part)]
        if missing and len(missing) < len(parts):
            named = "".join(f"“{part}”" for part in missing)
            message = f"名称里有{named}，数量和成本里都没有写到，这一部分做多少、花多少看不出来。"
            yield at_field(self.code, self.severity, case.table, "project", message, "是漏填，还是并在别的行里了？建议核对。")


def _shortened(text: str, part: str) -> bool:
    """Do the characters of a short name stand in the text one after the other, close together (延研会, 延安精神研究会)?"""
    stem = part.removesuffix("会").removesuffix("委").removesuffix("办")
    return 2 <= len(stem) <= _LONGEST and bool(re.search(".{0,3}".join(map(re.escape, stem)), text))
