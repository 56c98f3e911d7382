"""Sounds of characters and words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chinese.sounds import NEAR_SOUND, SAME_SOUND, initials, sound_distance, sounds, sounds_like

_WORDS = st.text(alphabet="乡村整治志社区津贴帖材才南蓝A1", min_size=1, max_size=8)


def test_sounds_have_no_tones() -> None:
    assert sounds("人才工作经费") == ("ren", "cai", "gong", "zuo", "jing", "fei")
    assert sounds("女略绿") == ("nv", "lve", "lv")
    assert sounds("Ａ1，") == ("a", "1", ",")
    assert sounds("關") == ("guan",)


def test_initials() -> None:
    assert initials("人才工作经费") == "rcgzjf"
    assert initials("七一党建2022") == "qydj2022"


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [
        ("治", "治", 0.0),
        ("關", "关", 0.0),
        ("Ａ", "a", 0.0),
        ("治", "志", SAME_SOUND),
        ("贴", "帖", SAME_SOUND),
        ("作", "做", SAME_SOUND),
        ("重", "虫", SAME_SOUND),
        ("知", "资", NEAR_SOUND),
        ("诗", "思", NEAR_SOUND),
        ("南", "蓝", NEAR_SOUND),
        ("京", "金", NEAR_SOUND),
        ("当", "单", NEAR_SOUND),
        ("乡", "村", 1.0),
    ],
)
def test_sound_distance(first: str, second: str, distance: float) -> None:
    assert sound_distance(first, second) == distance


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("乡村整志", "乡村整治"),
        ("社区党务工做者津帖", "社区党务工作者津贴"),
        ("人材工作经费", "人才工作经费"),
        ("村集体经继发展", "村集体经济发展"),
        ("满意渡", "满意度"),
    ],
)
def test_a_homophone_is_nearer_than_any_other_character(typed: str, name: str) -> None:
    wrong = "".join("龟" if left != right else left for left, right in zip(typed, name, strict=True))

    assert sounds_like(typed, name) > 0.9 > sounds_like(wrong, name)


@given(_WORDS, _WORDS)
def test_likeness_is_symmetric_and_between_nothing_and_one(first: str, second: str) -> None:
    likeness = sounds_like(first, second)

    assert 0 <= likeness <= 1
    assert likeness == pytest.approx(sounds_like(second, first))
    assert sounds_like(first, first) == 1


def test_blank_words() -> None:
    assert sounds_like("", "") == 1
    assert sounds_like("", "村") == 0


@given(st.text(max_size=20))
def test_every_character_has_a_sound(text: str) -> None:
    assert len(sounds(text)) == len(text)


def test_the_phrases_of_pypinyin_are_never_loaded() -> None:
    code = "import sys; from assistant.chinese.sounds import sounds; sounds('经费'); sys.exit('pypinyin' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[2]).returncode == 0
