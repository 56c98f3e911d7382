"""The dictionary's cache file: made once, replaced when damaged, done without where there is no room for it."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.chinese.dictionary import cache_folder, open_dictionary

_WORDS = {"工作者": 925, "专项资金": 3} | {
    chr(0x4E00 + first) + chr(0x5E00 + second): 1 + first * second for first in range(60) for second in range(60)
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small dictionary in the form of jieba's."""
    path = tmp_path_factory.mktemp("source") / "dict.txt"
    path.write_text("".join(f"{word} {frequency} n\n" for word, frequency in _WORDS.items()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished cache file."""
    folder = tmp_path_factory.mktemp("dictionary")
    open_dictionary(source, "1", folder)
    (path,) = folder.iterdir()
    return path


def check(source: Path, folder: Path | None) -> None:
    """The dictionary works, wherever it comes from."""
    frequencies, total = open_dictionary(source, "1", folder)

    assert total == sum(_WORDS.values())
    assert frequencies.get("工作者") == 925
    assert frequencies.get("工作者们") is None
    assert "专项资" in frequencies and frequencies["专项资"] == 0
    assert "资金" not in frequencies
    assert all(frequencies.get(word) == frequency for word, frequency in _WORDS.items())


def test_a_made_dictionary_is_read_and_not_made_again(source: Path, made: Path) -> None:
    before = made.stat().st_mtime_ns

    check(source, made.parent)

    assert made.stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", ["empty", "rubbish", "cut short", "one page", "another's"])
def test_a_damaged_dictionary_is_made_anew(source: Path, made: Path, tmp_path: Path, damage: str) -> None:
    whole = made.read_bytes()
    path = tmp_path / made.name
    damaged = {
        "empty": b"",
        "rubbish": b"no database" * 999,
        "cut short": whole[: len(whole) // 2],
        "one page": whole[:4096],
        "another's": whole.replace(b"summary", b"summers"),
    }
    path.write_bytes(damaged[damage])

    check(source, tmp_path)

    assert path.stat().st_size == len(whole)
    assert [other.name for other in tmp_path.iterdir()] == [made.name]


def test_damage_inside_the_file_is_survived_and_cured(source: Path, made: Path, tmp_path: Path) -> None:
    path = tmp_path / made.name
    whole = made.read_bytes()
    words_page = next(start for start in range(4096, len(whole), 4096) if "工作者".encode() in whole[start : start + 4096])
    path.write_bytes(whole[:words_page] + b"\xff" * 4096 + whole[words_page + 4096 :])

    check(source, tmp_path)
    check(source, tmp_path)

    assert path.read_bytes() == whole


def test_another_version_has_a_file_of_its_own(source: Path, made: Path, tmp_path: Path) -> None:
    path = tmp_path / made.name
    path.write_bytes(made.read_bytes())

    open_dictionary(source, "2", tmp_path)

    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_cannot_be_made_leaves_the_dictionary_in_memory(source: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    check(source, tmp_path / "file" / "cache")
    check(source, None)


def test_many_that_make_the_dictionary_at_once_all_have_it(source: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(check, source, tmp_path) for _ in range(8)]:
            done.result()

    assert [path.suffix for path in tmp_path.iterdir()] == [".db"]


def test_the_dictionary_may_be_asked_from_several_threads(source: Path, made: Path) -> None:
    frequencies, _ = open_dictionary(source, "1", made.parent)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(frequencies.get, list(_WORDS) * 4))

    assert found == list(_WORDS.values()) * 4


def test_the_cache_folder_is_the_one_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JIXIAO_CACHE", str(tmp_path / "named"))
    assert cache_folder() == tmp_path / "named"

    monkeypatch.delenv("JIXIAO_CACHE")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "jixiao"

    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder() == Path.home() / ".cache" / "jixiao"
