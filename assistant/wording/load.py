"""Finds `prompts/` and reads its TOML files.

In a checkout the top-level folder is read, in an installed package the copy inside it.
"""

from __future__ import annotations

import tomllib
from functools import cache
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
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BadWording(f"缺少文件 prompts/{name}.toml。", "程序安装得不完整，请重新安装。") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise BadWording(f"prompts/{name}.toml 读不懂：{broken}。", "请检查最近改动的那一行。") from None
