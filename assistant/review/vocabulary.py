"""Words by which rules tell what a row is about: rates, money, time, persons, grades of quality.

Each list is general language of goal tables; what places may want to change stands as an option of its rule.
"""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.chinese.quantities import QuantityMention
from assistant.chinese.width import squeeze

COMPARATORS = re.compile(
    r"[≥≤><=＝]+|不低于|不少于|不超过|不高于|不大于|不小于|大于等于|小于等于|大于|小于|至少|以上|以下|以内|以外|左右"
)
"""Comparators, as signs and in words."""

SIGNS = re.compile(r"[≥≤><=±]")

_RATE = re.compile(
    r"(?:率|比例|比重|占比|覆盖面|满意度|认可度|知晓度|百分比|利用系数)(?:指标|达到?|提高|提升|完成|为|≥.*|\(.*\))?$"
)
_NO_RATE = re.compile(r"(?:频|效|速|功|汇|利|税|费|概|曲|斜|倍|心|分辨|辐射|容积|工作效)率(?:\(.*\))?$|税率$|费率$")

BEYOND_100 = (
    "增长",
    "增幅",
    "增速",
    "涨幅",
    "完成率",
    "利润率",
    "产销率",
    "回报率",
    "收益率",
    "杠杆率",
    "负债率",
    "密度",
    "超额",
    "投入产出",
    "比值",
    "倍",
)
"""Parts of names of rates that can pass 100 %."""

SATISFACTION = ("满意度", "满意率", "认可度", "满意程度")
"""What names a satisfaction row."""

PERSON_UNITS = frozenset({"人", "名", "人次", "位", "人员", "户次", "员"})
"""Counts of persons; interchangeable in reviews."""

BENEFITS = ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")
COSTS = ("成本指标", "经济成本指标")
"""Where costs in money stand, in the old and in the new framework."""

_TIME_UNITS = re.compile(r"^(?:年|个?月|日|天|小时|分钟|周|季度?|学期)$")

_QUALITATIVE = re.compile(
    r"明显|显著|较好|良好|好|提高|提升|增强|增加|改善|完成|达标|合格|优秀|优良|优化|有效|长期|持续|稳定|稳步|逐步|逐年|保障|保证|保持|健全|完善|"
    r"加强|满意|促进|推动|进一步|得到|减少|降低|下降|全面|到位|充分|合理|规范|正常|不断|有所|基本|较高|高|大|中|强|是|无|有"
)


def is_rate(name: str) -> bool:
    """Is a row's name that of a rate (合格率, 覆盖率, 满意度, 比例), whose number is a share of a whole?"""
    return bool(_RATE.search(name)) and not _NO_RATE.search(name)


def may_pass_100(name: str, words: tuple[str, ...] = BEYOND_100) -> bool:
    """Is it a rate that can be more than 100 %?"""
    return any(word in name for word in words)


def is_satisfaction(name: str) -> bool:
    """Does the name say that it is about satisfaction?"""
    return any(word in name for word in SATISFACTION)


def is_money(number: QuantityMention) -> bool:
    """Is it an amount of money, a rate per something included?"""
    return (number.unit or "").startswith("元")


def is_time_unit(unit: str | None) -> bool:
    """年, 个月, 天 …"""
    return bool(unit and _TIME_UNITS.match(unit))


def bare_number(value: str) -> Decimal | None:
    """The number of a value that is nothing but a number, perhaps with a comparator; None for all others."""
    match = re.fullmatch(r"[≥≤><=]*(\d[\d,]*(?:\.\d+)?)", squeeze(value))
    return Decimal(match[1].replace(",", "")) if match else None


def has_digit(text: str) -> bool:
    """Does it hold a number, in digits or as a numeral that counts (三个, 两期)?"""
    return bool(
        re.search(
            r"\d|[一二两三四五六七八九十百千万半]+(?:个|名|人|期|次|场|套|处|户|所|项|份|部|辆|台|条|座|亩|公里|分之|成)", text
        )
    )


def is_qualitative(value: str) -> bool:
    """Is it a value in words, without any number (明显, 提高, 完成)?"""
    return bool(value) and not re.search(r"\d", value) and not has_digit(value)


def is_grade_word(value: str) -> bool:
    """Is it, or is it built around, a word of grade such as 明显 or 较好?"""
    return is_qualitative(value) and bool(_QUALITATIVE.search(value))


_STRIPPED = re.compile(
    r"^(?:组织|开展|举办|完成|新建|改建|建设|建立|打造|购置|采购|实施|落实|发放|补助|支持|扶持|培育|拍摄|制作|维修|改造|维护|服务|慰问|走访|订阅|发行|"
    r"提供|参加|进行|做好|加强|推进|做|办)+|(?:数量?|个数|人数|次数|数目|总数|费用?|成本|经费|支出|标准|情况|工作|任务|数|金额|资金|补助)+$"
)


def core(name: str) -> str:
    """The heart of a row's name: without verbs before it, words such as 数量 and 费用 behind it, and brackets."""
    plain = re.sub(r"\(.*?\)", "", squeeze(name))
    stripped = _STRIPPED.sub("", plain)
    return stripped if len(stripped) >= 2 else plain
