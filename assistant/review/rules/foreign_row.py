"""Rule `foreign-row`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import Needs, Option
from assistant.review.verdicts.foreign import NEARLY, SET_PHRASES


class ForeignRow:
    """指标行明显属于别的项目

    检查什么：同一三级指标（名称几乎相同的降一级）也在另一张表里，那张表的项目名称、目标与它吻合，而本表的名称、目标、其余各行都没有它的关键词。本表的目标已判为
    照抄别家的，不拿它来认领。主人不十分肯定的为警告，只是用词像别家的为提示。通用套话（培训合格率、本年度完成所有任务……）不报；
    两张表本来同类的（两种津贴）不报；真正的主人那一张不报。
    为什么：复制时带过来的行和本项目对不上，考核时没有人做，算成本时还会多算。
    反例：为民服务资金里有一行“非公企业党建指导员……称职 200元/月”，与一张津贴表的一行完全相同。
    正例：两张表都有“培训合格率 100%”。
    依据：与目标不对应的指标逐个扣分（某地编审评分办法）；由所见的表归纳。
    """

    code = "foreign-row"
    title = "指标行明显属于别的项目"
    chapter = "跨表"
    severity = Severity.ERROR
    needs = Needs.PEERS
    options: Mapping[str, Option] = {"通用套话": SET_PHRASES, "几乎相同的相似度（%）": NEARLY}

    def check(self, case: Case) -> Iterator[Finding]:
        for index, found in case.foreign.items():
            row = case.rows[index]
            shown = f"{row.indicator.level3} {row.indicator.value.text}".strip()
            theirs = (
                found.row.level3
                if row.value != squeeze(found.row.value.text)
                else f"{found.row.level3} {found.row.value.text}".strip()
            )
            if found.severity is Severity.HINT:
                message = (
                    f"“{shown}”的用词和“{found.owner.project}”里的“{theirs}”一样，本表别处没有写到这件事，像是从那张表带过来的。"
                )
                advice = "建议核对，是本项目的事就按本项目的说法写。"
            else:
                message = f"“{shown}”和“{found.owner.project}”里的一行一样，和本项目的名称、目标都对不上。是不是复制时带过来的？"
                advice = "不属于本项目的请删掉。" if found.severity is Severity.ERROR else "请核对，不属于本项目的删掉。"
            yield at_row(self.code, found.severity, row, message, advice)
