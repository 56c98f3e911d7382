"""What the merges ask of an utterance alike: is it a fragment, does it ask something of its own?"""

from __future__ import annotations

from assistant.questions.frame import Frame
from assistant.questions.lexicon import cue
from assistant.questions.mention import Kind


def is_fragment(frame: Frame) -> bool:
    """Does it end with 呢, begin with 那 or 换成, or say nothing but a slot?"""
    text = frame.text.rstrip("?？。!！")
    if frame.has(Kind.CHANGE, "fresh"):
        return False
    if (
        text.endswith((*cue("continues"), *cue("asked_again")))
        or text.startswith(cue("opens"))
        or frame.has(Kind.CHANGE, "swap", "only", "correct", "reverse")
    ):
        return True
    asks = frame.reading.of(Kind.ASK, Kind.FIGURE, Kind.RANK, Kind.PLACE, Kind.VERIFY, Kind.HEAD, Kind.UNIT_ASKED, Kind.PER_UNIT)
    if frame.follows_rows:
        asks = tuple(mention for mention in asks if not mention.is_(Kind.ASK, "what"))  # 乡村整治那个怎么定的 after rows
    named = sum(cluster.end - cluster.start for cluster in frame.reading.clusters if cluster.links)
    return not asks and len(text) - named <= 20


def asks_itself(frame: Frame) -> bool:
    """Does it say itself what is asked for?"""
    asks = frame.reading.of(Kind.FIGURE, Kind.RANK, Kind.PLACE, Kind.VERIFY, Kind.UNIT_ASKED, Kind.PER_UNIT)
    if asks:
        return True
    if frame.has(Kind.HEAD) and (frame.named or frame.pointed or frame.within is not None):
        return True
    return frame.has(Kind.ASK, "how_much", "what") and bool(frame.reading.of(Kind.HEAD, Kind.LEVEL1, Kind.LEVEL2))
