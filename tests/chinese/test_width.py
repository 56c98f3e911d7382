"""Widths, blanks and signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chinese.width import close_up, fold, printable, simplify, squeeze

_ANY_TEXT = st.text(max_size=60)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("１００ 万", "100 万"),
        ("ＡＢＣｗ", "ABCw"),
        ("（含税）：甲；乙，丙？丁！", "(含税):甲;乙,丙?丁!"),
        ("＞＜＝％≧≦═", "><=%≥≤="),
        ("甲。乙、“丙”《丁》", "甲。乙、“丙”《丁》"),
        ("500—1000－2000–3000", "500-1000-2000-3000"),
        ("30～50〜60", "30~50~60"),
        ("一　二\u00a0三\t四", "一 二 三 四"),
        ("二○二二", "二〇二二"),
        ("⽤⼾", "用戶"),
        ("￥100", "¥100"),
    ],
)
def test_fold(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@given(_ANY_TEXT)
def test_folding_and_simplifying_keep_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(simplify(text)) == len(text)


@given(_ANY_TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert squeeze(squeeze(text)) == squeeze(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=40))
def test_full_width_folds_to_half_width(text: str) -> None:
    assert fold("".join(chr(ord(character) + 0xFEE0) for character in text)) == text


def test_squeezed_text_has_no_blanks_and_nothing_invisible() -> None:
    assert squeeze(" 乡村\u200b整治　\n１００\x00 万\ufeff") == "乡村整治100万"


@pytest.mark.parametrize(
    ("printed", "closed"),
    [
        ("10 个", "10个"),
        ("≥ 95 ％", "≥95％"),
        ("１０ 个", "１０个"),
        (" 提 高\n水平 ", "提高水平"),
        ("Windows  10 系统", "Windows 10系统"),
        ("2023 2024", "2023 2024"),
        ("", ""),
        ("   ", ""),
        ("5000 -10000/人", "5000-10000/人"),
    ],
)
def test_close_up_keeps_the_width_and_the_blank_between_ascii_words(printed: str, closed: str) -> None:
    assert close_up(printed) == closed


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("關工委那個項目的預算是多少", "关工委那个项目的预算是多少"),
        ("請問村集體經濟發展專項資金的年度總體目標是什麼", "请问村集体经济发展专项资金的年度总体目标是什么"),
        ("後來關於", "后来关于"),
        ("皇后著作乾坤", "皇后著作乾坤"),
        ("喆镕", "喆镕"),
        ("abc１２", "abc１２"),
    ],
)
def test_simplify(traditional: str, simplified: str) -> None:
    assert simplify(traditional) == simplified


@pytest.mark.parametrize(
    ("dangerous", "shown"),
    [
        ("红\x1b[31m色", "红[31m色"),
        ("甲\r\n乙\r丙", "甲\n乙\n丙"),
        ("响\x07铃\x9b2J", "响铃2J"),
        ("左\u202e右\u2066中\u200b间\ufeff", "左右中间"),
        ("半\ud800个", "半\ufffd个"),
        ("一\t二\n三", "一\t二\n三"),
    ],
)
def test_nothing_printable_steers_a_terminal(dangerous: str, shown: str) -> None:
    assert printable(dangerous) == shown


@given(_ANY_TEXT)
def test_printable_text_holds_no_control_characters(text: str) -> None:
    shown = printable(text, one_line=True)

    assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in shown)
    assert printable(text).encode("utf-8").decode("utf-8") == printable(text)
