"""Rule `process-indicator`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import Needs
from assistant.review.vocabulary import COSTS

_WORDS = (
    "资金到位",
    "资金支付率",
    "预算执行率",
    "预算支出率",
    "资金使用率",
    "资金执行率",
    "支付进度",
    "支出进度",
    "结余率",
    "结转结余率",
    "投入人数",
    "投入人员",
    "管理制度健全",
    "制度健全性",
    "财务制度健全",
    "专款专用",
    "科目调整",
    "资金使用合规",
    "资金使用规范",
    "资金管理规范",
    "资金拨付率",
)


class ProcessIndicator:
    """用投入或管理过程作指标

    检查什么：指标说的是投入或管理：资金到位率、支付率、预算执行率、结余率、投入人数、制度健全、专款专用、科目调整次数。发放类项目的“足额发放率”
    “及时兑付”不报（那就是产出）；制度建设项目里的“出台制度 3项”不报；可持续影响里的机制、制度不报。
    为什么：投入的人、财、物和常规管理不是产出或效果，做到了也说明不了办成什么。
    反例：质量指标“资金到位率 100%”。
    正例：质量指标“补助足额发放率 100%”。
    依据：投入的人、财、物数量不能作绩效目标（地方填报说明）。
    """

    code = "process-indicator"
    title = "用投入或管理过程作指标"
    chapter = "归类"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = {"管理过程的词": _WORDS}

    def check(self, case: Case) -> Iterator[Finding]:
        words = case.option(self.code, "管理过程的词", _WORDS)
        for row in case.filled:
            if row.level2 in ("可持续影响指标", *COSTS) or not row.name:
                continue
            word = next((word for word in words if word in row.name), "")
            if word:
                message = f"“{row.indicator.level3}”是投入或管理过程，不是产出或效果，做到了也说明不了办成什么。"
                advice = (
                    "预算执行率自评时另有10分；这里请换成做成了什么。"
                    if "执行" in word or "支付" in word
                    else "请核对，换成做成了什么。"
                )
                yield at_row(self.code, self.severity, row, message, advice)
