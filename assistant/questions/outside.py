"""What is no question that goal tables could answer: help, drafts, execution figures, persons, contracts."""

from __future__ import annotations

from assistant.model.fields import Field
from assistant.model.interpretation import (
    Absence,
    HelpRequest,
    Interpretation,
    NotInTables,
)
from assistant.model.query import Figure, Measure, Operation, Query
from assistant.questions.drafts.request import draft_request
from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import REPORT, Kind


def outside(frame: Frame) -> Interpretation | None:
    """Help, drafts, and what goal tables never hold."""
    reading = frame.reading
    if frame.text.strip("?。!,、") in cue("greetings"):
        return HelpRequest()
    if reading.has(Kind.HELP) and not (frame.named or frame.conditions.table):
        return HelpRequest()
    draft = draft_request(frame)
    if draft is not None:
        return draft
    for kind, absence in (
        (Kind.EXECUTION, Absence.EXECUTION),
        (Kind.PERSON, Absence.PERSON),
        (Kind.REASON, Absence.REASON),
        (Kind.OTHER_DATA, Absence.OTHER_DATA),
    ):
        mention = reading.first(kind)
        if mention is None or mention.start in frame.conditions.used or reading.has(Kind.FINDING):
            continue
        if mention.text in cue("left_over") and frame.has(Kind.LOGIC, "except"):
            continue  # 总额减去财政拨款还剩多少
        spoken_of = frame.named or frame.pointed or frame.within is not None or frame.asks_for_projects or frame.terms
        reported = frame.last is not None and any(one.value == REPORT for one in reading.of(kind))
        if (
            spoken_of
            or reported
            or reading.of(Kind.SUBJECT, Kind.SIZE, Kind.ORGANISATION, Kind.HEAD, Kind.LEVEL2, Kind.UNIT_ASKED, Kind.WHOLE)
        ):
            query = None
            if frame.named or frame.pointed:
                selection, _ = frame.tables("latest")
                query = Query(Operation.SHOW, Figure(selection), fields=(Measure(Field.TOTAL),))
            return NotInTables(absence, mention.text, tuple(link.name for link in frame.named), query, frame.remarks)
    return None
