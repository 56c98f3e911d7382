"""Rule `missing-required-category`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.model.indicator import BENEFIT, COST, LEVEL2_PARENT, OUTPUT
from assistant.review.case import Case, at_category
from assistant.review.rule import Needs

_REQUIRED = (
    "数量指标",
    "质量指标",
    "时效指标",
    "成本指标",
    "社会效益指标",
    "可持续影响指标",
    "服务对象满意度指标",
)
_WHY = {
    "数量指标": ("看不出今年做多少。", "请补一条写明做多少的指标。"),
    "质量指标": ("看不出做到什么标准才算完成。", "请补一条合格率、达标率一类的指标，数由你们定。"),
    "时效指标": ("看不出什么时候完成。", "请补一条写明几月底前完成的指标。"),
    "成本指标": ("看不出钱是怎么算出来的。", "请补单位成本或分项成本。"),
    "社会效益指标": ("看不出做完之后带来什么变化。", "请补一条受益人数、覆盖面一类的指标。"),
    "可持续影响指标": ("看不出效果能维持多久。", "请补一条使用年限、机制一类的指标。"),
    "服务对象满意度指标": ("受益的人满不满意没有地方考核。", "请补一条，并想好年底怎么调查。"),
}


class MissingRequiredCategory:
    """必填的指标类别缺失

    检查什么：必填的七个二级指标——数量、质量、时效、成本、社会效益、可持续影响、服务对象满意度——有一个在本表没有任何行。表式印有
    “必填”的报错误；表式没有印的，数量、质量缺报警告，其余报提示；成本单列一级的，有行就算有。经济效益、生态效益是选填，不报。
    满意度写在别的类别下的，这一栏仍然算缺。
    为什么：这一栏送审时是空的，会被退回来补。
    反例：没有服务对象满意度指标。
    正例：七类都有，经济效益一栏空着。
    依据：表内印的“必填”“必填硬性指标”（平罗县、原州区2022年的表）。
    """

    code = "missing-required-category"
    title = "必填的指标类别缺失"
    chapter = "完整性"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = {"必填的类别": _REQUIRED}

    def check(self, case: Case) -> Iterator[Finding]:
        if not any(row.level2 for row in case.filled):
            return
        marked = any(row.indicator.required for row in case.rows)
        present = {row.level2 for row in case.filled}
        own_level = any(row.level1 == COST for row in case.filled)
        gone = {level1 for level1 in (OUTPUT, BENEFIT) if not any(row.level1 == level1 for row in case.filled)}
        for level2 in case.option(self.code, "必填的类别", _REQUIRED):
            level1 = LEVEL2_PARENT.get(level2, "")
            if level2 in present or level1 in gone or (level2 == "成本指标" and own_level):
                continue
            if level2 == "可持续影响指标" and own_level and not marked:
                continue
            why, advice = _WHY.get(level2, ("这一栏是必填的。", "请补一条。"))
            severity = self.severity if marked else Severity.WARNING if level2 in ("数量指标", "质量指标") else Severity.HINT
            must = "这一栏是必填的，" if marked else ""
            yield at_category(self.code, severity, case.table, level1, level2, f"没有{level2}，{must}{why}", advice)
