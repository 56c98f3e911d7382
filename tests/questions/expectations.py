"""Whether a reply is what a conversation expects, in the published form of both."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any


def plain(text: object) -> str:
    """Without blanks and without regard to the width of characters."""
    return "".join(unicodedata.normalize("NFKC", str(text)).split()).replace("“", '"').replace("”", '"')


def differences(expected: Mapping[str, Any], reply: Mapping[str, Any]) -> list[str]:
    """What of the reply is not as expected; [] where all of it is."""
    found: list[str] = []
    statuses = expected.get("status", "answered")
    if reply["status"] not in ([statuses] if isinstance(statuses, str) else statuses):
        found.append(f"status {reply['status']}")
    names = [plain(project["project"]) for project in reply["projects"]]
    rows = {(plain(row["project"]), plain(row["level3"]), plain(row["value"])) for row in reply["indicators"]}
    if "projects" in expected:
        wanted = [plain(name) for name in expected["projects"]]
        if set(names) != set(wanted) or (expected.get("ordered") and names != wanted):
            found.append(f"projects {names}")
    if missing := {plain(name) for name in expected.get("projects_include", ())} - set(names):
        found.append(f"projects lack {missing}")
    if "indicators" in expected and rows != _rows(expected["indicators"]):
        found.append(f"indicators {sorted(rows)}")
    if missing_rows := _rows(expected.get("indicators_include", ())) - rows:
        found.append(f"indicators lack {missing_rows}")
    if "at_most" in expected:
        size = len(rows) if "indicators_include" in expected else len(set(names))
        if size > expected["at_most"]:
            found.append(f"{size} entries")
    if "value" in expected and not _same(expected["value"], reply["value"]):
        found.append(f"value {reply['value']}")
    if "unit" in expected and plain(expected["unit"]) != plain(reply["unit"] or ""):
        found.append(f"unit {reply['unit']}")
    if "groups" in expected:
        have = {(_key(group["key"]), round(float(group["value"]), 3)) for group in reply["groups"]}
        if have != {(_key(key), round(float(value), 3)) for key, value in expected["groups"]}:
            found.append(f"groups {sorted(have)}")
    text = plain(reply["text"])
    found += [f"text lacks {piece}" for piece in expected.get("text_has", ()) if plain(piece) not in text]
    found += [f"text has {piece}" for piece in expected.get("text_lacks", ()) if plain(piece) in text]
    draft = reply["draft"] or {}
    found += [
        f"draft {key} {draft.get(key)}" for key, value in expected.get("draft", {}).items() if not _same(value, draft.get(key))
    ]
    choices = [plain(choice) for choice in reply["choices"]]
    found += [f"choices lack {choice}" for choice in expected.get("choices_include", ()) if plain(choice) not in choices]
    return found


def _rows(rows: Sequence[Sequence[str]]) -> set[tuple[str, str, str]]:
    return {(plain(project), plain(level3), plain(value)) for project, level3, value in rows}


def _key(text: object) -> str:
    return plain(text).replace("元", "").replace("(含)", "")


def _same(wanted: object, have: object) -> bool:
    if isinstance(wanted, bool) or isinstance(have, bool) or wanted is None or have is None:
        return wanted is have
    if isinstance(wanted, int | float) and isinstance(have, int | float):
        return math.isclose(wanted, have, rel_tol=1e-3)
    return plain(wanted) == plain(have)
