"""Whatever was asked and whatever was found, there is an answer, and it can be published and printed."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assistant.answers.companions import companions
from assistant.answers.compose import compose, compose_other
from assistant.answers.facts import Facts
from assistant.answers.layout import cells
from assistant.answers.printed import reply_to_text
from assistant.answers.published import reply_to_json
from assistant.model.conversation import Choice
from assistant.model.fields import Field
from assistant.model.interpretation import (
    Absence,
    Ambiguous,
    HelpRequest,
    Interpretation,
    NotInTables,
    OutOfScope,
    Unclear,
    Understood,
)
from assistant.model.query import Group, IndicatorRow, Query, Result, TableRow
from assistant.model.reply import Status
from tests.strategies_query import queries

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Large queries take minutes to shrink; the first that fails says enough."""

names = st.one_of(st.sampled_from(("人才工作经费", "2024年送戏下乡惠民演出项目", "")), st.text(max_size=8))
numbers = st.decimals(min_value=-(10**12), max_value=10**12, places=2) | st.decimals(allow_nan=False, allow_infinity=False)
amounts = st.none() | numbers
years = st.none() | st.integers(1990, 2040)
cell_values = st.none() | names | st.integers(0, 3000) | amounts

tables = st.builds(
    TableRow,
    key=st.integers(1, 5),
    project=names,
    year=years,
    total=amounts,
    document=names,
    place=names,
    values=st.dictionaries(st.sampled_from([field.value for field in Field] + ["fund:上级资金"]), cell_values, max_size=4),
    places=st.dictionaries(st.sampled_from(["project", "total", "goal"]), names, max_size=2),
    rank=st.integers(0, 3),
    rows=st.integers(0, 20),
)
rows = st.builds(
    IndicatorRow,
    key=st.integers(1, 5),
    table=st.integers(1, 5),
    project=names,
    year=years,
    total=amounts,
    level1=names,
    level2=names,
    level3=names,
    value=names,
    low=amounts,
    high=amounts,
    unit=st.none() | names | st.sampled_from(("%", "元", "元/人")),
    document=names,
    place=names,
)


def some(of: st.SearchStrategy) -> st.SearchStrategy[tuple]:
    """A few of them, as a tuple."""
    return st.lists(of, max_size=3).map(tuple)


@st.composite
def results(draw: st.DrawFn, query: Query) -> Result:
    """What an archive might find, sensible or not."""
    return Result(
        query,
        draw(some(tables)),
        draw(some(rows)),
        draw(st.integers(0, 5000)),
        draw(amounts | st.booleans()),
        draw(st.lists(amounts, max_size=2).map(tuple)),
        draw(some(tables)),
        draw(some(rows)),
        draw(some(st.builds(Group, names, numbers))),
        draw(some(rows)),
        draw(st.integers(0, 3)),
    )


facts = st.builds(Facts, st.lists(st.integers(2000, 2030), max_size=3).map(sorted).map(tuple), st.integers(0, 5), some(names))


def steers(text: str) -> list[str]:
    """The characters of a text that could steer a terminal."""
    return [character for character in text if unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"]


@settings(max_examples=80, phases=QUICK, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(queries, st.data(), facts, st.booleans(), st.booleans())
def test_every_result_has_an_answer(query: Query, data: st.DataObject, known: Facts, which: bool, counted: bool) -> None:
    """It has a text, prints without steering characters and without overlong table lines, and is good JSON."""
    beside = {key: data.draw(results(one)) for key, one in companions(query).items()}
    understood = Understood(query, asks_which_and_amount=which, counts_tables=counted)

    reply = compose("问", understood, data.draw(results(query)), beside, facts=known, width=60)

    assert reply.text.strip()
    assert reply.status in (Status.ANSWERED, Status.NOT_FOUND)
    assert all(cells(line) <= 60 for line in reply.table_text.split("\n"))
    assert not steers(reply_to_text(reply))
    published = json.loads(json.dumps(reply_to_json(reply)))
    assert published["text"] == reply.text
    assert published["query"] == {"text": str(query)}


texts = st.text(max_size=8)
choices = st.builds(Choice, texts, queries)
refusals: st.SearchStrategy[Interpretation] = st.one_of(
    st.builds(NotInTables, st.sampled_from(Absence), texts, some(texts), st.none() | queries),
    st.builds(Ambiguous, texts, some(choices)),
    st.builds(OutOfScope, texts),
    st.builds(Unclear, texts),
    st.builds(HelpRequest),
)


@settings(max_examples=80, phases=QUICK, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(refusals, facts)
def test_every_refusal_has_a_reply(interpretation: Interpretation, known: Facts) -> None:
    """It says something, never claims an answer, and prints and publishes like any other."""
    reply = compose_other("问", interpretation, known)

    assert reply.text.strip() and reply.understood.strip()
    assert reply.status is not Status.ANSWERED
    assert not steers(reply_to_text(reply))
    assert json.dumps(reply_to_json(reply))
