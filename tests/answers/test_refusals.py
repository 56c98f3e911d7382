"""Replies where nothing was run: what is missing, which one is meant, what is out of scope, help."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers.compose import compose_other
from assistant.answers.facts import Facts
from assistant.answers.printed import reply_to_text
from assistant.model.conversation import Choice
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
from assistant.model.query_text import parse_query
from assistant.model.reply import Status
from tests.answers.county import FACTS, SEVERAL_YEARS

SNAPSHOT = Path(__file__).parent / "snapshots" / "refusals.txt"
_TOTAL = parse_query('show total of project where project = "河道清淤工程" and year = 2021')
_ROADS, _RIVERS = "农村公路养护经费", "河道清淤工程"

REFUSED: list[tuple[str, Interpretation, Facts]] = [
    ("河道清淤2021年多少钱", NotInTables(Absence.YEAR, "2021", query=_TOTAL), SEVERAL_YEARS),
    ("智慧水务平台多少钱", NotInTables(Absence.PROJECT, "智慧水务平台", (_RIVERS,)), FACTS),
    ("县气象局有哪些项目", NotInTables(Absence.ORGANISATION, "县气象局", ("青禾县水务局", "青禾县教育局")), FACTS),
    ("公路养护花出去多少", NotInTables(Absence.EXECUTION, "花出去", (_ROADS,)), FACTS),
    ("公路养护谁负责，电话多少", NotInTables(Absence.PERSON, "电话", (_ROADS,)), FACTS),
    ("公路养护的中标单位", NotInTables(Absence.OTHER_DATA, "中标单位"), FACTS),
    ("公路养护的绿化面积", NotInTables(Absence.ROW, "绿化面积", ("养护里程",)), FACTS),
    ("写到区块链的项目", NotInTables(Absence.TOPIC, "区块链"), FACTS),
    ("今年有几个项目", NotInTables(Absence.YEAR, "2024"), Facts()),
    ("工程多少钱", Ambiguous("工程", (Choice(_RIVERS, _TOTAL), Choice("公路养护工程", _TOTAL))), FACTS),
    ("明天下雨吗", OutOfScope("明天下雨"), FACTS),
    ("这个项目的那个呢那个", Unclear("那个那个"), FACTS),
    ("怎么用", HelpRequest(), FACTS),
    ("怎么用", HelpRequest(), SEVERAL_YEARS),
    ("怎么用", HelpRequest(), Facts()),
]


def test_refusals_read_as_agreed(rewrite_answers: bool) -> None:
    """Every refusal is word for word the one in the file."""
    actual = "\n\n".join(
        f"问：{question}\n[{reply.status}]\n{reply_to_text(reply)}\n"
        for question, interpretation, facts in REFUSED
        for reply in [compose_other(question, interpretation, facts)]
    )
    if rewrite_answers:
        SNAPSHOT.write_text(actual, "utf-8")

    assert SNAPSHOT.read_text("utf-8") == actual


@pytest.mark.parametrize("absence", Absence)
def test_what_the_tables_lack_is_not_found(absence: Absence) -> None:
    reply = compose_other("问", NotInTables(absence, "某某", query=_TOTAL), FACTS)

    assert reply.status is Status.NOT_FOUND
    assert reply.query == _TOTAL


def test_choices_can_be_picked_by_number_or_name() -> None:
    reply = compose_other("工程多少钱", REFUSED[9][1], FACTS)

    assert reply.status is Status.AMBIGUOUS
    assert reply.choices == (_RIVERS, "公路养护工程")
    assert "1. 河道清淤工程" in reply.text and "2. 公路养护工程" in reply.text


def test_help_and_refusals_offer_questions_from_the_archive() -> None:
    """Two or three, made of names and years that are there."""
    for interpretation in (HelpRequest(), OutOfScope(), Unclear(), NotInTables(Absence.TOPIC, "区块链")):
        offered = compose_other("问", interpretation, FACTS).suggestions

        assert 2 <= len(offered) <= 3
        assert all("2024" in one or any(name in one for name in FACTS.names) or "项目" in one for one in offered)


def test_what_was_understood_has_to_be_run() -> None:
    with pytest.raises(ValueError, match="compose"):
        compose_other("问", Understood(_TOTAL), FACTS)
