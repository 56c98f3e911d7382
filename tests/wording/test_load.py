"""Composed words of a lexicon: a group of alternatives stands for all the words it gives."""

from __future__ import annotations

import pytest

from assistant.wording.load import load_toml, words_of


@pytest.mark.parametrize(
    ("composed", "words"),
    [
        ("提高", ["提高"]),
        ("[高|低]了[多少|几成]", ["高了多少", "高了几成", "低了多少", "低了几成"]),
        ("涨[了|]几个点", ["涨了几个点", "涨几个点"]),
        ("[没|没有|]", ["没", "没有"]),
        ("[含]以上", ["[含]以上"]),
    ],
)
def test_a_group_gives_its_alternatives(composed: str, words: list[str]) -> None:
    assert list(words_of(composed)) == words


def test_a_lexicon_has_the_words_spelt_out_each_once() -> None:
    said = load_toml("lexicon/operations")["figure"]["difference"]

    assert {"高了几个百分点", "低几个点", "相差多少"} <= set(said)
    assert len(said) == len(set(said))
    assert not any("|" in word for word in said)
