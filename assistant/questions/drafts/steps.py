"""Steps with the draft as a whole: undo, compare, show, export, adopt, put away, take up again, another base, suggestions."""

from __future__ import annotations

import re
from functools import cache

from assistant.chinese.numerals import parse_numeral
from assistant.model.conversation import DraftChoice
from assistant.model.draft import ChangeKind, Draft
from assistant.model.edit import (
    AcceptSuggestion,
    Adopt,
    AskOn,
    ChangeBase,
    CompareWithBase,
    Edit,
    ExportDraft,
    LeaveBe,
    ListSteps,
    PutAway,
    Redo,
    Resume,
    ShowDraft,
    TakeBack,
    Undo,
)
from assistant.model.interpretation import DraftDoubt, DraftEdits, DraftMeaning, DraftTrouble, Obstacle
from assistant.questions.drafts.rows import number_said
from assistant.questions.drafts.words import any_word, bare, choice_text, first_of, has, keys, particles, trimmed, without, words
from assistant.questions.utterance import Utterance, utterance_of

_NUMBER = r"(\d{1,2}|[一二两三四五六七八九十]{1,2})"
_FILE = re.compile(r"(?:[A-Za-z]:[\\/][^\s,，。;；]*|~?[/\\][^\s,，。;；]+|\.{1,2}[/\\][^\s,，。;；]*)")
_NAMED_FILE = re.compile(r"[^\s,，。;；:：到在成为叫“”]+\.(?:docx|xlsx|html|md|csv|json|txt)\b", re.IGNORECASE)
_DRIVE = re.compile(r"([a-zA-Z])\s*盘")
_ALL = 10_000
"""More steps than a draft has."""
_LEFT_OVER = 1
"""So many characters that nothing explains may stand beside a step's word."""


@cache
def _steps() -> re.Pattern[str]:
    """两步, 3次: how many steps."""
    return re.compile(_NUMBER + any_word("step", "step_counters"))


@cache
def _nth() -> re.Pattern[str]:
    """第二条, 3: the place of a suggestion."""
    return re.compile(f"第?{_NUMBER}{any_word('step', 'suggestion_counters')}?")


@cache
def _place() -> re.Pattern[str]:
    """第二份: the place of a saved draft."""
    return re.compile(f"第{_NUMBER}{any_word('step', 'draft_counters')}")


def step_of(typed: str, draft: Draft | None) -> DraftMeaning | None:
    """The step that the utterance asks for; None where it asks for none. `draft` is the one in hand."""
    utterance = utterance_of(typed)
    text = utterance.text
    for step in (_taken_back, _base_changed, _exported, _accepted, _simple, _shown, _unable):
        found = step(text, utterance, draft)
        if found is not None:
            return found
    return None


def _only(text: str, key: str, draft: Draft | None, *besides: str) -> bool:
    """Is the utterance this step's word, with nothing beside it but what is polite or listed?"""
    for word in words("step", key):
        if word not in text:
            continue
        rest = text.replace(word, "", 1)
        rest = without(rest, [one for one in besides if one])
        if draft is not None:
            rest = rest.replace(draft.table.project.lower(), "")
        left = "".join(bare(part) for part in re.split("[,，。;；!！?？]", rest))
        if len(left) <= _LEFT_OVER:
            return True
    return False


def _taken_back(text: str, utterance: Utterance, draft: Draft | None) -> DraftMeaning | None:
    return _do(TakeBack()) if _only(text, "take_back", draft) else None


def _simple(text: str, utterance: Utterance, draft: Draft | None) -> DraftMeaning | None:
    """Steps that are one word, perhaps with a number."""
    count = _steps_in(text)
    if _only(text, "restart", draft):
        return _do(Undo(_ALL))
    if draft is not None and _only(text, "steps", draft):
        return _do(ListSteps())
    left = {word.strip(particles()) for word in words("step", "leave")}
    if draft is not None and text.strip("。!,，" + particles("particles")) in left:
        return _do(LeaveBe())
    for key, edit in (("redo", Redo(count)), ("undo", Undo(count))):
        said = _steps().search(text)
        if _only(text, key, draft, said.group() if said else "", *words("words", "saved"), *words("step", "past_changes")):
            return _do(edit)
    if _only(text, "adopt", draft):
        return _do(Adopt())
    if _only(text, "ask_on", draft):
        return _do(AskOn())
    if _only(text, "stop", draft):
        return _do(AskOn(on=False))
    if _only(text, "put_away", draft):
        return _do(PutAway())
    return _discarded(text, draft)


def _discarded(text: str, draft: Draft | None) -> DraftMeaning | None:
    """不要了 puts the draft away for good; a removing word (删掉) only with 草稿, and asks first."""
    removing = any(word in text for word in words("verb", "remove") if word.startswith(words("verb", "removes_for_good")))
    of_draft = has(text, "words", "with_draft") or has(text, "words", "this_draft")
    if has(text, "row", "all") and removing:
        return None
    if not _only(text, "discard", draft, *words("words", "saved")):
        alone = text.strip("。!,，" + particles("exclaims")) in {word.rstrip("了") for word in words("verb", "remove")}
        return DraftTrouble(Obstacle.NO_TARGET) if removing and alone else None
    if removing and of_draft:
        choices = (
            DraftChoice(choice_text("discard"), (PutAway(discard=True),)),
            DraftChoice(choice_text("not_removed"), (LeaveBe(),)),
        )
        return DraftDoubt(choice_text("discard"), choices, confirm=True)
    if removing:
        return DraftTrouble(Obstacle.NO_TARGET)
    plain = text.strip("吧。!") in words("step", "discard") or text.strip("。!" + particles()) in words("step", "refuses")
    return _do(PutAway(discard=True)) if of_draft or plain else None


def _unable(text: str, utterance: Utterance, draft: Draft | None) -> DraftMeaning | None:
    """合并两条, 挪到数量指标, 换个位置: what no draft is able to, said plainly; a quoted or new text is none of these."""
    word = first_of(text, "step", "unable")
    if not word or draft is None or has(text, "words", "asks") or re.search('[“”"]', text):
        return None
    return DraftTrouble(Obstacle.NO_ACTION, word) if not find_value(text) else None


def find_value(text: str) -> bool:
    """Does the text set something by a strong verb (改成, 定为)? Then the word stands in a name or a new text."""
    return any(word in text for word in words("verb", "set") if len(word) > 1 and word.startswith(words("verb", "gives_value")))


def _steps_in(text: str) -> int:
    found = _steps().search(text)
    number = parse_numeral(found.group(1)) if found is not None else None
    if number is None and has(text, "step", "every"):
        return _ALL
    return max(int(number), 1) if number is not None else 1


def _shown(text: str, utterance: Utterance, draft: Draft | None) -> DraftMeaning | None:
    """比一下, 还差什么, 看看现在的表."""
    beside = (*words("words", "original"), *words("words", "last_year"), *words("step", "beside_compare"))
    if _only(text, "missing", draft, *words("step", "beside_missing")):
        return _do(ShowDraft(missing=True))
    if _only(text, "compare", draft, *beside):
        return _do(CompareWithBase())
    if _only(text, "show", draft, *words("step", "beside_show")):
        return _do(ShowDraft())
    return None


def _exported(text: str, utterance: Utterance, draft: Draft | None) -> DraftMeaning | None:
    """导出Word, 存成Excel放到D盘: the format and the place."""
    verb = first_of(text, "step", "export")
    if not verb:
        return None
    original = utterance.original
    path = _FILE.search(original)
    named = _NAMED_FILE.search(original)
    kind = _format_in(text)
    parts = [part for part in re.split("[,，;；]", text) if bare(without(part, words("step", "ended")))]
    placed = has(text, "place", "desktop") or _DRIVE.search(original) is not None
    if (
        placed
        and any(verb in part for part in parts)
        and all(verb in part or has(part, "place", "desktop") or _DRIVE.search(part) is not None for part in parts)
    ):
        pass
    elif not kind and path is None and named is None and (len(verb) < 2 or len(bare(text.replace(verb, ""))) > 3):
        return None
    if kind in ("pdf", "ppt"):
        return DraftTrouble(Obstacle.NO_FORMAT, first_of(text, "format", kind))
    file = path.group() if path is not None else ""
    if named is not None and not file.endswith(named.group()):
        file = named.group() if not file else f"{file.rstrip('/')}/{named.group()}"
    ending = file.rpartition(".")[2].lower() if "." in file else ""
    if ending in keys("format"):
        kind = ending
    if not file:
        drive = _DRIVE.search(original)
        file = f"{drive.group(1).upper()}:\\" if drive is not None else "~/Desktop/" if has(text, "place", "desktop") else ""
    export = ExportDraft(kind or "docx", file)
    place = _place().search(text)
    return _do(Resume(place=number_said(place.group(1))), export) if place is not None else _do(export)


def _format_in(text: str) -> str:
    """The longest format word that stands in the text decides: 电子表格 is no 表."""
    found = [(len(word), key) for key in keys("format") for word in words("format", key) if word in text]
    return max(found)[1] if found else ""


def _accepted(text: str, utterance: Utterance, draft: Draft | None) -> DraftMeaning | None:
    """按建议改, 第一条建议采纳, 培训人数那条按建议."""
    if not has(text, "step", "accept") or (draft is None and not has(text, "step", "suggestion")):
        return None
    said = first_of(text, "step", "accept")
    rest = without(text.replace(said, "", 1), (*words("row", "suggestion"), *words("row", "this")))
    suggested = [change for change in draft.changes if change.kind is ChangeKind.SUGGESTED] if draft is not None else []
    plain = bare(rest).removesuffix(words("step", "carried_out")[0])
    if not plain or plain in words("step", "beside_accept"):
        return _do(AcceptSuggestion()) if suggested or draft is None else DraftTrouble(Obstacle.NO_SUGGESTION)
    places = [number_said(found.group(1)) for found in _nth().finditer(rest)]
    chosen = [suggested[place - 1] for place in places if 1 <= place <= len(suggested)]
    if not places:
        chosen = [change for change in suggested if plain in change.where.lower()]
    elif len(chosen) != len(places):
        return DraftTrouble(Obstacle.NO_SUGGESTION, rest)
    rows = tuple(change.row for change in chosen if change.row is not None)
    if rows:
        return _do(AcceptSuggestion(rows))
    if len(plain) > 6 and not places:
        return None
    return DraftTrouble(Obstacle.NO_SUGGESTION, rest)


def _base_changed(text: str, utterance: Utterance, draft: Draft | None) -> DraftMeaning | None:
    """换个底稿, 换成照干部教育培训经费的: another base, with its name as typed."""
    word = first_of(text, "step", "change_base")
    if not word:
        return None
    at = text.find(word) + len(word)
    named = utterance.typed(at, len(text)).strip(" ,，:：“”。")
    named = trimmed(named, before="before_base", after="after_base")
    return _do(ChangeBase(named if bare(named.lower()) else None))


def resumed(typed: str) -> Resume | None:
    """接着改上次那份, 打开人才工作经费的草稿: a saved draft taken in hand again, by its project where one is named."""
    utterance = utterance_of(typed)
    text = utterance.text
    word = first_of(text, "step", "resume")
    if not word:
        return None
    place = _place().search(text)
    left = without(text.replace(word, "", 1), (*words("words", "saved"), *words("words", "with_draft")))
    if place is not None and not bare(left.replace(place.group(), "", 1)):
        return Resume(place=number_said(place.group(1)))
    if not (has(text, "words", "saved") or has(text, "words", "with_draft") or not bare(text.replace(word, ""))):
        return None
    at = text.find(word)
    rest = utterance.typed(0, at) + utterance.typed(at + len(word), len(text))
    rest = without(rest, (*words("words", "saved"), *words("words", "with_draft")))
    named = without(rest, words("step", "before_resumed")) if len(rest) < 4 else rest
    named = named.strip(" ,，:：“”。" + "".join(words("step", "around_resumed")))
    for after in words("step", "after_resumed"):
        named = named.removesuffix(after)
    return Resume(named if bare(named.lower()) else None)


def passed_over(typed: str) -> bool:
    """跳过, 不写: the cell that was asked for stays blank."""
    text = utterance_of(typed).text.rstrip("。!," + particles())
    return text in words("step", "pass_over")


def _do(*edits: Edit) -> DraftEdits:
    return DraftEdits(tuple(edits))
