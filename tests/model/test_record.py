"""A record behaves as the frozen dataclass with slots that it stands for."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace

import pytest

from assistant.model.record import record


@record
class Row:
    """A row."""

    name: str
    total: int | None = None
    extra: dict[str, str] = field(default_factory=dict)
    key: int = field(default=0, compare=False)
    hidden: str = field(default="", repr=False)

    KEPT = 12

    @property
    def label(self) -> str:
        """Its name in brackets."""
        return f"「{self.name}」"


@dataclass(frozen=True, slots=True)
class Pattern:
    """The same, made by the standard library."""

    name: str
    total: int | None = None
    extra: dict[str, str] = field(default_factory=dict)
    key: int = field(default=0, compare=False)
    hidden: str = field(default="", repr=False)


def test_it_is_a_dataclass_to_the_standard_library() -> None:
    row, pattern = Row("甲", 3), Pattern("甲", 3)

    assert is_dataclass(row)
    assert [(one.name, one.type, one.default, one.compare) for one in fields(row)] == [
        (one.name, one.type, one.default, one.compare) for one in fields(pattern)
    ]
    assert repr(row) == repr(pattern).replace("Pattern", "Row")
    assert replace(row, total=4) == Row("甲", 4)
    assert Row.__match_args__ == Pattern.__match_args__
    assert Row.__doc__ == "A row."
    assert (Row.KEPT, row.label) == (12, "「甲」")


def test_equal_and_hashed_by_the_fields_that_are_compared() -> None:
    assert Row("甲", 3, key=1) == Row("甲", 3, key=2)
    assert Row("甲", 3) != Row("甲", 4)
    assert Row("甲", 3) != Pattern("甲", 3)


@record
class Point:
    """Two numbers."""

    x: int
    y: int


def test_records_of_hashable_fields_can_be_keys_and_matched() -> None:
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
    assert {Point(1, 2): "甲"}[Point(1, 2)] == "甲"


def test_nothing_can_be_changed_and_nothing_added() -> None:
    row = Row("甲")

    with pytest.raises(FrozenInstanceError):
        row.name = "乙"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del row.name
    with pytest.raises(FrozenInstanceError):
        row.colour = "红"  # type: ignore[attr-defined]
    assert not hasattr(row, "__dict__")


def test_each_record_gets_a_default_of_its_own() -> None:
    one, two = Row("甲"), Row("乙")
    one.extra["备注"] = "一"

    assert two.extra == {}


def test_arguments_are_checked_as_those_of_a_function() -> None:
    with pytest.raises(TypeError):
        Row()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Row("甲", colour="红")  # type: ignore[call-arg]


def test_copies_and_pickles_are_equal() -> None:
    row = Row("甲", 3, {"备注": "一"})

    assert copy.deepcopy(row) == row
    assert copy.copy(row) == row
    assert pickle.loads(pickle.dumps(row)) == row


def test_fields_are_not_inherited() -> None:
    with pytest.raises(TypeError):

        @record
        class Below(Row):
            """A row below."""

            depth: int = 0
