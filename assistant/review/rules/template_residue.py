"""Rule `template-residue`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, Row, at_field, at_row
from assistant.review.rule import Needs, Option
from assistant.review.verdicts.foreign import SET_PHRASES
from assistant.review.vocabulary import content

_EXPLAINS = re.compile(r"填[写报]说明|填表说明|例如[:：]|示例[:：]|\(如有\)|\(示例\)|指标值应|请根据实际|根据实际情况填|此处填")
_FEWEST, _SHORTEST, _SHORTEST_TOPICS = 3, 4, 2


class TemplateResidue:
    """模板的内容没有删

    检查什么：（一）填表说明、示例文字留在格里（“填写说明：”“例如：”“指标值应……”）；（二）指标值说明一列各行一字不差；（三）一行与三张以上
    不同项目的表完全相同（名称和值），不是通用套话，与本表的名称、目标、其余各行没有共同的关键词，又找不到它的主人（找得到的归
    foreign-row）。    各类项目通用的指标（验收合格率、资金足额发放率）不报；说明只有一条时不报。
    为什么：模板里的话不是本项目要做的事，年底没有人能考核。
    反例：指标值“例如：≥90%”。
    正例：许多表都有的“验收合格率 100%”。
    依据：与目标不对应的指标逐个扣分（某地编审评分办法）；由所见的表归纳。
    """

    code = "template-residue"
    title = "模板的内容没有删"
    chapter = "完整性"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options: Mapping[str, Option] = {"几张算模板": 3, "通用套话": SET_PHRASES}

    def check(self, case: Case) -> Iterator[Finding]:
        for field, name in (("goal", "年度目标"), ("project", "项目名称")):
            if match := _EXPLAINS.search(squeeze(getattr(case.table, field))):
                message = f"{name}里还有填表说明“{match[0]}”，看的人分不清哪些是本项目的内容。"
                yield at_field(self.code, self.severity, case.table, field, message, "请核对，删去说明，填上自己的内容。")
        for row in case.filled:
            if match := _EXPLAINS.search(row.name) or _EXPLAINS.search(row.value):
                message = f"“{row.indicator.level3} {row.indicator.value.text}”里还有填表说明“{match[0]}”，不是本项目自己的指标。"
                yield at_row(self.code, self.severity, row, message, "请核对，删去说明，填上自己的内容。")
            elif self._everywhere(case, row):
                message = (
                    f"“{row.indicator.level3} {row.indicator.value.text}”"
                    "在许多项目里一模一样，和本项目的名称、目标对不上，年底没有人能考核。"
                )
                yield at_row(self.code, self.severity, row, message, "请核对本项目是否真做；不做的请删。")
        for heading in dict.fromkeys(key for row in case.filled for key in row.indicator.extra if "说明" in key or "解释" in key):
            said = [row.indicator.extra.get(heading, "").strip() for row in case.filled]
            if len(said) >= _FEWEST and len(set(said)) == 1 and len(said[0]) >= _SHORTEST:
                message = f"“{heading}”一列{len(said)}行一字不差，都是“{said[0]}”，等于没有说明。"
                yield at_row(self.code, self.severity, case.filled[0], message, "请核对，按每条指标各写一句，或空着。")

    def _everywhere(self, case: Case, row: Row) -> bool:
        if case.peers is None or row.index in case.foreign or row.level2 in ("时效指标", "服务对象满意度指标"):
            return False
        topics = content(row.name)
        if len(topics) < _SHORTEST_TOPICS or any(
            phrase in row.name for phrase in case.option(self.code, "通用套话", SET_PHRASES)
        ):
            return False
        places = case.peers.by_name.get(row.name, ())
        if len(places) < case.option(self.code, "几张算模板", 3):
            return False
        tables = {place.table for place in places}
        others = [case.peers.tables[index] for index in tables if case.peers.tables[index] is not case.table]
        same = [
            other
            for other in others
            if any((squeeze(r.level3), squeeze(r.value.text)) == (row.name, row.value) for r in other.indicators)
        ]
        projects = {squeeze(other.project) for other in same}
        if len(projects) < case.option(self.code, "几张算模板", 3):
            return False
        rest = "。".join(entry.name for entry in case.filled if entry.index != row.index)
        return topics.isdisjoint(content(case.project) | content(case.goal) | content(rest))
