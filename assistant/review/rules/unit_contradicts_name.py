"""Rule `unit-contradicts-name`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import COSTS

_COUNT = re.compile(r"(?:人数|次数|户数|个数|数量|完成数|件数|场数|期数)$")
_WANTED: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(
            r"(?:^|[^参选])(?:举办|组织|开办|开展|举行)[一-鿿]*(?:培训班|专题班|讲座|研讨班|轮训班|培训会|宣讲会)(?:数量?|次数|期数)?$"
        ),
        ("期", "次", "班", "场", "个"),
    ),
    (
        re.compile(
            r"(?:观摩点|阅览点|服务点|监测点|示范点|观测点|网点|站点|服务站|工作站|监测站|活动室|阅览室|卫生室|示范基地)(?:数量?|个数|建设)?$"
        ),
        ("个", "处", "座", "所", "家", "间", "套", "点", "站"),
    ),
    (re.compile(r"(?:人数|人次|人员数|人员数量)$"), ("人", "名", "位", "户", "万人", "个", "员")),
    (
        re.compile(r"(?:印制|印发|发放|印刷)[一-鿿]*(?:手册|宣传册|画册|宣传单|折页|宣传资料)(?:数量?)?$"),
        ("册", "份", "本", "张", "套", "期", "种", "万"),
    ),
)
"""What ends a quantity's name, with the measures that fit it."""

_THING = re.compile(
    r"^(?:新建|建设|建成|修建|改建|扩建|改造|维修|修缮|修复|购置|采购|安装|更新|更换|配备)[一-鿿]*"
    r"(?:食堂|场所|广场|公园|泵站|水库|水窖|大棚|厂房|校舍|教室|宿舍|用房|停车场|桥梁?|公?厕|户厕|道路|管网|管道|渠道|水渠|机井|围栏|设备|设施|器材|车辆?|"
    r"路灯|仪器|电脑|系统|平台|图书馆|文化馆|体育馆|卫生院|幼儿园|敬老院)(?:数量?|个数|座数)?$"
)
"""A building or a piece of equipment that is made or bought."""
_OF_PEOPLE = frozenset({"人", "名", "人次", "期", "班", "场次"})
"""What such things are never counted in."""


class UnitContradictsName:
    """名称与值的单位矛盾

    检查什么：名称的中心词要求的量词与值的单位不同（办班、讲座要期、班、次；建点、建站要个、处；人数要人、名；印册要册、份）；成本行的名称是
    “……数”“人数”“次数”，值却是单价。“人”“名”“人次”互通；“发行报刊 4期”“订阅报刊 2份”各用各的量词不报；满意度行只写对象的不报；
    成本行以档次命名的不报。
    为什么：多半是和别的行填串了，年底对不出做了没有。
    反例：“新建阅览点”，值“40人”；成本指标“参训人数”，值“450元/人”。
    正例：“新建阅览点”，值“4个”。
    依据：指标性质、方向、目标值、单位准确（包头市财政局2023-12-29审核要点）。
    """

    code = "unit-contradicts-name"
    title = "名称与值的单位矛盾"
    chapter = "指标名称和值"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.filled:
            quantity = row.indicator.value.quantity
            if quantity is None or not quantity.unit or not row.name:
                continue
            shown, unit = row.indicator.value.text, quantity.unit
            if row.level2 in COSTS:
                if unit.startswith("元/") and _COUNT.search(row.name):
                    message = f"成本“{row.indicator.level3}”说的是多少，值写的是单价“{shown}”，看不出是什么的成本。"
                    yield at_row(self.code, self.severity, row, message, "请核对，名称改成花在什么上的钱，例如“……费用”。")
                continue
            if row.level2 != "数量指标" or unit == "%" or unit.startswith("元"):
                continue
            if unit in _OF_PEOPLE and _THING.search(row.name):
                message = f"“{row.indicator.level3}”说的是建的、买的东西，写的是“{shown}”，年底对不出做了没有。"
                yield at_row(self.code, self.severity, row, message, "是不是和别的行填串了？请核对。")
                continue
            for pattern, wanted in _WANTED:
                if pattern.search(row.name):
                    if unit not in wanted and not any(unit.startswith(word) for word in wanted):
                        message = f"“{row.indicator.level3}”应该用{'、'.join(wanted[:2])}，写的是“{shown}”，年底对不出做了没有。"
                        yield at_row(self.code, self.severity, row, message, "是不是和别的行填串了？请核对。")
                    break
