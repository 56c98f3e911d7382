"""The lexicon of labels: what counts as the same label, and what is said when the file is broken."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from assistant.errors import BadWording
from assistant.normalise.labels import LevelLabel, key_of, load_labels, make_labels
from assistant.wording import load_toml

LABELS = load_labels()


@pytest.mark.parametrize("text", ["产出指标", "产产出指标", "产出 指标：", "*产出指标", "产\u3000出指标", "一、产出指标"])
def test_prints_of_the_same_label_have_the_same_key(text: str) -> None:
    assert key_of(text) == key_of("产出指标")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("项目名称", "project"),
        ("主管部门及代码", "department"),
        ("其中: 财政拨款", "fiscal"),
        ("（三）其他收入", "other"),
        ("项目资金 (元)", "money"),
        ("年度资金总额：", "total"),
        ("*年度总体绩效目标", "goal"),
        ("实施期绩效目标", "long_term_goal"),
        ("本年度预算申报数", "total"),
        ("项目长期绩效目标", "long_term_goal"),
        ("本年度目标（2023年）", "goal"),
        ("实施期金额：", "ignored"),
        ("单位名称、项目名称", "project"),
    ],
)
def test_head_labels_in_their_prints(text: str, field: str) -> None:
    label = LABELS.head(text)

    assert label is not None and label.field == field


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("数量指标（必填硬性指标)", LevelLabel("数量指标", True)),
        ("经济效益 指标 (选填)", LevelLabel("经济效益指标", False)),
        ("社会公众或服务对象满意度指标", LevelLabel("服务对象满意度指标", None)),
        ("数量指标(2022年度)", None),
        ("数量指标完成情况", None),
    ],
)
def test_second_levels_with_their_marks(text: str, expected: LevelLabel | None) -> None:
    assert LABELS.level2(text) == expected


@pytest.mark.parametrize(("text", "name"), [("产出指", "产出指标"), ("满", "满意度指标"), ("指", None)])
def test_a_first_level_cut_short_is_known_where_it_is_the_only_one(text: str, name: str | None) -> None:
    found = LABELS.read_level1(text)

    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("section", "key", "value", "named"),
    [
        ("head", "project", None, "head.project"),
        ("head", "project", "项目名称", "head.project"),
        ("head", "unit", ["项目名称"], "head.unit"),
        ("level1", "效率指标", ["效率指标"], "level1.效率指标"),
        ("level2", "时效指标", [], "level2.时效指标"),
        ("money_units", "万元", "一万", "money_units.万元"),
        ("look_alikes", 0, {"name": "自评表"}, "look_alikes 第1项"),
    ],
)
def test_a_broken_file_is_refused_and_the_key_named(section: str, key: Any, value: object, named: str) -> None:
    data = copy.deepcopy(load_toml("lexicon/labels"))
    data[section][key] = value

    with pytest.raises(BadWording, match=r"prompts/lexicon/labels\.toml") as broken:
        make_labels(data)

    assert named in broken.value.message
