"""170 files as offices have them, of invented places: what an attentive official reads in them is what we read."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path

import pytest

from assistant.errors import UnreadableFile
from assistant.normalise import Normalised
from assistant.tasks.read_file import read_document
from assistant.writers import write

HERE = Path(__file__).resolve().parent
ENTRIES: list[dict[str, object]] = json.loads((HERE / "expected.json").read_text("utf-8"))

NOT_READ_YET: dict[str, str] = {}
"""What is not read as it stands in `expected.json`, by the beginning of the file's name, and why; goes when it is read."""

_THROUGH_OFFICE = (".doc", ".wps")


def entries(*kinds: str) -> list[object]:
    """The entries of these kinds, those not read yet marked."""
    found: list[object] = []
    for entry in ENTRIES:
        name = str(entry["file"])
        if entry["expect"] in kinds:
            why = next((why for begin, why in NOT_READ_YET.items() if name.startswith(begin)), "")
            marks = [pytest.mark.xfail(strict=True, reason=why)] if why else []
            if name.endswith(_THROUGH_OFFICE):
                marks.append(pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"))
            found.append(pytest.param(entry, id=name, marks=marks))
    return found


def closed(value: object) -> object:
    """A text without what a document's form may add: blanks, width, the forms of signs, the last full stop."""
    if not isinstance(value, str):
        return value
    signs = str.maketrans({"≧": "≥", "≦": "≤", "═": "="})
    return "".join(unicodedata.normalize("NFKC", value.translate(signs)).split()).rstrip("。.")


def differences(want: dict[str, object], got: dict[str, object]) -> list[str]:
    """What differs of the keys that are wanted."""
    return [f"{key}: {got.get(key)!r}, not {value!r}" for key, value in want.items() if closed(got.get(key)) != closed(value)]


def compared(want: list[dict[str, object]], got: list[dict[str, object]]) -> list[str]:
    """What differs between the rows wanted and those read; an `optional` one may be missing."""
    out, left = [], list(got)
    for row in want:
        keys = {key: value for key, value in row.items() if key not in ("optional", "any_value")}
        here = next((one for one in left[:1] if closed(one["level3"]) == closed(row["level3"])), None)
        if here is None and row.get("optional"):
            here = next((one for one in left if closed(one["level3"]) == closed(row["level3"])), None)
            if here is None:
                continue
        if here is None:
            out.append(f"{row['level3']} is not where it stands")
            here = next((one for one in left if closed(one["level3"]) == closed(row["level3"])), None)
        if here is not None:
            left.remove(here)
            out += [f"{row['level3']}: {what}" for what in differences(keys, here)]
    return out + [f"besides: {one['level2']} {one['level3']} {one['value']}" for one in left]


@pytest.mark.parametrize("entry", entries("tables"))
def test_tables_are_read_as_they_stand(entry: dict[str, list[dict[str, object]]]) -> None:
    name = str(entry["file"])
    _, found = read_document((HERE / "files" / name).read_bytes(), name)
    got = json.loads(write(found.tables, "json"))
    wrong = []

    assert [closed(table["project"]) for table in got] == [closed(table["project"]) for table in entry["tables"]]
    for want, table in zip(entry["tables"], got, strict=True):
        rows = want["indicators"]
        assert isinstance(rows, list)
        wrong += differences({key: value for key, value in want.items() if key != "indicators"}, table)
        wrong += compared(rows, table["indicators"])
    assert wrong == []


@pytest.mark.parametrize("entry", entries("look_alike", "no_table", "unreadable"))
def test_what_is_no_goal_table_is_left_out_with_a_reason(entry: dict[str, object]) -> None:
    name = str(entry["file"])
    data = (HERE / "files" / name).read_bytes()
    found, refusals = Normalised(()), []
    try:
        _, found = read_document(data, name)
    except UnreadableFile as refused:
        refusals = [refused.message]

    assert found.tables == ()
    assert [*refusals, *(finding.message for finding in (*found.skipped, *found.findings))]
