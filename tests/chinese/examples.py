"""Reading the tables of examples: one value, all the phrases that mean it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[1] / "examples" / "chinese"


def examples(name: str) -> dict[str, Any]:
    """The file as it stands, its keys as text."""
    return {str(key): value for key, value in yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")).items()}


def cases(name: str) -> list[tuple[str, str]]:
    """(phrase, meaning) pairs, without those under `not`."""
    return [(str(phrase), meaning) for meaning, phrases in examples(name).items() if meaning != "not" for phrase in phrases]


def not_cases(name: str) -> list[str]:
    """The phrases that mean nothing of the kind."""
    return [str(phrase) for phrase in examples(name)["not"]]


def unmarked(sentence: str) -> tuple[str, int, int]:
    """The sentence without 【】, and where they stood; (0, 0) where there were none."""
    start, end = sentence.find("【"), sentence.find("】")
    return sentence.replace("【", "").replace("】", ""), max(start, 0), max(end - 1, 0)
