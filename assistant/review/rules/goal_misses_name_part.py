"""Rule `goal-misses-name-part`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import Needs
from assistant.review.verdicts.name_parts import SHORT_NAMES, covers, name_parts


class GoalMissesNamePart:
    """目标没有写到名称里的某一部分

    检查什么：项目名称由“、”“及”“和”“，”连成几部分，其中一部分的关键词（含常见简称）在目标里完全没有。用全称或换个说法写到的不报；
    一个词覆盖了几部分的不报；整段目标都是照抄别家的，归 goal-duplicate。
    为什么：名称里有钱要花的事，目标没有写，看不出要做到什么。
    反例：名称有“村干部学历提升补助”，目标只写了活动场所。
    正例：名称写“关工委”，目标写“关心教育下一代”。
    依据：由所见的表归纳。
    """

    code = "goal-misses-name-part"
    title = "目标没有写到名称里的某一部分"
    chapter = "目标文字"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = {"简称表": SHORT_NAMES}

    def check(self, case: Case) -> Iterator[Finding]:
        parts = name_parts(case.project)
        if not parts or not case.goal or (case.copied_goal is not None and case.copied_goal.own_fit < case.copied_goal.other_fit):
            return
        short_names = case.option(self.code, "简称表", SHORT_NAMES)
        missing = [part for part in parts if not covers(case.goal, part, short_names)]
        if missing:
            named = "".join(f"“{part}”" for part in missing)
            message = f"名称里有{named}，目标没有提到，看不出这一部分今年要做到什么。"
            yield at_field(self.code, self.severity, case.table, "goal", message, "建议补一句，或核对名称。")
