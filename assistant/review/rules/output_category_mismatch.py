"""Rule `output-category-mismatch`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import is_rate

_QUALITY = re.compile(r"合格率|达标率|准确率|成活率|优良率|优秀率|完好率|差错率|通过率|保存率")
_PROMPT = re.compile(r"(?:及时|按时|按期|准时)[一-鿿]{0,4}率")
_DATE = re.compile(r"\d{4}年|\d{1,2}月|年底|月底|年内")
_TIME = re.compile(r"时间|时限|期限|工期|日期|及时|周期|时长|天数|频次|频率|次数|进度|响应")
_COUNT = re.compile(r"(?:个|人|名|人次|户|家|场|期|篇|台|套|辆|公里)(?:$|/)")
_PIECES = re.compile(r"(?:个|人|名|人次|户|家|件|台|套|辆|亩)$")
_STANDARD = re.compile(r"标准|事故|投诉|差错|等级|以上|不少于|故障|浓度|分数|得分|死亡|违规|问题|案件|编制|配备|达到|达标")


class OutputCategoryMismatch:
    """产出内容放错类别

    检查什么：合格率、达标率、准确率、及时率在数量下；金额在数量或质量下；完成时间在数量下；件数、人次在质量或时效下。质量值填了频次的归
    quality-not-measurable；覆盖率在数量或质量下都可以。
    为什么：数量说做多少，质量说好不好，放错了分算不到该算的那一类。
    反例：数量指标“苗木成活率 ≥88%”。
    正例：质量指标“苗木成活率 ≥88%”。
    依据：设备合格率是质量，治愈率是效益（审核常见问题）；由所见的表归纳。
    """

    code = "output-category-mismatch"
    title = "产出内容放错类别"
    chapter = "归类"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.own(case.of("数量指标", "质量指标", "时效指标")):
            quantity = row.indicator.value.quantity
            unit = (quantity.unit or "") if quantity else ""
            if row.level2 == "数量指标" and unit == "%" and _QUALITY.search(row.name):
                said, right = "好不好", "质量指标"
            elif row.level2 == "数量指标" and unit == "%" and _PROMPT.search(row.name):
                said, right = "及不及时", "时效指标"
            elif row.level2 in ("数量指标", "质量指标") and unit == "元":
                said, right = "多少钱", "成本指标"
            elif row.level2 == "数量指标" and quantity is None and _DATE.search(row.value) and _TIME.search(row.name):
                said, right = "什么时候", "时效指标"
            elif (
                row.level2 == "质量指标"
                and quantity is not None
                and _COUNT.match(unit)
                and not is_rate(row.name)
                and not _STANDARD.search(row.name)
            ) or (row.level2 == "时效指标" and quantity is not None and _PIECES.match(unit) and not _TIME.search(row.name)):
                said, right = "做多少", "数量指标"
            else:
                continue
            message = (
                f"“{row.indicator.level3} {row.indicator.value.text}”说的是{said}，放在了“{row.level2}”下，分算不到该算的那一类。"
            )
            yield at_row(self.code, self.severity, row, message, f"请核对，建议移到{right}。")
