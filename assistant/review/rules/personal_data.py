"""Rule `personal-data`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity
from assistant.review.case import Case, at_field, at_row
from assistant.review.rule import NO_OPTIONS, Needs

_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])")
_ACCOUNT = re.compile(r"(?<!\d)[1-9]\d{15,18}(?!\d)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_LONG = re.compile(r"\d[\d\s-]{9,}")
"""Nothing shorter is a number of a person's."""
_FIELDS = ("project", "department", "unit", "goal", "long_term_goal", "attribute", "period")


class PersonalData:
    """表里有个人信息

    检查什么：任一格里有手机号、身份证号、银行账号。办公座机不报；位数和校验位对不上的长数字（文号、项目编码）不报。
    为什么：目标表批复后要公开，个人信息会跟着公开出去。
    反例：备注写“联系人李某 13900000000”。
    正例：“咨询电话 0952-6012345”。
    依据：目标表要随预算公开。
    """

    code = "personal-data"
    title = "表里有个人信息"
    chapter = "表头"
    severity = Severity.HINT
    needs = Needs.NOTHING
    options = NO_OPTIONS

    def check(self, case: Case) -> Iterator[Finding]:
        advice = "建议公开前去掉，联系方式写单位的座机。"
        for field in _FIELDS:
            if kind := _personal(getattr(case.table, field)):
                yield at_field(self.code, self.severity, case.table, field, _told(kind), advice)
        for row in case.filled:
            if kind := _personal(row.name, row.value, *row.indicator.extra.values()):
                yield at_row(self.code, self.severity, row, _told(kind), advice)


def _told(kind: str) -> str:
    return f"这一格有{kind}。目标表批复后要公开，个人信息会一起公开出去。"


def _personal(*texts: str) -> str:
    """The kind of personal number that the texts hold; "" where they hold none."""
    if not any(_LONG.search(text) for text in texts):
        return ""
    text = "\n".join(map(squeeze, texts))
    if any(_is_identity(match[0]) for match in _IDENTITY.finditer(text)):
        return "身份证号"
    if _MOBILE.search(text):
        return "手机号"
    if any(_is_account(match[0]) for match in _ACCOUNT.finditer(text)):
        return "银行账号"
    return ""


def _is_identity(number: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECK_DIGITS[total % 11] == number[-1].upper()


def _is_account(number: str) -> bool:
    """Luhn's check digit (GB/T 17552)."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0
