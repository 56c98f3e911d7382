"""What stands beside entries of a list that would look the same."""

from __future__ import annotations

import pytest

from assistant.model.told_apart import told_apart

_BY = (lambda one: one[1], lambda one: one[2])


@pytest.mark.parametrize(
    ("entries", "beside"),
    [
        ([("甲", "一所", "一.docx"), ("乙", "一所", "一.docx")], {}),
        ([("甲", "一所", "一.docx"), ("甲", "二所", "二.docx")], {0: ("一所",), 1: ("二所",)}),
        ([("甲", "一所", "一.docx"), ("甲", "一所", "二.docx")], {0: ("一.docx",), 1: ("二.docx",)}),
        ([("甲", "", "一.docx"), ("甲", "二所", "一.docx")], {0: (), 1: ("二所",)}),
        (
            [("甲", "一所", "一.docx"), ("甲", "二所", "一.docx"), ("甲", "一所", "二.docx")],
            {0: ("一所", "一.docx"), 1: ("二所", "一.docx"), 2: ("一所", "二.docx")},
        ),
        ([("甲", "一所", "一.docx"), ("甲", "一所", "一.docx")], {0: (), 1: ()}),
    ],
)
def test_only_what_tells_apart_is_said(entries: list[tuple[str, str, str]], beside: dict[int, tuple[str, ...]]) -> None:
    assert told_apart(entries, lambda one: one[0], _BY) == beside
