"""其中设了生态效益指标的, 里面写了时效指标的有哪些, after a list of projects: those of them that have such rows."""

from __future__ import annotations

from assistant.model.fields import Subject
from assistant.model.query import HasRows, Quantifier, Query, Selection
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue, without_first
from assistant.questions.mention import Kind
from assistant.questions.types.built import Built, list_of, row_condition


def having_rows(frame: Frame, query: Query) -> Built | None:
    """A category just behind a word for having it, at the end of the fragment but for 的 and a question for which ones."""
    if frame.within is None or frame.within.subject != Subject.PROJECT or frame.named or frame.heads:
        return None
    rows = row_condition(frame)
    mentions = frame.reading.of(Kind.LEVEL1, Kind.LEVEL2)
    if rows is None or not mentions or frame.reading.of(Kind.FIGURE, Kind.RANK, Kind.PLACE, Kind.UNIT_ASKED, Kind.PER_UNIT):
        return None
    before = frame.text[: mentions[0].start]
    if not before.rstrip("".join(cue("aspect"))).endswith((*cue("having_verbs"), *cue("setting_verbs"))):
        return None
    end = without_first(frame.question[mentions[-1].end :], "indicator_noun")
    asks = without_first(end, "before_such").strip("、,")
    if not end.startswith("的") or (asks and not asks.startswith(cue("of_such"))):
        return None
    return Built(list_of(Selection(Subject.PROJECT, HasRows(Quantifier.SOME, rows), within=frame.within)))
