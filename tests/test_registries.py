"""Every registry is an explicit tuple; a file that nobody listed is found here."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from types import ModuleType

import pytest

REGISTRIES = [
    ("assistant.cli.commands", "assistant.cli.main", "COMMANDS", ()),
    (
        "assistant.readers",
        "assistant.readers",
        "READERS",
        ("base", "encoding", "hidden", "markup", "merged", "number_formats", "ole", "overhang", "package", "spread", "unruled"),
    ),
    ("assistant.writers", "assistant.writers", "WRITERS", ("base", "findings", "form", "sheets")),
    ("assistant.normalise.repairs", "assistant.normalise.repairs", "REPAIRS", ("base",)),
    ("assistant.normalise.layouts", "assistant.normalise.layouts", "LAYOUTS", ("base", "ledger", "official", "prose", "record")),
    ("assistant.questions.recognisers", "assistant.questions.recognisers", "RECOGNISERS", ()),
    ("assistant.questions.types", "assistant.questions.types", "QUESTION_TYPES", ("built",)),
    ("assistant.questions.follow", "assistant.questions.follow", "MERGES", ("figures", "fragment", "table_rows")),
]
"""Folder, where its tuple stands, the tuple's name, and files in the folder that serve the others."""


def home_of(entry: object) -> str:
    """The module in which a listed thing is written."""
    if isinstance(entry, ModuleType):
        return entry.__name__
    return entry.__module__ if inspect.isroutine(entry) or inspect.isclass(entry) else type(entry).__module__


@pytest.mark.parametrize(("folder", "module", "name", "serving"), REGISTRIES)
def test_every_file_of_the_folder_is_listed(folder: str, module: str, name: str, serving: tuple[str, ...]) -> None:
    files = {f"{folder}.{entry.name}" for entry in pkgutil.iter_modules(importlib.import_module(folder).__path__)}
    listed = {home_of(entry) for entry in getattr(importlib.import_module(module), name)}

    assert listed == files - {f"{folder}.{name}" for name in serving}


@pytest.mark.parametrize(("folder", "module", "name", "serving"), REGISTRIES)
def test_every_listed_thing_says_what_it_is(folder: str, module: str, name: str, serving: tuple[str, ...]) -> None:
    for entry in getattr(importlib.import_module(module), name):
        assert inspect.getdoc(importlib.import_module(home_of(entry)))
