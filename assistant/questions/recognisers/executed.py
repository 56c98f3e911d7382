"""What was done so far (执行情况), which goal tables do not hold: 到目前支付了多少, 干到几成了, 发下去没有, 还没完工的.

Verbs of spending and of working are put together with what makes a report of them: a word for until now, a result, 几成, 了没有.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.questions.context import Context
from assistant.questions.lexicon import any_of, cue
from assistant.questions.mention import REPORT, Kind, Mention
from assistant.questions.recognisers.words import names_a_row


@cache
def _reports() -> re.Pattern[str]:
    """The ways in which something done is spoken of."""
    pays, does, done = any_of("pays"), any_of("pays", "works"), any_of("completed")
    so_far, tenths = any_of("reached_so_far"), any_of("in_tenths")
    amount = rf"(?:多少|几)(?!{any_of('not_so_far')})"
    end = rf"(?=$|，|？|{any_of('trailing')})"
    asked, away = any_of("asks_done"), any_of("carried_off")
    not_yet = rf"(?:{any_of('still_open')}{done}|{any_of('left_undone')}(?:{any_of('unfinished')}|{does}{any_of('results')}))"
    return re.compile(
        "|".join(
            (
                rf"{any_of('by_now')}{does}",
                rf"{any_of('as_of_now')}{does}(?:了|完|好|{away})(?!(?:多少|几){any_of('not_so_far')})",
                rf"(?<!要){does}{so_far}*几成",
                rf"(?<!要){does}{so_far}+{tenths}",
                rf"{pays}(?:了|{away}了?|出){amount}",
                rf"{does}{away}了?{amount}",
                rf"(?<!要){done}到{amount}",
                rf"{does}{so_far}*{amount}[\u4e00-\u9fff]{{0,3}}?了{end}",
                rf"到{tenths}了",
                rf"{does}到{any_of('how_far')}",
                rf"(?:{done}|{does}{any_of('results')}|{any_of('works')}到)了{asked}",
                rf"(?:{done}|{does}{any_of('results')})没有?{end}",
                rf"{not_yet}(?:{end}|(?={any_of('behind_report')}))",
                rf"{does}得{any_of('how_well')}(?!{any_of('more_degrees', 'less_degrees')})",
                rf"{any_of('pays')}给了?谁",
                rf"{any_of('remains')}{tenths}",
                rf"{any_of('remains')}{amount}{any_of('loose_money')}?{any_of('left_undone')}{does}",
                rf"{any_of('progress')}(?!{any_of('of_plans')})",
            )
        )
    )


def executed(text: str, context: Context) -> Iterable[Mention]:
    """Reports of what was done or spent; 进度 alone is none where it is a topic (提到进度) or stands in an indicator's name."""
    for found in _reports().finditer(text):
        if found.group() not in cue("progress"):
            yield Mention(Kind.EXECUTION, found.start(), found.end(), found.group(), REPORT)
        elif not (_is_topic(found.group(), text, found.start()) or names_a_row(found.group(), text, context)):
            yield Mention(Kind.EXECUTION, found.start(), found.end(), found.group())


def _is_topic(word: str, text: str, start: int) -> bool:
    before = (*cue("topical"), *cue("holding_verbs"), *cue("writing_verbs"))
    return text[:start].endswith(before) or text.startswith(cue("topical"), start + len(word))
