"""Goal tables to rows and back, with nothing lost on the way."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from assistant.model.goal_table import Fund, GoalTable
from assistant.model.indicator import Indicator
from assistant.model.published import TEXT_KEYS
from assistant.model.quantity import Quantity, TargetValue
from assistant.model.source import Place, Source
from assistant.store.schema import CENTS, LARGEST, MILLIONTHS

Row = dict[str, int | str | None]
"""One row as it is written: column name to value."""

_MONEY = ("total", "fiscal", "other")


# numbers and places


def units(value: Decimal | None, scale: int) -> int | None:
    """The number as it is stored: the nearest integer of its small units, at most `LARGEST`; None for a blank."""
    if value is None:
        return None
    if value.is_zero():
        return 0
    if value.adjusted() > len(str(LARGEST)):
        return -LARGEST if value.is_signed() else LARGEST
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int), "only finite numbers are stored"
    if value.adjusted() < -len(str(scale)):
        return 0
    whole = int("".join(map(str, digits))) * scale * int(10 ** max(exponent, 0))
    below = int(10 ** max(-exponent, 0))
    nearest = (2 * whole + below) // (2 * below)
    return max(-LARGEST, min(LARGEST, -nearest if sign else nearest))


@lru_cache(maxsize=8_192)
def number(stored: int | None, scale: int) -> Decimal | None:
    """The number that was stored, without needless zeros."""
    if stored is None:
        return None
    whole, rest = divmod(stored, scale)
    return Decimal(whole) if rest == 0 else Decimal(stored) / scale


def _exact(values: Mapping[str, Decimal | None], stored: Mapping[str, int | str | None], scale: int) -> str | None:
    """JSON of the numbers that their columns cannot hold in full; None where they all fit."""
    kept = {name: str(value) for name, value in values.items() if value is not None and not _fits(value, stored[name], scale)}
    return json.dumps(kept) if kept else None


def _fits(value: Decimal, stored: int | str | None, scale: int) -> bool:
    assert isinstance(stored, int)
    return number(stored, scale) == value


def place_text(place: Place) -> str:
    """A place as it is stored: its numbers in order as a JSON list, trailing zeros left out."""
    return json.dumps(_place_list(place), ensure_ascii=False, separators=(",", ":"))


def _place_list(place: Place) -> list[int | str]:
    values: list[int | str] = [place.table, place.page, place.sheet, place.row, place.column, place.line, place.last_line]
    while values and not values[-1]:
        values.pop()
    return values


def place_of(stored: str) -> Place:
    """The place that was stored."""
    return Place(*json.loads(stored))


def places_of(stored: str) -> dict[str, Place]:
    """The places of head fields that were stored, by published key."""
    return {key: Place(*values) for key, values in json.loads(stored).items()}


def _places(stored: Iterable[str]) -> Iterator[Place]:
    """Places that were stored, read in one go: a table has dozens."""
    return (Place(*values) for values in json.loads(f"[{','.join(stored)}]"))


# writing


def texts_of(table: GoalTable) -> Iterator[str]:
    """Every text that the rows of the table point at, with repeats."""
    for name in TEXT_KEYS:
        yield getattr(table, name)
    yield table.source.document
    for fund in table.funds:
        yield fund.label
    for row in table.indicators:
        yield from (row.level1, row.level2, row.level3, row.level1_printed, row.level2_printed, row.value.text)
        yield row.value.operator or ""
        yield (row.value.quantity and row.value.quantity.unit) or ""
        for heading, text in row.extra.items():
            yield heading
            yield text


def table_row(table: GoalTable, ids: Mapping[str, int]) -> Row:
    """The row of `goal_tables` without its keys (id, document, series, lineage); `ids` has the number of each text."""
    row: Row = {name: ids[getattr(table, name)] for name in TEXT_KEYS}
    row |= {name: units(getattr(table, name), CENTS) for name in _MONEY}
    row |= {"year": table.year, "period_start": table.period_start, "period_end": table.period_end}
    return row | {"rows": len(table.indicators), "source_document": ids[table.source.document]}


def places_row(table: GoalTable, key: int, document: Source) -> Row:
    """The row of `table_places`; `key` is the table's."""
    source = table.source
    places = {name: _place_list(place) for name, place in table.places.items()}
    money = {name: getattr(table, name) for name in _MONEY}
    return {
        "goal_table": key,
        "place": place_text(table.place),
        "places": json.dumps(places, ensure_ascii=False, separators=(",", ":")),
        "source": None if source == document else json.dumps([source.document, source.sha256, source.format], ensure_ascii=False),
        "exact": _exact(money, {name: units(value, CENTS) for name, value in money.items()}, CENTS),
    }


def fund_rows(table: GoalTable, key: int, ids: Mapping[str, int]) -> Iterator[Row]:
    """The rows of `funds`; `key` is the table's."""
    for position, fund in enumerate(table.funds):
        row: Row = {"goal_table": key, "position": position, "label": ids[fund.label], "amount": units(fund.amount, CENTS)}
        yield row | {"place": place_text(fund.place), "exact": _exact({"amount": fund.amount}, row, CENTS)}


def indicator_row(indicator: Indicator, key: int, position: int, ids: Mapping[str, int]) -> Row:
    """The row of `indicators`; `key` is the table's."""
    value = indicator.value
    low, high, unit = (value.quantity.low, value.quantity.high, value.quantity.unit) if value.quantity else (None, None, None)
    numbers = {"low": low, "high": high, "weight": indicator.weight}
    row: Row = {name: units(number_, MILLIONTHS) for name, number_ in numbers.items()}
    exact = _exact(numbers, row, MILLIONTHS)
    return row | {
        "goal_table": key,
        "position": position,
        "level1": ids[indicator.level1],
        "level2": ids[indicator.level2],
        "level3": ids[indicator.level3],
        "value": ids[value.text],
        "operator": None if value.operator is None else ids[value.operator],
        "number_unit": None if unit is None else ids[unit],
        "required": None if indicator.required is None else int(indicator.required),
        "level1_printed": ids[indicator.level1_printed],
        "level2_printed": ids[indicator.level2_printed],
        "place": place_text(indicator.place),
        "exact": exact,
    }


def extra_rows(indicator: Indicator, key: int, position: int, ids: Mapping[str, int]) -> Iterator[Row]:
    """The rows of `extras`; `key` is the table's, `position` the indicator's."""
    for order, (heading, text) in enumerate(indicator.extra.items()):
        yield {"goal_table": key, "position": position, "number": order, "heading": ids[heading], "text": ids[text]}


# reading


def read_tables(connection: sqlite3.Connection, keys: Iterable[int]) -> Iterator[GoalTable]:
    """The goal tables of these keys in their order; a key that does not exist is left out."""
    for key in keys:
        cursor = connection.execute(_SELECT_TABLE, (key,))
        row = cursor.fetchone()
        if row is not None:
            yield _table(connection, key, dict(zip((column[0] for column in cursor.description), row, strict=True)))


def _text(column: str) -> str:
    return f"(SELECT text FROM texts WHERE id = {column})"


_SELECT_TABLE = f"""
    SELECT {", ".join(f"{_text(name)} AS {name}" for name in TEXT_KEYS)}, year, period_start, period_end, total, fiscal, other,
        source, place, places, exact, d.name AS document_name, d.sha256 AS document_sha256, d.format AS document_format
    FROM goal_tables JOIN table_places ON goal_table = goal_tables.id JOIN documents d ON d.id = document
    WHERE goal_tables.id = ?"""

_SELECT_FUNDS = f"SELECT {_text('label')}, amount, place, exact FROM funds WHERE goal_table = ? ORDER BY position"

_SELECT_INDICATORS = f"""
    SELECT position, {_text("level1")}, {_text("level2")}, {_text("level3")}, {_text("value")}, {_text("operator")}, low, high,
        {_text("number_unit")}, required, weight, {_text("level1_printed")}, {_text("level2_printed")}, place, exact
    FROM indicators WHERE goal_table = ? ORDER BY position"""

_SELECT_EXTRAS = f"""
    SELECT position, {_text("extras.heading")}, {_text("extras.text")} FROM extras
    WHERE goal_table = ? ORDER BY position, number"""


def _table(connection: sqlite3.Connection, key: int, row: dict[str, str | int | None]) -> GoalTable:
    exact = json.loads(str(row["exact"])) if row["exact"] else {}
    own = [row["document_name"], row["document_sha256"], row["document_format"]]
    source = json.loads(str(row["source"])) if row["source"] else own
    total, fiscal, other = (_number(name, _integer(row[name]), CENTS, exact) for name in _MONEY)
    return GoalTable(
        title=str(row["title"]),
        year=_integer(row["year"]),
        project=str(row["project"]),
        source=Source(*source),
        place=place_of(str(row["place"])),
        department_code=str(row["department_code"]),
        department=str(row["department"]),
        unit_code=str(row["unit_code"]),
        unit=str(row["unit"]),
        attribute_code=str(row["attribute_code"]),
        attribute=str(row["attribute"]),
        period_start=_integer(row["period_start"]),
        period_end=_integer(row["period_end"]),
        period=str(row["period"]),
        total=total,
        fiscal=fiscal,
        other=other,
        funds=tuple(_funds(connection, key)),
        goal=str(row["goal"]),
        long_term_goal=str(row["long_term_goal"]),
        indicators=tuple(_indicators(connection, key)),
        places=places_of(str(row["places"])),
    )


def _integer(value: str | int | None) -> int | None:
    return None if value is None else int(value)


def _number(name: str, stored: int | None, scale: int, exact: Mapping[str, str]) -> Decimal | None:
    return Decimal(exact[name]) if name in exact else number(stored, scale)


def _funds(connection: sqlite3.Connection, key: int) -> Iterator[Fund]:
    found = connection.execute(_SELECT_FUNDS, (key,)).fetchall()
    for (label, amount, _, exact), place in zip(found, _places(row[2] for row in found), strict=True):
        yield Fund(label, _number("amount", amount, CENTS, json.loads(exact) if exact else {}), place)


def _indicators(connection: sqlite3.Connection, key: int) -> Iterator[Indicator]:
    extras: dict[int, dict[str, str]] = {}
    for position, heading, text in connection.execute(_SELECT_EXTRAS, (key,)):
        extras.setdefault(position, {})[heading] = text
    found = connection.execute(_SELECT_INDICATORS, (key,)).fetchall()
    for row, place in zip(found, _places(row[-2] for row in found), strict=True):
        position, level1, level2, level3, text, operator, low, high, unit, required, weight, printed1, printed2, _, exact = row
        exact = json.loads(exact) if exact else {}
        lowest, highest = _number("low", low, MILLIONTHS, exact), _number("high", high, MILLIONTHS, exact)
        quantity = None if lowest is None or highest is None else Quantity(lowest, highest, unit)
        yield Indicator(
            level1=level1,
            level2=level2,
            level3=level3,
            value=TargetValue(text, operator, quantity),
            place=place,
            required=None if required is None else bool(required),
            weight=_number("weight", weight, MILLIONTHS, exact),
            extra=extras.get(position, {}),
            level1_printed=printed1,
            level2_printed=printed2,
        )
