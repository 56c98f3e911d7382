"""The parts that a project's name is made of (名称的几部分), and whether a text speaks of one of them."""

from __future__ import annotations

import re

from assistant.review.vocabulary import content

_JOINT = re.compile(
    r"[、，,;；]|以及|(?<![普涉危波遍])及(?![时格其早])|(?<![共饱总柔温缓呼])和(?![谐平睦好县田林龙顺政静])|(?<![参赠给])与(?![会时])"
)
_CLOSING = re.compile(
    r"(?:专项|补助|补贴|工作|项目|活动|管理|维护|运行|工程)*(?:经费|资金|费用|费|款|补助|补贴|项目|工程)$|工作$"
)
_SHORTEST, _SHORT = 2, 5
_FIELDS = re.compile(r"基层|农村|乡村|城乡|社区|经济|环境|政策|居民|农民|职工|师生|村民|学员")
_ORGANS = frozenset({"工委", "委员", "员会", "工作", "管理", "经费"})

SHORT_NAMES: tuple[str, ...] = (
    "关工委：关心下一代",
    "关工委：关心教育下一代",
    "延研会：延安精神",
    "党建：党组织建设",
    "党建：党的建设",
    "党建：党组织",
    "老干部：离退休干部",
    "离退休：老干部",
    "妇联：妇女",
    "团委：共青团",
    "残联：残疾人",
    "工会：职工",
    "科协：科普",
    "文联：文艺",
    "人社：人力资源",
    "民宗：民族宗教",
    "退役：退伍",
    "村干部：村党组织书记",
    "两委：村干部",
    "综治：社会治安综合治理",
    "信访：来信来访",
    "公卫：公共卫生",
    "计生：计划生育",
    "高龄：老人",
    "低保：最低生活保障",
    "医保：医疗保险",
    "社保：社会保险",
    "双拥：拥军优属",
    "统战：统一战线",
    "河长制：河道",
    "环卫：环境卫生",
    "农机：农业机械",
    "危房：住房",
    "学前：幼儿园",
    "义教：义务教育",
)
"""Short names of things that officials write out elsewhere, the short name before the colon."""


def name_parts(project: str) -> tuple[str, ...]:
    """The parts of a name that is joined of several (甲、乙及丙经费), without closing words; () where it is one thing."""
    plain = re.sub(r"\(.*?\)|(?:19|20)\d{2}年度?", "", project)
    parts = []
    for piece in _JOINT.split(plain):
        part = _CLOSING.sub("", piece) or piece
        if len(part) < _SHORTEST or not _topics(part):
            continue
        parts.append(part)
    return tuple(parts) if len(parts) > 1 else ()


def covers(text: str, part: str, short_names: tuple[str, ...] = SHORT_NAMES) -> bool:
    """Does a text speak of a part of a name, by a word of it, its full name or its short name?"""
    if part in text or any(topic in text for topic in _topics(part)):
        return True
    for short, full in (entry.split("：") for entry in short_names if "：" in entry):
        if (short in part and full in text) or (full in part and short in text):
            return True
    return False


def _topics(part: str) -> frozenset[str]:
    """What a part is about, places and fields named by general words included, organs (工委) left out."""
    short = {part[at : at + 2] for at in range(len(part) - 1)} if len(part) < _SHORT else set()
    return frozenset({*(content(part) or short), *_FIELDS.findall(part)}) - _ORGANS
