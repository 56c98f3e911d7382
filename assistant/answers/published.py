"""A reply as the published JSON: the keys in their order, numbers as numbers, lists cut with the count said."""

from __future__ import annotations

from decimal import Decimal

from assistant.model.reply import Reply

MOST = 1000
"""As many entries as a list carries."""


def reply_to_json(reply: Reply) -> dict[str, object]:
    """The reply as data that `json.dumps` takes."""
    return {
        "question": reply.question,
        "status": reply.status.value,
        "understood": reply.understood,
        "text": reply.text,
        "projects": [
            {"project": project.project, "year": project.year, "total": _number(project.total)}
            for project in reply.projects[:MOST]
        ],
        "value": _number(reply.value),
        "unit": reply.unit,
        "indicators": [
            {
                "project": row.project,
                "year": row.year,
                "level1": row.level1,
                "level2": row.level2,
                "level3": row.level3,
                "value": row.value,
            }
            for row in reply.indicators[:MOST]
        ],
        "groups": [{"key": group.key, "value": _number(group.value)} for group in reply.groups[:MOST]],
        "choices": list(reply.choices[:MOST]),
        "draft": _draft(reply),
        "sources": [
            {"document": source.document, "project": source.project, "year": source.year, "place": source.place}
            for source in reply.sources[:MOST]
        ],
        "query": None if reply.query is None else {"text": str(reply.query)},
        "suggestions": list(reply.suggestions),
        "count": entries(reply),
    }


def entries(reply: Reply) -> int:
    """How many entries the answer has in all, also where its list was cut."""
    if reply.count is not None:
        return reply.count
    return len(reply.indicators or reply.groups or reply.projects)


def _draft(reply: Reply) -> dict[str, object] | None:
    draft = reply.draft
    if draft is None:
        return None
    return {"base": draft.base, "year": draft.year, "project": draft.project, "total": _number(draft.total)}


def _number(value: Decimal | bool | None) -> int | float | bool | None:
    """A whole number as int, any other as float."""
    if value is None or isinstance(value, bool):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
