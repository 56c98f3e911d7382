"""The money of a draft: parts that do not make the total, sources said in the sentence, parts of a total, totals by the piece."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.drafting.cells import amount_in_words
from assistant.drafting.edits import apply
from assistant.drafting.fill import fill
from assistant.drafting.frame import frame_table
from assistant.drafting.similar.thesaurus import thesaurus
from assistant.model.draft import Brief, Change, ChangeKind, Draft
from assistant.model.edit import AcceptSuggestion, AddRow, SetField, SetFund, SetTotal, SetValue
from assistant.model.goal_table import GoalTable
from tests.drafting.tables import table_called


def talent(sentence: str = "", **said: object) -> Draft:
    brief = replace(Brief(sentence, base="人才工作经费", year=2023), **said)  # type: ignore[arg-type]
    return fill(table_called("人才工作经费"), brief)


def funds(table: GoalTable) -> dict[str, Decimal | None]:
    return {fund.label: fund.amount for fund in table.funds}


def of_total(draft: Draft, kind: ChangeKind) -> list[Change]:
    return [one for one in draft.changes if one.field == "total" and one.kind is kind]


def test_parts_that_do_not_make_the_total_come_first_at_every_step() -> None:
    draft = apply(apply(talent(), SetTotal(Decimal(450_000))), SetFund("财政拨款", Decimal(350_000)))
    draft = apply(draft, SetFund("其他资金", Decimal(100_000)))

    assert of_total(draft, ChangeKind.KEPT) == []
    for step in (SetTotal(Decimal(900_000)), SetValue((0,), "5个"), SetTotal(Decimal(770_000)), SetField("unit", "组织部")):
        draft = apply(draft, step)
        first = draft.changes[0]
        assert (first.field, first.kind, first.before) == ("total", ChangeKind.KEPT, first.after)
        assert "财政拨款35万元、其他资金10万元" in first.why and amount_in_words(draft.table.total or Decimal(0)) in first.why
    assert "少32万元" in draft.changes[0].why


@pytest.mark.parametrize(
    "sentence",
    [
        "预算50万，其中财政拨款30万，自筹20万",
        "预算50万，财政30万自筹20万",
        "总额50万，20万自有资金，30万财政拨款",
    ],
)
def test_sources_that_are_said_stand_in_their_rows(sentence: str) -> None:
    draft = talent(sentence)

    assert (draft.table.total, draft.table.fiscal, draft.table.other) == (500_000, 300_000, 200_000)
    assert funds(draft.table) == {"财政拨款": 300_000, "其他资金": 200_000}
    assert {one.kind for one in draft.changes if one.field in ("fiscal", "other")} == {ChangeKind.REQUESTED}
    assert not [one for one in draft.changes if one.where == "您说的"]


def test_another_source_gets_a_row_where_there_is_none() -> None:
    base = table_called("人才工作经费")
    draft = fill(replace(base, funds=base.funds[:1]), Brief("预算50万，其中财政拨款30万，自筹20万", base.project, 2023))

    assert funds(draft.table) == {"财政拨款": 300_000, "其他资金": 200_000}


def test_a_frame_takes_the_sources_as_well() -> None:
    table = frame_table(Brief("村医培训班，预算5万，其中财政拨款3万，自筹2万"), thesaurus()).table

    assert (table.total, table.fiscal, table.other) == (50_000, 30_000, 20_000)


@pytest.mark.parametrize(
    ("old", "factor", "new", "said"),
    [
        (900_000, "0.6666666666666666666666666667", 600_000, "年度资金总额改成60万元"),
        (900_000, "0.666667", 600_000, "年度资金总额改成60万元"),
        (500_000, "0.6666666666666666666666666667", 333_333, "年度资金总额改成333333元（50万元×2/3，取整到元）"),
        (300_000, "1.2", 360_000, "年度资金总额改成36万元"),
    ],
)
def test_a_part_of_the_total_is_exact_and_in_whole_yuan(old: int, factor: str, new: int, said: str) -> None:
    draft = apply(talent(total=Decimal(old)), SetTotal(factor=Decimal(factor)))

    assert draft.table.total == draft.table.fiscal == new
    assert draft.did == said


def test_no_figure_of_the_table_is_said_rounded() -> None:
    assert [amount_in_words(Decimal(text)) for text in ("333333", "600000.3", "1450000", "8164200")] == [
        "333333元",
        "600000.3元",
        "145万元",
        "816.42万元",
    ]


def test_what_a_count_comes_to_by_its_price_is_only_proposed() -> None:
    draft = fill(table_called("社区为民服务资金"), Brief("服务社区数量31个", "社区为民服务资金", 2023))
    (offer,) = of_total(draft, ChangeKind.SUGGESTED)

    assert draft.table.total == 1_450_000
    assert offer.after == "1550000" and "31个×5万元＝155万元" in offer.why
    accepted = apply(draft, AcceptSuggestion())
    assert (accepted.table.total, accepted.table.fiscal) == (1_550_000, 1_550_000)


def test_a_total_that_was_said_is_not_replaced_by_a_product() -> None:
    draft = fill(table_called("社区为民服务资金"), Brief("服务社区数量31个，总额160万", "社区为民服务资金", 2023))

    assert of_total(draft, ChangeKind.SUGGESTED) == []


def test_the_old_total_said_again_is_no_change_and_is_not_asked_for() -> None:
    draft = talent(total=Decimal(300_000))
    later = apply(draft, SetValue((0,), "5个"))
    back = apply(apply(talent(), SetTotal(Decimal(400_000))), SetTotal(Decimal(300_000)))

    for one in (draft, later, back):
        assert of_total(one, ChangeKind.REQUESTED) == []
        assert not any("没有说新总额" in change.why for change in one.changes)
    assert any("没有说新总额" in change.why for change in talent().changes)


def test_small_moves_of_the_total_propose_nothing() -> None:
    assert not [one for one in talent(total=Decimal(305_000)).changes if one.kind is ChangeKind.SUGGESTED and one.row is not None]
    assert [one for one in talent(total=Decimal(450_000)).changes if one.kind is ChangeKind.SUGGESTED and one.row is not None]


def test_rows_and_values_of_the_official_are_no_strangers_but_words_for_a_number_are_told() -> None:
    draft = apply(talent(), AddRow("数量指标", "社区食堂改造", "2处"))
    assert not any("别的项目" in one.why for one in draft.changes if one.row == 3)

    draft = apply(draft, SetValue((0,), "若干"))
    assert any("一般要有数" in one.why for one in draft.changes if one.row == 0)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("2024到2026年", "2024-2026"),
        ("2024年至2026年", "2024-2026"),
        ("2024年", "2024-2024"),
        ("2024年3月-2026年5月", "2024年3月-2026年5月"),
    ],
)
def test_a_period_of_years_is_written_as_the_form_has_it(said: str, written: str) -> None:
    assert apply(talent(), SetField("period", said)).table.period == written
