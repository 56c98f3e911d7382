"""Changes of the draft's table, composed from what an utterance mentions: the cell or row, the operation, the new value.

An utterance is taken apart into clauses; in each the verb is found first, outside of names and quotations, and what stands
before and behind it is the target and the value, or for 删掉 and 加一条 the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant.chinese.quantities import QuantityMention
from assistant.chinese.width import fold, squeeze
from assistant.chinese.years import find_dates, find_years
from assistant.model.conversation import DraftChoice
from assistant.model.edit import (
    AddRow,
    Edit,
    LeaveBe,
    RemoveRow,
    RenameRow,
    SetField,
    SetFund,
    SetTotal,
    SetValue,
    SetYear,
    ShiftValue,
    WriteGoal,
)
from assistant.model.goal_table import GoalTable
from assistant.model.indicator import LEVEL2_PARENT, Indicator
from assistant.model.interpretation import DraftDoubt, DraftEdits, DraftMeaning, DraftTrouble, Obstacle
from assistant.model.record import record
from assistant.questions.drafts.heads import (
    Outcome,
    behind_goal,
    beyond,
    goal_set,
    head_cell,
    head_set,
    is_money,
    plain_target,
    speaks_of_goal,
    total_of,
)
from assistant.questions.drafts.rows import Meant, holding, levels_in, quantities_in, rows_meant
from assistant.questions.drafts.values import (
    QUOTED,
    cell_value,
    is_price,
    is_value,
    name_and_value,
    new_value,
    per_unit,
    price_at_end,
    readable,
    spoken_as_digits,
    unquoted,
    without_project,
)
from assistant.questions.drafts.words import bare, first_of, has, keys, trimmed, without, words
from assistant.questions.utterance import Utterance, utterance_of

_BREAK = re.compile("[,，;；。!！、\n]")


@record
class Verb:
    """An operation and where it stands."""

    kind: str
    start: int
    end: int


@record
class Clause:
    """A stretch of an utterance that says one change."""

    utterance: Utterance
    start: int
    end: int

    @property
    def text(self) -> str:
        """The stretch, folded."""
        return self.utterance.text[self.start : self.end]

    def typed(self, start: int, end: int) -> str:
        """What was typed at these positions of the stretch."""
        return self.utterance.typed(self.start + start, self.start + end)


def changes_of(typed: str, table: GoalTable, touched: Sequence[int] = ()) -> DraftMeaning | None:
    """The changes that the utterance asks of this table, or why they cannot be made out; None where it asks for none."""
    typed = _spaced(corrected(_without_refusal(typed)))
    utterance = utterance_of(typed)
    if not utterance.text or _is_question(utterance.text):
        return None
    clauses = _clauses(utterance, table, touched)
    edits: list[Edit] = []
    doubt: DraftDoubt | None = None
    trouble: DraftTrouble | None = None
    left: list[str] = []
    for clause in clauses:
        found = _of_goal_too(clause, edits, table) or _clause(clause, table, touched)
        said = readable(clause.typed(0, clause.end - clause.start))
        if found is None and not bare(clause.text):
            continue
        if not _is_plain(clause, table, found):
            if len(clauses) == 1:
                return None
            left.append(said)
        elif isinstance(found, DraftTrouble):
            trouble = trouble or found
            left.append(said)
        elif isinstance(found, DraftDoubt):
            if doubt is not None:
                left.append(said)
            doubt = doubt or found
        elif found is None:
            left.append(said)
        else:
            edits += found
    if doubt is not None:
        return _with_others(edits, doubt, left)
    if not edits:
        return trouble
    return confirmed(DraftEdits(tuple(_in_order(edits)), tuple(left)), table)


def _with_others(edits: Sequence[Edit], doubt: DraftDoubt, left: Sequence[str]) -> DraftDoubt:
    """The doubt with the changes that were clear beside it carried along by each choice."""
    choices = tuple(DraftChoice(choice.label, tuple(_in_order((*edits, *choice.edits)))) for choice in doubt.choices)
    return replace(doubt, choices=choices, left=tuple(left))


_MANY = 3
"""As many rows, and more than half of all, are removed only when that was confirmed."""


def confirmed(meaning: DraftEdits, table: GoalTable) -> DraftMeaning:
    """The changes, or the wish to have them confirmed where they take most rows away."""
    gone = {row for edit in meaning.edits if isinstance(edit, RemoveRow) for row in edit.rows}
    if len(gone) < _MANY or 2 * len(gone) <= len(table.indicators):
        return meaning
    sure = tuple(replace(edit, sure=True) if isinstance(edit, RemoveRow) else edit for edit in meaning.edits)
    choices = (DraftChoice(f"删掉这{len(gone)}条", sure), DraftChoice("不删", (LeaveBe(),)))
    return DraftDoubt(f"删掉{len(gone)}条（共{len(table.indicators)}条）", choices, confirm=True, left=meaning.left)


def corrected(typed: str) -> str:
    """95%不对改成96%, 改成40万再改成30万: what was said first and taken back is left out."""
    utterance = utterance_of(typed)
    text = utterance.text
    found = quantities_in(text)
    for first, second in pairwise(found):
        between = "".join(character for character in text[first.end : second.start] if character.isalnum())
        taken_back = any(word in between for word in words("words", "corrects"))
        rest = without(without(between, words("words", "corrects")), words("verb", "set"))
        if taken_back and not bare(rest):
            return corrected(utterance.typed(0, first.start) + utterance.typed(second.start, len(text)))
    return typed


def _without_refusal(typed: str) -> str:
    """不对，只删生态效益的: what corrects the step before begins the sentence and is no part of the change."""
    for word in words("words", "corrects"):
        if typed.startswith(word) and typed[len(word) :][:1] in (",", "，", "。"):
            return typed[len(word) + 1 :].removeprefix("只")
    return typed


_ONE = re.compile(r"(?<![第\d])一(?:个)?([人户村家])(?=\d)")


def _spaced(typed: str) -> str:
    """财政拨款30万自筹10万 with a comma between: a head cell's word behind an amount begins another change."""
    typed = _ONE.sub(r"每\1", typed)
    utterance = utterance_of(typed)
    text, found = utterance.text, quantities_in(utterance.text)
    cells = [word for key in ("fiscal", "other", "fund", "total") for word in words("cell", key) if len(word) > 1]
    for one in reversed(found[:-1]):
        if text[one.end :].startswith(tuple(cells)) and bare(text[: one.start]):
            typed = utterance.typed(0, one.end) + "，" + utterance.typed(one.end, len(text))
            return _spaced(typed)
    return typed


def _of_goal_too(clause: Clause, edits: Sequence[Edit], table: GoalTable) -> Outcome:
    """目标里观摩点改成示范点，再把亮点改成经验: what follows is of the goal too where its words stand there and name no row."""
    if not edits or not isinstance(edits[-1], WriteGoal) or not edits[-1].instead_of:
        return None
    verb = _verb(clause, table)
    if verb is None or verb.kind != "set":
        return None
    old = unquoted(bare(clause.text[: verb.start]))
    value = unquoted(new_value(clause.typed(verb.end, len(clause.text))))
    stands = bool(old) and squeeze(old).lower() in squeeze(table.goal).lower()
    return [WriteGoal(value, instead_of=old)] if stands and value else None


def _in_order(edits: Sequence[Edit]) -> list[Edit]:
    """Rows are meant by their place before any change: so removing comes after changing, and adding last."""
    removed = [row for edit in edits if isinstance(edit, RemoveRow) for row in edit.rows]
    added = [edit for edit in edits if isinstance(edit, AddRow)]
    rest = [edit for edit in edits if not isinstance(edit, RemoveRow | AddRow)]
    return [*rest, *([RemoveRow(tuple(sorted(set(removed))))] if removed else []), *added]


_STRONG = ("prepend", "empty", "remove", "keep", "add", "append", "rename", "twice", "half")


def _is_plain(clause: Clause, table: GoalTable, found: Outcome) -> bool:
    """Does the clause say a change plainly? What only might be one (是, 为, 多, a bare value) must read like nothing else.

    A clause that describes projects (写成“完成”的项目) or lists and ranks is a question whatever its verb.
    """
    text = clause.text.rstrip("。!？?吧了")
    bounded = next((word for word in ("以上", "以下", "以内") if text.endswith(word)), "")
    text = text.removesuffix(bounded) if _verb(clause, table) is None else text
    searches = has(without(text, words("words", "bounding")), "words", "searches")
    verb = _verb(clause, table)
    word = text[verb.start : verb.end] if verb is not None else ""
    if text.endswith(words("words", "describes")):
        return False
    if verb is not None and (verb.kind == "append" or (verb.kind == "set" and _is_goal_writing(clause, table))):
        return True
    if verb is not None and (len(word) > 1 and (verb.kind in _STRONG or verb.kind == "set")):
        return not (isinstance(found, DraftTrouble) and searches)
    if word in words("verb", "change") and isinstance(found, list) and not has(text, "words", "asks"):
        return True
    if searches or isinstance(found, DraftTrouble):
        return isinstance(found, DraftTrouble) and found.obstacle in (Obstacle.BELOW_ZERO, Obstacle.TOO_LARGE)
    edits = found.choices[0].edits if isinstance(found, DraftDoubt) else found or ()
    return not any(isinstance(edit, RenameRow | SetField) for edit in edits) or word in words("verb", "change")


def _is_question(text: str) -> bool:
    """多少, 哪些 ask; 能不能改成40万 and 可以吗 are polite."""
    if has(without(text, (*words("row", "indicators"), *words("words", "reasons"))), "words", "asks"):
        return True
    ending = text.rstrip("?？。!")
    return ending.endswith(words("words", "ends_question")) and not has(text, "words", "polite_question")


# clauses


def _masked(text: str, table: GoalTable) -> list[tuple[int, int]]:
    """Where names of rows and quotations stand: no verb is looked for in them."""
    spans = [match.span() for match in QUOTED.finditer(text)]
    for row in table.indicators:
        name = squeeze(row.level3).lower()
        at = text.find(name) if len(name) > 2 else -1
        while at >= 0:
            spans.append((at, at + len(name)))
            at = text.find(name, at + 1)
    return spans


def _clauses(utterance: Utterance, table: GoalTable, touched: Sequence[int]) -> list[Clause]:
    """The utterance at its commas and joining words, where what follows stands as a change of its own."""
    text = utterance.text
    masked = _masked(text, table)
    cuts = [(match.start(), match.end()) for match in _BREAK.finditer(text) if not _inside(match.start(), masked)]
    for word in words("words", "joins"):
        at = text.find(word)
        while at > 0:
            if not _inside(at, masked):
                cuts.append((at, at + len(word)))
            at = text.find(word, at + 1)
    start = 0
    clauses: list[Clause] = []
    for cut, following in sorted(set(cuts)):
        if cut <= start:
            start = following if not text[start:cut].strip() and not clauses else start
            continue
        if not bare(text[start:cut]):
            start = following
            continue
        here, rest = Clause(utterance, start, cut), Clause(utterance, following, len(text))
        if _runs_on(here, table) or _clause(here, table, touched) is None:
            continue
        alone = _stands_alone(rest, table, touched) or _is_rest_of_goal(here, rest, table)
        if not alone and (text[cut] == "、" or not _is_whole(here, table, touched)):
            continue
        if _needs_more(here, table, touched):
            continue
        clauses.append(here)
        start = following
    return [*clauses, Clause(utterance, start, len(text))]


def _is_whole(clause: Clause, table: GoalTable, touched: Sequence[int]) -> bool:
    """Does the clause give its cell a whole value, so that what follows is none of it (31个，钱跟着变)?"""
    found = _clause(clause, table, touched)
    return (
        isinstance(found, list)
        and bool(found)
        and all(isinstance(edit, SetValue | SetTotal | SetFund | ShiftValue) for edit in found)
    )


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _stands_alone(clause: Clause, table: GoalTable, touched: Sequence[int]) -> bool:
    """Does what follows say a target of its own, up to its own first break?"""
    text = clause.text
    found = _BREAK.search(text)
    first = Clause(clause.utterance, clause.start, clause.start + found.start()) if found is not None else clause
    if _verb(first, table) is None and not quantities_in(first.text) and not find_dates(first.text):
        return False
    return _clause(first, table, touched) is not None


def _needs_more(clause: Clause, table: GoalTable, touched: Sequence[int]) -> bool:
    """A row that is added needs a name, 改一下满意度 a value: they may stand behind the comma."""
    verb = _verb(clause, table)
    if verb is not None and verb.kind == "set" and not bare(clause.text[: verb.start]):
        target = clause.text[verb.end :]
        if head_cell(target, table) is not None or levels_in(target):
            return True
    found = _clause(clause, table, touched)
    return isinstance(found, list) and any(isinstance(edit, AddRow) and not edit.name for edit in found)


def _is_goal_writing(clause: Clause, table: GoalTable) -> bool:
    """目标写上…, 目标改成…: does the clause write into the goal's text?"""
    verb = _verb(clause, table)
    return verb is not None and verb.kind in ("set", "append") and speaks_of_goal(clause.text[: verb.start])


def _is_part_of_goal(clause: Clause, table: GoalTable) -> bool:
    """目标里的观摩点改成示范点: a part of the goal by its words, whose new words end with the clause."""
    verb = _verb(clause, table)
    if verb is None or verb.kind != "set" or not _is_goal_writing(clause, table):
        return False
    part = behind_goal(clause.text[: verb.start])
    return bool(bare(without(part, words("row", "inside")))) and bool(clause.text[verb.end :].strip())


def _runs_on(clause: Clause, table: GoalTable) -> bool:
    """A goal's text runs on over commas, unless only a part of it is replaced."""
    return _is_goal_writing(clause, table) and not _is_part_of_goal(clause, table)


def _is_rest_of_goal(here: Clause, rest: Clause, table: GoalTable) -> bool:
    """Behind a replaced part of the goal a clause with a changing word is another change (…，成本也改)."""
    if not _is_part_of_goal(here, table):
        return False
    first = _BREAK.split(rest.text)[0]
    return any(word in first for word in ("改", "换", "删", "加"))


# one clause


def _verb(clause: Clause, table: GoalTable) -> Verb | None:
    """The operation of the clause: the first that stands outside of names, the longest there; 增加 a row before 增加 a number."""
    text = clause.text
    masked = _masked(text, table)
    ending = _ends_with_removal(text, masked)
    for start in range(len(text)):
        if _inside(start, masked):
            continue
        found = [
            Verb(kind, start, start + len(word))
            for kind in (
                "twice",
                "half",
                "rename",
                "keep",
                "empty",
                "set",
                "lower",
                "raise",
                "remove",
                "prepend",
                "append",
                "add",
            )
            for word in words("verb", kind)
            if text.startswith(word, start)
        ]
        found = [verb for verb in found if _in_place(verb, text)]
        if found:
            first = max(found, key=lambda verb: (verb.end, -found.index(verb)))
            weak = first.kind in ("set", "raise", "lower") and first.end - first.start == 1
            return ending if ending is not None and weak and first.end <= ending.start else first
    return None


def _ends_with_removal(text: str, masked: Sequence[tuple[int, int]]) -> Verb | None:
    """第5条是别的项目的，删掉: a removing word at the end counts more than a weak one before it."""
    plain = trimmed(text, after="value_after")
    for word in words("verb", "remove"):
        start = len(plain) - len(word)
        if plain.endswith(word) and not _inside(start, masked) and len(trimmed(word, after="value_after")) == len(word):
            return Verb("remove", start, len(plain))
    return None


_LONGEST_DOING = 3
"""多打造2个: as many characters of a doing word may stand between the word of change and the number."""


def _doing(behind: str) -> tuple[str, str]:
    """慰问 and 5人 of 少慰问5人; a word of one character names no row."""
    amount = quantities_in(behind)
    start = amount[0].start if amount else 0
    doing = bare(behind[:start])
    return (doing, behind[start:]) if len(doing) > 1 else ("", behind)


def _in_place(verb: Verb, text: str) -> bool:
    """Without words that mean here something else: 提高 as a value, 加 within a word, 是 of 是不是."""
    word, behind, before = text[verb.start : verb.end], text[verb.end :], text[: verb.start]
    if verb.kind in ("raise", "lower"):
        amount = quantities_in(behind)
        between = bare(behind[: amount[0].start]) if amount else ""
        doing = word in words("verb", "more") and 0 < len(between) <= _LONGEST_DOING and not _is_question(word + behind)
        near = amount and (not between or doing) and not behind.startswith("的")
        return bool(near) and not before.endswith(("不", "没", "最", "至"))
    if verb.kind == "add" and word in ("增加", "加上", "再加", "新增", "添加", "增设"):
        quantity = quantities_in(behind)
        return not (quantity and quantity[0].start == 0 and quantity[0].end >= len(behind.rstrip("吧了。")))
    if verb.kind == "prepend":
        return True
    if verb.kind == "append":
        return speaks_of_goal(before) or speaks_of_goal(behind[:4])
    if verb.kind == "set" and word in ("写", "填") and behind.startswith(("错", "得", "的", "了", "明", "好")):
        return False
    if verb.kind == "set" and word in words("verb", "append"):
        return not speaks_of_goal(before)
    if verb.kind == "set" and len(word) == 1:
        stands = bool(before.strip()) or _BREAK.search(behind) is not None
        return stands and bool(behind.strip()) and word not in behind[:1]
    return True


def _clause(clause: Clause, table: GoalTable, touched: Sequence[int]) -> Outcome:
    text = clause.text
    if text.rstrip("。,，;；!").endswith(words("words", "unchanged")):
        return []
    verb = _verb(clause, table)
    if verb is None:
        return _elliptical(clause, table, touched)
    before, behind = text[: verb.start], text[verb.end :]
    match verb.kind:
        case "rename":
            return _renamed(clause, verb, table, touched)
        case "remove":
            return _removed(before, behind, table, touched)
        case "empty":
            meant = _meant(before if _plainly(before) else behind, table, touched)
            return [SetValue(meant.rows, "")] if meant.rows and (meant.definite or len(meant.rows) == 1) else None
        case "keep":
            return _kept_alone(before, behind, table)
        case "add":
            return _added(clause, verb, table)
        case "append":
            return _appended(clause, verb)
        case "prepend":
            return _prepended(clause, verb, table)
        case "raise" | "lower" | "twice" | "half":
            doing, number = _doing(behind)
            if doing and not _plainly(before):
                before, behind = doing, number  # 少慰问5人: the row of 慰问
            return _moved(verb.kind, before, behind, table, touched)
    return _set(clause, verb, table, touched)


def _elliptical(clause: Clause, table: GoalTable, touched: Sequence[int]) -> Outcome:
    """满意度92%, 总额40万: a target with a value and nothing else."""
    text = clause.text
    if (funded := _all_of_one_fund(text, table)) is not None:
        return funded
    if is_price(clause.typed(0, len(text))):
        value = per_unit(squeeze(clause.typed(0, len(text))))
        each = value.rpartition("/")[2]
        meant = rows_meant("每" + each.partition("·")[0], table, ())
        if "·" in each and not all("·" in table.indicators[at].value.text for at in meant.rows):
            return None
        return _row_set(value, meant, value, table) if meant.rows else None
    amounts = [(one.start, one.end) for one in find_dates(text)] or [(one.start, one.end) for one in quantities_in(text)]
    priced = price_at_end(trimmed(text, after="value_after"))
    if priced is not None and bare(text[:priced]):
        return _assign(text[:priced], per_unit(squeeze(clause.typed(priced, len(text)))), table, touched)
    rest = trimmed(text[amounts[0][1] :], after="value_after").strip("吧了。!,") if len(amounts) == 1 else "?"
    dated = bool(find_dates(text))
    if (
        dated
        and (done := without(rest, words("row", "done"))) in ("", "前", "底前")
        and (done != rest or text.rstrip().endswith("前"))
    ) and not bare(without(text[: amounts[0][0]], words("row", "done"))):
        end = amounts[0][1] + next((len(word) for word in ("底前", "前") if rest.startswith(word)), 0)
        return _assign(words("row", "deadline")[-1], clause.typed(amounts[0][0], end), table, touched)
    if rest not in ("", "前", "底前", "以上", "以下", "以内"):
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
    if not bare(target) or _BREAK.search(target):
        return None
    return _assign(target, clause.typed(start, len(text)), table, touched)


def _all_of_one_fund(text: str, table: GoalTable) -> Outcome:
    """资金来源全部财政: one row of the money block has the whole total, the others nothing."""
    if table.total is None or quantities_in(text) or not has(text, "row", "all"):
        return None
    rest = without(text, (*words("row", "all"), "资金来源", "来源", "出", "由", "来", "是"))
    cell = head_cell(rest, table)
    labels = [fund.label for fund in table.funds]
    if cell is None or not cell.startswith("fund:") or cell.removeprefix("fund:") not in labels:
        return None
    one = cell.removeprefix("fund:")
    others = [SetFund(fund.label, None) for fund in table.funds if fund.label != one and fund.amount]
    return [*others, SetFund(one, table.total)]


def _set(clause: Clause, verb: Verb, table: GoalTable, touched: Sequence[int]) -> Outcome:
    text = clause.text
    before = text[: verb.start]
    value = new_value(clause.typed(verb.end, len(text)))
    if not bare(before) and (swapped := _value_and_target(text[verb.end :])) is not None:
        before, value = swapped
    if not value:
        return DraftTrouble(Obstacle.NO_VALUE, before) if _names_cell(before, table, touched) else None
    return _assign(before, value, table, touched)


def _value_and_target(text: str) -> tuple[str, str] | None:
    """改一下满意度,92%: the target behind the verb, the value behind the comma."""
    found = _BREAK.search(text)
    if found is None:
        return None
    return text[: found.start()], new_value(text[found.end() :])


def _names_cell(text: str, table: GoalTable, touched: Sequence[int]) -> bool:
    if head_cell(text, table) is not None or speaks_of_goal(text):
        return True
    return rows_meant(text, table, touched).rows != () and bool(bare(text))


def _assign(target: str, value: str, table: GoalTable, touched: Sequence[int]) -> Outcome:
    """The new value for what the target means."""
    target = without_project(target, table)
    if speaks_of_goal(target):
        return goal_set(target, value)
    last = next((part for part in reversed(_BREAK.split(target)) if bare(part)), target)
    cell = head_cell(target, table) or head_cell(last, table) or head_cell(without(last, words("words", "reasons")), table)
    if cell is not None:
        return head_set(cell, value, table)
    if not _plainly(target):
        years = find_years(value)
        if years and len(years[0].years) == 1 and not quantities_in(value) and not find_dates(value):
            return [SetYear(years[0].years[0])]
        if not touched and is_money(value):
            return total_of(value)
    old = () if has(target, "row", "last") or has(target, "row", "one") else quantities_in(target)
    if old and not _ordinal_only(target):
        found = _instead_of(target, old[-1], value, table)
        if found is not None:
            return found
        target = target[: old[-1].start].removesuffix("由").removesuffix("从") or target
    named = _plainly(without(target, words("row", "value")))
    last = bare(without(target, words("words", "reasons")))
    called = next((word for word in ("名称", "名字") if last.endswith(word)), "")
    if called and bare(last.removesuffix(called)):
        meant = _meant(last.removesuffix(called), table, touched)
        if len(meant.rows) == 1:
            return named_row(meant.rows[0], value)
    meant = _meant(target, table, touched, value) if named else _implied(table, touched, value)
    return _row_set(target, meant, value, table)


def _meant(target: str, table: GoalTable, touched: Sequence[int], value: str = "") -> Meant:
    """The rows that a target means; where the whole of it means none, its parts, and these without a reason (太高了, 不合适)."""
    whole = rows_meant(target, table, touched, value=value)
    if whole.rows:
        return whole
    parts = [part for part in _BREAK.split(target) if bare(part)]
    tried = [*reversed(parts), *(without(part, words("words", "reasons")) for part in reversed(parts))]
    tried += [part.partition("是")[0] for part in parts if "是" in part]
    joined = [part for part in re.split("和|跟|与|及|、", target) if bare(part)]
    each = [rows_meant(part, table, (), value=value) for part in joined] if len(joined) > 1 else []
    if each and all(len(one.rows) == 1 for one in each):
        return Meant(tuple(dict.fromkeys(one.rows[0] for one in each)), True)
    for part in tried:
        if part != target and _plainly(part):
            found = rows_meant(part, table, touched, value=value)
            if found.rows:
                return found
    return whole


def _plainly(text: str) -> str:
    """What is left of a target: pointing words count, politeness does not."""
    return bare(text) or first_of(text, "row", "this")


def _ordinal_only(text: str) -> bool:
    return "第" in text and not quantities_in(text.partition("第")[0])


def _implied(table: GoalTable, touched: Sequence[int], value: str) -> Meant:
    """改成30人 without a target: the row that was changed last, else the only one of that unit."""
    kept = tuple(at for at in touched if at < len(table.indicators))
    unit = _unit_said(value)
    if len(kept) == 1 and (unit is None or _is_counted_in(table.indicators[kept[0]], unit)):
        return Meant(kept, True)
    return rows_meant("", table, (), value=value) if not value else _of_unit_alone(table, value)


def _unit_said(value: str) -> str | None:
    said = quantities_in(value)
    return said[0].unit if said else None


def _is_counted_in(row: Indicator, unit: str) -> bool:
    """Has the row this unit, one beside it (元 of 元/人), or none that is known?"""
    own = row.value.quantity.unit if row.value.quantity is not None else None
    return own is None or own.startswith(unit) or unit.startswith(own)


def _of_unit_alone(table: GoalTable, value: str) -> Meant:
    unit = _unit_said(value)
    if unit is None:
        return Meant((), False, said=False)
    same = tuple(
        at for at, row in enumerate(table.indicators) if row.value.quantity is not None and row.value.quantity.unit == unit
    )
    return Meant(same, len(same) == 1)


def _row_set(target: str, meant: Meant, value: str, table: GoalTable) -> Outcome:
    if not meant.rows:
        return DraftTrouble(Obstacle.NO_ROW, readable(target)) if meant.said or meant.left else None
    name, rest = name_and_value(unquoted(value))
    levels = levels_in(target)
    if levels and name and rest and not is_value(value) and not bare(without(target, [phrase for _, phrase in levels])):
        level = levels[0][0]
        choices = [DraftChoice(f"{level}加一条“{name}”，指标值{rest}", (AddRow(level, name, spoken_as_digits(rest)),))]
        for at in meant.rows[:4]:
            renamed = (RenameRow(at, name), SetValue((at,), cell_value(rest, at, table)))
            choices.append(DraftChoice(f"把{row_label(table, at)}换成“{name}”，指标值{rest}", renamed))
        return DraftDoubt(value, tuple(choices))
    if len(meant.rows) == 1 or meant.definite:
        return _value_edits(meant.rows, value, table, placed="第" in target)
    plain = unquoted(value)
    if _below_zero(plain):
        return DraftTrouble(Obstacle.BELOW_ZERO, plain)
    return _which(target, meant.rows, table, lambda rows: [SetValue(rows, cell_value(plain, rows[0], table))])


def _below_zero(value: str) -> bool:
    found = quantities_in(value)
    return bool(found) and value[: found[0].start] in words("words", "negative")


def _value_edits(rows: tuple[int, ...], value: str, table: GoalTable, *, placed: bool = False) -> Outcome:
    """A value that suits the row; a name where it has none; what is neither plainly is asked (第二条改成集中培训).

    A row meant by its place (`placed`) takes name and value together, where the value is of its unit.
    """
    quoted = unquoted(value) != value.strip()
    value = unquoted(value)
    if _below_zero(value):
        return DraftTrouble(Obstacle.BELOW_ZERO, value)
    if _is_change(value):
        return DraftTrouble(Obstacle.NO_NAME, value)
    at = rows[0]
    row = table.indicators[at]
    if is_value(value):
        set_value: list[Edit] = [SetValue(rows, cell_value(value, at, table))]
        others = None if len(rows) > 1 else _suited(value, at, table)
        if others is None:
            return set_value
        offered = [*others[:4], at]
        choices = [
            DraftChoice(f"{row_label(table, one)}→{value}", (SetValue((one,), cell_value(value, one, table)),)) for one in offered
        ]
        return DraftDoubt(value, (*choices, DraftChoice("不改", (LeaveBe(),))))
    if len(rows) > 1:
        return [SetValue(rows, value)]
    name, rest = name_and_value(value)
    if name and rest:
        both: tuple[Edit, ...] = (RenameRow(at, name), SetValue(rows, cell_value(rest, at, table)))
        whole = placed and len(name) > 2 and not _other_unit_than(rest, row)
        if quoted or whole or not row.level3 or _names_alike(name, row.level3):
            renamed = named_row(at, name)
            return renamed if isinstance(renamed, DraftTrouble) else list(both)
        return DraftDoubt(
            value,
            (
                DraftChoice(f"第{at + 1}条改名为“{name}”，指标值改成{rest}", both),
                DraftChoice(f"只把第{at + 1}条的指标值改成{rest}", (SetValue(rows, cell_value(rest, at, table)),)),
            ),
        )
    if not row.level3:
        return named_row(at, value)
    if row.value.quantity is None and not find_dates(row.value.text) and not find_years(row.value.text):
        return [SetValue(rows, value)]
    renamed = named_row(at, value)
    if isinstance(renamed, DraftTrouble):
        return renamed
    choices = [DraftChoice(f"第{at + 1}条的名称改成“{value}”", tuple(renamed))]
    return DraftDoubt(value, (*choices, DraftChoice(f"第{at + 1}条的指标值改成“{value}”", (SetValue(rows, value),))))


def _other_unit_than(text: str, row: Indicator) -> bool:
    found = quantities_in(text)
    return bool(found) and row.value.quantity is not None and found[0].unit != row.value.quantity.unit


def _names_alike(new: str, old: str) -> bool:
    """Have two names most of their words in common, so that one is the other's new wording?"""
    pairs = {new[at : at + 2] for at in range(len(new) - 1)}
    return bool(pairs) and sum(pair in old for pair in pairs) / len(pairs) >= 0.5


def _is_change(text: str) -> bool:
    """Are these the words of a change (别的项目的，删掉; 不对改) rather than of a value or a name?"""
    plain = without(text, [found.group() for found in QUOTED.finditer(text)])
    if any(plain.endswith(word) for word in words("verb", "remove") if len(word) > 1):
        return True
    return any(word in plain for word in words("words", "corrects") if len(word) > 1) or plain.endswith(("改", "删", "去"))


def named_row(at: int, name: str) -> list[Edit] | DraftTrouble:
    """The row's new name; refused where it is one character, has quotation marks within, or says a change."""
    plain = unquoted(name)
    if len(bare(plain)) < 2 or re.search('[“”"‘’「」]', plain) or _is_change(plain):
        return DraftTrouble(Obstacle.NO_NAME, name)
    return [RenameRow(at, plain)]


def _kind_of(value: str) -> str:
    """date, count or words: what a value says."""
    if find_dates(value) or find_years(value):
        return "date"
    found = quantities_in(value)
    return "count" if found and found[0].unit is not None else "number" if found else "words"


def _suited(value: str, at: int, table: GoalTable) -> list[int] | None:
    """None where the value suits the row; else the rows that a value of its kind suits: a date is none for a count, nor words."""
    row = table.indicators[at]
    new, old = _kind_of(value), _kind_of(row.value.text)
    if not row.value.text or new in (old, "number") or old in ("number", "words"):
        return None
    if new == "count" and quantities_in(value)[0].unit == "%":
        return None
    if old == "date" and new == "words":
        return None
    if new == "date" or (new == "words" and has(value, "row", "done")):
        return [one for one, other in enumerate(table.indicators) if other.level2 == "时效指标"]
    return [one for one in _of_unit_alone(table, value).rows if one != at] if new == "count" else []


def _which(
    what: str,
    rows: tuple[int, ...],
    table: GoalTable,
    edits: Callable[[tuple[int, ...]], Sequence[Edit]],
    *,
    together: bool = True,
) -> DraftDoubt:
    """The choice between rows that fit equally well; all of them is one too."""
    choices = [DraftChoice(row_label(table, at), tuple(edits((at,)))) for at in rows[:9]]
    if together and 1 < len(rows) <= 9:
        choices.append(DraftChoice(words("row", "together")[0], tuple(edits(rows))))
    return DraftDoubt(readable(what), tuple(choices))


def row_label(table: GoalTable, at: int) -> str:
    """A row as choices name it: 第2条 慰问高层次特殊人才 20人."""
    row = table.indicators[at]
    return " ".join(part for part in (f"第{at + 1}条", row.level3 or row.level2, row.value.text) if part)


def _appended(clause: Clause, verb: Verb) -> Outcome:
    """目标写上培训3期; 把培训3期写进目标."""
    text = clause.text
    said = unquoted(new_value(clause.typed(verb.end, len(text))))
    if speaks_of_goal(text[verb.end : verb.end + 6]) and not speaks_of_goal(text[: verb.start]):
        said = unquoted(new_value(trimmed(clause.typed(0, verb.start), before="polite")))
    return [WriteGoal(said)] if said else DraftTrouble(Obstacle.NO_VALUE, text)


def _prepended(clause: Clause, verb: Verb, table: GoalTable) -> Outcome:
    """目标开头加上“2023年，”, 项目名称前面加上“2023年”: put before what stands there."""
    before = without_project(clause.text[: verb.start], table)
    quoted = QUOTED.search(clause.typed(verb.end, len(clause.text)))
    said = quoted.group(1) if quoted is not None else new_value(clause.typed(verb.end, len(clause.text)))
    if not said:
        return DraftTrouble(Obstacle.NO_VALUE, before)
    if speaks_of_goal(before):
        return [WriteGoal(said, first=True)]
    if head_cell(before, table) == "project":
        return [SetField("project", said + table.project)]
    meant = rows_meant(before, table, ())
    return [RenameRow(meant.rows[0], said + table.indicators[meant.rows[0]].level3)] if len(meant.rows) == 1 else None


# rows that come, go, move or are renamed


def _renamed(clause: Clause, verb: Verb, table: GoalTable, touched: Sequence[int]) -> Outcome:
    name = unquoted(new_value(clause.typed(verb.end, len(clause.text))))
    target = without_project(clause.text[: verb.start], table)
    if not name:
        return DraftTrouble(Obstacle.NO_VALUE, target)
    if not _plainly(target):
        return [SetField("project", name)]
    meant = rows_meant(target, table, touched)
    if not meant.rows:
        return DraftTrouble(Obstacle.NO_ROW, readable(target))
    if len(meant.rows) == 1 or isinstance(named_row(meant.rows[0], name), DraftTrouble):
        return named_row(meant.rows[0], name)
    return _which(target, meant.rows, table, lambda rows: [RenameRow(rows[0], name)], together=False)


def _removed(before: str, behind: str, table: GoalTable, touched: Sequence[int]) -> Outcome:
    target = without_project(before if _plainly(without(before, words("row", "one"))) else behind, table)
    if speaks_of_goal(target):
        inside = behind_goal(target)
        word = first_of(inside, "row", "inside")
        gone = trimmed(inside.partition(word)[2] if word else behind, after="value_after") or trimmed(behind, after="value_after")
        return [WriteGoal("", instead_of=unquoted(gone))] if bare(gone) else [WriteGoal("", whole=True)]
    if has(target, "words", "with_draft"):
        return None
    if not _plainly(target):
        every = has(target, "row", "all")
        return [RemoveRow(tuple(range(len(table.indicators))))] if every and table.indicators else None
    cell = head_cell(target, table)
    if cell == "attribute" or cell == "unit" or cell == "department":
        return [SetField(cell, "")]
    if cell is not None and cell.startswith("fund:"):
        return [SetFund(cell.removeprefix("fund:"), None)]
    meant = _meant(target, table, touched)
    if not meant.rows:
        return DraftTrouble(Obstacle.NO_ROW, readable(target)) if meant.said or meant.left else None
    phrases = dict.fromkeys(phrase for _, phrase in levels_in(target))
    several = len(phrases) > 1 and not bare(without(target, phrases))
    if meant.definite or len(meant.rows) == 1 or several:
        return [RemoveRow(meant.rows)]
    return _which(target, meant.rows, table, lambda rows: [RemoveRow(rows)])


def _kept_alone(before: str, behind: str, table: GoalTable) -> Outcome:
    """可持续影响只留第一条: the category's other rows go."""
    whole = Meant(tuple(range(len(table.indicators))), True)
    among = rows_meant(before, table, ()) if _plainly(before) else whole
    if not among.rows:
        return None
    kept = rows_meant(before + behind, table, ())
    gone = tuple(row for row in among.rows if row not in kept.rows)
    if not kept.rows or not kept.definite or not set(kept.rows) <= set(among.rows):
        return DraftTrouble(Obstacle.NO_ROW, readable(before + behind))
    return [RemoveRow(gone)] if gone else []


def _added(clause: Clause, verb: Verb, table: GoalTable) -> Outcome:
    """数量指标再加一条培训人数40人: the category before or behind, the name and the value as they stand."""
    text = clause.text
    before, behind = text[: verb.start], text[verb.end :]
    levels = levels_in(before) or _leading_level(behind)
    typed = clause.typed(verb.end, len(text))
    if levels and not levels_in(before):
        typed = _without_leading(typed, [phrase for _, phrase in levels])
    typed = unquoted(trimmed(typed.strip(), before="value_before", after="value_after").strip(" :：,，、。"))
    name, value = name_and_value(typed)
    name = name.removesuffix("指标") if value else name
    if before and head_cell(before, table) == "project" and name + value:
        text_said = unquoted(name + value)
        whole = text_said + table.project if find_years(text_said) else table.project + text_said
        return [SetField("project", whole)]
    if not levels and not name and not value and not has(text, "row", "indicators") and "条" not in text:
        return None
    seconds = list(dict.fromkeys(level for level, _ in levels)) or _guessed(name, value)
    own = [level for level in seconds if any(row.level2 == level for row in table.indicators)]
    seconds = own if own and len(seconds) > 1 else seconds
    value = spoken_as_digits(value)
    if len(seconds) == 1:
        return [AddRow(seconds[0], name, value)]
    used = [level for level in LEVEL2_PARENT if any(row.level2 == level for row in table.indicators)]
    offered = seconds or used or list(LEVEL2_PARENT)[:4]
    return DraftDoubt(
        name or value or readable(text), tuple(DraftChoice(level, (AddRow(level, name, value),)) for level in offered)
    )


def _leading_level(text: str) -> tuple[tuple[str, str], ...]:
    """A category right behind 加一条: 加个质量指标, 合格率95%; 满意度 that belongs to a name is none."""
    found = [
        (level, phrase)
        for level, phrase in levels_in(text)
        if without(text.partition(phrase)[0], words("row", "indicators")).strip("个条:：") == ""
    ]
    return tuple(
        (level, phrase)
        for level, phrase in found
        if phrase.endswith(("指标", "类")) or text.partition(phrase)[2][:1] in (":", ",", "的", "")
    )


def _without_leading(typed: str, phrases: Sequence[str]) -> str:
    folded = fold(typed).lower()
    for phrase in phrases:
        at = folded.find(phrase)
        if 0 <= at <= 2:
            return typed[at + len(phrase) :]
    return typed


def _guessed(name: str, value: str) -> list[str]:
    """The category by the words of the name and the unit of the value."""
    said = fold(name + value)
    for level2 in keys("level"):
        if any(word in said for word in words("level", level2)):
            return [level2]
    if find_dates(value):
        return ["时效指标"]
    found = quantities_in(value)
    if not found:
        return []
    unit = found[0].unit or ""
    if unit == "%":
        return ["质量指标"]
    return ["成本指标"] if "元" in unit or found[0].scaled else ["数量指标"]


def _moved(kind: str, before: str, behind: str, table: GoalTable, touched: Sequence[int]) -> Outcome:
    """预算涨两成, 满意度提高两个百分点, 人数翻一番."""
    target = without_project(before, table)
    if not _plainly(target) and not touched and kind in ("raise", "lower"):
        target = ""
    down = kind in ("lower", "half")
    factor: Decimal | None = {"twice": Decimal(2), "half": Decimal("0.5")}.get(kind)
    by: Decimal | None = None
    quantity: QuantityMention | None = None
    points = False
    if factor is None:
        quantity = quantities_in(behind)[0]
        points = _in_points(behind, quantity)
        if quantity.unit == "倍":
            factor = 1 + quantity.low if not down else None
        elif quantity.unit == "%" and not points:
            factor = 1 + quantity.low / 100 * (-1 if down else 1)
        else:
            by = quantity.low * (-1 if down else 1)
    if by is not None:
        for earlier, more in pairwise(quantities_in(behind)):
            between = bare(behind[earlier.end : more.start])
            sign = 1 if between in words("verb", "raise") else -1 if between in words("verb", "lower") else 0
            if not sign:
                return DraftTrouble(Obstacle.NO_VALUE, behind)
            by += more.low * sign
    cell = head_cell(target, table) if _plainly(target) or plain_target(target) else None
    if cell is None and factor is not None and not _plainly(target) and (kind in ("twice", "half") or not points) and not touched:
        cell = "total"
    if cell == "total" or (cell is None and not _plainly(target) and not touched and (quantity is None or is_money(behind))):
        return _total_moved(by, factor, table, behind)
    if cell is not None and cell.startswith("fund:"):
        label = cell.removeprefix("fund:")
        now = next((fund.amount for fund in table.funds if fund.label == label), None)
        if now is None:
            return DraftTrouble(Obstacle.NO_VALUE, label)
        amount = now * factor if factor is not None else now + (by or 0)
        trouble = beyond(behind, amount)
        return trouble if trouble is not None else [SetFund(label, amount)]
    meant = rows_meant(target, table, touched, value=behind) if _plainly(target) else _implied(table, touched, behind)
    if not meant.rows:
        return DraftTrouble(Obstacle.NO_ROW, readable(target)) if _plainly(target) else None

    def edits(rows: tuple[int, ...]) -> list[Edit]:
        plain = by if by is not None or not _is_percent(table, rows) or quantity is None else None
        if plain is None and factor is not None and quantity is not None and quantity.unit == "%" and _is_percent(table, rows):
            return [ShiftValue(rows, by=quantity.low * (-1 if down else 1))]
        return [ShiftValue(rows, by=by, factor=factor)]

    if meant.definite or len(meant.rows) == 1:
        return edits(meant.rows)
    return _which(target, meant.rows, table, edits)


def _is_percent(table: GoalTable, rows: Sequence[int]) -> bool:
    """满意度提高2%: of a percentage, per cents are points."""
    quantities = [table.indicators[at].value.quantity for at in rows]
    return all(quantity is not None and quantity.unit == "%" for quantity in quantities)


def _in_points(text: str, quantity: QuantityMention) -> bool:
    return "百分点" in text or "个点" in text or (quantity.unit in ("点", "个点"))


def _total_moved(by: Decimal | None, factor: Decimal | None, table: GoalTable, said: str) -> Outcome:
    if factor is not None:
        return [SetTotal(factor=factor)] if factor >= 0 else DraftTrouble(Obstacle.BELOW_ZERO, said)
    if table.total is None or by is None:
        return DraftTrouble(Obstacle.NO_VALUE, said)
    amount = table.total + by
    trouble = beyond(said, amount)
    return trouble if trouble is not None else [SetTotal(amount=amount)]


def _instead_of(target: str, old: QuantityMention, value: str, table: GoalTable) -> Outcome:
    """20个改成30个: the row that holds the old figure, else the goal's text."""
    plain = unquoted(target.strip())
    if len(plain) > len(old.text):
        stretch = tuple(at for at in holding(plain, table))
        if len(stretch) == 1 and squeeze(table.indicators[stretch[0]].value.text).lower() == squeeze(plain).lower():
            return [SetValue(stretch, spoken_as_digits(value))]
        if squeeze(plain).lower() in squeeze(table.goal).lower():
            return [WriteGoal(value, instead_of=plain)]
    rows = holding(old.text, table)
    about = bare(target[: old.start])
    if about:
        meant = rows_meant(target[: old.start], table, ())
        both = tuple(at for at in rows if at in meant.rows)
        rows = both or rows
    if len(rows) == 1 or (rows and has(target, "row", "all")):
        return [SetValue(rows, spoken_as_digits(value))]
    if rows:
        return _which(target, rows, table, lambda chosen: [SetValue(chosen, spoken_as_digits(value))])
    if squeeze(old.text) in squeeze(table.goal):
        return [WriteGoal(value, instead_of=old.text)]
    return None
