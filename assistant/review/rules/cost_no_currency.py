"""Rule `cost-no-currency`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import COSTS, bare_number, is_rate

_CURRENCY = re.compile(r"元|块钱|圆|%|％|百分")
_TIME = re.compile(r"\d{4}年|\d+月|年内|月份|期限|时间")
_COUNTED = re.compile(r"\d(?:个|次|期|人|名|场|套|项|家|户|倍|折|起|分|条|天|年|小时)(?!/)")


class CostNoCurrency:
    """成本值没有写“元”

    检查什么：成本指标的值含数字，不含“元”。只写“万”的提示，“万”也没有的警告。纯数字归 number-without-unit；成本填了定性词、
    没有数字的归 quant-not-number；单位另列的不报；“1万元每个项目”有元有分母，不报。
    为什么：没有写元，别人要猜单位，成本就核不了。
    反例：“5000-10000/人”。
    正例：“5000-10000元/人”。
    依据：非定性指标必须有计量单位（一体化系统的必录项）。
    """

    code = "cost-no-currency"
    title = "成本值没有写“元”"
    chapter = "指标名称和值"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.of(*COSTS):
            value = row.value
            if not any(character.isdigit() for character in value) or bare_number(value) is not None:
                continue
            if _CURRENCY.search(value) or _CURRENCY.search(" ".join(row.indicator.extra.values())) or "元" in row.name[-8:]:
                continue
            if is_rate(row.name) or _TIME.search(value) or ("万" not in value and _COUNTED.search(value)):
                continue
            severity = self.severity if "万" in value else Severity.WARNING
            shown = row.indicator.value.text
            head, slash, tail = shown.partition("/")
            proposed = f"{head}元{slash}{tail}"
            message = f"成本“{row.indicator.level3}”写的是“{shown}”，没有写“元”，单位要靠猜，成本没法核。"
            yield at_row(self.code, severity, row, message, f"是元的请写成“{proposed}”。")
