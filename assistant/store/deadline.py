"""When an indicator is to be reached: the date that its target value, or failing that its name, gives."""

from __future__ import annotations

from functools import lru_cache

from assistant.model.fields import deadline_of

FUNCTION = "deadline"
"""What SQL calls `deadline` by."""


def deadline(value: str | None, name: str | None, year: int | None) -> int | None:
    """The date as `Field.DEADLINE` has it, for a table of this year; None where neither text gives a month."""
    found = _last_date(value or "") or _last_date(name or "")
    if found is None or year is None:
        return None
    named, month, day = found
    return deadline_of(month, day, (named or year) - year)


@lru_cache(maxsize=65_536)
def _last_date(text: str) -> tuple[int | None, int, int | None] | None:
    """Year, month and day of the last date in the text that has a month; offices repeat these texts."""
    if not text or not any(mark in text for mark in "月年季-./"):
        return None
    from assistant.chinese.years import find_dates  # only where a question is about dates

    dates = [(date.year, date.month, date.day) for date in find_dates(text) if date.month is not None]
    return dates[-1] if dates else None
