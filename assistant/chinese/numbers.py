"""A number inside a text, before its unit: where it ends, what it is worth, how exact it is.

Reads digits and Chinese numerals with scales (1.5亿, 两万五), neighbouring digits (三五十万) and approximations (一百来万,
十几, 两百多). All functions take folded text with plain numerals, as `legible` makes it.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from assistant.chinese.measures import NUMERAL, measure_at
from assistant.chinese.numerals import ASCII_NUMBER, DIGITS, parse_numeral, plain_numeral
from assistant.chinese.patterns import Pattern
from assistant.chinese.width import fold, simplify
from assistant.model.record import record


class Form(StrEnum):
    """How a quantity is given."""

    EXACT = "exact"
    """One number: 100万, 九成五, 二十个."""
    RANGE = "range"
    """From one number to another, both included: 30-50万, 三五十万, 二三十人; 十几个 is 10 to 19."""
    APPROXIMATE = "approximate"
    """一百来万, 百把万, 百十来万: ten per cent below and above. 两百多万, 三百余人: from the number to just below the next
    one of its last place (200万 to below 300万, 300 to 399)."""
    MAGNITUDE = "magnitude"
    """百万级: from 100万 to just below 1000万."""


@record
class Number:
    """A number as it stands in a text."""

    end: int
    low: Decimal
    high: Decimal
    """Equal to `low` for an exact number."""
    form: Form = Form.EXACT
    scaled: bool = False
    """Written with 万, 亿 or w."""
    open: bool = False
    """`high` itself is no longer meant (两百多, 十几)."""
    coefficient: Decimal | None = None
    """What stands before the scale: 30 of 30万; None where the number cannot lend or take a scale."""
    scale: int = 1
    weak: bool = False
    """A lone digit, 十, 百 or 千, or two neighbouring digits: a quantity only where a unit follows."""


PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "w": 10_000, "k": 1000}
"""What the characters multiply by."""

_TENS = "\x01\x02\x03"
STARTS = frozenset("0123456789" + NUMERAL + _TENS)
"""The characters with which a number can begin."""

_LONGEST = 24
"""More digits than that are no number of anything."""
_NO_MORE = {"余": "额下款数量粮留", "多": "少于数种样次方为是"}
"""What makes another word of 余 and 多: 30万余额, 100多少."""

_CONTRACTED = str.maketrans("廿卅卌億萬両兩", "\x01\x02\x03亿万两两")
_FINANCIAL = Pattern("[壹弌贰貳弍叁參叄弎肆伍陆陸柒捌玖拾佰仟零万亿]{2,}", "壹弌贰貳弍叁參叄弎肆伍陆陸柒捌玖拾佰仟")

_ASCII_START = Pattern(ASCII_NUMBER.replace(r"\d", "[0-9]"))
_ASCII_SCALE = Pattern(
    " ?(?:个(?=亿))?(?:([十百千]?万亿|[百千十]?[万亿]|千(?![米克瓦字赫帕卡])|百(?!分)|十(?![分佳大]))|([wWkK])(?![a-zA-Z]))",
    "个十百千万亿wWkK",
)
_ASCII_TAIL = Pattern("零?[0-9]{1,4}[千百]?(?:[0-9]百)?万?|零?[一-九](?:[千百][一-九]?百?万?)?")
_RUN = frozenset(NUMERAL + _TENS + "点")


def legible(text: str) -> str:
    """The text folded, simplified and with plain numerals, of the same length: ３０萬 → 30万, 壹佰 → 一百, 廿 as one sign."""
    plain = simplify(fold(text)).translate(_CONTRACTED)
    pieces = []
    end = 0
    for run in _FINANCIAL.finditer(plain):
        pieces += [plain[end : run.start()], plain_numeral(run[0])]
        end = run.end()
    return "".join((*pieces, plain[end:])) if pieces else plain


def has_numbers(text: str) -> bool:
    """Is there any character from which a number or a half could begin?"""
    return not _ANY.isdisjoint(text)


_ANY = STARTS | {"半"}


def number_at(text: str, start: int, limit: int) -> Number | None:
    """The number that begins at `start` and ends by `limit`, with the words that make it approximate; None where none is."""
    if start >= limit or text[start] not in STARTS:
        return None
    read = _in_digits if "0" <= text[start] <= "9" else _in_characters
    number = read(text, start, limit)
    return number and _approximated(text, start, number, limit)


def numeral_end(text: str, start: int, limit: int) -> int:
    """Where the whole numeral ends that begins or goes on at `start`; at least one character further."""
    position = start
    while position < limit and (_is_digit(text, position) or (text[position] in ".," and _between_digits(text, position))):
        position += 1
    if position > start:
        return position
    return start + max(1, len(_run(text, start, limit)))


def _is_digit(text: str, position: int) -> bool:
    return "0" <= text[position : position + 1] <= "9"


def _between_digits(text: str, position: int) -> bool:
    return position > 0 and _is_digit(text, position - 1) and _is_digit(text, position + 1)


def _run(text: str, start: int, limit: int) -> str:
    """The Chinese numeral characters from `start` on."""
    end = start
    while end < limit and text[end] in _RUN:
        end += 1
    return text[start:end]


def _in_digits(text: str, start: int, limit: int) -> Number | None:
    """100, 1,450,000, 1.5亿, 3千5百万, 50w, 2万5."""
    match = _ASCII_START.match(text, start, limit)
    if not match or match.end() - start > _LONGEST:
        return None
    coefficient = Decimal(match[0].replace(",", ""))
    end = match.end()
    scaling = _ASCII_SCALE.match(text, end, limit)
    if not scaling:
        after = text[end : end + 1]
        if after.isascii() and after.isalpha() and measure_at(text, end) is None:
            return None
        return Number(end, coefficient, coefficient, coefficient=coefficient)
    scale = 1
    for place in (scaling[1] or scaling[2]).lower():
        scale *= PLACES[place]
    end = scaling.end()
    tail = _ASCII_TAIL.match(text, end, limit) if scale >= 1000 else None
    if tail and not text[tail.end() : tail.end() + 1].isdigit() and (len(tail[0]) > 1 or not _counts(text, tail.end())):
        whole = parse_numeral(text[start : tail.end()].replace("个", ""))
        if whole is not None and whole > coefficient * scale:
            return Number(tail.end(), whole, whole, scaled=whole >= PLACES["万"])
    value = coefficient * scale
    return Number(end, value, value, scaled=scale >= PLACES["万"], coefficient=coefficient, scale=scale)


def _counts(text: str, end: int) -> bool:
    """Does a unit follow, so that in 2万5个 the 5 counts something else?"""
    return text[end : end + 1] in tuple("%‰.:成") or measure_at(text, end) is not None


def _in_characters(text: str, start: int, limit: int) -> Number | None:
    """一百二十万, 两万五, 三点五, 三五十万, 两个亿; 万 alone after 上 (上万元) or before 把 and 级."""
    numeral = _run(text, start, limit).rstrip("点")
    end = start + len(numeral)
    if not numeral or numeral[0] in "万亿":
        return _lone_scale(text, start, end, numeral)
    if text[end : end + 2] == "个亿" and end + 2 <= limit and numeral[-1] not in "万亿":
        count = parse_numeral(numeral)
        if count is not None:
            value = count * PLACES["亿"]
            return Number(end + 2, value, value, scaled=True, coefficient=count, scale=PLACES["亿"])
    if neighbours := _neighbours(numeral, end):
        return neighbours
    if len(numeral) > 1 and all(character in DIGITS for character in numeral):
        return None
    value_of_all = parse_numeral(numeral)
    if value_of_all is None:
        return None
    scale = 1
    head = numeral
    while head[-1] in "万亿":
        scale *= PLACES[head[-1]]
        head = head[:-1]
    scaled = "万" in numeral or "亿" in numeral
    weak = len(numeral) == 1 and numeral not in _TENS
    return Number(end, value_of_all, value_of_all, scaled=scaled, coefficient=value_of_all / scale, scale=scale, weak=weak)


def _lone_scale(text: str, start: int, end: int, numeral: str) -> Number | None:
    """万 or 亿 without a number before it is 1万 or 1亿 in 上万元, 近亿, 万把块, 亿元级, 万元以下."""
    if len(numeral) != 1:
        return None
    before = text[start - 1] if start else ""
    after = text[end : end + 4].replace("及", "")
    if not ((before and before in "上近超过逾") or after[:1] in ("把", "级") or after[:2] in ("元级", "元以")):
        return None
    value = Decimal(PLACES[numeral])
    return Number(end, value, value, scaled=True, coefficient=Decimal(1), scale=PLACES[numeral])


def _neighbours(numeral: str, end: int) -> Number | None:
    """Two neighbouring digits, or 三五, are a range: 三五十万, 二三十, 十二三, 一两百万, 七八(个)."""
    body = numeral.rstrip("万亿")
    factor = 1
    for character in numeral[len(body) :]:
        factor *= PLACES[character]
    place = body[-1:] if body[-1:] in tuple("十百千") else ""
    digits = body[: len(body) - len(place)]
    head, pair = digits[:-2], digits[-2:]
    if len(pair) != 2 or pair[0] not in DIGITS or pair[1] not in DIGITS or "零" in pair or "〇" in pair:
        return None
    low, high = DIGITS[pair[0]], DIGITS[pair[1]]
    if high - low != 1 and pair != "三五":
        return None
    unit = PLACES[place] if place else 1
    base = Decimal(0)
    if head:
        whole = parse_numeral(head)
        if whole is None or head[-1] not in "十百千":
            return None
        if not place:
            unit = PLACES[head[-1]] // 10
        elif unit * 10 > PLACES[head[-1]]:
            return None
        base = whole
    weak = not place and factor == 1
    return Number(end, (base + low * unit) * factor, (base + high * unit) * factor, Form.RANGE, scaled=factor > 1, weak=weak)


def _approximated(text: str, start: int, number: Number, limit: int) -> Number:
    """The number with 来, 把, 多, 余 or 几 behind it: 一百来万, 百把万, 两百多万, 三百余人, 十几个."""
    if number.form is not Form.EXACT or number.coefficient is None:
        return number
    word = text[number.end : min(number.end + 1, limit)]
    if not word or word not in "多余来几把":
        return number
    end = number.end + 1
    place = text[end : end + 1] if word == "几" and end < limit and text[end] in "十百千" else ""
    end += len(place)
    scale = ""
    while end < limit and text[end] in "万亿" and not number.scaled:
        scale += text[end]
        end += 1
    numeral = text[start : number.end]
    factor = 1
    for character in scale:
        factor *= PLACES[character]
    scaled = number.scaled or factor > 1
    step = _last_place(number.low)
    after = text[end : end + 1]
    low, high, is_open = number.low, number.low, True
    if word == "几":
        unit = PLACES[place] if place else 1
        if step < 10 or unit >= step or (not place and step > 10):
            return number
        return Number(end, low * factor, (low + 10 * unit) * factor, Form.RANGE, scaled, is_open)
    if word == "把":
        if numeral not in ("十", "百", "千", "万"):
            return number
        is_open = False
    elif word == "来":
        if step < 10 or (after and after in ("自看说源年到" if scaled else "自看说源年到的")):
            return number
        low = Decimal(100) if numeral == "百十" else low
        is_open = False
    elif (low < 10 and not scaled) or (after and after in _NO_MORE[word]) or step <= 1:
        return number
    else:
        high = low + step
    if not is_open:
        low, high = low * Decimal("0.9"), low * Decimal("1.1")
    return Number(end, low * factor, high * factor, Form.APPROXIMATE, scaled, is_open)


def _last_place(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 100 of 1500, 10000 of 5万, 0.1 of 1.5."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** int(exponent)
