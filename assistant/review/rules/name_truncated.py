"""Rule `name-truncated`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, Row, at_row
from assistant.review.rule import NO_OPTIONS, Needs
from assistant.review.vocabulary import tokens

_SHORTEST = 4
_HAN = re.compile(r"[一-鿿]")
_CLAUSE = re.compile(r"[,，;；。:：、]")
_ENDS_WELL = re.compile(r"(?:率|数|量|度|费|额|性|力|化|人数|面积|里程|水平|能力|情况|标准|成本|效益|时间|次数)$")
_BOUND = frozenset("作针施障促履策措综巩推拓慰增提完")
"""Characters that end no name unless as part of a word."""
_WITHOUT_SUFFIX = {
    "积极": "性",
    "主动": "性",
    "针对": "性",
    "有效": "性",
    "凝聚": "力",
    "战斗": "力",
    "创造": "力",
    "公信": "力",
    "影响": "力",
    "吸引": "力",
    "知名": "度",
    "知晓": "率",
    "美誉": "度",
}


class NameTruncated:
    """三级指标名称被截断

    检查什么：名称停在词语中间：是本表目标或别的指标里一个更长短语的前缀，而断点不在词的边界；或末尾缺字：末尾是一个不能独立成词的字，或末尾的
    词在别处总带着后面的字出现（“工作积极”少“性”）。断在词的边界、意思完整的前缀不报（“七一慰问”对“七一慰问老党员”）；过短但完整的名词
    归 name-no-object。
    为什么：名称没有写完，看的人要猜。
    反例：“增强干部教育培训针对性有效”停在“针”字。
    正例：“七一慰问”。
    依据：由所见的表归纳。
    """

    code = "name-truncated"
    title = "三级指标名称被截断"
    chapter = "指标名称和值"
    severity = Severity.WARNING
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        clauses = _CLAUSE.split(case.goal)
        for row in case.filled:
            if len(row.name) < _SHORTEST or not _HAN.match(row.name[-1]):
                continue
            if whole := _longer(case, row, clauses):
                message = f"“{row.indicator.level3}”像是没有写完，表里另一处写的是“{whole}”，看的人要猜。"
                yield at_row(self.code, self.severity, row, message, "请核对后补全。")
            elif row.name[-1] in _BOUND and _stands_alone(row.name):
                message = f"“{row.indicator.level3}”末尾的“{row.name[-1]}”不成词，像是前后缺了字，看的人要猜。"
                yield at_row(self.code, self.severity, row, message, "请核对后补全。")
            elif missing := _suffix(case, row):
                message = f"“{row.indicator.level3}”末尾像是少了“{missing}”字，别处写的是“{row.name[-2:]}{missing}”。"
                yield at_row(self.code, self.severity, row, message, "请核对后补全。")


def _longer(case: Case, row: Row, clauses: Sequence[str]) -> str:
    """A longer phrase of this table, or of another, that the name breaks off in the middle of a word; "" where there is none."""
    if _ENDS_WELL.search(row.name):
        return ""
    phrases = [clause[at:] for clause in clauses if (at := _begins(clause, row.name)) >= 0]
    phrases += [other.name for other in case.filled if other.name.startswith(row.name)]
    phrases += case.peers.beginning_with(row.name) if case.peers is not None else ()
    for phrase in phrases:
        if len(phrase) > len(row.name) and any(start < len(row.name) < end for _, start, end in tokens(phrase)):
            return phrase
    return ""


def _begins(clause: str, name: str) -> int:
    """Where the name begins in the clause, at the beginning of a word (2024年底前修复农村道路); -1 where it does not."""
    at = clause.find(name)
    return at if at <= 0 or any(start == at for _, start, _ in tokens(clause)) else -1


def _stands_alone(name: str) -> bool:
    """Is the last character no part of a word?"""
    found = tokens(name)
    return len(found) > 1 and len(found[-1][0]) == 1 and found[-1][1] == found[-2][2]


def _suffix(case: Case, row: Row) -> str:
    """The character that always follows the name's last word elsewhere and makes it a longer word; "" where there is none."""
    end = row.name[-2:]
    if end not in _WITHOUT_SUFFIX:
        return ""
    suffix = _WITHOUT_SUFFIX[end]
    texts = [case.goal, *(other.name for other in case.filled if other.index != row.index)]
    texts += case.peers.names_holding(end) if case.peers is not None else ()
    following = [text[at + 2 : at + 3] for text in texts if (at := text.find(end)) >= 0 and text != row.name]
    return suffix if following and all(character == suffix for character in following) else ""
