"""Numbers with their units in a text, and what stands in an indicator's value cell.

`find_quantities` finds every amount, count, percentage and range in a question or a sentence, with its span; comparisons
around it (超过, 以上, 左右) are left to others. `read_value` reads one value cell (指标值).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from assistant.chinese.measures import NUMERAL, PREFERRED, measure_at
from assistant.chinese.numbers import PLACES, STARTS, Form, Number, has_numbers, legible, number_at, numeral_end
from assistant.chinese.numerals import ASCII_NUMBER, DIGITS, parse_numeral
from assistant.chinese.patterns import Pattern
from assistant.chinese.phrases import fixed_phrase_at, fixed_phrases
from assistant.chinese.width import close_up, squeeze
from assistant.chinese.years import find_dates, find_years
from assistant.model.quantity import Quantity, TargetValue
from assistant.model.record import record

__all__ = ["Form", "QuantityMention", "find_quantities", "read_value"]


@record
class QuantityMention:
    """Where a text gives a quantity.

    What lies "just below" a bound (see `Form`) is 0.01 below it for money, percentages and scaled numbers, else 1 below.
    """

    start: int
    end: int
    text: str
    """As printed, with its unit."""
    low: Decimal
    """In base units: money in yuan, percentages as 95 for 95 %."""
    high: Decimal
    """Equal to `low` for an exact quantity."""
    unit: str | None
    """元 (元/人 for a rate), %, or the measure that follows (个, 人次); None where nothing follows."""
    form: Form
    scaled: bool
    """Written with 万, 亿 or w: without a unit it is probably money."""


_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)
_COUNT = rf"(?:\d+|[{NUMERAL}]+)"

_DASH = Pattern(" ?(?:-{1,2}|~|到|至) ?", "-~到至")
_JOINT = Pattern(" ?(?:和|与|跟|同|、|,) ?", "和与跟同、,")
_BETWEEN = Pattern(" ?的?之?间", "之间")
_MONEY = Pattern(" ?(?:元(?![旦月件素器宵代始])钱?|块钱|块(?![状头儿])|圆)(?:人民币)?", "元块圆")
_LEVEL = Pattern(" ?元? ?级别?(?!指标|联动|单位)", "元级")
_WITHIN = Pattern("日[之以]?内", "日")
_BY = Pattern(" ?[/每] ?", "/每")
_NO_TENTHS = frozenset("员立为果本效型熟绩交年长就人功品分套批片都群")
_PERCENT_WORDS = Pattern("([百千万])分之 ?", "分")
_PARTS = Pattern(rf"({_COUNT})分之({_COUNT}(?:\.\d+)?)")
_HALF = Pattern("(?<=[过近超逾])半(?:数)?|一半|半数|对半")
_AND_A_HALF = Pattern("个半(月|小时|星期|学期)", "半")
_HALF_OF = Pattern("半 ?(个月|年|天|小时|个小时)")

_TOP = Pattern("(?:top|TOP|Top|no[.]|No[.]|NO[.]) ?-?[0-9]+", "pPo.O")
_NO_RANK_BEFORE = frozenset("提之以年月目日底当从")
_CODE = Pattern(
    r"(?<!\d)0\d{2,3}-\d{7,8}|(?<![\d.])(?<!\d,)0\d{2,}(?![.,]?\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{1,6}:\d{1,6}(?::\d+)?|"
    r"(?<!\d)\d{1,8}([-/.])\d{1,8}\1\d[\d\-/.]*|[〔\[(【] ?(?:19|20)\d\d ?[〕\])】] ?第? ?\d+ ?号",
    "01:-/.",
)
_NAMING = frozenset("大级号月日时点队室栋楼路线校版季维码街环寸星折后#")
_HALF_BY_UNIT = frozenset(("年", "天", "个月", "小时", "个小时", "周", "倍"))
_PERIODS = ("季度", "学期", "季", "月", "日", "生", "村", "校", "块")


@lru_cache(maxsize=32)
def find_quantities(text: str) -> tuple[QuantityMention, ...]:
    """All quantities of a text, from left to right, not overlapping; the longest reading wins.

    Years, dates, ordinals (第三, 前五), codes with leading zeros, document numbers and numerals inside words and fixed
    phrases are none.
    """
    plain = legible(text)
    if not has_numbers(plain):
        return ()
    found = []
    position = 0
    for start, end in (*_blocked(plain), (len(plain), len(plain))):
        while position < start:
            mention = _mention_at(plain, position, start)
            if mention is None:
                position = numeral_end(plain, position, start)
            else:
                unit = PREFERRED.get(mention.unit, mention.unit) if mention.unit else None
                found.append(replace(mention, text=text[position : mention.end], unit=unit))
                position = mention.end
        position = max(position, end)
    return tuple(found)


def _blocked(text: str) -> list[tuple[int, int]]:
    """Spans, in order, in which nothing is a quantity."""
    spans = [(year.start, year.end) for year in find_years(text)]
    spans += [(date.start, date.end) for date in find_dates(text)]
    for pattern in (_TOP, _CODE):
        spans += [match.span() for match in pattern.finditer(text)]
    return sorted((*spans, *_ranks(text), *fixed_phrases(text)))


def _ranks(text: str) -> Iterator[tuple[int, int]]:
    """第三, 第2至5, 前五: a place in an order."""
    for start, character in enumerate(text):
        if character == "第" or (character == "前" and (start == 0 or text[start - 1] not in _NO_RANK_BEFORE)):
            end = _numeral_behind(text, start + 1)
            if end is None or (character == "前" and text[end : end + 1] in ("万", "亿", "元")):
                continue
            if character == "第" and (joint := _DASH.match(text, end) or _JOINT.match(text, end)):
                second = joint.end() + text.startswith("第", joint.end())
                end = _numeral_behind(text, second) or end
            yield start, end


def _numeral_behind(text: str, start: int) -> int | None:
    """Where the numeral ends that begins at `start` or after a blank."""
    start += text.startswith(" ", start)
    return numeral_end(text, start, len(text)) if start < len(text) and text[start] in STARTS else None


def _mention_at(text: str, start: int, limit: int) -> QuantityMention | None:
    """The quantity that begins exactly at `start`."""
    character = text[start]
    if character in "半一对" and (half := _half_at(text, start, limit)):
        return half
    if character != "¥" and character not in STARTS:
        return None
    before = text[start - 1] if start else ""
    vague = before == "几" or (before == "数" and not character.isdigit())  # 数十万; but 钱数30万
    if vague or (before and before.isascii() and (before.isalnum() or before in "._")):
        return None
    return _share_at(text, start, limit) or _counted_at(text, start, limit)


def _made(
    text: str, start: int, end: int, low: Decimal, high: Decimal, unit: str | None, form: Form = Form.EXACT, scaled: bool = False
) -> QuantityMention:
    return QuantityMention(start, end, text[start:end], _tidy(low), _tidy(high), unit, form, scaled)


def _tidy(number: Decimal) -> Decimal:
    """The number without trailing zeros behind the point, never with an exponent."""
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


def _half_at(text: str, start: int, limit: int) -> QuantityMention | None:
    """半数, 过半, 一半 are 50 %; 半年, 半个月, 半个亿 are halves of their unit."""
    if match := _HALF.match(text, start, limit):
        return _made(text, start, match.end(), Decimal(50), Decimal(50), "%")
    if text.startswith("半个亿", start) and start + 3 <= limit:
        half = Decimal(PLACES["亿"]) / 2
        return _made(text, start, start + 3, half, half, None, scaled=True)
    if (start == 0 or text[start - 1] not in "上下前后大小多") and (match := _HALF_OF.match(text, start, limit)):
        return _made(text, start, match.end(), Decimal("0.5"), Decimal("0.5"), match[1])
    return None


def _share_at(text: str, start: int, limit: int) -> QuantityMention | None:
    """百分之九十五, 千分之三, 三分之一, 百分百: a percentage in words."""
    if "分" not in text[start : start + 6]:
        return None
    if text.startswith("百分百", start) and start + 3 <= limit:
        return _made(text, start, start + 3, _HUNDRED, _HUNDRED, "%")
    if match := _PERCENT_WORDS.match(text, start, limit):
        factor = _HUNDRED / PLACES[match[1]]
        number = number_at(text, match.end(), limit)
        if number is None:
            return None
        end, low, high, form = number.end, number.low, number.high, number.form
        if dash := _DASH.match(text, end, limit):
            words = _PERCENT_WORDS.match(text, dash.end(), limit)
            second = number_at(text, words.end() if words else dash.end(), limit)
            if second and second.low >= low:
                end, high, form = second.end, second.high, Form.RANGE
        return _made(text, start, end, low * factor, high * factor, "%", form)
    if match := _PARTS.match(text, start, limit):
        whole, part = parse_numeral(match[1]), parse_numeral(match[2])
        if whole and part is not None:
            share = (_HUNDRED * part / whole).quantize(Decimal("0.0001"))
            return _made(text, start, match.end(), share, share, "%")
    return None


def _counted_at(text: str, start: int, limit: int) -> QuantityMention | None:
    """A number or a range of numbers, with its unit."""
    sign = text[start] == "¥"
    number = number_at(text, start + 1 if sign else start, limit)
    if number is None:
        return None
    if tenths := _tenths_at(text, start, number, limit):
        return tenths
    level = _LEVEL.match(text, number.end, limit) if "级" in text[number.end : number.end + 4] else None
    if level and number.form is Form.EXACT and number.scaled and str(int(number.low)).strip("0") == "1":
        unit = "元" if "元" in level[0] else None
        return _made(text, start, level.end(), number.low, number.low * 10 - _CENT, unit, Form.MAGNITUDE, True)
    unit, end, extra = _unit_at(text, number.end, limit, number)
    low, high, form = number.low + extra, number.high + extra, number.form
    scaled, weak = number.scaled, number.weak
    if ranged := _range_after(text, number, unit, end, limit):
        second, low, unit, end = ranged
        high, form = second.high, Form.RANGE
        scaled, weak = scaled or second.scaled, weak and second.weak
    if unit is None and (sign or (scaled and text[end : end + 1] == "/")):
        rate, rate_end = _rate_after(text, "元", end, limit)
        if sign or rate_end > end:
            unit, end = rate, rate_end
    if unit is None and (weak or _names(text, end)):
        return None
    if number.open:
        high -= _CENT if scaled or (unit or "").startswith(("元", "%")) else 1
    return _made(text, start, end, low, high, unit, form, scaled)


def _names(text: str, end: int) -> bool:
    """3级, 12号, 3-5级: a number without unit that names something, by what follows it."""
    if text[end : end + 1] in _NAMING:
        return True
    dash = _DASH.match(text, end)
    return bool(dash and text[dash.end() : dash.end() + 1].isdigit())


def _tenths_at(text: str, start: int, number: Number, limit: int) -> QuantityMention | None:
    """九成五 is 95 %, 七八成 and 七到八成 are 70 to 80 %; None where 成 means something else."""
    if number.scaled or number.high > 10 or number.low <= 0 or number.form not in (Form.EXACT, Form.RANGE):
        return None
    end, low, high = number.end, number.low, number.high
    dash = _DASH.match(text, end, limit)
    if dash and (second := number_at(text, dash.end(), limit)) and low < second.low <= 10:
        end, high = second.end, second.low
    end += text.startswith(" ", end) + 1
    if end > limit or text[end - 1] != "成":
        return None
    extra = _digit_at(text, end, limit)
    if extra is None and text[end : end + 1] in _NO_TENTHS:
        return None
    if extra is None:
        extra = Decimal(0)
    else:
        end += 1
    form = Form.EXACT if low == high else Form.RANGE
    return _made(text, start, end, low * 10 + (extra if low == high else 0), high * 10 + extra, "%", form)


def _digit_at(text: str, start: int, limit: int) -> Decimal | None:
    """The value of a lone digit, 5 for 半; None where there is none or a longer number begins."""
    character, after = text[start : min(start + 1, limit)], text[start + 1 : start + 2]
    if not character or after in STARTS:
        return None
    if character == "半":
        return Decimal(5)
    return parse_numeral(character) if character in DIGITS or "0" <= character <= "9" else None


def _range_after(
    text: str, first: Number, unit: str | None, end: int, limit: int
) -> tuple[Number, Decimal, str | None, int] | None:
    """The second number of 20万到30万, 30-50万, 三到五个, 30万和50万之间; with the first one's value, the unit and the end."""
    dash = _DASH.match(text, end, limit)
    joint = dash or _JOINT.match(text, end, limit)
    if not joint or first.form is not Form.EXACT:
        return None
    second = number_at(text, joint.end() + (text[joint.end() : joint.end() + 1] == "¥"), limit)
    if second is None or second.form is not Form.EXACT:
        return None
    second_unit, second_end, _ = _unit_at(text, second.end, limit, second)
    if unit is not None and second_unit is not None and unit != second_unit and not second_unit.startswith(f"{unit}/"):
        return None
    if not dash and not _BETWEEN.match(text, second_end, limit):
        return None
    low = first.low
    if first.scale == 1 and unit is None and second.scale > 1 and second.coefficient is not None and low < second.coefficient:
        low *= second.scale
    if low > second.low or (second_unit is None and unit is None and _names(text, second_end)):
        return None
    return second, low, second_unit or unit, second_end


def _unit_at(text: str, start: int, limit: int, number: Number) -> tuple[str | None, int, Decimal]:
    """The unit behind a number, where it ends, and what it adds to the number (三块五, 一年半)."""
    nothing = Decimal(0)
    position = start + 1 if text[start : start + 1] == " " else start
    if position >= limit:
        return None, start, nothing
    character = text[position]
    if character in "%‰":
        return character, position + 1, nothing
    if _WITHIN.match(text, position, limit):
        return "日", position + 1, nothing
    if character in "毛角" and not number.weak and text[position + 1 : position + 2] not in tuple("巾色度落利"):
        return "元", position + 1, -number.low * 9 / 10
    if money := _MONEY.match(text, start, limit):
        end = money.end()
        change = _digit_at(text, end, limit) if number.form is Form.EXACT and not number.scaled else None
        if change is not None and text[end + 1 : end + 2] in ("毛", "角"):
            return *_rate_after(text, "元", min(end + 2, limit), limit), change / 10
        if change is not None and "块" in money[0] and measure_at(text, end + 1) is None:
            return *_rate_after(text, "元", end + 1, limit), change / 10
        return *_rate_after(text, "元", end, limit), nothing
    if half := _AND_A_HALF.match(text, position, limit):
        return f"个{half[1]}", half.end(), Decimal("0.5")
    measure = measure_at(text, position)
    if measure == "项" and text.startswith("项目", position) and (number.scaled or position > start):
        return None, start, nothing
    if measure is None or position + len(measure) > limit or (measure == "分" and number.weak):
        return None, start, nothing
    end = position + len(measure)
    if measure in _HALF_BY_UNIT and text[end : end + 1] == "半" and end < limit and not number.scaled:
        return *_rate_after(text, measure, end + 1, limit), Decimal("0.5")
    return *_rate_after(text, measure, end, limit), nothing


def _rate_after(text: str, unit: str, end: int, limit: int) -> tuple[str, int]:
    """The unit with what it is reckoned by, and the end: 元/人, 元/人·月, 元/人/年; 元每人 too."""
    for _ in range(2):
        joint = _BY.match(text, end, limit)
        if not joint or ("每" in joint[0] and not unit.startswith("元")):
            break
        by = _denominator_at(text, joint.end())
        if by is None or joint.end() + len(by) > limit:
            break
        unit, end = f"{unit}/{by}", joint.end() + len(by)
    return unit, end


def _denominator_at(text: str, start: int) -> str | None:
    """What a rate is reckoned by: a measure, 月, 季度, 生 …, or two of them joined by a dot (人·月)."""
    measure = next((word for word in _PERIODS if text.startswith(word, start)), None) or measure_at(text, start)
    if measure is None:
        return None
    end = start + len(measure)
    if text[end : end + 1] in ("·", ".") and (second := _denominator_at(text, end + 1)):
        return text[start : end + 1] + second
    return measure


_SIGNS = {"≥": "≥", ">=": "≥", "=>": "≥", "≤": "≤", "<=": "≤", "=<": "≤", "=": "=", "==": "=", ">": ">", "<": "<"}
_SIGNS |= {"≥=": "≥", "≤=": "≤"}
_SIGN = Pattern("=[<>]|[≥≤<>=]=?", "≥≤<>=")
_NAMED_SIGN = Pattern(r"[^0-9≥≤<>=,;。]{1,20}?([≥≤<>]=?|=[<>=]?)(?=[0-9¥])")
_NAMED_RATE = Pattern("[\u4e00-\u9fff]{1,12}(?:率|意度|晓度)(?:达到?|为|不低于|不少于)?(?=[0-9])")
_REMARK = Pattern(r"\((?:含|不含|包含)[^()\d]{0,8}\)|\([^()\d]{1,12}\)$", "(")
# fmt: off
_PREFIXES = (
    "约为", "约", "大约", "大概", "预计", "计划", "共计", "共", "合计", "总计", "累计", "全年", "年度", "全县",
    "总额", "标准", "控制在", "保持在", "保持", "达到", "达", "不超过", "不低于", "不少于", "不高于", "不大于",
    "不小于", "不多于", "不足", "不到", "至少", "至多", "最多", "最少", "超过", "高于", "低于", "大于等于",
    "小于等于", "大于", "小于", "多于", "少于", "等于", "人民币", "±", "按",
)
# fmt: on
_SUFFIXES = ("及以上", "及以下", "以上", "以下", "以内", "之内", "之间", "左右", "上下", "内", "起", "整")
_YEAR_PRINTED = Pattern(
    r"(?:19|20)\d\d ?年|[一二][九零〇][零〇一二三四五六七八九]{2}年|\d\d年[底末初]|(?:19|20)\d\d(?:[-~至到](?:19|20)\d\d)?$"
)
_LATIN_UNIT = Pattern(rf"({ASCII_NUMBER})([a-zA-Z]{{1,6}}\d?(?:/.{{1,6}})?)".replace(r"\d", "[0-9]"))
_BY_ANYTHING = Pattern(r"/[^\d,;、。()/]{1,8}(?:/[^\d,;、。()/]{1,4})?", "/")
_NO_NOUN = frozenset("完成达到以提内前底后起不无有未均全为与及或和参按对给")
_BUDGET_YEARS = range(2010, 2040)
_LONGEST_REMEMBERED = 60
"""Characters; longer texts are sentences, which come once."""


def read_value(text: str, *, is_cost: bool = False) -> TargetValue:
    """What one value cell (指标值) says; `is_cost` for cells of cost indicators (成本指标), where 16万 is money.

    The operator is set only where a sign is printed; comparisons in words (95%以上) leave it None and keep the quantity.
    Dates, periods, grades, sentences and cells with two values have no quantity. A rate is in yuan by what it is reckoned
    by: 5-10万/个 is 50000 to 100000 元/个. The unit is as printed, but for 万 and 亿, which are reckoned in.

    Remembered, for tables of one place have the same values many times over.
    """
    return _read_value(text, is_cost) if len(text) <= _LONGEST_REMEMBERED else _value(text, is_cost)


def _value(text: str, is_cost: bool) -> TargetValue:
    printed = close_up(text)
    plain = squeeze(legible(printed)).rstrip("。;,.、!")
    operator = None
    if sign := _SIGN.match(plain):
        operator = _SIGNS.get(sign[0])
    elif sign := _NAMED_SIGN.match(plain):
        operator = _SIGNS.get(sign[1])
    if sign:
        plain = plain[sign.end() :]
    return TargetValue(printed, operator, _cell_quantity(plain, is_cost, sign is not None))


_read_value = lru_cache(maxsize=16_384)(_value)


def _cell_quantity(text: str, is_cost: bool, signed: bool) -> Quantity | None:
    """The quantity of a cell without its sign; None where the cell holds anything besides one number or range."""
    if not text or len(text) > 40 or not has_numbers(text):
        return None
    text = _without_remarks(text)
    if find_dates(text) or (not (is_cost or signed) and _begins_with_year(text)):
        return None
    if rate := _NAMED_RATE.match(text):
        text = text[rate.end() :]
    text, by = _without_frame(text)
    if latin := _LATIN_UNIT.fullmatch(_without_suffixes(text)):
        number = Decimal(latin[1].replace(",", ""))
        scaled = parse_numeral(latin[0])
        if scaled is None:
            return Quantity(number, number, latin[2])
        return Quantity(scaled, scaled, "元" if is_cost else None)
    if not text or fixed_phrase_at(text, 0):
        return None
    mention = _mention_at(text, 0, len(text))
    if mention is None:
        return None
    unit, tail = mention.unit, _without_suffixes(text[mention.end :])
    if unit == "元" and mention.text.endswith("块") and not is_cost:
        unit = "块"
    if _BY_ANYTHING.fullmatch(tail):
        unit, tail = (unit or ("元" if is_cost or mention.scaled else "")) + tail, ""
    if tail.startswith("每") and (unit == "元" or (unit is None and is_cost)) and (per := _denominator_at(tail, 1)):
        unit, tail = f"元/{per}", tail[1 + len(per) :]
    if tail:
        if not (len(tail) <= 4 and all("\u4e00" <= character <= "\u9fff" for character in tail)):
            return None
        if unit is None and len(tail) == 1:
            unit = tail
        elif unit is None or (unit != "%" and not _NO_NOUN.isdisjoint(tail)):
            return None
    if unit is None and is_cost and mention.scaled:
        unit = "元"
    if unit is not None and by and "/" not in unit:
        unit = f"{unit}/{by}"
    return Quantity(mention.low, mention.high, unit)


def _begins_with_year(text: str) -> bool:
    """Does the cell begin with a year, or is it a bare number that must be one (2022, 2022-2023)?"""
    match = _YEAR_PRINTED.match(text)
    if not match:
        return False
    digits = text[:4]
    return "年" in match[0] or not digits.isdigit() or int(digits) in _BUDGET_YEARS


def _without_remarks(text: str) -> str:
    """The text without brackets that hold no number: 95%(含)以上, 16万元(含税)."""
    for remark in reversed(list(_REMARK.finditer(text))):
        text = text[: remark.start()] + text[remark.end() :]
    return text


def _without_frame(text: str) -> tuple[str, str | None]:
    """The text without the words of comparison before it, and what a leading 每 or 人均 reckons by."""
    by = None
    while True:
        if prefix := next((prefix for prefix in _PREFIXES if text.startswith(prefix)), None):
            text = text[len(prefix) :]
        elif text.startswith("人均"):
            by, text = "人", text[2:]
        elif text.startswith("每") and (per := _denominator_at(text, 1)):
            by, text = f"{by}·{per}" if by else per, text[1 + len(per) :]
        else:
            return text, by


def _without_suffixes(text: str) -> str:
    """The text without the words of comparison behind it."""
    while suffix := next((suffix for suffix in _SUFFIXES if text.endswith(suffix)), None):
        text = text[: -len(suffix)]
    return text
