"""Words by which rules tell what a row is about: rates, money, time, persons, grades of quality.

Each list is general language of goal tables; what places may want to change stands as an option of its rule.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from assistant.chinese.quantities import QuantityMention, find_quantities
from assistant.chinese.segment import cut
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
    "提高",
    "提升",
    "增加",
    "同比",
    "环比",
    "床位使用率",
    "病床使用率",
    "保值增值",
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


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[tuple[str, int, int], ...]:
    """The words of a text with their spans; remembered."""
    return cut(text)


@lru_cache(maxsize=65536)
def quantities_in(text: str) -> tuple[QuantityMention, ...]:
    """All quantities of a text; remembered, since names and values of rows repeat from table to table."""
    return find_quantities(text)


@lru_cache(maxsize=65536)
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


_GENERAL = re.compile(
    r"全面|有效|进一步|明显|显著|不断|持续|逐步|稳步|长期|年度|本年|当年|全年|全县|全市|全区|全省|全国|各类|各项|相关|有关|主要|重点|重大|基本|专项|"
    r"提高|提升|增强|加强|改善|促进|推动|推进|保障|保证|确保|完善|健全|优化|落实|完成|实施|开展|组织开展|举办|打造|建设|建立|构建|新建|改建|购置|"
    r"采购|发放|补助|补贴|奖补|支持|扶持|提供|服务|管理|维护|运行|工作|任务|项目|工程|经费|资金|费用|支出|成本|总额|金额|标准|投入|数量|个数|人数|"
    r"次数|总数|面积|长度|里程|数目|指标|目标|情况|水平|能力|效率|效益|效果|质量|程度|影响|作用|部门|单位|人员|群众|居民|对象|受益|社会|经济|发展|"
    r"环境|地方|农村|乡村|城乡|基层|满意度|满意率|满意|村民|农民|农户|市民|职工|学员|师生|合格率|合格|达标率|达标|覆盖率|覆盖|及时率|及时|准确率|准确|完成率|足额|按时|按期|时间|验收|"
    r"资料|使用|实现|达到|利用|需要|需求|问题|方面|方针|政策|中央|自治区|为民|贯彻|广大|干部职工|促使|得到|有利于|率|数|的|和|与|及|等|对|为|在|把|被|了|我"
)
"""Words that stand in goal tables of every kind and tell nothing about what one project is about."""

_HAN = re.compile(r"[一-鿿]+")


@lru_cache(maxsize=65536)
def content(text: str) -> frozenset[str]:
    """What a text is about: its pairs of neighbouring characters, those of general words left out."""
    pieces = _HAN.findall(_GENERAL.sub(" ", text))
    return frozenset(piece[at : at + 2] for piece in pieces for at in range(len(piece) - 1))


@lru_cache(maxsize=65536)
def pairs(text: str) -> frozenset[str]:
    """All pairs of neighbouring characters of a text without punctuation."""
    plain = re.sub(r"[^0-9A-Za-z一-鿿]", "", text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def share(part: frozenset[str], whole: frozenset[str]) -> float:
    """How much of a text's pairs stands in another, 0 to 1; 0 for a text without any."""
    return len(part & whole) / len(part) if part else 0.0


_COUNTING = re.compile(r"^(?:个|家|处|所|座|项|套|村|点|间)$")


def same_unit(first: str | None, second: str | None) -> bool:
    """Do two units count the same things: 人 and 名, 个 and 家?"""
    if first is None or second is None:
        return False
    first, second = _plain_unit(first), _plain_unit(second)
    if first == second:
        return True
    return bool(_COUNTING.match(first) and _COUNTING.match(second) and "个" in (first, second))


_PREFERRED = {
    "平米": "平方米",
    "㎡": "平方米",
    "m2": "平方米",
    "m²": "平方米",
    "千米": "公里",
    "km": "公里",
    "日": "天",
    "年度": "年",
    "个月": "月",
}


def _plain_unit(unit: str) -> str:
    if unit in PERSON_UNITS or unit in ("人/次", "生", "学员"):
        return "人"
    if unit in ("场次", "班次", "课次", "班", "期次"):
        return unit[0]
    return _PREFERRED.get(unit, unit)
