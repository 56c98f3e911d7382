"""Our own JSON: an array of tables, one table, or an object with `tables`, as the program exports them.

The reader looks at the shape only; what stands in a table is checked where it becomes a `GoalTable`.
"""

from __future__ import annotations

import json
import re

from assistant.errors import UnreadableFile
from assistant.model.document import RawDocument, Record
from assistant.model.finding import Finding, Severity
from assistant.model.source import Place, Source
from assistant.readers.encoding import decode

_BEGINNING = re.compile(rb'^(?:\xef\xbb\xbf)?\s*(?:\{\s*(?:"|\})|\[\s*(?:\{|\]))')
_HALF_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair, which is no character and which no file can hold."""
_DEPTH_ADVICE = "请用 show --json 输出的 json，或照它的样子改。"


class JsonReader:
    """The published JSON form of goal tables."""

    name = "json"
    suffixes = (".json",)

    def accepts(self, data: bytes, suffix: str) -> bool:
        """A file named so, or one that begins as JSON does."""
        return (suffix in self.suffixes and not data.startswith(b"PK")) or _BEGINNING.match(data) is not None

    def read(self, data: bytes, source: Source) -> RawDocument:
        """A `Record` a table; UnreadableFile names the line of broken JSON or the key that has the wrong shape."""
        text = decode(data, source.document).text
        try:
            value: object = json.loads(text)
            if "\\u" in text and _HALF_ESCAPED.search(text):
                value = json.loads(_HALF.sub("\ufffd", json.dumps(value, ensure_ascii=False)))
        except json.JSONDecodeError as broken:
            raise UnreadableFile(
                f"“{source.document}”不是完好的 json：第{broken.lineno}行第{broken.colno}个字符处读不下去。",
                "请看看那里是否少了引号、逗号或括号，或者文件是否没有存完整。",
            ) from None
        except (RecursionError, ValueError):
            raise UnreadableFile(f"“{source.document}”里的 json 嵌套太深或数字太长，读不了。", _DEPTH_ADVICE) from None
        records: list[Record] = []
        findings: list[Finding] = []
        for ordinal, entry in enumerate(_entries(value, source.document), start=1):
            place = Place(table=ordinal)
            if isinstance(entry, dict):
                records.append(Record(values=entry, place=place))
            else:
                findings.append(_not_a_table(ordinal, place))
        return RawDocument(source=source, parts=tuple(records), findings=tuple(findings))


def _entries(value: object, name: str) -> list[object]:
    """The tables of the three shapes."""
    if isinstance(value, dict) and "tables" in value:
        tables: object = value["tables"]
        if not isinstance(tables, list):
            raise UnreadableFile(f"“{name}”里的 tables 不是数组。", _DEPTH_ADVICE)
        return tables
    if isinstance(value, dict):
        if not value.keys() & {"project", "indicators", "goal"}:
            known = "、".join(list(value)[:5]) or "（空）"
            raise UnreadableFile(f"“{name}”是 json，但不是目标表：键是 {known}，没有 project 和 indicators。", _DEPTH_ADVICE)
        return [value]
    if isinstance(value, list):
        return value
    raise UnreadableFile(f"“{name}”是 json，但里面不是表的数组。", _DEPTH_ADVICE)


def _not_a_table(ordinal: int, place: Place) -> Finding:
    return Finding(
        rule="json-not-a-table",
        severity=Severity.DOUBT,
        place=place,
        message=f"数组里第{ordinal}项不是一张表，没有读。",
        advice="请核对原文件的这一项。",
    )
