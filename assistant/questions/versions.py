"""Questions about versions of files: 和上一版比改了什么, 水务局的表跟上次导入的有什么不同.

The words for versions are taken out; what is left is understood as in any other question, so that names, years, departments and
fields narrow what is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from assistant.model.conversation import Choice
from assistant.model.fields import Field
from assistant.model.interpretation import Absence, Ambiguous, Interpretation, NotInTables, Understood
from assistant.model.query import Compare, Figure, Measure, Operation, Operator, Query, both
from assistant.questions.absent import absent_organisation, near
from assistant.questions.context import Context
from assistant.questions.frame import Frame
from assistant.questions.framing import frame_of
from assistant.questions.mention import Kind
from assistant.questions.read import read
from assistant.questions.utterance import utterance_of
from assistant.wording import load_toml

_FILE = re.compile(
    r"[“\"'「《]?([^\s“”\"'「」《》，,、：:]+\.(?:docx?|xlsx?|et|wps|pdf|html?|txt|csv|tsv|md|json))[”\"'」》]?", re.IGNORECASE
)
"""A file's name, in quotation marks or without."""
_MOST_CHOICES = 9


def versions_asked(text: str, context: Context) -> Interpretation | None:
    """What the folded utterance asks about versions; None where it does not."""
    goes_on = _just_compared(context)
    spoken_of = _pattern("earlier").search(text) or _pattern("newer").search(text) or goes_on is not None
    if not spoken_of or not _pattern("changed").search(text):
        return None
    files = _FILE.findall(text)
    rest = _pattern("earlier", "newer", "changed", "around").sub("", _FILE.sub("", text))
    frame = frame_of(read(utterance_of(rest), context), context)
    if files or _pattern("files").search(text):  # then it goes on about no project of an earlier answer
        frame = replace(frame, pointed=(), within=None, remarks=())
    strange = absent_organisation(frame)
    if strange is not None:
        return strange
    missing = frame.missing_name or ("" if frame.named else _unknown(frame))
    if missing:
        return NotInTables(Absence.PROJECT, missing, near(frame))
    if frame.doubtful is not None and not frame.named:
        what = frame.reading.utterance.typed(frame.doubtful.start, frame.doubtful.end)
        meant = [replace(frame, named=(link,), doubtful=None) for link in frame.doubtful.links[:_MOST_CHOICES]]
        choices = tuple(Choice(one.named[0].name, _query(one, files)) for one in meant)
        return Ambiguous(what, choices, frame.remarks)
    query = _query(frame, files)
    if goes_on is not None and not (files or frame.named or frame.years or frame.conditions.table or frame.terms):
        query = replace(query, figure=goes_on.figure)  # 总额改了吗, of the versions just compared
    return Understood(query, frame.remarks)


def _just_compared(context: Context) -> Query | None:
    """The comparison of versions that the last question asked for."""
    turns = context.conversation.turns
    last = turns[-1].query if turns else None
    return last if last is not None and last.operation is Operation.REVISED else None


def _query(frame: Frame, files: Iterable[str]) -> Query:
    of_any_year = frame if frame.years else replace(frame, all_years=True)
    selection, _ = of_any_year.tables("all")
    named = [Compare(Measure(Field.DOCUMENT), Operator.CONTAINS, file) for file in files]
    topics = () if frame.named else frame.terms
    about = [Compare(Measure(Field.ANYWHERE), Operator.CONTAINS, term) for term in topics]
    where = both(selection.where, *named[:1], *about)
    fields = tuple(Measure(field) for field in frame.heads)
    return Query(Operation.REVISED, Figure(replace(selection, where=where)), fields=fields)


def _unknown(frame: Frame) -> str:
    """Words that nothing explains, where there are any."""
    return "、".join(mention.text for mention in frame.reading.of(Kind.UNKNOWN) if len(mention.text) > 1)


@cache
def _pattern(*names: str) -> re.Pattern[str]:
    """Any of the words, the longest first."""
    entries = load_toml("lexicon/versions")
    words = sorted({str(word) for name in names for word in entries[name]}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))
