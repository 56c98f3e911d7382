"""Rule `benefit-category-mismatch`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import Needs
from assistant.review.vocabulary import has_digit, is_satisfaction

_NO_NATURE = re.compile(
    r"(?:服务|发展|营商|投资|教学|办公|学习|育人|就医|工作|社会|治安|交通|网络|法治|文化|创业|就业|市场|消费|购物|经营|成长|政治|舆论|用人|人才)[一-鿿]{0,4}?环境"
)
_NATURE = (
    "环境",
    "生态",
    "绿",
    "污",
    "节能",
    "减排",
    "排放",
    "水质",
    "空气",
    "林",
    "草",
    "土壤",
    "湿地",
    "植被",
    "垃圾",
    "环保",
    "扬尘",
    "噪",
    "碳",
    "能耗",
    "耗能",
    "水土",
    "河",
    "湖",
    "水源",
    "清洁",
    "卫生",
    "人居",
    "洁",
    "灌溉",
    "无纸",
    "资源",
    "循环",
    "秸秆",
    "农药",
    "化肥",
    "面源",
    "动物",
    "植物",
    "物种",
    "市容",
    "村容",
    "面貌",
    "厕",
    "节水",
    "节电",
    "节约",
    "用水",
    "风沙",
    "沙",
    "荒",
    "矿",
    "地质",
    "气候",
    "尾气",
    "烟",
    "粉尘",
    "废",
    "自然",
    "美化",
    "美丽",
    "景观",
    "树",
    "花",
    "公园",
    "疫",
    "防汛",
    "洪",
    "火灾",
    "防火",
    "燃料",
    "能源",
    "用纸",
    "光伏",
    "低碳",
    "蓝天",
    "碧水",
    "净土",
    "耕地",
    "农膜",
    "海",
    "渔",
    "生物",
    "地下水",
    "消毒",
    "整洁",
    "可再生",
    "气味",
    "除尘",
    "保护区",
    "降尘",
    "优良天数",
    "PM",
)
_ECONOMY = (
    "经济",
    "收入",
    "增收",
    "收益",
    "产值",
    "产业",
    "节约",
    "节省",
    "节支",
    "成本",
    "就业",
    "投资",
    "税",
    "消费",
    "销售",
    "营业",
    "营收",
    "利润",
    "GDP",
    "财政",
    "资金",
    "贷款",
    "产量",
    "增产",
    "产能",
    "致富",
    "脱贫",
    "增值",
    "减负",
    "负担",
    "降本",
    "费用",
    "费",
    "支出",
    "开支",
    "企业",
    "市场",
    "贸易",
    "物流",
    "旅游",
    "招商",
    "价格",
    "资产",
    "增长",
    "生产",
    "农产品",
    "损失",
    "损耗",
    "油料",
    "粮",
    "租金",
    "报酬",
    "工资",
    "补贴",
    "补助",
    "奖补",
    "务工",
    "创收",
    "效率",
    "经营",
    "金融",
    "融资",
    "债",
    "商",
    "农业",
    "工业",
    "养殖",
    "种植",
    "开发",
    "交易",
    "引资",
    "引进",
    "盈",
    "亏",
    "增效",
    "效益",
    "游客",
    "消耗",
    "救助金",
    "津贴",
    "医疗费",
    "花",
    "单产",
    "出栏",
    "收成",
    "公里",
)
_KINDS: dict[str, tuple[tuple[str, ...], str]] = {
    "生态效益指标": (_NATURE, "自然环境、人居环境、节能减污"),
    "经济效益指标": (_ECONOMY, "收入、产业、节约、就业增收"),
}


class BenefitCategoryMismatch:
    """效益内容与类别不符

    检查什么：生态效益行没有自然环境、人居环境、节能、污染、绿化等内容（“服务环境”“发展环境”“营商环境”不算生态）；经济效益行没有经济、收入、
    产业、节约、就业增收等内容。人居环境算生态；“促进地方社会经济发展”放经济或社会都可以；名称对、值填错的归
    value-from-other-row。
    为什么：放在这一类，年底找不到对应的变化可以考核。
    反例：生态效益指标“优化人才服务发展环境”。
    正例：生态效益指标“改善农村人居环境”。
    依据：由所见的表归纳；经济、生态效益为选填，没有就空着，不必凑数。
    """

    code = "benefit-category-mismatch"
    title = "效益内容与类别不符"
    chapter = "归类"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = {f"{level2}的词": words for level2, (words, _) in _KINDS.items()}

    def check(self, case: Case) -> Iterator[Finding]:
        for row in case.of(*_KINDS):
            if not row.name or is_satisfaction(row.name):
                continue
            default, what = _KINDS[row.level2]
            words = case.option(self.code, f"{row.level2}的词", default)
            plain = _NO_NATURE.sub("", row.name) if row.level2 == "生态效益指标" else row.name
            extra = row.value if row.level2 == "经济效益指标" or has_digit(row.value) else ""
            if any(word in plain or word in extra for word in words) or is_money_text(extra):
                continue
            kind = row.level2.removesuffix("指标")
            message = f"“{row.indicator.level3}”说的不是{what}，不属于{kind}，放在这一类年底没法考核。"
            advice = "这一类是选填的，没有可以不填；内容要保留的，可移到社会效益。"
            yield at_row(self.code, self.severity, row, message, advice)


def is_money_text(text: str) -> bool:
    """Does a value give money?"""
    return "元" in text or "万" in text
