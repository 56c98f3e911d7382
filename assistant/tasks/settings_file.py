"""The user's settings file (设置文件): where it is, what stands in it, one section of it written.

It is `settings.toml` in the user's configuration directory, or the file that JIXIAO_SETTINGS names; none is needed. All parts of
the program keep their settings in it, each in a section of its own, so that one file can be copied to the next office. A file
that cannot be understood is never written to.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from assistant.errors import AssistantError, UnwritableFile
from assistant.wording import wording

SETTINGS_VARIABLE = "JIXIAO_SETTINGS"
"""Names another settings file."""


class BadSettings(AssistantError):
    """The settings file cannot be read, or says what makes no sense: names the file and the key."""


def settings_path() -> Path:
    """Where the settings file is, whether or not there is one."""
    if named := os.environ.get(SETTINGS_VARIABLE):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("jixiao", appauthor=False) / "settings.toml"


def read_settings(path: Path) -> dict[str, object]:
    """What the file says; {} where there is none. Raises BadSettings where it cannot be read."""
    words = wording("interface/settings")
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise BadSettings(words("file.not_text", 文件=path), words("file.broken_advice")) from error
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+), column (\d+)", str(error))
        place = words("file.at", 行=at[1], 列=at[2]) if at else words("file.at_end")
        raise BadSettings(words("file.broken", 文件=path, 位置=place), words("file.broken_advice")) from error
    except OSError as error:
        from assistant.tasks.refusal import reason  # loads the store

        why = reason(error)
        raise BadSettings(words("file.unreadable", 文件=path, 原因=why), words("file.unreadable_advice")) from error


def write_settings(path: Path, section: str, values: Mapping[str, str | int | bool]) -> None:
    """Puts values into a section of the file; all else in it, comments too, stays as it is.

    Raises BadSettings where the file cannot be read, UnwritableFile where it cannot be written; it is as it was then.
    """
    import tomlkit
    from tomlkit.items import Table

    read_settings(path)  # what tomllib refuses is not touched
    words = wording("interface/settings")
    try:
        said = tomlkit.parse(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        said = tomlkit.document()
        for line in words("file.heading").strip("\n").split("\n"):
            said.add(tomlkit.comment(line))
    table = said.get(section)
    if not isinstance(table, Table):
        if section in said:
            raise BadSettings(words("file.no_section", 文件=path, 节=section), words("file.section_advice", 节=section))
        table = tomlkit.table()
        said[section] = table
    for key, value in values.items():
        table[key] = value
    _write(path, tomlkit.dumps(said))


def _write(path: Path, text: str) -> None:
    """Writes the file whole or not at all, where it is a link to where it leads."""
    from assistant.tasks.refusal import reason  # loads the store

    path = path.resolve()
    unfinished = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(text, "utf-8")
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        words = wording("interface/settings")
        raise UnwritableFile(words("file.refused", 文件=path, 原因=reason(error)), words("file.refused_advice")) from error
