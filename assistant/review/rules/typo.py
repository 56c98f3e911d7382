"""Rule `typo`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.chinese.sounds import SAME_SOUND, sound_distance
from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field, at_row
from assistant.review.rule import Needs

_SHORTEST = 4
_PARTICLE = re.compile(
    r"(?<![取获使懂值觉显赢所难不心求记舍免省博晓认由算来落变过做住多应习听见博非])得(?=作用|能力|水平|效果|成效|质量|积极性|主动性|工作|环境|服务|需求|问题|生活|"
    r"发展|管理|建设|条件|机制|影响|标准|意识|素质|精神|氛围|形象|关系|保障|任务|责任|利益|权益|基础|设施|设备|党组织|队伍|群众)"
)
_PAIRS = (
    "截止目前→截至目前",
    "截止到目前→截至目前",
    "帐户→账户",
    "帐目→账目",
    "帐款→账款",
    "台帐→台账",
    "布署→部署",
    "给与→给予",
    "既使→即使",
    "按装→安装",
    "报消→报销",
    "部份→部分",
    "防碍→妨碍",
    "复盖→覆盖",
    "贯澈→贯彻",
    "决对→绝对",
    "蔓廷→蔓延",
    "水份→水分",
    "通迅→通讯",
    "消毁→销毁",
    "协条→协调",
    "严竣→严峻",
    "予算→预算",
    "予防→预防",
    "予警→预警",
    "予案→预案",
    "园满→圆满",
    "制做→制作",
    "做风→作风",
    "工做→工作",
    "座落→坐落",
    "坐谈→座谈",
    "竟赛→竞赛",
    "竟争→竞争",
    "经废→经费",
    "绩校→绩效",
    "满意渡→满意度",
    "培圳→培训",
    "建没→建设",
    "没备→设备",
    "己经→已经",
    "以经→已经",
    "年令→年龄",
    "倡仪→倡议",
    "弘杨→弘扬",
    "发杨→发扬",
    "幅射→辐射",
    "扶恤→抚恤",
    "优扶→优抚",
    "常效机制→长效机制",
    "制底→制度",
    "振灾→赈灾",
    "名符其实→名副其实",
    "渡假→度假",
    "装璜→装潢",
    "迫不急待→迫不及待",
    "再接再励→再接再厉",
    "以身做则→以身作则",
    "宣佈→宣布",
    "筹画→筹划",
    "付食品→副食品",
    "车箱→车厢",
    "粮油付食→粮油副食",
    "另部件→零部件",
    "修茸→修葺",
    "防汛抗早→防汛抗旱",
    "抗早→抗旱",
    "园林緑化→园林绿化",
    "服务意思→服务意识",
    "合格律→合格率",
    "覆盖律→覆盖率",
    "满意律→满意率",
    "完成律→完成率",
    "达标律→达标率",
)
_EXCEPTIONS = {
    "以经": (("以经济", 0), ("以经营", 0), ("以经费", 0), ("以经验", 0), ("可以经", 1), ("所以经", 1)),
    "工做": (("职工做", 1), ("员工做", 1), ("施工做", 1), ("社工做", 1), ("民工做", 1)),
    "决对": (("解决对", 1), ("表决对", 1), ("裁决对", 1)),
    "部份": (("全部份", 1),),
    "做风": (("做风险", 0),),
    "没备": (("没备案", 0),),
    "建没": (),
    "予算": (("给予算", 1),),
    "予防": (("给予防", 1),),
    "予警": (("给予警", 1),),
    "抗早": (),
    "制底": (("制底线", 0), ("编制底", 1)),
}
# fmt: off
_PHRASES = frozenset((
    "以奖代补", "以工代赈", "执政根基", "执政基础", "执政能力", "长效机制", "党风廉政", "凝心聚力", "贯彻落实", "乡村振兴",
    "美丽乡村", "人居环境", "绩效评价", "应急预案", "基础设施", "公共服务", "专款专用", "因地制宜", "脱贫攻坚", "精神文明",
    "意识形态", "民族团结", "公共卫生", "为民服务", "党性修养", "先锋模范", "战斗堡垒", "方针政策", "社会保障", "社会组织",
    "党务工作", "村集体经济", "集体经济", "农田水利", "义务教育", "教育培训", "困难群众", "困难职工", "领导核心", "大气污染",
    "污水处理", "垃圾分类", "水土保持", "退耕还林", "节能减排", "安全生产", "森林防火", "疫情防控", "疾病预防", "财政拨款",
    "政府采购", "固定资产", "验收合格", "营商环境", "民主生活", "廉洁自律", "示范引领", "统筹推进", "综合治理", "矛盾纠纷",
    "法律援助", "人民调解", "社区矫正", "最低生活", "临时救助", "特困供养", "优抚对象", "退役军人", "老旧小区", "危房改造",
    "饮水安全", "高标准农", "动物防疫", "农业技术", "科技特派", "职业技能", "创业担保", "就业困难", "公益岗位", "免费开放",
    "全民健身", "非物质文化", "保质保量", "按时足额", "应保尽保", "应发尽发", "应收尽收", "应享尽享",
))
# fmt: on
"""Set phrases of goal tables, four or five characters each."""
# fmt: off
_TIGHT = frozenset((
    "执政根基", "执政基础", "以奖代补", "因地制宜", "凝心聚力", "脱贫攻坚", "乡村振兴", "战斗堡垒", "先锋模范", "精神文明",
    "意识形态", "退耕还林", "节能减排", "保质保量",
))
# fmt: on
"""Phrases that nothing can stand inside of."""
_MASKED: dict[str, list[str]] = {}
for _phrase in _PHRASES:
    for _place in range(len(_phrase)):
        _MASKED.setdefault(_phrase[:_place] + "*" + _phrase[_place + 1 :], []).append(_phrase)
_BEGIN, _END = frozenset(phrase[:2] for phrase in _PHRASES), frozenset(phrase[-2:] for phrase in _PHRASES)
"""With one character wrong a phrase still begins or ends with one of these."""
_FIRST, _LAST = frozenset(phrase[0] for phrase in _TIGHT), frozenset(phrase[-1] for phrase in _TIGHT)
_GOOD = frozenset({"全市", "本市", "各级", "上级", "下级"})


class Typo:
    """明显的错别字

    检查什么：用易错词表和固定说法表查：同音误写、多字、“得”“的”不分，改一个字就成为固定说法的。写法有两种都通的不报（终生学习、终身学习）；
    生硬但不是错字的不报；含易错字的正确词不报（取得、得到）；半角标点不报。
    为什么：目标表要公开，错字会跟着公开。
    反例：“截止目前”“帐户”“布署”“凝聚人心得作用”。
    正例：“取得成效”“得到提高”。
    依据：由所见的表归纳。
    """

    code = "typo"
    title = "明显的错别字"
    chapter = "指标名称和值"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = {"易错词": _PAIRS}

    def check(self, case: Case) -> Iterator[Finding]:
        pairs_of = case.option(self.code, "易错词", _PAIRS)
        for field in ("project", "goal", "long_term_goal"):
            text = squeeze(getattr(case.table, field))
            if slips := _slips(text, pairs_of):
                yield at_field(self.code, self.severity, case.table, field, *_told(slips))
        for row in case.filled:
            slips = _slips(row.name, pairs_of) + _slips(row.value, pairs_of)
            if slips:
                yield at_row(self.code, self.severity, row, *_told(slips))


def _told(slips: Sequence[tuple[str, str]]) -> tuple[str, str]:
    wrong = "、".join(f"“{printed}”" for printed, _ in slips)
    right = "、".join(f"“{meant}”" for _, meant in slips)
    return f"{wrong}像是写错了，目标表公开以后别人看得见。", f"建议核对，通常写{right}。"


@lru_cache(maxsize=65536)
def _slips(text: str, listed: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The slips of a text, each with what is usually written."""
    if len(text) < _SHORTEST:
        return ()
    found = []
    for wrong, right in _listed(listed).items():
        at = text.find(wrong)
        if at >= 0 and not _excepted(text, at, wrong):
            found.append((wrong, right))
    for match in _PARTICLE.finditer(text):
        start = max(0, match.start() - 4)
        found.append((text[start : match.end() + 2], text[start : match.start()] + "的" + text[match.end() : match.end() + 2]))
    found += _near_phrases(text)
    longest = [slip for slip in found if not any(slip[0] != other[0] and slip[0] in other[0] for other in found)]
    return tuple(dict.fromkeys(longest))


@lru_cache(maxsize=8)
def _listed(listed: tuple[str, ...]) -> dict[str, str]:
    """Wrong form to right form, from entries of the form 帐户→账户."""
    return {wrong: right for wrong, _, right in (entry.partition("→") for entry in listed) if right}


def _excepted(text: str, at: int, wrong: str) -> bool:
    """Is the form part of another word there (以经济, 正规化)?"""
    return any(text.startswith(word, at - offset) for word, offset in _EXCEPTIONS.get(wrong, ()))


def _near_phrases(text: str) -> list[tuple[str, str]]:
    """Set phrases with one character of the same sound, or, for the tightest, one character too many."""
    found = []
    for at in range(len(text) - 3):
        for length in (4, 5):
            piece = text[at : at + length]
            if len(piece) < length or (piece[:2] not in _BEGIN and piece[-2:] not in _END) or piece in _PHRASES:
                continue
            for place in range(length):
                for phrase in _MASKED.get(piece[:place] + "*" + piece[place + 1 :], ()):
                    if sound_distance(piece[place], phrase[place]) <= SAME_SOUND and not _is_word(text, at, place):
                        found.append((piece, phrase))
        piece = text[at : at + 5]
        if len(piece) < 5 or piece[0] not in _FIRST or piece[4] not in _LAST:
            continue
        if any((meant := piece[:place] + piece[place + 1 :]) in _TIGHT for place in (1, 2, 3)):
            meant = next(
                piece[:place] + piece[place + 1 :] for place in (1, 2, 3) if piece[:place] + piece[place + 1 :] in _TIGHT
            )
            if not any(character in "的和与及、之等了，" for character in piece):
                found.append((piece, meant))
    return found


def _is_word(text: str, at: int, place: int) -> bool:
    """Does the odd character make a good word with a neighbour outside the phrase?"""
    position = at + place
    return place == 0 and text[position - 1 : position + 1] in _GOOD
