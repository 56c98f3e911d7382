"""Words and fixed phrases that hold a numeral and no quantity: 一共, 进一步, 第一, 三会一课, 四个意识, 十四五, 千万别.

Facts about the language. Each phrase is looked up as written; two rules replace long lists: a phrase that begins with a
numeral is none behind another numeral (二十一样), and one that ends with 一 is none before a scale (同一百万).
"""

from __future__ import annotations

from assistant.chinese.measures import NUMERAL

_WITH_ONE_BEHIND = "同某任另唯惟单统逐第进专划不合每哪这那其万"
_WITH_ONE_BEFORE = """
共 样 下 些 般 起 直 定 律 旦 味 致 体 带 贯 向 再 并 切 流 线 时 边 面 手 方面 系列 揽子 把手 次性 站式 卡通 窗 网
本通 刀切 目了然 如 心 举 度 则 概 部分 番 点 会 批 代 块 条龙 票 经 应 行 旁 早 路 身 门心思 岗 键 对一 事一 村一
户一 人一 企一 校一 镇一 乡一 品一 县一 场一 年一度 年四季 天到晚 课 大批 眼 遍 级 号 等奖 档
"""
_OTHERS = """
千万别 千万不 千万要 千万记 千万注 千万小心 千万莫 千万勿 千方百计 千家万户 千头万绪 千山万水 千军万马 成千上万
成百上千 百千万工程 千万工程 万无一失 百花 百家争鸣 百家讲坛 百年大计 百年奋斗 百年华诞 百年党史 百年变局 百日攻坚
百日行动 百日会战 百姓 百强 百科 百货 百般 千人计划 万人计划 百人计划 千年 十分 十足 十佳 十大 十全 十字 十堰 十一国庆
十一长假 十一黄金周 十一假期 双十一 十有八九 三八妇女 三八节 三八红旗 五四青年 五四运动 五四精神 八项规定 四项基本原则
四议两公开 三会一课 三支一扶 三重一大 五险一金 两学一做 六项纪律 四史 四风 三年行动 三个年 三下乡 两节慰问 两节走访
两节期间 两节送 二十四节气 二维 三维 二手 三伏 三九天 二胎 三孩 二孩 二级 三级 四级 三方面 两方 多方 八方 双方 对方
三三两两 八九不离十 一五一十 两栖 两侧 两端 两边 两面 两岸 两会 两头都 两新 两委 两癌 两者 两用 两难 两手 三农 三公 三资 三务
三北 三峡 三明 四好 五保 六稳 六保 九江 九寨 半径 半导 半岛 半路 半信 半决 一季度 二季度 三季度 四季度 四季如 三方联
四方联 十里八乡 五湖四海 五大 三大 四大 两大
"""
_CREEDS = ["维护", "确立", "意识", "自信", "代表", "全面", "伟大", "认同", "振兴", "结合", "服从", "现代化", "离不开", "带头"]
_HOLIDAY_PARTS = ["劳动", "儿童", "建党", "建军", "节", "前", "期间", "慰问", "走访", "表彰", "党建"]
_CLASSES = ["费", "补", "区", "地", "保", "人", "公益", "事业"]

_PHRASES = frozenset(
    [one + "一" for one in _WITH_ONE_BEHIND]
    + ["一" + behind for behind in _WITH_ONE_BEFORE.split()]
    + _OTHERS.split()
    + [f"{number}个{creed}" for number in "两三四五六七八九" for creed in _CREEDS]
    + [f"{number}个一" for number in "三四五六七八九十"]
    + [f"{number}位一体" for number in "两三四五六七八九"]
    + [f"{month}一{part}" for month in "五六七八" for part in _HOLIDAY_PARTS]
    + [f"{number}类{what}" for number in "一二三四五" for what in _CLASSES]
    + [f"{number}期{what}" for number in "一二三四五六123456" for what in ("工程", "项目", "建设")]
    + [f"{week}{day}" for week in ("周", "星期", "礼拜") for day in "一二三四五六"]
    + [f"十{number}五" for number in "一二三四五"]
)
_LENGTHS = tuple(sorted({len(phrase) for phrase in _PHRASES}, reverse=True))
_BEGINNINGS = frozenset(phrase[0] for phrase in _PHRASES)
_UNLESS_FOLLOWED = {
    "一课": "时",
    "一点": NUMERAL,
    "一块": f"钱{NUMERAL}0123456789",
    **{f"十{number}五": "个名人万户家条天项" for number in "一二三四五"},
}
_NUMERALS = frozenset(NUMERAL + "0123456789点成\x01\x02\x03")


def fixed_phrase_at(text: str, start: int) -> int:
    """Where the longest fixed phrase ends that begins at `start`; `start` where none does. `text` is folded."""
    if text[start : start + 1] not in _BEGINNINGS:
        return start
    if text[start] in _NUMERALS and start and text[start - 1] in _NUMERALS:
        return start
    for length in _LENGTHS:
        phrase = text[start : start + length]
        if len(phrase) < length or phrase not in _PHRASES:
            continue
        after = text[start + length : start + length + 1]
        scaled = phrase[-1] == "一" and length <= 3 and after in tuple("十百千万亿")
        if scaled or (after and after in _UNLESS_FOLLOWED.get(phrase, "")):
            continue
        return start + length
    return start


def fixed_phrases(text: str) -> list[tuple[int, int]]:
    """The spans of all fixed phrases of the folded text, from left to right."""
    spans = []
    position = 0
    while position < len(text):
        end = fixed_phrase_at(text, position)
        if end > position:
            spans.append((position, end))
        position = max(end, position + 1)
    return spans
