"""The JSON reader: shapes it takes, and what it says of files that are broken."""

from __future__ import annotations

import pytest

from assistant.errors import UnreadableFile
from assistant.model.document import Record
from assistant.readers import read


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", b'[{"project": "x"}]'),
        ("a.json", b'{"tables": [{"project": "x"}]}'),
        ("a.json", '{"project": "x"}'.encode("utf-16")),
        ("a.txt", b'\xef\xbb\xbf [ {"project": "x"} ]'),
        ("export", b'{ "project": "x" }'),
    ],
)
def test_shapes_and_names(name: str, data: bytes) -> None:
    (record,) = read(data, name).parts

    assert isinstance(record, Record) and record.values == {"project": "x"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ('[{"project": "甲",\n "year": }]', "第2行"),
        ('{"tables": 5}', "tables 不是数组"),
        ('{"name": "甲"}', "键是 name"),
        ('"甲"', "不是表的数组"),
        ("[" * 100_000, "嵌套太深"),
        ("项目名称", "第1行"),
    ],
)
def test_what_is_wrong_is_named(data: str, words: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(data.encode(), "表.json")

    assert words in refused.value.message and refused.value.advice


def test_an_entry_that_is_no_table_is_doubtful_and_the_others_are_read() -> None:
    document = read('[{"project": "甲"}, 5]'.encode(), "a.json")

    assert len(document.parts) == 1
    assert "第2项不是一张表" in document.findings[0].message


def test_text_in_brackets_is_text() -> None:
    assert read("[612]自治区教育厅\n{附件}".encode(), "a.txt").source.format == "text"
