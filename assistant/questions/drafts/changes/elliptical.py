"""A target with a value and no verb: 满意度92%, 总额40万, 10月底前完成."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.chinese.width import squeeze
from assistant.chinese.years import find_dates
from assistant.model.edit import SetFund
from assistant.model.goal_table import GoalTable
from assistant.questions.drafts.changes.assigned import assigned
from assistant.questions.drafts.changes.clause import BREAK, Clause
from assistant.questions.drafts.changes.row_value import row_set
from assistant.questions.drafts.heads import Outcome, head_cell
from assistant.questions.drafts.rows import quantities_in, rows_meant
from assistant.questions.drafts.values import is_price, per_unit, price_at_end
from assistant.questions.drafts.words import bare, has, particles, trimmed, without, words


def elliptical(clause: Clause, table: GoalTable, touched: Sequence[int]) -> Outcome:
    """满意度92%, 总额40万: a target with a value and nothing else."""
    text = clause.text
    if (funded := _all_of_one_fund(text, table)) is not None:
        return funded
    if is_price(clause.typed(0, len(text))):
        value = per_unit(squeeze(clause.typed(0, len(text))))
        each = value.rpartition("/")[2]
        meant = rows_meant(words("row", "each")[0] + each.partition("·")[0], table, ())
        if "·" in each and not all("·" in table.indicators[at].value.text for at in meant.rows):
            return None
        return row_set(value, meant, value, table) if meant.rows else None
    amounts = [(one.start, one.end) for one in find_dates(text)] or [(one.start, one.end) for one in quantities_in(text)]
    priced = price_at_end(trimmed(text, after="value_after"))
    if priced is not None and bare(text[:priced]):
        return assigned(text[:priced], per_unit(squeeze(clause.typed(priced, len(text)))), table, touched)
    rest = trimmed(text[amounts[0][1] :], after="value_after").strip("。!," + particles()) if len(amounts) == 1 else "?"
    dated = bool(find_dates(text))
    if (
        dated
        and (done := without(rest, words("row", "done"))) in ("", *words("row", "by_then"))
        and (done != rest or text.rstrip().endswith(words("row", "by_then")))
    ) and not bare(without(text[: amounts[0][0]], words("row", "done"))):
        end = amounts[0][1] + next((len(word) for word in words("row", "by_then") if rest.startswith(word)), 0)
        return assigned(words("row", "deadline")[-1], clause.typed(amounts[0][0], end), table, touched)
    if rest not in ("", *words("row", "by_then"), *words("words", "bounded_behind")):
        return None
    start = amounts[0][0]
    while start and text[start - 1] in "≥≤><=":
        start -= 1
    start -= next((len(word) for word in words("words", "bounding") if text[:start].endswith(word)), 0)
    target = text[:start]
    if target.endswith((*words("words", "comparing"), ">", "<")):
        return None
    for word in words("row", "done_by"):
        target = target.removesuffix(word)
    if not bare(target) or BREAK.search(target):
        return None
    return assigned(target, clause.typed(start, len(text)), table, touched)


def _all_of_one_fund(text: str, table: GoalTable) -> Outcome:
    """资金来源全部财政: one row of the money block has the whole total, the others nothing."""
    if table.total is None or quantities_in(text) or not has(text, "row", "all"):
        return None
    rest = without(text, (*words("row", "all"), *words("row", "fund_said")))
    cell = head_cell(rest, table)
    labels = [fund.label for fund in table.funds]
    if cell is None or not cell.startswith("fund:") or cell.removeprefix("fund:") not in labels:
        return None
    one = cell.removeprefix("fund:")
    others = [SetFund(fund.label, None) for fund in table.funds if fund.label != one and fund.amount]
    return [*others, SetFund(one, table.total)]
