"""Every screen in each of its states: empty, filled on a narrow and on a wide terminal, and after an error."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.widgets import Input

from assistant.errors import DamagedArchive
from assistant.tasks.screen_settings import load_screen_settings
from assistant.tasks.settings_file import SETTINGS_VARIABLE
from assistant.tui.app import AssistantApp
from assistant.tui.commands import OF_SCREEN
from tests.tui.conftest import ask, drawn, settled
from tests.tui.test_draft_screens import FIRST_ROW, at
from tests.tui.test_screen_commands import DraftedBackend, Seen, backend, folder, imported, to_screen

__all__ = ["backend", "folder"]

SNAPSHOTS = Path(__file__).parent / "snapshots"
NARROW, WIDE = (80, 24), (200, 60)
STATES = ("empty", "narrow", "wide", "error")

Matches = Callable[[App[None], str], None]
Prepared = Callable[[Seen], Awaitable[None]]


# what stands before a picture


def opened(name: str) -> Prepared:
    """The screen, filled."""
    return lambda seen: to_screen(seen, name)


def pressed(*keys: str) -> Prepared:
    """These keys were pressed."""
    return lambda seen: seen.press(*keys)


def emptied(*keys: str) -> Prepared:
    """These keys, over an archive that holds nothing."""

    async def prepare(seen: Seen) -> None:
        seen.backend.holds_nothing = True
        seen.app.screen._open_archive()  # type: ignore[attr-defined]
        await settled(seen.pilot)
        await seen.press(*keys)

    return prepare


def broken(*keys: str, first: Prepared | None = None) -> Prepared:
    """These keys, when the archive cannot be read any more."""

    async def prepare(seen: Seen) -> None:
        if first is not None:
            await first(seen)
        seen.backend.broken = DamagedArchive("文件“资料.db”不是档案库。", "请用 --archive 指定另一个文件。")
        for key in keys:
            await seen.pilot.press(key)
            await drawn(seen.pilot)
        await seen.pilot.pause(0.2)

    return prepare


async def imported_files(seen: Seen) -> None:
    """Files were imported."""
    await seen.press("f6")
    await imported(seen)


async def named_a_folder(seen: Seen) -> None:
    """A folder stands in the line of the import."""
    await seen.press("f6")
    seen.app.screen.query_one("#path", Input).value = "新表"


async def without_drafts(seen: Seen) -> None:
    """Where a draft begins, when none is kept."""
    DraftedBackend.made, made = None, DraftedBackend.made
    await seen.press("f8")
    DraftedBackend.made = made


async def described(seen: Seen) -> None:
    """A new project is described to begin from."""
    await seen.press("f8")
    seen.app.screen.query_one(Input).value = "清淤河道，2025年，预算80万"


async def filling_in(seen: Seen) -> None:
    """A cell of the draft is being filled in."""
    await to_screen(seen, "draft")
    await at(seen.pilot, FIRST_ROW)
    await seen.press("4", "0")
    for _ in range(100):  # the findings follow a moment after the keys, and stay as they are once a panel lies over them
        if "40公里×" in seen.text:
            break
        await seen.pilot.pause(0.05)


async def asked(seen: Seen) -> None:
    """A question was asked."""
    seen.backend.talks = False
    await ask(seen.pilot, "河道的总额")


def after(first: Prepared, *keys: str) -> Prepared:
    """First that, then these keys."""

    async def prepare(seen: Seen) -> None:
        await first(seen)
        await seen.press(*keys)

    return prepare


PICTURES: dict[str, tuple[tuple[int, int], Prepared]] = {
    "list-empty": (NARROW, emptied("f2")),
    "list-error": (NARROW, broken("f2", "enter")),
    "review-empty": (NARROW, emptied("f5")),
    "review-error": (NARROW, broken("f5")),
    "import-empty": (NARROW, pressed("f6")),
    "import-empty-wide": (WIDE, pressed("f6")),
    "import-error": (NARROW, broken("f8", first=named_a_folder)),
    "import-table-narrow": (NARROW, after(imported_files, "home", "enter", "enter")),
    "import-documents-wide": (WIDE, pressed("f6", "f5")),
    "overview-empty": (NARROW, emptied("f7")),
    "drafts-empty": (NARROW, without_drafts),
    "drafts-kept": (NARROW, opened("drafts")),
    "drafts-error": (NARROW, broken("enter", first=described)),
    "changes-wide": (WIDE, opened("changes")),
    "preview-narrow": (NARROW, opened("preview")),
    "preview-wide": (WIDE, opened("preview")),
    "source-narrow": (NARROW, opened("source")),
    "source-wide": (WIDE, opened("source")),
    "help-wide": (WIDE, pressed("f1")),
    "help-draft": (NARROW, after(opened("draft"), "f1")),
    "palette-wide": (WIDE, pressed("ctrl+p")),
    "theme": (NARROW, pressed("ctrl+t")),
    "arrange": (NARROW, pressed("ctrl+b")),
    "copy": (NARROW, after(asked, "ctrl+y")),
    "forget": (NARROW, after(asked, "ctrl+l")),
    "reason": (NARROW, pressed("f5", "f8")),
    "remove": (NARROW, pressed("f6", "f5", "ctrl+k")),
    "adopt": (NARROW, after(opened("draft"), "f10")),
    "rule": (NARROW, after(opened("draft"), "f5")),
    "unsaved": (NARROW, after(filling_in, "ctrl+q")),
}
"""Those that no other test takes: the size of the screen, and what stands before it."""

SHOWN: dict[str, tuple[str, str, str, str]] = {
    "main": ("empty", "answer-narrow", "answer-wide", "damaged"),
    "list": ("list-empty", "list-narrow", "greeting-wide", "list-error"),
    "table": ("", "table-narrow", "table-wide", "list-error"),
    "compared": ("", "compared-narrow", "compared-wide", ""),
    "review": ("review-empty", "review-narrow", "review-wide", "review-error"),
    "import": ("import-empty", "import-narrow", "import-wide", "import-error"),
    "draft": ("draft-frame", "draft-narrow", "draft-wide", "draft-error"),
    "drafts": ("drafts-empty", "draft-start-narrow", "draft-start-wide", "drafts-error"),
    "source": ("", "source-narrow", "source-wide", ""),
    "changes": ("", "draft-changes", "changes-wide", ""),
    "preview": ("", "preview-narrow", "preview-wide", ""),
    "overview": ("overview-empty", "overview-narrow", "overview-wide", "overview-failed-narrow"),
    "settings": ("", "settings-narrow", "settings-wide", "settings-error"),
    "tour": ("", "tour-narrow", "tour-wide", ""),
    "help": ("", "help", "help-wide", ""),
    "palette": ("", "palette", "palette-wide", ""),
}
"""The pictures of each screen in `STATES`; "" where it has no such state: it opens only over something, and reads nothing."""


def test_every_screen_has_a_picture_of_each_of_its_states() -> None:
    assert {"main", *OF_SCREEN} <= set(SHOWN)
    for name, pictures in SHOWN.items():
        assert len(pictures) == len(STATES) and pictures[1] and pictures[2]
        assert not [picture for picture in pictures if picture and not (SNAPSHOTS / f"{picture}.txt").exists()], name


@pytest.mark.parametrize("name", PICTURES)
async def test_picture(backend: DraftedBackend, matches_snapshot: Matches, name: str) -> None:
    """Nothing is cut, columns stand below each other, an error says what to do."""
    size, prepare = PICTURES[name]
    app = AssistantApp(backend)
    async with app.run_test(size=size, notifications=name.endswith("-error")) as pilot:
        await settled(pilot)
        await prepare(Seen(pilot, backend))
        await drawn(pilot)
        matches_snapshot(app, name)


async def test_picture_of_settings_that_make_no_sense(
    backend: DraftedBackend,
    matches_snapshot: Matches,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """The file that is wrong is named, with what it says where."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(SETTINGS_VARIABLE, "settings.toml")
    Path("settings.toml").write_text("[screen\n", "utf-8")
    app = AssistantApp(backend, load_screen_settings())
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+o")
        await settled(pilot)
        matches_snapshot(app, "settings-error")
