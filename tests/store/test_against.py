"""Tables set against a figure of other tables: the figure is reckoned first, also where it stands deep in the query."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.model.query_text import parse_query
from assistant.tasks.workspace import Workspace
from tests.questions.conftest import *  # noqa: F403  the archives that questions are asked of


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (
            'list project where total > (sum total of project where project = "社区为民服务资金")',
            ["乡村整治专项资金", "村集体经济发展专项资金"],
        ),
        ("list project where total > (average total of project) order by total asc places 1-1", ["社区为民服务资金"]),
        ('list project where total > (sum total of project where project = "没有这个项目")', []),
        ("list project where not (total < (highest total of project))", ["乡村整治专项资金"]),
    ],
)
def test_a_figure_is_reckoned_before_it_is_compared_with(query: str, names: list[str], workspaces: dict[str, Workspace]) -> None:
    result = workspaces["corpus"].store.run(parse_query(query))

    assert [table.project for table in result.tables] == names


def test_the_figure_prints_and_parses_back() -> None:
    text = "count project where total >= (average total of project where year = 2022) and year = 2022"

    assert str(parse_query(text)) == text


def test_a_count_against_the_average(workspaces: dict[str, Workspace]) -> None:
    result = workspaces["corpus"].store.run(parse_query("count project where total > (average total of project)"))

    assert result.value == Decimal(3)
