"""Lines that hold several labels with their values: 主管部门：某局　　实施单位：某站."""

from __future__ import annotations

import re

from assistant.normalise.labels import Labels

_LABEL = re.compile(r"(?:^|(?<=\s))(?P<name>[^\s:：，。；,;]{2,12})\s?[:：]")


def pairs_in(text: str, labels: Labels) -> list[str]:
    """The line cut before each label that has a colon behind it; the line as it is where it holds fewer than two."""
    starts = [
        found.start("name")
        for found in _LABEL.finditer(text)
        if (label := labels.head(found["name"])) is not None and label.field not in ("indicators", "money")
    ]
    if len(starts) < 2 or text[: starts[0]].strip():
        return [text]
    return [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
