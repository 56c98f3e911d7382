"""A table being drafted: the table itself, where it came from, and everything that was changed or kept in it on purpose."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from assistant.model.finding import Finding
from assistant.model.goal_table import GoalTable
from assistant.model.record import record


class ChangeKind(StrEnum):
    """Why a cell of a draft differs from its base, or needs a look although it does not; the published `kind`."""

    ROLLED = "rolled"
    """Followed from the new year or name (随年度)."""
    REQUESTED = "requested"
    """The official asked for it (您要求)."""
    SUGGESTED = "suggested"
    """The program proposes a figure; the table still holds the old one, or a blank (建议)."""
    KEPT = "kept"
    """Taken over unchanged and needing a look (照旧待核)."""


@record
class Change:
    """One entry of the list of changes."""

    where: str
    """The cell in words: 年度资金总额; for a row its second and third level: 时效指标 本年度完成所有任务."""
    before: str
    """What stood there, "" for a blank cell; published as `from`."""
    after: str
    """What stands there now, or, for a suggestion, what is proposed; published as `to`."""
    kind: ChangeKind
    why: str
    """The reason, with the arithmetic where there is some."""
    field: str = ""
    """The published key of the head cell concerned (total, goal, period_end …); "" where it is a row."""
    row: int | None = None
    """Index in `table.indicators` of the row concerned; None for a cell of the head and for a row taken out."""
    part: str = ""
    """Of a row: `level3` where its name is concerned, `value` for its target value, "" for the whole row; "" for a head cell."""

    @property
    def is_remark(self) -> bool:
        """Is it something to keep in mind, and no filled cell to look at: a missing category, values all over, a blank cell?"""
        return self.kind is ChangeKind.KEPT and not (self.after and (self.field or self.row is not None))


@record
class Base:
    """The past table that a draft was made from (底稿)."""

    project: str
    year: int | None
    key: int = 0
    """The store's key of the table; 0 where only name and year are known."""


@record
class Brief:
    """What an official wants of a new table, as far as it was said. What was not said is None."""

    sentence: str = ""
    """The wish in the official's own words; facts for rows (两期, 每期40人) are read from it."""
    base: str | None = None
    """Name of the past project to start from."""
    year: int | None = None
    project: str | None = None
    """Name of the new project."""
    total: Decimal | None = None
    """Yuan."""
    factor: Decimal | None = None
    """What the base's total is multiplied by (涨两成: 1.2), where no total is said."""
    table: int = 0
    """The store's key of the past table to start from, where several are of that name; 0 where the name says enough."""


@record
class Draft:
    """One state of a draft. Each edit makes a new one."""

    table: GoalTable
    base: Base | None
    """None for a table from nothing: a frame of the usual indicators with blank values."""
    changes: tuple[Change, ...] = ()
    """All changes against the base, in the order of the form; never fewer than the cells that differ."""
    findings: tuple[Finding, ...] = ()
    """What a reviewer would say of the table as it stands."""
    did: str = ""
    """The last step in words (总额改成40万), "" for the first filling: what 撤销 says that it takes back."""


@record
class DraftInHand:
    """The draft that a conversation works on, with its earlier states for undo and its later ones for redo."""

    steps: tuple[Draft, ...]
    """Oldest first; never empty."""
    at: int = 0
    """Index of the state that is shown."""
    key: int = 0
    """Key of the saved draft in the archive; 0 as long as it could not be saved."""
    looked_at: tuple[tuple[str, str], ...] = ()
    """Cells, in words, with the text in each that someone looked at and left as it is; another text there wants a look again."""

    @property
    def draft(self) -> Draft:
        """The state that is shown."""
        return self.steps[self.at]
