"""An option to write the expected answers anew, on purpose: `python -m pytest tests/answers --rewrite-answers`.

Read the diff before committing it.
"""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-answers", action="store_true", help="write the expected answers of tests/answers anew")


@pytest.fixture
def rewrite_answers(request: pytest.FixtureRequest) -> bool:
    """Whether the expected answers are to be written anew."""
    return bool(request.config.getoption("--rewrite-answers", default=False))
