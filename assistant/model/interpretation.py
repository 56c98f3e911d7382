"""What understanding comes to: a query to run, or why there is none."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.model.conversation import Choice, DraftChoice
from assistant.model.query import Query
from assistant.model.record import record

if TYPE_CHECKING:
    from assistant.model.edit import Edit


class Note(StrEnum):
    """What was assumed or taken over, said in `understood`; each has its words in prompts/answers/understood.toml."""

    LATEST_YEAR = "latest_year"
    """No year was named: the archive's latest year was taken. `detail`: the year."""
    LATEST_OF_PROJECT = "latest_of_project"
    """No year was named: the project's latest year was taken. `detail`: the year."""
    LATEST_OF_ROW = "latest_of_row"
    """No year was named: the latest year was taken in which a table has the row. `detail`: the year."""
    ALL_YEARS = "all_years"
    """No year was named: all years were searched."""
    RELATIVE_YEAR = "relative_year"
    """今年, 去年 …: `detail` is like 今年=2022年."""
    TAKEN_OVER = "taken_over"
    """Taken over from the last question; `detail` says what, in Chinese."""
    CORRECTED = "corrected"
    """A wrong or traditional character was read as another; `detail` is like 整志→整治."""
    NAMED_AS = "named_as"
    """A short name was taken for a project; `detail` is like 关工委→关工委、延研会…."""
    APPROXIMATE = "approximate"
    """左右 and the like were taken as plus or minus 10 %; `detail` is the range."""
    UNUSED = "unused"
    """Words of the question that were not used; `detail` quotes them."""
    OTHER_READING = "other_reading"
    """Another reading that is less likely; `detail` says which."""


@record
class Remark:
    """One note with its detail."""

    note: Note
    detail: str = ""


class Absence(StrEnum):
    """Why the tables cannot answer: each has its words in prompts/answers/not_found.toml."""

    YEAR = "year"
    """No table of that year. `what`: the year."""
    PROJECT = "project"
    """No such project. `what`: the words of the question."""
    ORGANISATION = "organisation"
    """No such department or unit."""
    EXECUTION = "execution"
    """Goal tables hold plans, not what was spent or achieved."""
    PERSON = "person"
    """Goal tables hold no persons or telephone numbers."""
    REASON = "reason"
    """Goal tables say what was set, not why."""
    OTHER_DATA = "other_data"
    """Something else that goal tables do not hold; `what` names it."""
    ROW = "row"
    """The project has no row about that. `what`: the words of the question."""
    TOPIC = "topic"
    """The words stand nowhere in the archive."""


@record
class Understood:
    """A query, with what was assumed in reading it."""

    query: Query
    remarks: tuple[Remark, ...] = ()
    named: tuple[str, ...] = ()
    """Projects that the utterance itself named, in its order."""
    asks_which_and_amount: bool = False
    """The question wants the money of the project it asks for as well (叫什么，金额多少)."""
    counts_tables: bool = False
    """The question counts tables (几张表), not projects (几个项目): the unit is 张."""


@record
class Ambiguous:
    """Two or more readings that fit equally well."""

    what: str
    """The words that are ambiguous."""
    choices: tuple[Choice, ...]
    remarks: tuple[Remark, ...] = ()


@record
class NotInTables:
    """The tables could hold it, or something of the kind, and do not."""

    absence: Absence
    what: str = ""
    near: tuple[str, ...] = ()
    """What there is instead: nearest project names, the years there are …"""
    query: Query | None = None
    """What was looked for, so that a follow-up can build on it."""
    remarks: tuple[Remark, ...] = ()


@record
class OutOfScope:
    """Not about the tables."""

    unused: str = ""


@record
class Unclear:
    """About the tables, but not understood: the reply says what was made out and offers questions that would work."""

    unused: str = ""
    query: Query | None = None
    """What the question would be without the words that were not understood."""


@record
class DraftRequest:
    """A wish for a new table, or a change to the one in hand."""

    base: str | None
    year: int | None
    project: str | None
    total: Decimal | None
    change: bool = False
    doubtful: tuple[str, ...] = ()
    """Past projects that the named base fits equally well, or that a base left unnamed may mean."""
    factor: Decimal | None = None
    """What the base's total is multiplied by (涨两成: 1.2), where the sentence says so and names no sum."""


@record
class DraftEdits:
    """Changes of the draft in hand, in the order in which they are made, or one step with it (撤销, 导出)."""

    edits: tuple[Edit, ...]
    left: tuple[str, ...] = ()
    """Parts of the utterance that were not understood or cannot be done: they are named as not done."""


@record
class DraftDoubt:
    """A wish about a draft that can mean several things."""

    what: str
    """The words that fit several."""
    choices: tuple[DraftChoice, ...]
    confirm: bool = False
    """Is one thing to be confirmed (删掉15条), rather than one of several to be chosen?"""
    left: tuple[str, ...] = ()
    """Parts of the utterance that are done with none of the choices."""


class Obstacle(StrEnum):
    """Why a wish about a draft is not carried out; each has its words in prompts/answers/drafts.toml."""

    NO_DRAFT = "no_draft"
    """No draft is in hand. `what`: the wish."""
    NO_ROW = "no_row"
    """No row of that place or name. `what`: the words."""
    NO_VALUE = "no_value"
    """The new value is missing."""
    BELOW_ZERO = "below_zero"
    """An amount below zero. `what`: the amount as typed."""
    TOO_LARGE = "too_large"
    """An amount beyond all budgets. `what`: the amount as typed."""
    NO_SUGGESTION = "no_suggestion"
    """Nothing is suggested, or not at that place."""
    NO_FORMAT = "no_format"
    """A file format that is not written. `what`: its name."""
    NOT_UNDERSTOOD = "not_understood"
    """Something said to the draft in hand that is no change, step or question of it. `what`: the utterance."""
    NO_TARGET = "no_target"
    """删掉 alone: nothing says what."""
    NO_ACTION = "no_action"
    """What cannot be done to a draft at all (合并, 换位置, 挪到). `what`: the word for it."""
    NO_NAME = "no_name"
    """What cannot be a row's name: one character, or the words of a change. `what`: the text."""


@record
class DraftTrouble:
    """A wish about a draft that was understood and cannot be carried out; the draft stays as it was."""

    obstacle: Obstacle
    what: str = ""


DraftMeaning = DraftEdits | DraftDoubt | DraftTrouble
"""What an utterance means to the draft in hand."""


@record
class HelpRequest:
    """What can be asked?"""


@record
class Several:
    """Several questions in one sentence: asked one after the other, each speaks of what the one before spoke of."""

    parts: tuple[str, ...]
    """The questions as they were typed."""
    otherwise: Interpretation
    """What the sentence means as one question, for when its parts come to nothing."""


Interpretation = Understood | Ambiguous | NotInTables | OutOfScope | Unclear | DraftRequest | HelpRequest | Several
