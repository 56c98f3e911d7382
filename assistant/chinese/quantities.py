"""Numbers with their units in a text, and what stands in an indicator's value cell.

`find_quantities` finds every amount, count, percentage and range in a question or a sentence, with its span; comparisons around it
(超过, 以上, 左右) are left to others. `read_value` reads one value cell (指标值).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from assistant.chinese.measures import FIXED, NUMERAL, PREFERRED, measure_at
from assistant.chinese.numerals import ASCII_NUMBER, DIGITS, parse_numeral, plain_numeral
from assistant.chinese.width import close_up, fold, simplify, squeeze
from assistant.chinese.years import find_dates, find_years
from assistant.model.quantity import Quantity, TargetValue


class Form(StrEnum):
    """How a quantity is given."""

    EXACT = "exact"
    """One number: 100万, 九成五, 二十个."""
    RANGE = "range"
    """From one number to another, both included: 30-50万, 三五十万, 二三十人; 十几个 is 10 to 19."""
    APPROXIMATE = "approximate"
    """一百来万, 百把万, 百十来万: ten per cent below and above. 两百多万, 三百余人: from the number to just below the next one of its last place
    (200万 to below 300万, 300 to 399)."""
    MAGNITUDE = "magnitude"
    """百万级: from 100万 to just below 1000万."""


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """Where a text gives a quantity. What lies "just below" a bound is 0.01 below it for money, percentages and scaled numbers, else 1."""

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
_TENTH = Decimal("0.1")
_HUNDRED = Decimal(100)

_FINANCIAL_RUN = re.compile("[壹弌贰貳弍叁參叄弎肆伍陆陸柒捌玖拾佰仟零万萬亿億]{2,}")
_CONTRACTED = str.maketrans("廿卅卌億萬両兩", "\x01\x02\x03亿万两两")
_TENS = "\x01\x02\x03"
_PLACE = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "w": 10_000, "k": 1000}

_ASCII_START = re.compile(ASCII_NUMBER, re.ASCII)
_ASCII_SCALE = re.compile(
    r" ?(?:个(?=亿))?((?:[十百千]?万亿|[百千十]?[万亿]|千(?![米克瓦字赫帕卡])|百(?!分)|十(?![分佳大])))|([wk])(?![a-z])",
    re.IGNORECASE,
)
_ASCII_TAIL = re.compile(
    r"零?\d{1,4}[千百]?(?:\d百)?万?|零?[一二三四五六七八九][千百][一二三四五六七八九]?百?万?|[一二三四五六七八九]"
)
_CHINESE_RUN = re.compile(rf"[{NUMERAL}{_TENS}点]+")
_NEIGHBOURS = re.compile(
    "(?:([一二三四五六七八九]?[十百千]|(?:[一二三四五六七八九]百)(?:[一二三四五六七八九]?十)?)?)([一二两三四五六七八])([两二三四五六七八九])([十百千]?)([万亿]?)"
)
_MANY = re.compile(r"([多余来几把])([十百千]?)([万亿]{0,2})")
_DASH = re.compile(r" ?(?:-{1,2}|~|到|至) ?")
_BETWEEN = re.compile(r" ?(?:和|与|跟|同|、|,) ?")
_MONEY = re.compile(r" ?(?:元(?![旦月件素器宵代始])钱?|块钱|块(?!状|头|儿)|圆)(?:人民币)?")
_WITHIN = re.compile("[之以]?内")
_LEVEL = re.compile(r" ?元? ?级别?(?!指标|联动|单位)")
_RATE = re.compile(r" ?(?:/|每) ?")
_SMALL_CHANGE = re.compile(r"([零〇一二三四五六七八九]|\d)([毛角])?(?![\d零〇一二三四五六七八九十百千万亿])")
_PERCENT_WORDS = re.compile(r"([百千万])分之 ?")
_PARTS = re.compile(rf"([{NUMERAL}]{{1,3}}|\d{{1,3}})分之([{NUMERAL}]+|\d+(?:\.\d+)?)")
_TENTHS = re.compile(r" ?成([半一二三四五六七八九]|\d(?!\d))?(?![员立为果本效型熟绩交年长就人功品分套批片都群])")
_HALF = re.compile(r"(?<=[过近超逾])半(?:数)?|一半|半数|对半|(?<=达到)半数")
_HALF_OF = re.compile(r"半 ?(个月|年|天|小时|个小时|日)(?!前|以前)")
_PERCENT_ALL = re.compile(r"百分百|百分之百")
_ORDINAL = re.compile(
    rf"第 ?(?:\d+|[{NUMERAL}]+)(?: ?(?:-|~|到|至|、) ?第? ?(?:\d+|[{NUMERAL}]+))?|top ?-?\d+|no\. ?\d+", re.IGNORECASE
)
_LEADING = re.compile(rf"(?<![提之以年月目日底当从])前 ?(?:\d+|[{NUMERAL}]+)(?! ?[万亿元])")
_FIXED = re.compile(FIXED)
_CODE = re.compile(
    r"(?<![\d.,])0\d{2,}(?![.,]?\d)|(?<!\d)1[3-9]\d{9}(?!\d)|\d+:\d+(?::\d+)?|(?<!\d)0\d{2,3}-\d{7,8}|\d+([-/.])\d+\1\d[\d\-/.]*"
)
_NO_QUANTITY_AFTER = frozenset("大级号月日时点队室栋楼路线校版季维码街环寸星折#")


@dataclass(frozen=True, slots=True)
class _Number:
    """A numeral in the text before its unit."""

    end: int
    low: Decimal
    high: Decimal
    form: Form = Form.EXACT
    scaled: bool = False
    coefficient: Decimal | None = None
    """The number before its scale: 30 of 30万; of an exact number only."""
    scale: int = 1
    weak: bool = False
    """A lone Chinese digit or 十, 百, 千: a quantity only with a unit."""


def find_quantities(text: str) -> tuple[QuantityMention, ...]:
    """All quantities of a text, from left to right, not overlapping; the longest reading wins.

    Years, dates, ordinals (第三, 前五), codes with leading zeros, document numbers and numerals inside words and fixed phrases are none.
    """
    plain = _legible(text)
    if not _MAYBE.search(plain):
        return ()
    found = []
    blocked = _blocked(text, plain)
    position = 0
    for start, end in (*blocked, (len(plain), len(plain))):
        while position < start:
            mention = _mention_at(text, plain, position, start)
            if mention is None:
                position = _next_start(plain, position, start)
            else:
                found.append(replace(mention, unit=PREFERRED.get(mention.unit, mention.unit)) if mention.unit else mention)
                position = mention.end
        position = max(position, end)
    return tuple(found)


_MAYBE = re.compile(rf"[\d{NUMERAL}{_TENS}半]")


def _legible(text: str) -> str:
    """The text folded, simplified, with plain numerals, of the same length."""
    plain = simplify(fold(text)).translate(_CONTRACTED)
    return _FINANCIAL_RUN.sub(lambda run: plain_numeral(run[0]), plain)


def _blocked(text: str, plain: str) -> list[tuple[int, int]]:
    """Spans, in order, in which nothing is a quantity."""
    spans = [(year.start, year.end) for year in find_years(text)]
    spans += [(date.start, date.end) for date in find_dates(text)]
    for pattern in (_ORDINAL, _LEADING, _FIXED, _CODE):
        spans += [match.span() for match in pattern.finditer(plain)]
    return sorted(spans)


def _next_start(text: str, position: int, limit: int) -> int:
    """Where to look next after nothing was found here: behind the whole numeral."""
    if text[position].isascii() and text[position].isdigit():
        while position < limit and (
            text[position].isdigit() or (text[position] in ".," and text[position + 1 : position + 2].isdigit())
        ):
            position += 1
        return position
    run = _CHINESE_RUN.match(text, position, limit)
    return run.end() if run else position + 1


def _mention_at(text: str, plain: str, start: int, limit: int) -> QuantityMention | None:
    """The quantity that begins exactly here."""
    character = plain[start]
    if character == "半" or (character in "一对" and plain[start + 1 : start + 2] == "半"):
        return _half_at(text, plain, start, limit)
    if character not in _STARTS:
        return None
    before = plain[start - 1] if start else ""
    if before and (before in "几数" or (before.isascii() and (before.isalnum() or before in "._"))):
        return None
    return _share_at(text, plain, start, limit) or _counted_at(text, plain, start, limit)


_STARTS = frozenset("0123456789¥" + NUMERAL + _TENS)


def _half_at(text: str, plain: str, start: int, limit: int) -> QuantityMention | None:
    """半数, 过半, 一半 are 50 %; 半年, 半个月 are halves of their unit."""
    if match := _HALF.match(plain, start, limit):
        fifty = Decimal(50)
        return QuantityMention(start, match.end(), text[start : match.end()], fifty, fifty, "%", Form.EXACT, False)
    before = plain[start - 1] if start else ""
    if not (before and before in "上下前后大小多") and (match := _HALF_OF.match(plain, start, limit)):
        half = Decimal("0.5")
        return QuantityMention(start, match.end(), text[start : match.end()], half, half, match[1], Form.EXACT, False)
    return None


def _share_at(text: str, plain: str, start: int, limit: int) -> QuantityMention | None:
    """百分之九十五, 千分之三, 三分之一, 百分百, 九成五: a percentage in words."""
    if match := _PERCENT_ALL.match(plain, start, limit):
        return QuantityMention(start, match.end(), text[start : match.end()], _HUNDRED, _HUNDRED, "%", Form.EXACT, False)
    if match := _PERCENT_WORDS.match(plain, start, limit):
        factor = _HUNDRED / _PLACE[match[1]]
        number = _number_at(plain, match.end(), limit)
        if number is None:
            return None
        end, low, high, form = number.end, number.low, number.high, number.form
        dash = _DASH.match(plain, end, limit)
        if dash:
            words = _PERCENT_WORDS.match(plain, dash.end(), limit)
            second = _number_at(plain, words.end() if words else dash.end(), limit)
            if second and second.low >= low:
                end, high, form = second.end, second.high, Form.RANGE
        return QuantityMention(start, end, text[start:end], low * factor, high * factor, "%", form, False)
    if match := _PARTS.match(plain, start, limit):
        whole, part = parse_numeral(match[1]), parse_numeral(match[2])
        if whole and part is not None:
            share = (_HUNDRED * part / whole).quantize(Decimal("0.0001")).normalize() + 0
            return QuantityMention(start, match.end(), text[start : match.end()], share, share, "%", Form.EXACT, False)
    return None


def _counted_at(text: str, plain: str, start: int, limit: int) -> QuantityMention | None:
    """A number or a range of numbers, with its unit."""
    sign = plain[start] == "¥"
    number = _number_at(plain, start + 1 if sign else start, limit)
    if number is None:
        return None
    tenths = _tenths_at(plain, start, number, limit)
    if tenths is not None:
        low, high, end = tenths
        return QuantityMention(start, end, text[start:end], low, high, "%", Form.EXACT if low == high else Form.RANGE, False)
    level = _LEVEL.match(plain, number.end, limit)
    if level and number.form is Form.EXACT and number.scaled and _is_power(number.low):
        end = level.end()
        unit = "元" if "元" in level[0] else None
        return QuantityMention(start, end, text[start:end], number.low, number.low * 10 - _CENT, unit, Form.MAGNITUDE, True)
    unit, end, extra = _unit_at(plain, number.end, limit, number)
    low, high = number.low + extra, number.high + extra
    form, scaled, weak = number.form, number.scaled, number.weak
    ranged = _range_after(plain, start, number, unit, end, limit)
    if ranged is not None:
        second, first_low, unit, end = ranged
        low, high, form = first_low, second.high, Form.RANGE
        scaled = scaled or second.scaled
        weak = second.weak and weak
    if unit is None and (sign or (scaled and plain[end : end + 1] == "/")):
        rated, rate_end = _rate_after(plain, "元", end, limit)
        if sign or rate_end > end:
            unit, end = rated, rate_end
    if unit is None and (weak or _is_label(plain, end)):
        return None
    if form in (Form.RANGE, Form.APPROXIMATE) and number.form is not Form.EXACT and ranged is None:
        high = _closed(high, number, unit, scaled)
    return QuantityMention(start, end, text[start:end], _tidy(low), _tidy(high), unit, form, scaled)


def _tidy(number: Decimal) -> Decimal:
    """The number without trailing zeros behind the point, never with an exponent."""
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


def _is_label(text: str, end: int) -> bool:
    """3级, 12号, 3-5级: a number without unit that names something, by what follows it."""
    after = text[end : end + 1]
    if after and after in _NO_QUANTITY_AFTER:
        return True
    dash = _DASH.match(text, end)
    return bool(dash) and text[dash.end() : dash.end() + 1].isdigit() if dash else False


def _closed(high: Decimal, number: _Number, unit: str | None, scaled: bool) -> Decimal:
    """The last value below an open upper bound (see `QuantityMention`)."""
    if number.coefficient is None:
        return high
    return high - (_CENT if scaled or unit in ("元", "%") or (unit or "").startswith("元/") else 1)


def _is_power(value: Decimal) -> bool:
    return value >= 10_000 and str(int(value)).strip("0") == "1"


def _tenths_at(text: str, start: int, number: _Number, limit: int) -> tuple[Decimal, Decimal, int] | None:
    """九成五 is 95 %, 七八成 is 70 to 80 %, 七到八成 too; None where 成 means something else."""
    if number.scaled or number.low > 10 or number.form not in (Form.EXACT, Form.RANGE):
        return None
    end, low, high = number.end, number.low, number.high
    dash = _DASH.match(text, end, limit)
    if dash and (second := _number_at(text, dash.end(), limit)) and low < second.low <= 10:
        end, high = second.end, second.low
    match = _TENTHS.match(text, end, limit)
    if not match or low <= 0:
        return None
    extra = Decimal(0)
    if match[1]:
        extra = Decimal(5) if match[1] == "半" else Decimal(DIGITS[match[1]] if match[1] in DIGITS else int(match[1]))
    return low * 10 + (extra if low == high else 0), high * 10 + extra, match.end()


def _range_after(
    text: str, start: int, first: _Number, unit: str | None, end: int, limit: int
) -> tuple[_Number, Decimal, str | None, int] | None:
    """The second number of 20万到30万, 30-50万, 三到五个, 30万和50万之间, with the first number's value, the unit and the end."""
    dash = _DASH.match(text, end, limit)
    between = None if dash else _BETWEEN.match(text, end, limit)
    joint = dash or between
    if not joint or first.form is not Form.EXACT:
        return None
    second_start = joint.end()
    if dash and "至" not in dash[0] and "到" not in dash[0] and text[second_start : second_start + 1] == "¥":
        second_start += 1
    second = _number_at(text, second_start, limit)
    if second is None or second.form is not Form.EXACT:
        return None
    second_unit, second_end, _ = _unit_at(text, second.end, limit, second)
    if unit is not None and second_unit is not None and unit != second_unit and not second_unit.startswith(f"{unit}/"):
        return None
    if between and not re.compile(" ?的?之?间").match(text, second_end, limit):
        return None
    low = first.low
    if first.scale == 1 and second.scale > 1 and second.coefficient is not None and unit is None and low < second.coefficient:
        low *= second.scale
    if low > second.low:
        return None
    if second_unit is None and unit is None and _is_label(text, second_end):
        return None
    return second, low, second_unit or unit, second_end


def _unit_at(text: str, start: int, limit: int, number: _Number) -> tuple[str | None, int, Decimal]:
    """The unit behind a number, where it ends, and the small change that belongs to it (三块五)."""
    nothing = (None, start, Decimal(0))
    position = start + 1 if text[start : start + 1] == " " else start
    if position >= limit:
        return nothing
    if text[position] in "%‰":
        return ("%" if text[position] == "%" else "‰"), position + 1, Decimal(0)
    if text[position] == "日" and _WITHIN.match(text, position + 1, limit):
        return "日", position + 1, Decimal(0)
    if text[position] in "毛角" and not number.weak and text[position + 1 : position + 2] not in ("巾", "色", "度", "落", "利"):
        return "元", position + 1, -number.low * 9 / 10
    if money := _MONEY.match(text, start, limit):
        end, extra = money.end(), Decimal(0)
        change = _SMALL_CHANGE.match(text, end, limit)
        if change and number.form is Form.EXACT and not number.scaled and (change[2] or "块" in money[0]):
            after = change.end()
            if change[2] or measure_at(text, after) is None:
                extra = (parse_numeral(change[1]) or Decimal(0)) * _TENTH
                end = after
        return *_rate_after(text, "元", end, limit), extra
    measure = measure_at(text, position)
    if measure is None or position + len(measure) > limit:
        return nothing
    end = position + len(measure)
    if measure == "分" and number.weak:
        return nothing
    extra = Decimal(0)
    if (
        measure in ("年", "天", "个月", "小时", "周", "倍", "个小时")
        and text[end : end + 1] == "半"
        and end < limit
        and not number.scaled
    ):
        extra = Decimal("0.5")
        end += 1
    return *_rate_after(text, measure, end, limit), extra


def _rate_after(text: str, unit: str, end: int, limit: int) -> tuple[str, int]:
    """The unit with what it is reckoned by: 元/人, 元/人·月; 元每人 too."""
    for _ in range(2):
        joint = _RATE.match(text, end, limit)
        if not joint or ("每" in joint[0] and not unit.startswith("元")):
            break
        by = _denominator_at(text, joint.end())
        if by is None or joint.end() + len(by) > limit:
            break
        unit = f"{unit}/{by}"
        end = joint.end() + len(by)
    return unit, end


_PERIODS = ("季度", "学期", "季", "月", "日", "生", "村", "校", "块")


def _denominator_at(text: str, start: int) -> str | None:
    """What a rate is reckoned by: a measure, 月, 日, 生 … or two of them joined by a dot (人·月)."""
    measure = next((word for word in _PERIODS if text.startswith(word, start)), None) or measure_at(text, start)
    if not measure:
        return None
    end = start + len(measure)
    if text[end : end + 1] in ("·", "."):
        second = _denominator_at(text, end + 1)
        if second:
            return text[start : end + 1] + second
    return measure


def _number_at(text: str, start: int, limit: int) -> _Number | None:
    """The numeral that begins here, approximations included."""
    if start >= limit:
        return None
    if text[start].isascii() and text[start].isdigit():
        number = _ascii_number_at(text, start, limit)
    elif text[start] in NUMERAL or text[start] in _TENS:
        number = _chinese_number_at(text, start, limit)
    else:
        return None
    return number and _approximated(text, start, number, limit)


def _ascii_number_at(text: str, start: int, limit: int) -> _Number | None:
    match = _ASCII_START.match(text, start, limit)
    if not match:
        return None
    coefficient = Decimal(match[0].replace(",", ""))
    end = match.end()
    scale_match = _ASCII_SCALE.match(text, end, limit)
    if not scale_match:
        after = text[end : end + 1]
        if after.isascii() and after.isalpha() and measure_at(text, end) is None:
            return None
        return _Number(end, coefficient, coefficient, coefficient=coefficient)
    scale = 1
    for place in (scale_match[1] or scale_match[2]).lower():
        scale *= _PLACE[place]
    value = coefficient * scale
    end = scale_match.end()
    tail = _ASCII_TAIL.match(text, end, limit)
    if (
        tail
        and scale >= 1000
        and (len(tail[0]) > 1 or _unit_free(text, tail.end()))
        and not text[tail.end() : tail.end() + 1].isdigit()
    ):
        whole = parse_numeral(text[start : tail.end()].replace("个", ""))
        if whole is not None and whole > value:
            return _Number(tail.end(), whole, whole, scaled=True)
    scaled = scale >= 10_000 or (scale_match[2] or "").lower() == "w"
    return _Number(end, value, value, scaled=scaled, coefficient=coefficient, scale=scale)


def _unit_free(text: str, end: int) -> bool:
    """No unit follows but money: in 2万5个 the 5 counts something else."""
    return text[end : end + 1] not in "%‰.:成" and measure_at(text, end) is None if text[end : end + 1] else True


def _chinese_number_at(text: str, start: int, limit: int) -> _Number | None:
    run = _CHINESE_RUN.match(text, start, limit)
    if not run:
        return None
    numeral = run[0].rstrip("点")
    end = start + len(numeral)
    if text[end : end + 2] == "个亿" and numeral[-1] not in "万亿":
        value = parse_numeral(numeral)
        if value is not None:
            return _Number(end + 2, value * 10**8, value * 10**8, scaled=True, coefficient=value, scale=10**8)
    before = text[start - 1] if start else ""
    if numeral[0] in "万亿":
        if before and before in "上近超过逾" and numeral in ("万", "亿"):
            value = Decimal(_PLACE[numeral])
            return _Number(end, value, value, scaled=True, coefficient=Decimal(1), scale=_PLACE[numeral])
        if text[start : start + 2] == "万把":
            return _Number(end, Decimal(10_000), Decimal(10_000), scaled=True, coefficient=Decimal(1), scale=10_000)
        level = _LEVEL.match(text, end, limit)
        if level and len(numeral) == 1:
            value = Decimal(_PLACE[numeral])
            return _Number(end, value, value, scaled=True, coefficient=Decimal(1), scale=_PLACE[numeral])
        return None
    if neighbours := _neighbours(numeral, end):
        return neighbours
    if set(numeral) <= set(DIGITS) and len(numeral) > 1:
        return None
    value = parse_numeral(numeral)
    if value is None:
        return None
    scale = 1
    head = numeral
    while head and head[-1] in "万亿":
        scale *= _PLACE[head[-1]]
        head = head[:-1]
    scaled = "万" in numeral or "亿" in numeral
    coefficient = value / scale
    return _Number(end, value, value, scaled=scaled, coefficient=coefficient, scale=scale, weak=len(numeral) == 1)


def _neighbours(numeral: str, end: int) -> _Number | None:
    """Two neighbouring digits are a range: 三五十万, 二三十, 十二三, 一两百万, 七八(个)."""
    match = _NEIGHBOURS.fullmatch(numeral)
    if not match:
        return None
    head, first, second, place, scale = match.groups()
    low_digit, high_digit = DIGITS[first], DIGITS[second]
    if high_digit - low_digit != 1 and (first, second) != ("三", "五"):
        return None
    base = parse_numeral(head) if head else Decimal(0)
    if base is None or (head and head[-1] == "十" and place):
        return None
    if head and head[-1] in "百千" and not place:
        unit = _PLACE[head[-1]] // 10
    else:
        unit = _PLACE[place] if place else 1
    factor = _PLACE[scale] if scale else 1
    weak = not place and not scale
    return _Number(
        end, (base + low_digit * unit) * factor, (base + high_digit * unit) * factor, Form.RANGE, bool(scale), weak=weak
    )


def _approximated(text: str, start: int, number: _Number, limit: int) -> _Number:
    """The number with 来, 把, 多, 余 or 几 behind it: 一百来万, 百把万, 两百多万, 三百余人, 十几个."""
    match = _MANY.match(text, number.end, limit)
    if not match or number.form is not Form.EXACT or number.coefficient is None:
        return number
    word, place, scale_text = match.groups()
    if place and word != "几":
        return number
    numeral = text[start : number.end]
    factor = 1
    for character in scale_text:
        factor *= _PLACE[character]
    if scale_text and number.scaled:
        return number
    value = number.low * factor
    scaled = number.scaled or bool(scale_text)
    step = _last_place(number.low)
    if word == "把":
        if numeral not in ("十", "百", "千", "万"):
            return number
    elif word == "来":
        if step < 10 or text[match.end() : match.end() + 1] in ("自", "看", "说", "源", "年"):
            return number
        if numeral == "百十":
            value = Decimal(100) * factor
    elif word == "几":
        unit = _PLACE[place] if place else 1
        if step < 10 or unit >= step or (not place and step > 10):
            return number
        high = (number.low + 10 * unit) * factor
        return _Number(match.end(), value, high, Form.RANGE, scaled, coefficient=number.low)
    else:
        if (word == "余" and text[match.end() : match.end() + 1] in ("额", "下", "款", "数", "量", "粮", "留")) or (
            number.low < 10 and not scaled
        ):
            return number
        if word == "多" and text[match.end() : match.end() + 1] in ("少", "于", "数", "种", "样", "项", "次", "方", "为"):
            return number
        if numeral[-1].isascii() and step == 1 and not scaled:
            return number
        high = (number.low + step) * factor
        return _Number(match.end(), value, high, Form.APPROXIMATE, scaled, coefficient=number.low)
    spread = value * _TENTH
    return _Number(match.end(), value - spread, value + spread, Form.APPROXIMATE, scaled)


def _last_place(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 100 of 1500, 10000 of 5万."""
    place = Decimal(1)
    if value == 0 or value != value.to_integral_value():
        exponent = value.normalize().as_tuple().exponent
        return Decimal(10) ** int(exponent)
    while value % (place * 10) == 0:
        place *= 10
    return place


_SIGNS = {
    "≥": "≥",
    "≥=": "≥",
    ">=": "≥",
    "=>": "≥",
    "≤": "≤",
    "≤=": "≤",
    "<=": "≤",
    "=<": "≤",
    "=": "=",
    "==": "=",
    ">": ">",
    "<": "<",
}
_SIGN = re.compile("[≥≤<>=]=?|=[<>]")
_NAMED_SIGN = re.compile(r"[^\d≥≤<>=,;。]{1,20}?([≥≤<>]=?|=[<>=]?)(?=[\d¥])")
_NAMED_RATE = re.compile(r"[\u4e00-\u9fff]{1,12}[率度](?:达到?|为|不低于|不少于)?(?=\d)")
_REMARK = re.compile(r"\((?:含|不含|包含)[^()\d]{0,8}\)|\([^()\d]{1,12}\)$")
_PREFIX = re.compile(
    "约为?|大约|大概|预计|计划|共计?|合计|总计|累计|全年|年度|全县|总额|标准|控制在|保持在?|达到?|不超过|不低于|不少于|不高于|不大于|不小于|不多于|"
    "不足|不到|至少|至多|最多|最少|超过|高于|低于|大于等于|小于等于|大于|小于|多于|少于|等于|人民币|±|按"
)
_SUFFIX = re.compile("(?:及?(?:以上|以下)|以内|之内|之间|左右|上下|内|起|整)$")
_YEAR_PRINTED = re.compile(
    r"(?:19|20)\d\d ?年|[一二][九零〇][零〇一二三四五六七八九]{2}年|\d\d年[底末初]|(?:19|20)\d\d(?:[-~至到](?:19|20)\d\d)?$"
)
_LATIN_UNIT = re.compile(rf"({ASCII_NUMBER})([a-zA-Z]{{1,6}}\d?(?:/.{{1,6}})?)", re.ASCII)
_RATE_TAIL = re.compile(r"/[^\d,;、。()/]{1,8}(?:/[^\d,;、。()/]{1,4})?")
_NOUN = re.compile("[\u4e00-\u9fff]{1,4}")
_NO_NOUN = re.compile("[完成达到以提内前底后起不无有未均全为与及或和参按对给]")
_BUDGET_YEARS = range(2010, 2040)


def read_value(text: str, *, is_cost: bool = False) -> TargetValue:
    """What one value cell (指标值) says; `is_cost` for cells of cost indicators (成本指标), where 16万 is money.

    The operator is set only where a sign is printed; comparisons in words (95%以上) leave it None and keep the quantity. Dates, periods,
    grades, sentences and cells with two values have no quantity. A rate is in yuan by what it is reckoned by: 5-10万/个 is
    50000 to 100000 元/个. The unit is as printed, but for 万 and 亿, which are reckoned in.
    """
    printed = close_up(text)
    plain = squeeze(_legible(printed)).rstrip("。;,.、!")
    operator = None
    if sign := _SIGN.match(plain):
        operator = _SIGNS.get(sign[0])
        plain = plain[sign.end() :]
    elif sign := _NAMED_SIGN.match(plain):
        operator = _SIGNS.get(sign[1])
        plain = plain[sign.end() :]
    return TargetValue(printed, operator, _cell_quantity(plain, is_cost, operator is not None))


def _cell_quantity(text: str, is_cost: bool, signed: bool) -> Quantity | None:
    """The quantity of a cell without its sign; None where the cell holds anything else besides one number or range."""
    text = _REMARK.sub("", text)
    if not text or len(text) > 40 or not _MAYBE.search(text):
        return None
    if find_dates(text) or (_YEAR_PRINTED.match(text) and not (is_cost or signed) and _is_year(text)):
        return None
    if rate := _NAMED_RATE.match(text):
        text = text[rate.end() :]
    text, by = _without_frame(text)
    if latin := _LATIN_UNIT.fullmatch(_without_suffix(text)):
        scale = parse_numeral(_without_suffix(text))
        number = Decimal(latin[1].replace(",", ""))
        return Quantity(number, number, latin[2]) if scale is None else _in_yuan(scale, scale, is_cost, by)
    if not text or _FIXED.match(text):
        return None
    mention = _mention_at(text, text, 0, len(text))
    if mention is None:
        return None
    unit, tail = mention.unit, _without_suffix(text[mention.end :])
    if unit == "元" and mention.text.endswith("块") and not is_cost:
        unit = "块"
    money = unit is not None and unit.startswith("元")
    if unit is None and _RATE_TAIL.fullmatch(tail):
        unit, tail = ("元" if is_cost or mention.scaled else "") + tail, ""
    elif unit is not None and _RATE_TAIL.fullmatch(tail):
        unit, tail = unit + tail, ""
    elif unit is None and tail.startswith("每") and is_cost:
        unit = "元"
        money = True
    if money and tail.startswith("每"):
        per = _denominator_at(tail, 1)
        if per is None:
            return None
        unit, tail = f"{unit}/{per}", tail[1 + len(per) :]
    if tail:
        if unit is None and len(tail) == 1 and _NOUN.fullmatch(tail):
            unit = tail
        elif unit is None or not _NOUN.fullmatch(tail) or (unit != "%" and _NO_NOUN.search(tail)):
            return None
    if unit is None and is_cost and mention.scaled:
        unit = "元"
    if unit is not None and by and "/" not in unit:
        unit = f"{unit}/{by}"
    return Quantity(mention.low, mention.high, unit)


def _in_yuan(low: Decimal, high: Decimal, is_cost: bool, by: str | None) -> Quantity:
    """50w in a cell: money in a cost row, else a bare number."""
    unit = "元" if is_cost else None
    return Quantity(low, high, f"{unit}/{by}" if unit and by else unit)


def _is_year(text: str) -> bool:
    """Does the cell begin with a year of our time, or is it one?"""
    digits = text[:4]
    return not digits.isdigit() or "年" in text or int(digits) in _BUDGET_YEARS


def _without_frame(text: str) -> tuple[str, str | None]:
    """The text without the words of comparison round it, and what a leading 每 or 人均 reckons by."""
    by = None
    while True:
        if prefix := _PREFIX.match(text):
            text = text[prefix.end() :]
        elif text.startswith("人均"):
            by, text = "人", text[2:]
        elif text.startswith("每") and (per := _denominator_at(text, 1)):
            by, text = per, text[1 + len(per) :]
        else:
            break
    return text, by


def _without_suffix(text: str) -> str:
    while suffix := _SUFFIX.search(text):
        text = text[: suffix.start()]
    return text
