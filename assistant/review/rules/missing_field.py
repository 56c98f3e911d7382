"""Rule `missing-field`."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field
from assistant.review.rule import NO_OPTIONS, Needs

_CELLS = (
    ("project", "项目名称没有填。", "财政、审计都按名称对项目，名称空着这张表没有归处。", "请填与部门预算一致的项目全称。"),
    ("department", "主管部门没有填。", "审核和批复都按主管部门分送，空着不知道送给谁。", "请填一级单位全称。"),
    ("unit", "实施单位没有填。", "财政按它找用款单位。", "请填用款单位全称。"),
    ("year", "年度没有填。", "目标和时限都随年度走，没有年度无法考核。", "请填编制预算所属的年度。"),
)


class MissingField:
    """表头没填全

    检查什么：项目名称、主管部门、实施单位、年度四格，表式里有这一格而内容空白；只有编码没有名称的也算。表式本来没有这一格的不报，
    只有名称没有编码的不报。
    为什么：财政按这几格认项目、找用款单位，空着就送不到该审的人手里。
    反例：实施单位一格空白。
    正例：表式不分主管部门和实施单位，只有一格“项目单位”，填了。
    依据：申报表填报说明（主管部门写一级单位全称，实施单位写用款单位）。
    """

    code = "missing-field"
    title = "表头没填全"
    chapter = "表头"
    severity = Severity.ERROR
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        table = case.table
        for field, what, why, advice in _CELLS:
            if getattr(table, field):
                continue
            code_alone = bool(getattr(table, f"{field}_code", ""))
            if code_alone or field == "project" or field in table.places:
                told = f"{what[:-1]}名称，只有编码。" if code_alone else what
                yield at_field(self.code, self.severity, table, field, f"{told}{why}", advice)
