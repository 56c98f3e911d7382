"""New values as they are typed: without the words round them, with names split off, and as a form has them."""

from __future__ import annotations

import re
from functools import cache

from assistant.chinese.numerals import format_number
from assistant.chinese.width import fold, squeeze
from assistant.chinese.years import find_dates, find_years
from assistant.model.goal_table import GoalTable
from assistant.questions.drafts.rows import quantities_in
from assistant.questions.drafts.words import any_word, bare, particles, trimmed, words

QUOTED = re.compile('[“"「《『]([^”"」》』]+)[”"」》』]')
"""Text in quotation marks."""


def new_value(typed: str) -> str:
    """The new value as typed, without the words round it (改一下，写成…); "" where nothing but these is there."""
    typed = typed.strip(" :：,，")
    for word in words("verb", "set"):
        head, found, rest = typed.partition(word)
        if found and len(word) > 1 and not bare(fold(head)):
            typed = rest
            break
    value = trimmed(typed.strip(" :：,，"), before="value_before", after="value_after").strip(" :：,，")
    return value if bare(fold(value)) or value.strip("。" + particles("particles")) in words("grade", "words") else ""


def is_value(text: str) -> bool:
    """Is this what stands in a value cell: a quantity, a date, a grade word?"""
    plain = squeeze(text)
    if is_price(plain):
        return True
    if find_dates(plain) or any(
        plain.startswith(word) or plain.endswith(word) for word in words("grade", "words") if len(plain) <= 8
    ):
        return True
    if find_years(plain) and len(plain) <= 8:
        return True
    found = quantities_in(plain)
    covered = sum(one.end - one.start for one in found)
    return bool(found) and len(bare(plain)) - covered <= 4 and name_and_value(text)[0] == ""


def name_and_value(typed: str) -> tuple[str, str]:
    """培训人数40人 as name and value: the value begins at the last quantity or date, or at its comparison."""
    text = fold(typed)
    if len(text) != len(typed):
        typed = text
    spans = [(one.start, one.end) for one in quantities_in(text)]
    spans += [(one.start, one.end) for one in find_dates(text)]
    for word in words("grade", "words"):
        if text.endswith(word) and len(text) > len(word) and text[len(text) - len(word) - 1] in " :：,，":
            spans.append((len(text) - len(word), len(text)))
    head, comma, tail = text.rpartition(",")
    if comma and head and len(tail) <= 6 and tail.startswith(words("grade", "words")):
        spans.append((len(head) + 1, len(text)))
    if not spans:
        return typed.strip(" :：,，、"), ""
    start, end = max(spans, key=lambda span: span[1])
    rest = text[end:]
    if len(bare(rest)) > 4 and not bare(text[:start]):
        return typed[end:].strip(" :：,，、的"), typed[start:end].strip()
    if len(bare(rest)) > 4:
        return typed.strip(), ""
    while start and text[start - 1] in "≥≤><= ":
        start -= 1
    start -= next((len(word) for word in words("words", "comparing") if text[:start].endswith(word)), 0)
    name = trimmed(typed[:start].strip(" :：,，、"), after="value_before").strip(" :：,，、")
    return name, typed[start:].strip(" :：,，、。")


def spoken_as_digits(value: str) -> str:
    """两期 as 2期, 九成五 as 95%: how a form is filled in; anything else as typed."""
    found = quantities_in(value)
    if len(found) != 1 or any(character.isdigit() for character in value):
        return value
    one = found[0]
    if one.low != one.high or one.unit is None or one.scaled or one.unit.startswith("元"):
        return value
    return value[: one.start] + format_number(one.low) + one.unit + value[one.end :]


_SUM = r"(\d[\d.,]*(?:万|百|千)?)(元|块钱|块)?"
_EACH = re.compile(rf"每(?:一|个)?(.{{1,3}}?){_SUM}(.*)")


@cache
def _per() -> re.Pattern[str]:
    """600元一人, 600元每户."""
    return re.compile(f"{_SUM}(?:每|一)(?:个)?({any_word('row', 'per')})")


def is_price(text: str) -> bool:
    """每人1000, 600元一人: a sum for each of something."""
    return _EACH.fullmatch(squeeze(text)) is not None or _per().fullmatch(squeeze(text)) is not None


def price_at_end(text: str) -> int | None:
    """Where 每人600元 or 600元一人 begins, with which the text ends; None where it does not end so."""
    found = next((one for pattern in (_EACH, _per()) if (one := re.search(f"(?:{pattern.pattern})$", text)) is not None), None)
    return found.start() if found is not None else None


def per_unit(value: str) -> str:
    """每人1000元 as a form has it: 1000元/人; 每人每月60元: 60元/人·月."""
    found = _EACH.fullmatch(value)
    if found is not None:
        return f"{found.group(2)}元/{found.group(1).replace('每', '·')}{found.group(4)}"
    behind = _per().fullmatch(value)
    return f"{behind.group(1)}元/{behind.group(3)}" if behind is not None else value


def without_project(text: str, table: GoalTable) -> str:
    """The target without the draft's own name: 人才工作经费的总额."""
    name = squeeze(table.project).lower()
    return text.replace(name, "") if len(name) > 3 else text


def readable(text: str) -> str:
    """Words of the utterance as a reply quotes them."""
    plain = trimmed(text.strip(" ,，。:："), before="polite", after="value_after")
    return trimmed(plain, after="noise_after") or plain


def cell_value(value: str, row: int, table: GoalTable) -> str:
    """A bare number takes the unit that the row has (满意度改成95: 95%); spoken numerals come as digits (两期: 2期)."""
    written = per_unit(spoken_as_digits(value))
    current = table.indicators[row].value.quantity
    found = quantities_in(written)
    lacking = len(found) == 1 and found[0].unit is None and found[0].text == written
    if lacking and current is not None and current.unit and "元" not in current.unit:
        return written + current.unit
    return written


def unquoted(text: str) -> str:
    """The text without the quotation marks round it."""
    found = QUOTED.fullmatch(text.strip())
    return found.group(1) if found is not None else text.strip()
