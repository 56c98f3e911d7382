"""Lines of a fixed-width screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.chinese.cells import cells, wrap


@given(st.text(alphabet="清淤河道，。（）ab1290%≥- ", max_size=60), st.integers(min_value=4, max_value=30))
def test_wrapping_keeps_every_character_within_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)

    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_numbers_stay_whole_and_signs_stand_where_they_belong() -> None:
    assert wrap("补助5000-10000元", 14) == ["补助5000-10000", "元"]
    assert wrap("标准5000-10000元", 12) == ["标准", "5000-10000元"]
    assert wrap("一二三四，五", 8) == ["一二三", "四，五"]
    assert wrap("一二（三四）五", 6) == ["一二", "（三", "四）五"]
