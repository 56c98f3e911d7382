"""Code and `prompts/answers/` fit: no key is missing, none is left over, every slot of a wording is filled where it is used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import assistant.answers
from assistant.model.fields import Field
from assistant.model.interpretation import Absence, Note
from assistant.model.query import Operator
from assistant.wording import prompts_folder, wording

CODE = Path(assistant.answers.__file__).parent
FILES = sorted(path.stem for path in (prompts_folder() / "answers").glob("*.toml"))


@dataclass(frozen=True)
class Use:
    """One call that words something."""

    file: str
    keys: frozenset[str]
    """Patterns of the keys it may name."""
    slots: frozenset[str]
    where: str


def uses() -> list[Use]:
    """All calls that word something, in all modules."""
    return [use for path in sorted(CODE.rglob("*.py")) for use in uses_in(path)]


def uses_in(path: Path) -> Iterator[Use]:
    tree = ast.parse(path.read_text("utf-8"))
    speakers = {node.name: file for node in tree.body if isinstance(node, ast.FunctionDef) and (file := file_of(node))}
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef) or function.name in speakers:
            continue
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in speakers:
                keys = frozenset(patterns(call.args[0], function))
                where = f"{path.relative_to(CODE)}:{call.lineno}"
                yield Use(speakers[call.func.id], keys, frozenset(slots_given(call, function)), where)


def file_of(function: ast.FunctionDef) -> str:
    """The file that a function words from, where it is one of those that do nothing else."""
    found = re.fullmatch(r"return wording\('answers/(\w+)'\)\(key, \*\*slots\)", ast.unparse(function.body[-1]))
    return found[1] if found else ""


def patterns(node: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """What keys an expression may come to, as regular expressions."""
    match node:
        case ast.Constant(str(key)):
            yield re.escape(key)
        case ast.JoinedStr(values):
            yield "".join(re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in values)
        case ast.IfExp():
            yield from patterns(node.body, function)
            yield from patterns(node.orelse, function)
        case ast.Name(name):
            for value in assigned(name, function):
                yield from patterns(value, function)


def assigned(name: str, function: ast.FunctionDef) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id == name for target in node.targets):
            yield node.value


def slots_given(call: ast.Call, function: ast.FunctionDef) -> Iterator[str]:
    """The slots that a call fills, those of a dict that is handed on included."""
    for keyword in call.keywords:
        if keyword.arg is not None:
            yield keyword.arg
        elif isinstance(keyword.value, ast.Name):
            name = keyword.value.id
            for value in assigned(name, function):
                if isinstance(value, ast.Dict):
                    yield from (key.value for key in value.keys if isinstance(key, ast.Constant))
            for node in ast.walk(function):
                match node:
                    case ast.Assign([ast.Subscript(ast.Name(of), ast.Constant(str(slot)))]) if of == name:
                        yield slot


USES = uses()


def named(use: Use) -> list[str]:
    """The keys of its file that a use may name."""
    return [key for key in wording(f"answers/{use.file}").texts if any(re.fullmatch(pattern, key) for pattern in use.keys)]


@pytest.mark.parametrize("use", USES, ids=lambda use: use.where)
def test_every_key_is_there_and_gets_its_slots(use: Use) -> None:
    words = wording(f"answers/{use.file}")

    assert use.keys
    assert all(any(re.fullmatch(pattern, key) for key in words.texts) for pattern in use.keys)
    assert [key for key in named(use) if not words.slots(key) <= use.slots] == []


@pytest.mark.parametrize("file", FILES)
def test_no_wording_is_left_over(file: str) -> None:
    used = {key for use in USES if use.file == file for key in named(use)}

    assert sorted(wording(f"answers/{file}").texts.keys() - used) == []


def test_every_name_that_keys_are_built_from_has_its_wording() -> None:
    """Fields, remarks, absences and operators are all there."""
    assert all(f"field.{field.value}" in wording("answers/terms").texts for field in Field)
    assert all(f"note.{note.value}" in wording("answers/understood").texts for note in Note)
    assert all(f"absence.{absence.value}" in wording("answers/not_found").texts for absence in Absence)
    operators = ("equal", "not_equal", "more", "at_least", "less", "at_most", "contains")
    assert len(operators) == len(Operator)
    for group in ("bound", "short", "year_bound", "text", "fields", "changed"):
        assert all(f"{group}.{operator}" in wording("answers/understood").texts for operator in operators)
