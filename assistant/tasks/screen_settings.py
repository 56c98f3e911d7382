"""What the settings file says about the terminal interface, in its section `[screen]`:

[screen]
theme = "light"
export_folder = "~/导出"
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import fields, replace
from itertools import chain, count
from pathlib import Path

from assistant.model.record import record
from assistant.tasks.settings_file import BadSettings, read_settings, settings_path, write_settings
from assistant.wording import wording

THEMES = ("light", "dark", "contrast")
"""Light (浅色), dark (深色), high contrast (高对比)."""

BOUNDS: Mapping[str, tuple[int, int]] = {"list_width": (24, 90), "table_share": (30, 70)}
"""The least and the most of each number; 0 stands for what suits the screen."""

_SECTION = "screen"


@record
class ScreenSettings:
    """What a user can choose about the screen."""

    theme: str = "dark"
    """One of `THEMES`."""
    tour_seen: bool = False
    """Was the tour of the first start shown?"""
    export_folder: str = ""
    """The folder that is proposed where a file is saved; "" for the one used last."""
    last_folder: str = ""
    """The folder that a file was saved to last; "" where none was yet."""
    list_width: int = 0
    """Cells of the list of projects beside the conversation; 0 for what suits the screen."""
    table_share: int = 0
    """Per cent of a wide screen, list aside, that a table takes beside the conversation; 0 for half."""


USUAL = ScreenSettings()
"""Without a settings file."""


@record
class ReadSettings:
    """What was read, with what is wrong in the file: there the usual setting counts."""

    settings: ScreenSettings
    problems: tuple[BadSettings, ...] = ()


def load_screen_settings(path: Path | None = None) -> ReadSettings:
    """The settings, each the usual one where the file has none or one that makes no sense."""
    path = settings_path() if path is None else path
    try:
        section = read_settings(path).get(_SECTION, {})
    except BadSettings as problem:
        return ReadSettings(USUAL, (problem,))
    if not isinstance(section, dict):
        words = wording("interface/settings")
        lacking = BadSettings(words("file.no_section", 文件=path, 节=_SECTION), words("file.section_advice", 节=_SECTION))
        return ReadSettings(USUAL, (lacking,))
    settings, problems = USUAL, []
    for field in fields(ScreenSettings):
        if field.name not in section:
            continue
        value = section[field.name]
        if _fits(field.name, value):
            settings = replace(settings, **{field.name: value})
        else:
            problems.append(_problem(path, field.name, value))
    return ReadSettings(settings, tuple(problems))


def changed(settings: ScreenSettings, name: str, value: str | int) -> ScreenSettings:
    """The settings with one of them changed."""
    return replace(settings, **{name: value})  # type: ignore[arg-type]


def save_screen_settings(path: Path | None = None, **values: str | int | bool) -> None:
    """Keeps these settings in the file; all others stay as they are. Raises BadSettings and UnwritableFile."""
    write_settings(settings_path() if path is None else path, _SECTION, values)


def save_folder(settings: ScreenSettings) -> Path:
    """The folder that is proposed where a file is saved: the export folder, the one used last, the user's documents (文档), home;
    the first of them that is there."""
    for folder in (settings.export_folder, settings.last_folder):
        if folder and (path := Path(folder).expanduser()).is_dir():
            return path.absolute()
    return documents_folder()


def documents_folder() -> Path:
    """The folder of the user's documents as the system names it, or 文档 in the home folder, which itself counts without them."""
    from platformdirs import user_documents_path

    home = Path.home()
    return next((folder for folder in (user_documents_path(), home / "文档") if folder.is_dir()), home)


def proposed_file(settings: ScreenSettings, name: str) -> Path:
    """The file of this name in the folder that is proposed, with a number behind it where there is one of that name."""
    folder, wished = save_folder(settings), Path(name)
    names = chain((name,), (f"{wished.stem}{number}{wished.suffix}" for number in count(2)))
    return next(path for one in names if not (path := folder / one).exists())


def whole_path(typed: str, folder: Path) -> Path:
    """The file that was typed, from the root on; without a folder of its own it stands in this one."""
    try:
        path = Path(typed.strip()).expanduser()
    except RuntimeError:  # no such user
        path = Path(typed.strip())
    return Path(os.path.normpath(folder.absolute() / path))


def _fits(name: str, value: object) -> bool:
    """Whether a setting can have this value."""
    if name == "theme":
        return value in THEMES
    if name == "tour_seen":
        return isinstance(value, bool)
    if name in ("export_folder", "last_folder"):
        return isinstance(value, str)
    low, high = BOUNDS[name]
    return type(value) is int and (value == 0 or low <= value <= high)


def _problem(path: Path, name: str, value: object) -> BadSettings:
    words = wording("interface/settings")
    low, high = BOUNDS.get(name, (0, 0))
    return BadSettings(words("file.bad_value", 文件=path, 名称=name, 值=value), words(f"advice.{name}", 最小=low, 最大=high))
