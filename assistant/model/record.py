"""`@record`: a frozen dataclass with slots, made at a third of the cost.

A start of the program makes about a hundred of them. `dataclasses.dataclass` compiles six functions for each, one by one, which
was near a third of the whole time of `jixiao ask`; here one piece of code is compiled a class. To `fields`, `replace`, `match`,
`copy`, `pickle` and type checkers the result is a dataclass. Left out is what no record needs: inherited fields, ordering and
keyword-only fields; of the options of `field` there are `default`, `default_factory`, `compare` and `repr`.
"""

from __future__ import annotations

import copy
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields, replace
from inspect import get_annotations
from typing import TypeVar, dataclass_transform

_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class _Example:
    """Lends its field as the pattern of all fields."""

    pattern: object


_PATTERN: Field[object] = fields(_Example)[0]
_LEFT_OUT = object()
"""Stands for an argument that was not given where each record gets a default of its own."""


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[_Record]) -> type[_Record]:
    """The class as a frozen dataclass with slots, equal and hashed by its fields."""
    if any(hasattr(base, "__dataclass_fields__") for base in cls.__bases__):
        raise TypeError(f"{cls.__name__}: a record inherits no fields")
    its_fields = {name: _field(cls, name) for name in get_annotations(cls)}
    members = {name: value for name, value in cls.__dict__.items() if name not in {*its_fields, "__dict__", "__weakref__"}}
    names = tuple(its_fields)
    members |= {
        "__qualname__": cls.__qualname__,
        "__slots__": names,
        "__match_args__": names,
        "__dataclass_fields__": its_fields,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": _state,
        "__setstate__": _restore,
        "__replace__": replace,
        **{name: method for name, method in _methods(cls, its_fields).items() if name not in cls.__dict__},
    }
    made: type[_Record] = type(cls.__name__, cls.__bases__, members)
    return made


def _field(cls: type[object], name: str) -> Field[object]:
    given = cls.__dict__.get(name, MISSING)
    one = copy.copy(_PATTERN)
    one.name, one.type = name, get_annotations(cls)[name]
    if isinstance(given, Field):
        one.default, one.default_factory, one.compare, one.repr = given.default, given.default_factory, given.compare, given.repr
    else:
        one.default = given
    return one


def _methods(cls: type[object], its_fields: dict[str, Field[object]]) -> dict[str, object]:
    """`__init__`, `__eq__`, `__hash__` and `__repr__`, compiled together."""
    scope: dict[str, object] = {"_set": object.__setattr__, "_left_out": _LEFT_OUT}
    parameters, steps = ["self"], []
    for name, one in its_fields.items():
        value = name
        if one.default is not MISSING:
            scope[f"_default_{name}"] = one.default
            parameters.append(f"{name}=_default_{name}")
        elif one.default_factory is not MISSING:
            scope[f"_make_{name}"] = one.default_factory
            parameters.append(f"{name}=_left_out")
            value = f"_make_{name}() if {name} is _left_out else {name}"
        else:
            parameters.append(name)
        steps.append(f" _set(self, {name!r}, {value})")
    if "__post_init__" in cls.__dict__:
        steps.append(" self.__post_init__()")
    compared = [name for name, one in its_fields.items() if one.compare]
    mine, others = ("".join(f"{owner}.{name}, " for name in compared) for owner in ("self", "other"))
    shown = ", ".join(f"{name}={{self.{name}!r}}" for name, one in its_fields.items() if one.repr)
    methods: dict[str, object] = {}
    exec(
        f"def __init__({', '.join(parameters)}):\n" + ("\n".join(steps) or " pass") + "\n"
        f"def __eq__(self, other):\n"
        f" return ({mine}) == ({others}) if other.__class__ is self.__class__ else NotImplemented\n"
        f"def __hash__(self):\n return hash(({mine}))\n"
        f"def __repr__(self):\n return f'{{self.__class__.__qualname__}}({shown})'\n",
        scope,
        methods,
    )
    return methods


def _refuse(self: object, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"cannot assign to or delete field {name!r}")


def _state(self: object) -> list[object]:
    return [getattr(self, name) for name in type(self).__match_args__]  # type: ignore[attr-defined]


def _restore(self: object, state: list[object]) -> None:
    for name, value in zip(type(self).__match_args__, state, strict=True):  # type: ignore[attr-defined]
        object.__setattr__(self, name, value)
