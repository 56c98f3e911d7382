"""Finds `prompts/` and reads its TOML files.

In a checkout the top-level folder is read, in an installed package the copy inside it. The words of a lexicon may be composed:
"[高|低]了[多少|几成]" in a list stands for the four words that its groups give, and "[了|]" for 了 or nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from assistant.errors import BadWording


@cache
def prompts_folder() -> Path:
    """The folder with all wording; BadWording where an installation lacks it."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package.parent / "prompts", package / "prompts"):
        if (folder / "lexicon").is_dir():
            return folder
    raise BadWording("找不到 prompts 文件夹。", "程序安装得不完整，请重新安装。")


@cache
def load_toml(name: str) -> dict[str, Any]:
    """The file `prompts/<name>.toml` as data; treat it as read-only. BadWording names the file where it is missing or no TOML."""
    path = prompts_folder() / f"{name}.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BadWording(f"缺少文件 prompts/{name}.toml。", "程序安装得不完整，请重新安装。") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise BadWording(f"prompts/{name}.toml 读不懂：{broken}。", "请检查最近改动的那一行。") from None
    return _spelt_out(data) if name.startswith("lexicon/") else data


_GROUP = re.compile(r"\[([^\[\]|]*(?:\|[^\[\]|]*)+)\]")
"""Alternatives within a composed word."""


def _spelt_out(value: Any) -> Any:
    """The data of a lexicon with every composed word replaced by the words it stands for, each once and in its place."""
    if isinstance(value, dict):
        return {key: _spelt_out(entry) for key, entry in value.items()}
    if not isinstance(value, list):
        return value
    if not any(isinstance(entry, str) and "|" in entry for entry in value):
        return [_spelt_out(entry) for entry in value]
    return list(dict.fromkeys(word for entry in value for word in (words_of(entry) if isinstance(entry, str) else (entry,))))


def words_of(composed: str) -> Iterator[str]:
    """The words that a composed one stands for: "提高[到|至]" for 提高到 and 提高至; a plain word for itself."""
    pieces = _GROUP.split(composed)
    for chosen in product(*(piece.split("|") if at % 2 else (piece,) for at, piece in enumerate(pieces))):
        if word := "".join(chosen):
            yield word
