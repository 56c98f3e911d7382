"""`@record`: a frozen dataclass with slots, made at an eighth of the cost.

A start of the program makes about a hundred of them. `dataclasses.dataclass` compiles six functions for each, one by one, which
was near a third of the whole time of `jixiao ask`; here one function is compiled a class. To `fields`, `replace`, `match`,
`copy`, `pickle` and type checkers the result is a dataclass. Left out is what no record needs: inherited fields, ordering,
`__post_init__` and keyword-only fields; of the options of `field` there are `default`, `default_factory`, `compare` and `repr`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields, replace
from inspect import get_annotations
from operator import attrgetter
from typing import TypeVar, dataclass_transform

_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class _Example:
    """Lends the mark of its field."""

    plain: object


_PLAIN = fields(_Example)[0]._field_type  # type: ignore[attr-defined]
"""Marks a field as one of the record, not of its class."""
_LEFT_OUT = object()
"""Stands for an argument that was not given where each record gets a default of its own."""

_new_field: Callable[..., Field[object]] = field


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[_Record]) -> type[_Record]:
    """The class as a frozen dataclass with slots, equal and hashed by its fields."""
    if any(hasattr(base, "__dataclass_fields__") for base in cls.__bases__):
        raise TypeError(f"{cls.__name__}: a record inherits no fields")
    its_fields = {name: _field(cls, name, annotation) for name, annotation in get_annotations(cls).items()}
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
    }
    setters: dict[str, object] = {}
    members = _comparison(its_fields) | members | _initialiser(its_fields, setters)
    made: type[_Record] = type(cls.__name__, cls.__bases__, members)
    setters.update((f"_set_{name}", made.__dict__[name].__set__) for name in names)
    return made


def _field(cls: type[object], name: str, annotation: str) -> Field[object]:
    given = cls.__dict__.get(name, MISSING)
    one: Field[object] = given if isinstance(given, Field) else _new_field(default=given)
    one.name, one.type, one.kw_only = name, annotation, False
    one._field_type = _PLAIN  # type: ignore[attr-defined]
    return one


def _initialiser(its_fields: dict[str, Field[object]], scope: dict[str, object]) -> dict[str, object]:
    """`__init__`, the only method that has to be compiled for each record: it is called the most.

    It fills the slots one by one with `_set_<field>`, which must be put into `scope` once the class is made: `object.__setattr__`
    takes half as long again.
    """
    scope["_left_out"] = _LEFT_OUT
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
        steps.append(f" _set_{name}(self, {value})")
    methods: dict[str, object] = {}
    exec(f"def __init__({', '.join(parameters)}):\n" + ("\n".join(steps) or " pass"), scope, methods)
    return methods


def _comparison(its_fields: dict[str, Field[object]]) -> dict[str, object]:
    """`__eq__`, `__hash__` and `__repr__`."""
    compared = [name for name, one in its_fields.items() if one.compare]
    shown = [name for name, one in its_fields.items() if one.repr]
    key: Callable[[object], object] = attrgetter(*compared) if compared else lambda _: ()

    def __eq__(self: object, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:
        return hash(key(self))

    def __repr__(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    return {"__eq__": __eq__, "__hash__": __hash__, "__repr__": __repr__}


def _refuse(self: object, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"cannot assign to or delete field {name!r}")


def _state(self: object) -> list[object]:
    return [getattr(self, name) for name in type(self).__match_args__]  # type: ignore[attr-defined]


def _restore(self: object, state: list[object]) -> None:
    for name, value in zip(type(self).__match_args__, state, strict=True):  # type: ignore[attr-defined]
        object.__setattr__(self, name, value)
