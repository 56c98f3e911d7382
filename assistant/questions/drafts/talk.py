"""What an utterance means to the draft in hand: a choice, an answer to what was asked for, a step, a change, or nothing to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.chinese.numerals import parse_numeral
from assistant.chinese.years import find_dates, find_years
from assistant.model.conversation import Asked, Conversation, DraftChoice, DraftTalk
from assistant.model.draft import DraftInHand
from assistant.model.edit import (
    AcceptSuggestion,
    AddRow,
    Adopt,
    ChangeBase,
    Edit,
    ExportDraft,
    LeaveBe,
    PassOver,
    Redo,
    RemoveRow,
    RenameRow,
    SetField,
    SetTotal,
    SetValue,
    SetYear,
    ShowDraft,
    TakeBack,
    Undo,
    WriteGoal,
)
from assistant.model.goal_table import GoalTable
from assistant.model.interpretation import (
    Ambiguous,
    DraftEdits,
    DraftMeaning,
    DraftRequest,
    DraftTrouble,
    HelpRequest,
    Interpretation,
    NotInTables,
    Obstacle,
    Several,
    Understood,
)
from assistant.model.knowledge import Knowledge
from assistant.model.query import Figure, Operation, Query, Selection
from assistant.model.source import Place, Source
from assistant.questions.drafts.changes import changes_of
from assistant.questions.drafts.heads import head_cell, money_in, speaks_of_goal, total_of
from assistant.questions.drafts.request import starts_new
from assistant.questions.drafts.rows import levels_in, quantities_in, rows_meant
from assistant.questions.drafts.steps import passed_over, resumed, step_of
from assistant.questions.drafts.values import cell_value, is_value, name_and_value
from assistant.questions.drafts.words import bare, first_of, has, particles, trimmed, without, words
from assistant.questions.interpret import projects_in
from assistant.questions.lexicon import cue, lexicon
from assistant.questions.utterance import utterance_of

_WITHOUT_DRAFT = (Undo, Redo, ExportDraft, Adopt, ChangeBase, AcceptSuggestion)
"""Steps whose words mean nothing but a draft, so that its absence is said."""

_LONGEST_NAME = 60
_ROW = re.compile(r"第[\d一二三四五六七八九十]+条|最后一条|(?:加|增|添|删)(?:了|掉|除)?一条")
_NOTHING = GoalTable("", None, "", Source("", "", ""), Place())


def draft_meaning(typed: str, conversation: Conversation, knowledge: Knowledge) -> DraftMeaning | None:
    """What the utterance means to the draft in hand, or to drafts in general; None where it is a question to the archive."""
    talk = conversation.talk
    picked = _picked(typed, talk.choices)
    if picked is not None:
        return picked
    if talk.choices and _says_yes(typed):
        first = talk.choices[0]
        if len(talk.choices) == 2 and talk.choices[-1].edits == (LeaveBe(),):
            return DraftEdits(first.edits)
    again = resumed(typed)
    if again is not None:
        return DraftEdits((again,))
    if talk.hand is None:
        step = step_of(typed, None)
        if isinstance(step, DraftEdits) and isinstance(step.edits[0], TakeBack):
            return step
        edits = step.edits if isinstance(step, DraftEdits) else ()
        wants = isinstance(step, DraftTrouble) or any(isinstance(edit, _WITHOUT_DRAFT) for edit in edits)
        return DraftTrouble(Obstacle.NO_DRAFT, typed.strip()) if wants else None
    return _of_hand(typed, conversation, talk, talk.hand, knowledge)


def _of_hand(
    typed: str, conversation: Conversation, talk: DraftTalk, hand: DraftInHand, knowledge: Knowledge
) -> DraftMeaning | None:
    table = hand.draft.table
    if talk.asked is not None and passed_over(typed):
        return DraftEdits((PassOver(),))
    step = step_of(typed, hand.draft)
    if step is not None:
        return step
    if starts_new(utterance_of(typed).text):
        return None
    about_draft = not conversation.turns or conversation.turns[-1].query is None
    touched = talk.touched if about_draft else ()
    if talk.asked is not None and talk.asked.row is not None:
        touched = (talk.asked.row,)
    base = _other_base(typed, table, knowledge) if about_draft else None
    if base is not None:
        return DraftEdits((base,))
    if talk.asked is not None and _is_bare_answer(typed, talk.asked):
        answer = _answer(typed, talk.asked, table)
        if answer is not None:
            return answer
    restored = _restored(typed, hand)
    if restored is not None:
        return restored
    changes = changes_of(typed, table, touched)
    if changes is not None:
        return changes
    if talk.asked is not None:
        answer = _answer(typed, talk.asked, table)
        if answer is not None:
            return answer
    return _asks_of_draft(typed, table)


def _says_yes(typed: str) -> bool:
    said = utterance_of(typed).text.strip("。!,，" + particles("assents"))
    return said in {word.strip("吧的") for word in words("step", "yes")}


def left_to_draft(typed: str, conversation: Conversation, meaning: Interpretation) -> DraftMeaning | None:
    """What an utterance that is no change and no step means to the draft in hand; None where it is a question to the archive.

    It is one where it names a project, a year or a set of projects, continues such a question, or is a wish for a new table.
    """
    hand = conversation.talk.hand
    if hand is None or isinstance(meaning, DraftRequest | HelpRequest):
        return None
    if _of_archive(typed, conversation, meaning):
        unnamed = isinstance(meaning, Understood) and not _of_archive(typed, conversation, replace(meaning, query=_UNNAMED))
        named = isinstance(meaning, Understood) and _says_name(typed, [name for name, _ in projects_in(meaning.query)])
        return _asks_of_draft(typed, hand.draft.table, plainly=True) if unnamed and not named else None
    if _says_yes(typed):
        return DraftEdits((LeaveBe(),))
    found = _asks_of_draft(typed, hand.draft.table, plainly=True)
    return found if found is not None else DraftTrouble(Obstacle.NOT_UNDERSTOOD, typed.strip())


_UNNAMED = Query(Operation.SHOW, Figure(Selection()))
"""A query that names no project."""


def _says_name(typed: str, names: Sequence[str]) -> bool:
    """Is a part of a project's name said, and not only a word that stands in its rows?"""
    text = utterance_of(typed).text
    return any(name[at : at + 2].lower() in text for name in names for at in range(len(name) - 1))


def _of_archive(typed: str, conversation: Conversation, meaning: Interpretation) -> bool:
    text = utterance_of(typed).text
    continues = bool(conversation.turns) and conversation.turns[-1].query is not None
    asks = has(text, "words", "asks") or text.endswith(words("words", "ends_question")) or has(text, "words", "searches")
    if asks_for_drafts(typed):
        return True
    if has(text, "words", "of_draft") and not has(text, "words", "archive_sets"):
        return False
    if has(text, "words", "archive_sets") or has(text, "words", "original") or has(text, "words", "relative_years"):
        return True
    if find_years(text) and (asks or not find_dates(text)):
        return True
    match meaning:
        case Understood(query=query):
            return continues or bool(projects_in(query)) or (asks and has(text, "words", "comparing"))
        case NotInTables():
            return meaning.query is not None and (continues or bool(projects_in(meaning.query)))
        case Several():
            return _of_archive(typed, conversation, meaning.otherwise)
        case Ambiguous():
            return asks
    return False


def _restored(typed: str, hand: DraftInHand) -> DraftMeaning | None:
    """把目标改回原来的, 刚才删的那条恢复回来: as it was when the draft was made, or before it was removed."""
    text = utterance_of(typed).text
    brings = has(text, "words", "brings_back") and "“" not in text
    if not brings or has(text, "words", "asks"):
        return None
    target = without(text, (*words("words", "brings_back"), *words("words", "original"), *words("words", "way_behind")))
    if has(target, "verb", "remove") or has(target, "words", "removed"):
        return _removed_again(hand)
    if not has(text, "words", "original") and not has(text, "words", "as_before"):
        return None
    target = without(target, words("words", "as_before"))
    first, now = hand.steps[0], hand.draft.table
    cell = head_cell(target, now)
    before = {change.field: change.before for change in first.changes if change.row is None}
    if speaks_of_goal(target):
        return DraftEdits((WriteGoal(first.table.goal, whole=True),))
    if cell == "total":
        amount = money_in(before["total"]) if before.get("total") else first.table.total
        return DraftEdits((SetTotal(amount=amount),)) if amount is not None else None
    if cell is not None and hasattr(first.table, cell) and cell != "year":
        return DraftEdits((SetField(cell, before.get(cell) or str(getattr(first.table, cell))),))
    meant = rows_meant(target, now, ()) if bare(target) else None
    if meant is None or len(meant.rows) != 1:
        return None
    row = now.indicators[meant.rows[0]]
    old = [one for one in first.table.indicators if (one.level2, one.level3) == (row.level2, row.level3)]
    return DraftEdits((SetValue(meant.rows, old[0].value.text),)) if len(old) == 1 else None


def _removed_again(hand: DraftInHand) -> DraftMeaning | None:
    """The rows that the last removal took away, put in again; undone where it was the last step."""
    for at in range(hand.at, 0, -1):
        before, after = hand.steps[at - 1].table.indicators, hand.steps[at].table.indicators
        names = [(row.level2, row.level3) for row in after]
        gone = [row for row in before if (row.level2, row.level3) not in names]
        if len(after) < len(before) and gone:
            if at == hand.at:
                return DraftEdits((Undo(),))
            return DraftEdits(tuple(AddRow(row.level2, row.level3, row.value.text) for row in gone))
    return DraftTrouble(Obstacle.NO_ROW, "")


def changes_something(typed: str) -> bool:
    """Would this change a draft if there were one in hand?"""
    text = utterance_of(typed).text
    strong = [word for key in ("set", "remove", "add", "append", "rename") for word in words("verb", key) if len(word) > 1]
    if (
        starts_new(text)
        or has(text, "make", "same")
        or not any(word in text for word in strong)
        or changes_of(typed, _NOTHING) is None
    ):
        return False
    if text.rstrip("?？。").endswith(cue("listed_nouns")) or any(word in text for word in cue("question_words")):
        return False  # 满意度定在98%以上的项目: a question
    said = trimmed(text, after="value_after")
    ends = (
        [one.end for one in quantities_in(said)] + [one.end for one in find_dates(said)] + [one.end for one in find_years(said)]
    )
    return max(ends, default=0) == len(said) or levels_in(said) != () or _ROW.search(said) is not None


def asks_for_drafts(typed: str) -> bool:
    """有哪些草稿, 草稿有几份: a question about drafts, not about the cells of the one in hand."""
    text = utterance_of(typed).text
    if has(text, "make", "new"):
        return False  # 做个草稿
    left = without(
        text,
        (
            *words("words", "with_draft"),
            *words("words", "asks"),
            *words("step", "show"),
            *words("step", "beside_list"),
            *words("words", "ends_question"),
        ),
    )
    return has(text, "words", "with_draft") and left != text and len(bare(left)) <= 2


def about_archive(typed: str, hand: DraftInHand | None) -> str:
    """A question beside the draft as one to the archive: 原来的预算 is the base's, 去年 the year before the draft's."""
    if hand is None or hand.draft.base is None:
        return typed
    base, year = hand.draft.base, hand.draft.table.year
    text = typed
    word = first_of(text, "words", "original")
    dated = bool(find_years(text, year)) if word else False
    if word and dated and _names_something(text.replace(word, "", 1)):
        return text.replace(word, "", 1)  # 原来2023年小型水库管护是多少: which table is said
    if word and base.project not in text:
        its_year = "" if base.year is None or base.year == year or dated else f"{base.year}年"
        text = text.replace(word, f"{base.project}{its_year}的", 1)
    last = first_of(text, "words", "last_year")
    if (
        last
        and year is not None
        and base.year == year - 1
        and base.project not in text
        and not has(text, "words", "archive_sets")
    ):
        return text.replace(last, f"{base.project}{base.year}年", 1)
    return text.replace(last, f"{year - 1}年", 1) if last and year is not None else text


def _names_something(text: str) -> bool:
    """Are there characters that no word of questions and no year explains, so that a project may be named?"""
    known = {at for found in lexicon().mentions(text) for at in range(found.start, found.end)}
    known |= {at for found in find_years(text) for at in range(found.start, found.end)}
    return sum("\u4e00" <= character <= "\u9fff" for at, character in enumerate(text) if at not in known) >= _NAME


_NAME = 2
"""So many characters that nothing explains may be a project's name."""


# choices


def _picked(typed: str, choices: Sequence[DraftChoice]) -> DraftEdits | None:
    """The choice that a number or a name picks; a choice that makes a new table is left to `picked_brief`."""
    chosen = picked_choice(typed, choices)
    return DraftEdits(chosen.edits) if chosen is not None and chosen.edits else None


def picked_choice(typed: str, choices: Sequence[DraftChoice]) -> DraftChoice | None:
    """The choice that the utterance picks: by its number (2, 第二个), by the row's place (第5条) or by words of its name."""
    if not choices:
        return None
    text = utterance_of(typed).text
    plain = text.strip("".join(cue("around_choice")))
    by_row = [choice for choice in choices if text.startswith("第") and choice.label.startswith(text.rstrip("。吧!") + " ")]
    if len(by_row) == 1:
        return by_row[0]
    number = parse_numeral(plain.rstrip("条吧"))
    if number is not None and number == int(number) and 1 <= number <= len(choices):
        return choices[int(number) - 1]
    if plain in words("words", "former"):
        return choices[0]
    if plain in words("words", "latter"):
        return choices[-1]
    everything = words("row", "together")[0]
    if plain in words("row", "all") and choices[-1].label == everything:
        return choices[-1]
    said = bare(without(text, words("row", "this")))
    if not said or len(said) > _LONGEST_NAME or has(text, "words", "asks"):
        return None
    fitting = [choice for choice in choices if said in utterance_of(choice.label).text]
    exact = [choice for choice in fitting if said == utterance_of(choice.label).text]
    return fitting[0] if len(fitting) == 1 else exact[0] if len(exact) == 1 else None


def named_choice(typed: str, choices: Sequence[DraftChoice], knowledge: Knowledge) -> DraftChoice | None:
    """Another past project than those offered as a base, by its whole name."""
    brief = choices[0].brief if choices else None
    if brief is None:
        return None
    name = bare(utterance_of(typed).text)
    known = next(iter(knowledge.projects_named((name, typed.strip(" 。")))), None) if name else None
    return None if known is None else DraftChoice(known.name, brief=replace(brief, base=known.name, table=0))


def _other_base(typed: str, table: GoalTable, knowledge: Knowledge) -> ChangeBase | None:
    """换成干部教育培训经费: a known project's name behind 换成 and nothing else is another base."""
    text = utterance_of(typed).text
    for word in words("step", "another_base"):
        if text.startswith(word):
            name = bare(text[len(word) :])
            if name and any(project.name for project in knowledge.projects_named((name,))):
                return ChangeBase(name)
    return None


# what was asked for


def _is_bare_answer(typed: str, asked: Asked) -> bool:
    """Names and sums are taken as they are said: an answer need not look like a change."""
    text = utterance_of(typed).text
    if any(word in text for key in ("set", "remove", "add", "rename") for word in words("verb", key) if len(word) > 1):
        return False
    if asked.field in ("project", "unit") and _is_instruction(text):
        return False
    return asked.field in ("project", "unit", "goal")


def _is_instruction(text: str) -> bool:
    """Is an answer plainly something else than a name: a category of indicators, a quantity with its unit (单价10万一个)?"""
    return bool(levels_in(text)) or any(one.unit is not None or one.scaled for one in quantities_in(text))


def _answer(typed: str, asked: Asked, table: GoalTable) -> DraftMeaning | None:
    """The bare value as what was asked for; None where the utterance is none."""
    text = utterance_of(typed).text
    value = trimmed(typed.strip(" ,，。"), before="value_before", after="value_after").strip(" :：")
    if has(text, "words", "asks") or text.endswith(words("words", "ends_question")) or not value:
        return None
    if asked.row is not None:
        return _row_answer(value, text, asked.row, table)
    match asked.field:
        case "total":
            return _said(total_of(value))
        case "year":
            years = find_years(value) or find_years(f"{value}年")
            return DraftEdits((SetYear(years[0].years[0]),)) if years and len(years[0].years) == 1 else None
        case "goal":
            return DraftEdits((WriteGoal(value, whole=True),)) if len(value) > 3 else None
        case "project" | "unit" if _is_instruction(text):
            return None
        case "project" | "unit" | "department" | "attribute" | "period":
            return DraftEdits((SetField(asked.field, _without_label(value)),)) if len(value) <= _LONGEST_NAME else None
    return None


def _without_label(value: str) -> str:
    """叫社区食堂补助 as 社区食堂补助."""
    for label in (*words("words", "before_answer"), "：", ":"):
        value = value.removeprefix(label)
    return value.strip(" “”")


def _row_answer(value: str, text: str, at: int, table: GoalTable) -> DraftMeaning | None:
    if at >= len(table.indicators):
        return None
    if bare(text) in (*words("row", "answered_away"), "") and has(text, "verb", "remove"):
        return DraftEdits((RemoveRow((at,)),))
    row = table.indicators[at]
    if not row.level3:
        name, figure = name_and_value(value)
        edits: list[Edit] = [RenameRow(at, name)] if name else []
        if figure:
            edits.append(SetValue((at,), cell_value(figure, at, table)))
        return DraftEdits(tuple(edits)) if edits else None
    name, figure = name_and_value(value)
    if name and figure and not is_value(value) and name not in row.level3:
        return DraftTrouble(Obstacle.NO_ROW, name)
    if is_value(value) or len(value) <= 12:
        return DraftEdits((SetValue((at,), cell_value(value, at, table)),))
    return None


def _said(found: DraftMeaning | Sequence[Edit] | None) -> DraftMeaning | None:
    return DraftEdits(tuple(found)) if isinstance(found, list) else found if not isinstance(found, Sequence) else None


# questions about the draft itself


def is_place(text: str) -> bool:
    """第三条, 第2个指标 and nothing else."""
    return re.fullmatch(r"第[\d一二两三四五六七八九十]+(?:条|个|项|行)?(?:指标)?", text) is not None


def _names_cell(text: str, table: GoalTable) -> DraftMeaning | None:
    """它的年度目标, 数量指标: nothing but the name of a cell or a category is looked at."""
    about = without(text, (*words("words", "of_project"), *words("words", "of_draft"))).strip("的。!? ")
    cell = head_cell(about, table)
    if cell is not None:
        return DraftEdits((ShowDraft(field=cell),))
    if about in words("cell", "goal"):
        return DraftEdits((ShowDraft(field="goal"),))
    placed = rows_meant(about, table, ()) if about.startswith("第") else None
    if placed is not None and placed.definite and placed.rows and is_place(about):
        return DraftEdits((ShowDraft(rows=placed.rows),))
    levels = levels_in(about)
    rows = tuple(at for at, row in enumerate(table.indicators) if row.level2 in {level for level, _ in levels})
    return DraftEdits((ShowDraft(rows=rows),)) if rows and not bare(without(about, [said for _, said in levels])) else None


def _asks_of_draft(typed: str, table: GoalTable, *, plainly: bool = False) -> DraftMeaning | None:
    """现在总额是多少, 草稿里的满意度呢, and where the archive is not meant (`plainly`) 总额多少: answered from the draft."""
    text = utterance_of(typed).text
    looks = has(text, "words", "looks")
    asks = has(text, "words", "asks") or text.endswith((*words("words", "ends_question"), "?")) or (plainly and looks)
    adds = has(text, "words", "adds_up")
    if not asks and not (plainly and adds):
        return _names_cell(text, table) if plainly else None
    if not plainly and not has(text, "words", "of_draft"):
        return None
    when = words("words", "asks_when")
    setting = [word for word in words("verb", "set") if len(word) > 1 and word in text]
    if plainly and any(not text.partition(word)[2].startswith(when) for word in setting):
        return None  # 总额改成多少合适: no question about what stands there
    counts = has(text, "words", "count_rows")
    about = without(text, (*words("words", "count_rows"), *words("words", "adds_up")))
    about = without(about, (*words("words", "of_draft"), *when, *setting))
    about = without(about, words("words", "looks"))
    about = without(about, (*words("words", "asks"), *words("words", "ends_question")))
    about = without(about, (*words("words", "beside_cell"), "?"))
    if counts:
        meant = rows_meant(about + words("row", "all")[0], table, ()) if len(bare(about)) > 1 else None
        rows = tuple(range(len(table.indicators))) if meant is None else meant.rows
        return DraftEdits((ShowDraft(rows=rows, how="count"),)) if rows else None
    if plainly and about and not bare(without(about, words("row", "indicators"))):
        return DraftEdits((ShowDraft(),))
    cell = head_cell(about, table)
    if cell is not None:
        return DraftEdits((ShowDraft(field=cell),))
    if has(about, "cell", "goal"):
        return DraftEdits((ShowDraft(field="goal"),))
    meant = rows_meant(about, table, ())
    return DraftEdits((ShowDraft(rows=meant.rows, how="sum" if adds else ""),)) if meant.rows and bare(about) else None
