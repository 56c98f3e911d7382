"""Rule `fund-parts-sum`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.chinese.numerals import format_amount
from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity
from assistant.model.goal_table import GoalTable
from assistant.review.case import Case, at_field
from assistant.review.rule import Needs

_SUBTOTAL = re.compile(r"小计|合计|总额|总计|资金总")
_OF_FISCAL = re.compile(
    r"一般公共预算|政府性基金|国有资本经营|中央|省级|省补|自治区|市级|县级|区级|市县|本级|上级|地方|债券|专户|转移支付"
)
_TEN_THOUSAND = Decimal(10_000)


class FundPartsSum:
    """资金分项合计不等于总额

    检查什么：财政拨款＋其他资金（空白按0）不等于年度资金总额；或总额空白、不大于0。有更多来源行（上级、本级、结转）的按表式的层级
    相加，小计与分项不重复加。“其他资金”空白而财政拨款等于总额的不报；四舍五入造成的尾差不报。
    为什么：资金按来源分列，分项加不到总额，预算就批不下去。
    反例：总额70万，财政拨款60万，其他资金6万。
    正例：总额70万，财政拨款70万，其他资金空着。
    依据：申报表填报说明（资金按来源分列）。
    """

    code = "fund-parts-sum"
    title = "资金分项合计不等于总额"
    chapter = "资金"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = {"容差（元）": 1, "以万元填的容差（元）": 100}

    def check(self, case: Case) -> Iterator[Finding]:
        table = case.table
        parts = _readings(table)
        if table.total is None:
            if "total" in table.places or not any(sum(reading.values()) for reading in parts):
                message = "年度资金总额没有填，看不出这个项目要多少钱。"
                yield at_field(self.code, self.severity, table, "total", message, "请填总额，并与各来源的合计一致。")
            return
        if table.total <= 0:
            message = f"年度资金总额写的是{format_amount(table.total)}，没有钱就不成一个项目。"
            yield at_field(self.code, self.severity, table, "total", message, "请核对总额。")
            return
        whole = table.total % _TEN_THOUSAND == 0 or table.total % 100 == 0
        key, default = ("以万元填的容差（元）", 100) if whole else ("容差（元）", 1)
        tolerance = Decimal(case.option(self.code, key, default))
        sums = [(reading, sum(reading.values(), Decimal(0))) for reading in parts]
        unstated = table.fiscal is None and not any(total for _, total in sums)
        if unstated or any(abs(total - table.total) <= tolerance for _, total in sums):
            return
        reading, total = min(sums, key=lambda entry: abs(entry[1] - (table.total or 0)))
        shown = "＋".join(f"{label}{format_amount(amount)}" for label, amount in reading.items())
        message = (
            f"分项加起来是{format_amount(total)}（{shown}），总额写{format_amount(table.total)}，"
            f"差{format_amount(abs(total - table.total))}，分项和总额对不上，预算没法下达。"
        )
        yield at_field(self.code, self.severity, table, "total", message, "是不是漏了哪个来源？总额和分项哪个要改，请核对。")


def _readings(table: GoalTable) -> list[dict[str, Decimal]]:
    """Sensible ways to add up the sources, each label with its yuan; none where no source is filled in."""
    readings = []
    if table.fiscal is not None or table.other is not None:
        readings.append({"财政拨款": table.fiscal or Decimal(0), **({"其他资金": table.other} if table.other else {})})
    rows = [(squeeze(fund.label), fund.amount) for fund in table.funds if fund.amount is not None]
    plain = [(label, amount) for label, amount in rows if not _SUBTOTAL.search(label)]
    if plain:
        readings.append(_summed(plain))
        top = [(label, amount) for label, amount in plain if not _OF_FISCAL.search(label)]
        if top and len(top) < len(plain):
            readings.append(_summed(top))
            leaves = [(label, amount) for label, amount in plain if "财政" not in label or _OF_FISCAL.search(label)]
            if leaves:
                readings.append(_summed(leaves))
    return readings


def _summed(rows: list[tuple[str, Decimal]]) -> dict[str, Decimal]:
    summed: dict[str, Decimal] = {}
    for label, amount in rows:
        summed[label] = summed.get(label, Decimal(0)) + amount
    return summed
