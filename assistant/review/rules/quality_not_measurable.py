"""Rule `quality-not-measurable`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import has_digit, is_rate

_TIME = re.compile(r"每[年月周日季天]|按[月季年周]|逐[年月]|\d{4}年|\d+月|年底|月底|及时|按时|按期|\d+次/[年月周季]")
_STANDARD = re.compile(
    r"合格|达标|优|良(?!好)|级|标准|规范要求|无|零|国标|行标|甲|乙|验收|通过|准确|完整|符合|满足|不发生|未发生"
)
_VAGUE = re.compile(
    r"^(?:全部|全面|已|按要求|基本|得到|有效|圆满|顺利|高质量|保质保量)?(?:完成|落实|到位|做好|实施|开展|执行|好|良好|较好|明显|提高|提升|显著|有效|加强|改善|完善|保障|保证|是|有效提升|显著提高|明显提高|明显提升)(?:率|情况)?$"
)


class QualityNotMeasurable:
    """质量指标无法衡量

    检查什么：质量指标的值没有数字（百分比、等级标准），只写“完成”“落实”一类的词，报提示；填的是时间、频次的报警告。“100%”虽笼统
    但可衡量，不报；有明确标准或等级的定性（“合格”“达到一级标准”“优良”）不报。
    为什么：只说做没做，没说做得怎样，年底没有标准可比。
    反例：“完成既定任务”，值“完成”。
    正例：“工程验收”，值“合格”；“完成质量”，值“90%”。
    依据：定性指标要可衡量，用分级分档表述（地方绩效评价办法的目标条款）。
    """

    code = "quality-not-measurable"
    title = "质量指标无法衡量"
    chapter = "指标名称和值"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.of("质量指标"):
            value, shown = row.value, row.indicator.value.text
            if not value:
                continue
            if _TIME.search(value) and "%" not in value and not is_rate(row.name):
                message = f"质量指标“{row.indicator.level3}”填的是“{shown}”，说的是时间或频次，没说做得怎样。"
                advice = "时间请移到时效指标；这里可以写合格率、达标率一类，数由你们定。"
                yield at_row(self.code, Severity.WARNING, row, message, advice)
            elif not has_digit(value) and _VAGUE.match(value) and not _STANDARD.search(value):
                message = f"质量指标“{row.indicator.level3}”写的是“{shown}”，只说明做没做，没说做得怎样，年底没有标准可比。"
                yield at_row(self.code, self.severity, row, message, "可以换成验收合格率、达标率一类，数由你们定。")
