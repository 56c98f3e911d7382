"""Tables that look like goal tables of projects and are none: recognised, left out, and the reason given."""

from __future__ import annotations

import re

from assistant.chinese.width import squeeze
from assistant.model.finding import Finding, Severity
from assistant.normalise.grid import filled, place_of, shortened
from assistant.normalise.labels import Labels, LookAlike
from assistant.normalise.tables import Segment, title_in

RULE = "look-alike"

_LAST_BRACKET = re.compile(r"(?<=.)\([^()]*\)$")
"""全年执行数(B), 执行率(B/A)."""
_HEADINGS = 2
"""So many of its headings give a table away whatever its title says."""


def look_alike(segment: Segment, labels: Labels, heading: str = "") -> Finding | None:
    """Why the segment is no goal table of a project, with what gave it away; None where nothing speaks against it.

    `heading`: the line above it, where that is no part of the segment.
    """
    title = title_in(segment.grid.rows[0]) or segment.heading or heading
    plain = squeeze(title)
    cells = [squeeze(cell.text).strip("*:") for row in (*segment.above, *segment.grid.rows) for _, cell in filled(row)]
    texts = {*cells, *(_LAST_BRACKET.sub("", text) for text in cells if text.endswith(")"))}
    for kind in labels.look_alikes:
        word = next((word for word in kind.title if word in plain), None)
        if word is not None and not any(other in plain for other in kind.unless):
            return _finding(segment, kind, f"标题“{shortened(title)}”里有“{word}”")
        headings = [heading for heading in kind.columns if heading in texts]
        if len(headings) >= _HEADINGS:
            return _finding(segment, kind, f"表里有“{headings[0]}”“{headings[1]}”")
    return None


def _finding(segment: Segment, kind: LookAlike, evidence: str) -> Finding:
    return Finding(
        rule=RULE,
        severity=Severity.HINT,
        place=place_of(segment.grid.rows[0]),
        message=f"{evidence}，是{kind.name}，没有导入：{kind.reason}",
    )
