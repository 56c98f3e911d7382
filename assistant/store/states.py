"""Records as JSON and back, with nothing lost: how a draft's states are kept in the archive.

A record is an object of its fields that differ from their defaults, a number a text, so that no digit is lost; a field that a
later version adds comes back with its default, one that it no longer has is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import TypeVar, Union, get_args, get_origin, get_type_hints

_Record = TypeVar("_Record")
Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]
"""What JSON can hold."""


def state_text(value: object) -> str:
    """The record as one line of JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def state_of(kind: type[_Record], text: str) -> _Record:
    """The record of this class that `state_text` wrote; ValueError, KeyError or TypeError where it is none."""
    made = _made(kind, json.loads(text))
    if not isinstance(made, kind):
        raise TypeError(f"{kind.__name__} expected, {type(made).__name__} found")
    return made


def _plain(value: object) -> Plain:
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{type(value).__name__} is no record")
    return {one.name: _plain(getattr(value, one.name)) for one in fields(value) if getattr(value, one.name) != _default(one)}


def _default(one: Field[object]) -> object:
    if one.default is not MISSING:
        return one.default
    return one.default_factory() if one.default_factory is not MISSING else MISSING


def _made(kind: object, value: Plain) -> object:
    """The value as this annotation says."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if value is None and NoneType in inner:
            return None
        return _made(next(one for one in inner if one is not NoneType), value)
    if origin is tuple:
        assert isinstance(value, list)
        return tuple(_made(inner[0] if inner[-1] is Ellipsis else inner[at], one) for at, one in enumerate(value))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        assert isinstance(value, dict)
        return {key: _made(inner[1], one) for key, one in value.items()}
    if not isinstance(kind, type):
        raise TypeError(f"{kind} cannot be read back")
    if is_dataclass(kind):
        assert isinstance(value, dict)
        return kind(**{name: _made(hint, value[name]) for name, hint in _hints(kind).items() if name in value})
    if kind is Decimal or issubclass(kind, Enum):
        return kind(str(value))
    return value


@cache
def _hints(kind: type[object]) -> Mapping[str, object]:
    return {one.name: get_type_hints(kind)[one.name] for one in fields(kind)}  # type: ignore[arg-type]
