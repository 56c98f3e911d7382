"""What can be asked of the draft in hand: made from an utterance by `questions`, or from a screen's cell; applied by `drafting`.

Rows are meant by their index in `table.indicators` of the draft: whoever makes an edit has found out which rows were meant.
"""

from __future__ import annotations

from decimal import Decimal

from assistant.model.record import record


@record
class SetTotal:
    """总额改成40万 (`amount`) or 总额涨两成 (`factor`): exactly one of the two; `amount` in yuan."""

    amount: Decimal | None = None
    factor: Decimal | None = None


@record
class SetFund:
    """财政拨款改成30万: one row of the money block by its label; `amount` in yuan, None to blank it."""

    label: str
    amount: Decimal | None


@record
class SetField:
    """项目名称改成…, 实施单位换成…: a text cell of the head by its published key (project, unit, attribute, period …)."""

    field: str
    text: str


@record
class SetYear:
    """年度改成2024年: rolls the draft anew from its base's years."""

    year: int


@record
class SetValue:
    """满意度提到92%: the new target value of rows, as typed."""

    rows: tuple[int, ...]
    value: str


@record
class ShiftValue:
    """满意度提高两个百分点, 人数翻一番: a number of rows moved by `by` or multiplied by `factor`."""

    rows: tuple[int, ...]
    by: Decimal | None = None
    factor: Decimal | None = None


@record
class RenameRow:
    """第二条名称改成…: the new third level of a row."""

    row: int
    name: str


@record
class SetRowCell:
    """第二条权重改成10, 备注写上…: a further cell of a row, its weight (权重) or a column that only this form prints."""

    row: int
    part: str
    """`weight`, or `extra:` with the column's heading."""
    text: str


@record
class AddRow:
    """数量指标再加一条培训人数40人: a row at the end of its second level."""

    level2: str
    """Standard name."""
    name: str
    """Third level; "" where it was not said."""
    value: str = ""


@record
class RemoveRow:
    """删掉第三条.

    More than half of the rows at once are taken out only when the official said so again (`sure`): until then `drafting` refuses
    with the question, and whoever reads 确定 as the answer gives the same edit with `sure`.
    """

    rows: tuple[int, ...]
    sure: bool = False
    """The official confirmed that more than half of the rows go."""


@record
class WriteGoal:
    """目标写上培训3期 (appended), 目标开头加上… (`first`), 目标改成… (`whole`), 目标里的20个改成30个 (`instead_of`).

    What `instead_of` and `text` share with the words around the place (7万元以上 by 8万元以上) is never written twice.
    """

    text: str
    whole: bool = False
    instead_of: str = ""
    first: bool = False
    """At the beginning of the goal, not at its end."""


@record
class AcceptSuggestion:
    """按建议改: takes over proposed figures; `rows` empty means all suggestions."""

    rows: tuple[int, ...] = ()


@record
class ChangeBase:
    """换个底稿: another past project; `project` None asks for the next most similar one."""

    project: str | None = None
    table: int = 0
    """The store's key of the table, where several are of that name."""


TableEdit = (
    SetTotal
    | SetFund
    | SetField
    | SetYear
    | SetValue
    | ShiftValue
    | RenameRow
    | SetRowCell
    | AddRow
    | RemoveRow
    | WriteGoal
    | AcceptSuggestion
)
"""Edits that `drafting.edits` applies to a draft alone."""


@record
class Undo:
    """撤销."""

    steps: int = 1


@record
class Redo:
    """恢复, 重做."""

    steps: int = 1


@record
class CompareWithBase:
    """和去年的比一下: what differs between the draft and its base."""


@record
class ShowDraft:
    """看看现在的表, 还差什么 (`missing`: only what still wants a person)."""

    missing: bool = False
    rows: tuple[int, ...] = ()
    """Only these rows: 现在满意度是多少."""
    field: str = ""
    """Only this head cell, by its published key (fund: and the label for a row of the money block)."""
    how: str = ""
    """Of the rows only their number (count: 几条指标) or their values added up (sum: 成本加起来多少)."""


@record
class ExportDraft:
    """导出Word: writes the draft as a file; `format` one of the writers' names (docx, xlsx …)."""

    format: str = "docx"
    file: str = ""
    """File or folder as typed; "" for a name made from the project's in the present folder."""


@record
class Adopt:
    """采用, 入库: the draft joins the archive as a table of its year, marked as a draft."""


@record
class PutAway:
    """不做了, 放一边: the draft is no longer in hand; it stays saved unless `discard`."""

    discard: bool = False


@record
class Resume:
    """接着改上次那份: takes a saved draft in hand again; by its project where one is named."""

    project: str | None = None
    place: int | None = None
    """Its place in the list of saved drafts, from 1: 切换到第一份."""


@record
class TakeBack:
    """撤销采用: the adopted draft leaves the archive's tables again."""


@record
class AskOn:
    """你问我, 继续填 (`on`), or 停: whether each reply asks for the next cell that is missing."""

    on: bool = True


@record
class PassOver:
    """跳过, 不写: the cell that was asked for stays blank, the next one is asked for."""


@record
class ListDrafts:
    """有哪些草稿, where none was adopted: those that the archive keeps."""


@record
class ListSteps:
    """我前面改了哪些: the steps of the draft in hand, oldest first."""


@record
class LeaveBe:
    """算了, 不删: what was to be confirmed is not done, and nothing else."""


@record
class LeaveAsIs:
    """满意度照旧, 总额不变: rows, or a cell of the head, that are right as they stand: looked at, and wanting nobody any more."""

    rows: tuple[int, ...] = ()
    field: str = ""
    """The published key of a head cell, or `fund:` and its label; "" for rows."""


DraftStep = (
    ChangeBase
    | Undo
    | Redo
    | CompareWithBase
    | ShowDraft
    | ExportDraft
    | Adopt
    | TakeBack
    | PutAway
    | Resume
    | AskOn
    | PassOver
    | ListDrafts
    | ListSteps
    | LeaveBe
    | LeaveAsIs
)
"""What needs more than the draft: its history, the archive or a file. `tasks` does it."""

Edit = TableEdit | DraftStep
