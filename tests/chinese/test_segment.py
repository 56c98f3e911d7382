"""Words and two-character pieces."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chinese import segment
from assistant.chinese.segment import TOKENISER, bigrams, cut, words
from assistant.chinese.width import squeeze

_ROOT = Path(__file__).parents[2]
_CHINESE = st.text(alphabet="乡村整治专项资金社区为民服务 　\n１2ａB，。（）%\u200b", max_size=30)


def test_words_hold_the_words_inside_words() -> None:
    assert words("党务工作者津贴") == ("党务", "工作", "作者", "工作者", "津贴")


def test_words_are_folded_and_without_punctuation() -> None:
    assert words("预算，（１００）ＡＢＣ　％") == ("预算", "100", "abc")


def test_words_never_come_from_the_hidden_markov_model() -> None:
    assert words("以将代补") == ("以", "将", "代", "补")


def test_cut_gives_spans_of_the_text_as_printed() -> None:
    text = "乡村　整治，１００ 万"

    assert [(word, text[start:end]) for word, start, end in cut(text)] == [
        ("乡村", "乡村"),
        ("整治", "整治"),
        ("100", "１００"),
        ("万", "万"),
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ()),
        ("村", ("村",)),
        ("乡村 整治Ａ", ("乡村", "村整", "整治", "治a")),
        (" \n", ()),
    ],
)
def test_bigrams(text: str, pieces: tuple[str, ...]) -> None:
    assert bigrams(text) == pieces


@given(_CHINESE | st.text(max_size=30), st.data())
def test_every_substring_has_its_pieces_side_by_side_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(min_value=0, max_value=len(text)))
    end = data.draw(st.integers(min_value=start, max_value=len(text)))
    part = text[start:end]

    if len(squeeze(part)) >= 2:
        wanted, there = bigrams(part), bigrams(text)
        assert any(there[place : place + len(wanted)] == wanted for place in range(len(there)))


@given(_CHINESE | st.text(max_size=30))
def test_no_text_raises_and_spans_hold_the_words(text: str) -> None:
    assert all(end - start == len(word) for word, start, end in cut(text))
    assert all(word.strip() for word in words(text))


def test_the_index_knows_which_jieba_made_it() -> None:
    import jieba

    assert jieba.__version__ in TOKENISER


def test_words_are_those_of_jieba_itself() -> None:
    script = (
        "import sys, logging, jieba; jieba.setLogLevel(logging.ERROR)\n"
        "for line in sys.stdin.read().splitlines(): print(*jieba.cut_for_search(line, HMM=False))"
    )
    lines = ["离退休党工委开展走访慰问活动", "选调生招录培训及编制库维护", "满意度指标较好", "一二三四五六七2022年"]

    done = subprocess.run([sys.executable, "-W", "ignore", "-c", script], input="\n".join(lines), capture_output=True, text=True)

    assert [" ".join(words(line)) for line in lines] == done.stdout.splitlines()


def _fresh_process(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=_ROOT)


def test_a_first_start_prints_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_CACHE", str(tmp_path / "new" / "cache"))

    done = _fresh_process("from assistant.chinese.segment import words; words('乡村整治')")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [path.suffix for path in (tmp_path / "new" / "cache").iterdir()] == [".db"]


def test_importing_the_module_does_not_import_jieba() -> None:
    done = _fresh_process("import sys, assistant.chinese.segment; sys.exit('jieba' in sys.modules)")

    assert done.returncode == 0
    assert segment.TOKENISER
