"""Text for the cells of the screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from assistant.tui.cells import cut, right, shown, shown_line, wrap

TEXTS = st.text(alphabet="项目经费（，。）aB1…“×Ⅰ️️·\u200b👍 ", max_size=40)


@given(TEXTS, st.integers(min_value=1, max_value=40))
def test_cut_text_takes_exactly_the_cells_asked_for(text: str, cells: int) -> None:
    assert cell_len(cut(shown_line(text), cells)) == cells
    assert cell_len(right(shown_line(text), cells)) == cells


@pytest.mark.parametrize(
    ("cells", "expected"), [(12, "人才工作经费"), (14, "人才工作经费  "), (11, "人才工作经…"), (10, "人才工作… "), (1, "…")]
)
def test_what_does_not_fit_ends_in_an_ellipsis(cells: int, expected: str) -> None:
    assert cut("人才工作经费", cells) == expected


@given(TEXTS, st.integers(min_value=2, max_value=30))
def test_wrapped_lines_fit_and_know_where_the_text_itself_ends_a_line(text: str, cells: int) -> None:
    lines = wrap(shown(f"{text}\n{text}"), cells)

    assert sum(ends for _, ends in lines) == 2
    assert "".join(line for line, _ in lines).replace(" ", "") == shown(text).replace(" ", "") * 2


def test_nothing_that_steers_a_terminal_is_shown() -> None:
    assert shown("一\x1b[31m二\x07\r\n三\t四\u202e五\u200b") == "一[31m二\n三  四五"
    assert shown_line("一\n二\ufe0f") == "一 二"
