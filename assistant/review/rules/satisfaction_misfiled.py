"""Rule `satisfaction-misfiled`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import BENEFITS, is_satisfaction


class SatisfactionMisfiled:
    """满意度填在别的类别

    检查什么：名称含“满意度”“满意率”“认可度”，却在效益指标下；或本表没有满意度行，而效益指标下有一行名称是一类人、值是百分比（警告）。
    已在满意度类别下、名称没有“满意度”三个字的不报；观看率、覆盖率、参与率不报。
    为什么：满意度不能顶替效益，放错了两边的分都算不对。
    反例：社会效益指标“居民满意度 ≥90%”。
    正例：服务对象满意度指标“社区居民 95%”。
    依据：满意度不能顶替效益（审核常见问题）。
    """

    code = "satisfaction-misfiled"
    title = "满意度填在别的类别"
    chapter = "归类"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for index, verdict in case.misfiled.items():
            row = case.rows[index]
            if verdict.belongs != "服务对象满意度指标":
                continue
            benefit = row.level2 in BENEFITS
            sure = verdict.severity is Severity.ERROR
            what = "说的是满不满意" if is_satisfaction(row.name) else "是一类人和一个百分数，像是满意度"
            message = f"“{row.indicator.level3}”{what}，放在了“{row.level2}”下，两边的分都算不对。"
            advice = f"请{'' if sure else '核对后'}移到满意度指标" + ("；效益另写一条做完之后的变化。" if benefit else "。")
            yield at_row(self.code, verdict.severity, row, message, advice)
