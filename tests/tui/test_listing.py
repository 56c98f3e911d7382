"""The list of projects as data: what the words find, in which order, and what it comes to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.model.query import TableRow
from assistant.tui.listing import Group, Listed, Listing, Mark, Order, Wanted
from assistant.tui.screens.arranging import arranged


def row(key: int, project: str, year: int | None, total: int | None, department: str = "", unit: str = "") -> TableRow:
    """The head of a table."""
    money = None if total is None else Decimal(total)
    return TableRow(key, project, year, money, "例子.txt", "", {"department": department, "unit": unit})


ROWS = (
    row(1, "河道保洁", 2023, 300, "水务局", "河道所"),
    row(2, "防汛物资", 2023, None, "应急局"),
    row(3, "安全巡查", 2023, 900, "应急局"),
    row(4, "河道保洁", 2022, 500, "水务局", "河道所"),
    row(5, "ＡＢ　工程", None, 100),
)


def keys(listed: Listed) -> list[int]:
    """The projects without the lines above them."""
    return [line.key for line in listed.lines if isinstance(line, TableRow)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [1, 2, 3, 4, 5]),
        (Wanted(("河道",)), [1, 4]),
        (Wanted(("河道", "2022")), [4]),
        (Wanted(("ab工程",)), [5]),
        (Wanted(("应急",)), [2, 3]),
        (Wanted(("道所",)), [1, 4]),
        (Wanted(("河道应急",)), []),
        (Wanted(year=2023), [1, 2, 3]),
        (Wanted(department="应急局"), [2, 3]),
        (Wanted(department=""), [5]),
        (Wanted(("河道",), 2022, "水务局"), [4]),
        (Wanted(order=Order.LARGEST), [3, 4, 1, 5, 2]),
        (Wanted(order=Order.SMALLEST), [5, 1, 4, 3, 2]),
        (Wanted(order=Order.NAME), [5, 3, 2, 1, 4]),
        (Wanted(order=Order.DEPARTMENT), [4, 1, 3, 2, 5]),
    ],
)
def test_what_is_wanted_is_listed_in_its_order(wanted: Wanted, found: list[int]) -> None:
    assert keys(Listing(ROWS).listed(wanted)) == found


def test_years_and_departments_have_a_line_with_their_number_and_sum() -> None:
    listing = Listing(ROWS)
    by_year = [line for line in listing.listed(Wanted()).lines if isinstance(line, Group)]
    by_department = [line for line in listing.listed(Wanted(order=Order.DEPARTMENT)).lines if isinstance(line, Group)]

    assert by_year == [Group("2023", 3, Decimal(1200)), Group("2022", 1, Decimal(500)), Group("", 1, Decimal(100))]
    assert [(group.name, group.tables) for group in by_department] == [("水务局", 2), ("应急局", 2), ("", 1)]
    assert not any(isinstance(line, Group) for line in listing.listed(Wanted(order=Order.NAME)).lines)


def test_sum_and_largest_are_of_what_is_shown() -> None:
    listed = Listing(ROWS).listed(Wanted(("河道",)))

    assert (listed.tables, listed.money, listed.largest) == (2, Decimal(800), Decimal(500))


def test_typing_on_and_deleting_finds_what_typing_at_once_finds() -> None:
    listing = Listing(ROWS)
    typed = ["河", "河道", "河道 2", "河道 2022", "河道", "河", "应", ""]
    found = [keys(listing.listed(Wanted(tuple(text.split())))) for text in typed]

    assert found == [keys(Listing(ROWS).listed(Wanted(tuple(text.split())))) for text in typed]


def test_years_and_departments_are_offered_with_their_numbers() -> None:
    listing = Listing(ROWS)

    assert listing.years == [(2023, 3), (2022, 1)]
    assert listing.departments == [("应急局", 2), ("水务局", 2), ("", 1)]


def test_nothing_is_listed_of_nothing() -> None:
    listed = Listing(()).listed(Wanted(("河道",), order=Order.NAME))

    assert (list(listed.lines), listed.tables, listed.money, listed.largest) == ([], 0, 0, 0)


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [
        ("year:2022", Wanted(("河",), 2022, "水务局")),
        ("year:", Wanted(("河",), None, "水务局")),
        ("department:应急局", Wanted(("河",), 2023, "应急局")),
        ("department: ", Wanted(("河",), 2023, "")),
        ("department:", Wanted(("河",), 2023, None)),
        ("order:name", Wanted(("河",), 2023, "水务局", Order.NAME)),
    ],
)
def test_a_choice_changes_one_thing_alone(choice: str, wanted: Wanted) -> None:
    assert arranged(Wanted(("河",), 2023, "水务局"), choice) == wanted


def test_projects_that_look_alike_carry_what_tells_them_apart() -> None:
    twins = (
        replace(row(1, "河道保洁", 2023, 300, "水务局"), document="水务局2023年上报.txt"),
        replace(row(2, "河道保洁", 2023, 300, "水务局"), document="水务局2023年二次上报.txt"),
        replace(row(3, "河道保洁", 2022, 300, "水务局"), document="水务局2022年.txt"),
        row(4, "学生资助", 2023, 300, "一中"),
        row(5, "学生资助", 2023, 300, "二中"),
    )
    marks = Listing(twins).apart

    assert marks == {
        1: Mark("水务局2023年上报.txt", "…上报.txt"),
        2: Mark("水务局2023年二次上报.txt", "…二次上报.txt"),
        4: Mark("一中", "一中"),
        5: Mark("二中", "二中"),
    }
    assert not Listing(ROWS).apart
