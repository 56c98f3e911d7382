"""Rule `operator-direction`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_row
from assistant.review.rule import Needs
from assistant.review.vocabulary import COSTS

# fmt: off
_SMALLER = (
    "事故", "投诉", "误差", "死亡", "流失", "用时", "耗时", "等待时间", "违法", "违规", "损耗", "差错", "偏差", "发病", "不合格",
    "返工", "能耗", "空置", "逾期", "超支", "缺勤", "受害", "感染", "故障", "破损", "漏损", "失业", "辍学", "返贫", "病死",
    "犯罪", "发案", "伤亡", "拖欠", "超标", "污染事件", "安全事件",
)
_LARGER = (
    "合格率", "覆盖率", "满意度", "满意率", "完成率", "达标率", "及时率", "准确率", "成活率", "知晓率", "增收", "出勤率",
    "就业率", "利用率", "处理率", "办结率", "整改率", "到位率", "保障率", "参与率", "受益", "巩固率", "入学率", "兑付率",
    "发放率", "验收通过率", "参保率",
)
# fmt: on
_SPENT = re.compile(r"(?:成本|价格|单价|总投入|造价|费用|支出)(?:标准|总额|金额|控制数)?(?:\(.*\))?$")
_COUNTED = r"(?:数量?|起数|次数|件数|人数|率|发生率|发生数|量|总数)?(?:\(.*\))?$"
_TURNED = re.compile(
    r"(?:处理|处置|办结|整改|查处|化解|回复|答复|控制|降低|下降|减少|节约|节省|节支|压减|排查|受理|调处|消除|结案|破案|执行|公开|核算|补偿|"
    r"保障|支付|收回|报销|减免|缓解|预防|防范)[^,，]{0,3}(?:率|比例|幅度|度|数|额)?$|下降|降低|减少|节约|节省|压减|降幅|减排"
)


class OperatorDirection:
    """比较的方向反了

    检查什么：成本、价格、投入、事故、投诉、误差、死亡率、流失率、用时一类越少越好的用了≥、>；合格率、覆盖率、满意度、完成率、增收一类
    越多越好的用了≤、<。名称把方向翻过来的（“不合格率≤2%”“投诉处理率≥95%”“成本节约率≥5%”）不报；＝不报。
    为什么：方向反了，做得越差越算完成。
    反例：“项目总投入”，值“≥1280万元”。
    正例：“投诉处理率”，值“≥95%”。
    依据：指标方向准确（包头市财政局2023-12-29）；成本不得超过支出标准（一体化系统的填报要素说明）；由所见的表归纳。
    """

    code = "operator-direction"
    title = "比较的方向反了"
    chapter = "指标名称和值"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = {"越少越好的词": _SMALLER, "越多越好的词": _LARGER}

    def check(self, case: Case) -> Iterator[Finding]:
        smaller = case.option(self.code, "越少越好的词", _SMALLER)
        larger = case.option(self.code, "越多越好的词", _LARGER)
        for row in case.filled:
            sign = row.indicator.value.operator
            if sign is None or sign == "=" or not row.name:
                continue
            turned = _TURNED.search(row.name)
            good_large = (
                row.level2 not in COSTS and any(word in row.name for word in larger) and "不" + row.name[-3:] not in row.name
            )
            money = ("元" in row.value or "元)" in row.name) and (row.level2 in COSTS or bool(_SPENT.search(row.name)))
            counted = bool(_counted(smaller).search(row.name))
            good_small = (counted or money) and not turned and not good_large
            if "不合格率" in row.name or "不满意" in row.name:
                good_large, good_small = False, True
            if sign in "≥>" and good_small:
                why = "应该控制在多少以内"
                right = "≤"
            elif sign in "≤<" and good_large:
                why = "越高越好"
                right = "≥"
            else:
                continue
            message = f"“{row.indicator.level3}”{why}，这里写成了“{sign}”，照这样做得越差越算完成。"
            yield at_row(self.code, self.severity, row, message, f"请改成{right}，或核对名称。")


@lru_cache(maxsize=8)
def _counted(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds a name that counts one of the bad things."""
    return re.compile(f"(?:{'|'.join(map(re.escape, words))}){_COUNTED}")
