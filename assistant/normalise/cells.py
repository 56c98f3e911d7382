"""What the text of one cell is and means: titles, years, codes before names, amounts of money, the shapes of target values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from assistant.chinese.numerals import parse_numeral
from assistant.chinese.quantities import read_value
from assistant.chinese.width import close_up, fold, squeeze
from assistant.normalise.labels import Labels

_TITLE = re.compile(r"(?=.{0,60}$)[^。;]*绩效[^。;]{0,20}表(?:\([^()]*\))?(?:\d{4}年度?)?")
_TITLE_LABEL = re.compile(r"^标题:?$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_YEAR_ALONE = re.compile(r"\(?((?:19|20)\d\d)\)?年?度?\)?")
_YEAR_IN_BRACKETS = re.compile(r"\(((?:19|20)\d\d)年?度?\)")
_BLANK_YEAR = re.compile(r"\(_*年度?_*\)")
_YEAR_IN_TITLE = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_CODE_IN_BRACKETS = re.compile(r"^[【\[(〔](?P<code>[0-9A-Za-z][0-9A-Za-z.\-]*)[】\])〕](?P<name>.*)$", re.DOTALL)
_CODE_BEFORE_DASH = re.compile(r"^(?P<code>\d{1,12})[-_](?P<name>[^\d\W].*)$", re.DOTALL)
_CODE_BEHIND = re.compile(r"^(?P<name>.*[^\d\W])[(](?P<code>(?!(?:19|20)\d\d[)])\d{3,12})[)]$", re.DOTALL)
_AMOUNT = re.compile(r"(?P<number>-?\d[\d,]*(?:\.\d+)?)(?P<unit>亿元?|万元?|千元|元)?")
MOST = 10**16
"""No number of a table is as large; a hundred times what the whole country earns in a year, in yuan."""
_BLANK_AMOUNT = re.compile(r"[-/—无]*")
_CAPTION = re.compile(r"(?:金额)?单位:?(?P<unit>亿元|万元|千元|元)")

_MONTHS = r"(?:\d{1,2}月?(?:-|~|至|到)(?:(?:19|20)\d\d年)?\d{1,2}月|\d{1,2}月)"
_DAY = r"(?:19|20)\d\d[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?"
_DATE = re.compile(
    rf"每?(?:(?:(?:19|20)?\d\d年)?{_MONTHS}?(?:\d{{1,2}}日)?(?:份|底|初|末|前|内|中旬|上旬|下旬|之前|以前)*|{_DAY}(?:-{_DAY})?)"
)
_ENDS_OPEN = re.compile(r"[-~/至到≥≤=<>±([【（每第、,，]$")
_BEGINS_OPEN = re.compile(r"^(?:[-~/%‰)\]】）、,，。;；.]|以[上下内]|之[间内])")


def is_title(text: str) -> bool:
    """Whether the text is the heading of a table: it speaks of 绩效 and ends in 表."""
    return "表" in text and _TITLE.fullmatch(squeeze(text)) is not None


def is_title_label(text: str) -> bool:
    """Whether the cell is the word before a heading: 标 题："""
    return _TITLE_LABEL.match(squeeze(text)) is not None


def year_alone(text: str) -> int | None:
    """The year of a line that says nothing else: (2022 年度), 2020年度), (2020)年度."""
    found = _YEAR_ALONE.fullmatch(squeeze(text))
    return int(found[1]) if found and not squeeze(text).isdigit() else None


def year_in_brackets(text: str) -> int | None:
    """The year that stands in brackets among other things above a table: (2023年度) 单位：万元."""
    found = set(_YEAR_IN_BRACKETS.findall(squeeze(text)))
    return int(found.pop()) if len(found) == 1 else None


_TICKED = re.compile(r"[☑√✓✔■●][\s]*(?P<behind>[^□☐○☑√✓✔■●\s]+)")
_BOX = re.compile(r"[□☐○☑√✓✔■●]")
_TICKED_BEHIND = re.compile(r"(?P<before>[^□☐○☑√✓✔■●()\s]+)[(]?[\s]*[☑√✓✔■●]")


def ticked(text: str) -> str:
    """What is ticked of a row of boxes: 延续项目 of 新增项目□ 延续项目☑; "" where nothing is, the text itself without boxes."""
    folded = fold(text).strip()
    if not _BOX.search(folded):
        return text
    in_front = _BOX.match(folded) is not None
    found = (_TICKED if in_front else _TICKED_BEHIND).findall(folded)
    return found[0] if len(found) == 1 else ""


def is_blank_year(text: str) -> bool:
    """Whether the line leaves room for a year that nobody filled in: （    年度）."""
    return _BLANK_YEAR.fullmatch(squeeze(text)) is not None


def year_in_title(text: str) -> int | None:
    """The year that a heading names: 2019年项目支出绩效目标表."""
    found = _YEAR_IN_TITLE.findall(squeeze(text))
    return int(found[0]) if len(set(found)) == 1 else None


def years_of_period(text: str) -> tuple[int | None, int | None]:
    """First and last year of a project period: 2022-2022, 2022年4月-2023年10月, 2019; None where it names none."""
    years = [int(year) for year in _YEAR.findall(squeeze(text))]
    return (years[0], years[-1]) if years else (None, None)


def code_and_name(text: str) -> tuple[str, str]:
    """【074001】某局 as its code and its name, 01-新增一次性项目 and 某局(074001) too; ("", text) where no code is printed."""
    plain = close_up(text)
    folded = fold(plain)
    for pattern in (_CODE_IN_BRACKETS, _CODE_BEFORE_DASH):
        found = pattern.match(folded)
        if found:
            return found["code"], plain[found.start("name") :]
    behind = _CODE_BEHIND.match(folded)
    return (behind["code"], plain[: behind.end("name")]) if behind else ("", plain)


def caption_unit(text: str, labels: Labels) -> Decimal | None:
    """Yuan in one unit of money, where a line above the table says 单位：万元."""
    found = _CAPTION.search(squeeze(text))
    return labels.money_units.get(found["unit"]) if found else None


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as a money cell prints it."""

    yuan: Decimal | None
    """None where the cell is blank or not understood."""
    understood: bool = True
    """False where something is printed that is no amount."""
    own_unit: bool = False
    """Whether the cell itself names its unit."""
    rest: str = ""
    """What is printed behind the amount: (道路配套180万元…)."""


def amount_of(text: str, unit: Decimal | None) -> Amount:
    """The amount of a money cell in yuan; `unit` is what the label or caption says, used where the cell names none."""
    plain = squeeze(text)
    if _BLANK_AMOUNT.fullmatch(plain):
        return Amount(None)
    found = _AMOUNT.match(plain.removeprefix("¥"))
    if found is None:
        number = parse_numeral(plain.removesuffix("元").removesuffix("整").removesuffix("元"))
        return Amount(None, understood=False) if number is None else Amount(number, own_unit=True)
    try:
        number = Decimal(found["number"].replace(",", ""))
    except InvalidOperation:
        return Amount(None, understood=False)
    factors = {"亿": Decimal(10**8), "万": Decimal(10**4), "千": Decimal(1000), "元": Decimal(1)}
    own = factors[found["unit"][0]] if found["unit"] else None
    yuan = number * (own or unit or Decimal(1))
    rest = plain.removeprefix("¥")[found.end() :]
    if abs(yuan) >= MOST:
        return Amount(None, understood=False)
    understood = not rest or not rest[0].isdigit() or rest.startswith(found[0])
    return Amount(yuan, understood=understood, own_unit=own is not None, rest=rest)


def is_number(text: str) -> bool:
    """Whether the cell holds an amount and nothing else."""
    return _AMOUNT.fullmatch(squeeze(text)) is not None


def is_complete_value(text: str, labels: Labels) -> bool:
    """Whether the text can stand alone as a target value: a number with its unit, a range, a date, a grade word."""
    plain = squeeze(text)
    if not plain or _ENDS_OPEN.search(plain) or _BEGINS_OPEN.match(plain):
        return False
    if plain in labels.grades:
        return True
    if not any(character.isdigit() for character in plain):
        return False
    return _DATE.fullmatch(plain) is not None or read_value(plain, is_cost=True).quantity is not None


def completes_value(value: str, rest: str, labels: Labels) -> bool:
    """Whether the rest makes a whole value of a beginning: 10 and 个, 10万 and 元/部, 得到 and 提高, 1-12 and 月份.

    Where both could stand alone, or the rest adds nothing to number and unit, it does not.
    """
    together = squeeze(value + rest)
    if not is_complete_value(together, labels):
        return False
    if not is_complete_value(value, labels):
        return True
    if is_complete_value(rest, labels):
        return False
    before, after = read_value(value, is_cost=True).quantity, read_value(together, is_cost=True).quantity
    return (
        after is None
        or before is None
        or before.unit != after.unit
        or (value.rstrip()[-1:] in "万亿千" and rest.lstrip()[:1] == "元")
    )


def looks_like_value(text: str, labels: Labels) -> bool:
    """Whether the text is a target value rather than an indicator's name."""
    plain = squeeze(text)
    return is_complete_value(text, labels) or plain[:1] in "≥≤=<>" or (plain[:1].isdigit() and plain.endswith("%"))


def ends_open(text: str) -> bool:
    """Whether the text cannot end here: an open bracket, a dash, a comma, a comparator."""
    plain = squeeze(text)
    return _ENDS_OPEN.search(plain) is not None or _unclosed(plain) > 0


def is_cut(text: str) -> bool:
    """Whether a bracket in the text is never closed or never opened: something of it is missing."""
    return _unclosed(squeeze(text)) != 0


def begins_open(text: str) -> bool:
    """Whether a text cannot begin so: a closing bracket, a comma, a % sign."""
    plain = squeeze(text)
    return _BEGINS_OPEN.match(plain) is not None or _unclosed(plain) < 0


_OPENING = "([【《“〔「"
_CLOSING = ")]】》”〕」"


def _unclosed(text: str) -> int:
    """How many brackets are open at the end; negative where one is closed that was never opened."""
    depth = 0
    for character in text:
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth -= 1
            if depth < 0:
                return -1
    return depth
