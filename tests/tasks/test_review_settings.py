"""The settings file of the review: what it can set, and what is said of mistakes in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.review.review import review
from assistant.tasks.review_settings import USUAL, load_settings
from assistant.tasks.settings_file import BadSettings
from tests.review.tables import table_of


def _settings(folder: Path, text: str) -> Path:
    file = folder / "settings.toml"
    file.write_text(text, "utf-8")
    return file


def test_no_file_means_the_usual_settings(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == USUAL


def test_a_rule_switched_off_finds_nothing_and_a_threshold_moves(tmp_path: Path) -> None:
    table = table_of({"rows": [["服务对象满意度指标", "老人", "98%"]]})
    file = _settings(tmp_path, '[review]\noff = ["goal-no-number"]\n[review.satisfaction-100]\n"上限（%）" = 98\n')
    settings = load_settings(file)

    found = review(table, options=settings.options, off=settings.off)

    assert "satisfaction-100" in {finding.rule for finding in found}
    assert settings.off == ("goal-no-number",)
    assert "satisfaction-100" not in {finding.rule for finding in review(table)}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[review]\noff = ["no-such-rule"]', "no-such-rule"),
        ('[review.no-such-rule]\n"字数" = 3', "no-such-rule"),
        ('[review.goal-too-short]\n"长度" = 3', "长度"),
        ('[review.goal-too-short]\n"字数" = "三"', "字数"),
        ("[review", "settings.toml"),
    ],
)
def test_a_mistake_is_named_with_its_file(tmp_path: Path, text: str, named: str) -> None:
    file = _settings(tmp_path, text)

    with pytest.raises(BadSettings) as raised:
        load_settings(file)

    assert named in str(raised.value)
    assert "settings.toml" in str(raised.value)
    assert raised.value.advice
