"""Whole answers as a person reads them, one file a kind: what each kind says, in which words, with which sources.

After a change of words on purpose: `python -m pytest tests/answers --rewrite-answers`, then read the diff.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answers.printed import reply_to_text
from assistant.model.interpretation import Note, Remark
from tests.answers.county import (
    ALL,
    BOOKS,
    BUSES,
    CLINICS,
    FACTS,
    RIVERS,
    ROADS,
    ROADS_2022,
    ROADS_2023,
    SEVERAL_YEARS,
    Example,
    row,
    table,
)

SNAPSHOTS = Path(__file__).parent / "snapshots"

LATEST = Remark(Note.LATEST_YEAR, "2024")
_OVER = "list project where total > 1000000 and year = 2024"
_BOUGHT = row(CLINICS, "数量指标", "购置彩超", "6台", 6, "台")
_PASSED = row(CLINICS, "质量指标", "设备验收合格率", "100%", 100, "%")
_PRICE = row(CLINICS, "成本指标", "彩超单价", "20-25万元/台", (200000, 250000), "元/台")
_PATIENTS = row(CLINICS, "服务对象满意度指标", "就诊群众满意度", "≥92%", 92, "%", level1="满意度指标")
_PUPILS = row(BUSES, "服务对象满意度指标", "学生和家长", "95%", 95, "%", level1="满意度指标")
_READERS = row(BOOKS, "服务对象满意度指标", "", "90%", 90, "%", level1="满意度指标")
_MAINTAINED = row(ROADS, "数量指标", "养护里程", "320公里", 320, "公里")
_DREDGED = row(RIVERS, "数量指标", "清淤河道长度", "", None, None)

KINDS: dict[str, Sequence[Example]] = {
    "projects": (
        Example(
            "哪些项目预算超过100万",
            _OVER,
            (ROADS, CLINICS),
            remarks=(LATEST,),
            beside={
                "at_bound": Example("", "list project where total = 1000000 and year = 2024", (BUSES, RIVERS)),
                "sum": Example("", "sum total of project where total > 1000000 and year = 2024", value=5_000_000),
            },
        ),
        Example(
            "超过500万的项目",
            "list project where total > 5000000 and year = 2024",
            beside={"nearest": Example("", "list project order by total desc places 1-1", (ROADS,))},
        ),
        Example(
            "30万到50万之间的",
            "list project where total >= 300000 and total <= 500000",
            beside={
                "nearest": Example("", "list project order by total desc places 1-1", (BOOKS,)),
                "nearest_above": Example("", "list project order by total asc places 1-1", (BUSES, RIVERS)),
            },
        ),
        Example("正好100万的有哪些", "list project where total = 1000000 and year = 2024", (BUSES, RIVERS)),
        Example("预算最高的是哪个", "list project where year = 2024 order by total desc places 1-1", (ROADS,)),
        Example(
            "预算前三名",
            "list project where year = 2024 order by total desc places 1-3",
            [
                table(1, ROADS.project, 3_200_000, rank=1),
                table(3, CLINICS.project, 1_800_000, rank=2),
                table(2, BUSES.project, 1_000_000, rank=3),
                table(5, RIVERS.project, 1_000_000, rank=3),
            ],
        ),
        Example(
            "并列第三的是哪两个，多少钱",
            "list project where year = 2024 order by total desc places 3-3",
            [table(2, BUSES.project, 1_000_000, rank=3), table(5, RIVERS.project, 1_000_000, rank=3)],
            asks_which_and_amount=True,
        ),
        Example(
            "指标最多的是哪张表", "list project where year = 2024 order by rows desc places 1-1", (RIVERS,), remarks=(LATEST,)
        ),
        Example(
            "哪些项目写到设备",
            'list project where anywhere has "设备"',
            (CLINICS, table(6, "应急能力建设经费", 500_000, goal="更新应急设备，组织演练4场。")),
            remarks=(Remark(Note.ALL_YEARS),),
            beside={"evidence": Example("", 'list indicator where level3 has "设备"', rows=(_PASSED,))},
        ),
        Example(
            "满意度低于95%的项目",
            'list project where some rows (level2 = "服务对象满意度指标" and number < 95 and number_unit = "%")',
            (CLINICS, BOOKS),
            beside={"evidence": Example("", "list indicator", rows=(_PATIENTS, _READERS))},
        ),
        Example("没有生态效益指标的项目", 'list project where no rows (level2 = "生态效益指标")', (ROADS, BUSES)),
        Example(
            "今年哪些项目的预算比去年多了",
            "list project where year = 2024 and changed total >",
            (table(1, ROADS.project, 3_200_000, series="农村公路养护"),),
            beside={
                "before": Example(
                    "", "list project where year = 2023", (table(12, ROADS.project, 2_900_000, year=2023, series="农村公路养护"),)
                )
            },
            facts=SEVERAL_YEARS,
        ),
        Example(
            "公路养护各年的表",
            'list project where series = "农村公路养护"',
            (ROADS, ROADS_2023, ROADS_2022),
            facts=SEVERAL_YEARS,
        ),
        Example(
            "乡村振兴项目里100万以上的",
            "list project where total >= 1000000",
            [table(number, f"乡村振兴项目{number}", 1_000_000 + number * 10_000) for number in range(1, 24)],
            count=1_204,
            beside={"sum": Example("", "sum total of project", value=2_408_000_000)},
        ),
    ),
    "fields": (
        Example("河道清淤多少钱", 'show total of project where project = "河道清淤工程" and year = 2024', (RIVERS,)),
        Example(
            "河道清淤的年度目标",
            'show goal of project where project = "河道清淤工程" and year = 2024',
            (table(5, RIVERS.project, 1_000_000, goal="清淤河道12公里，汛期前完工。"),),
        ),
        Example(
            "卫生院项目归哪个部门管，代码多少",
            'show department, department_code of project where project = "乡镇卫生院设备更新项目"',
            (table(3, CLINICS.project, 1_800_000, department="青禾县卫生健康局", department_code="361"),),
        ),
        Example(
            "校车补助的项目期",
            'show period of project where project = "校车安全运行补助"',
            (table(2, BUSES.project, 1_000_000, period="2024-2024", period_start=2024, period_end=2024),),
        ),
        Example(
            "校车补助的其他资金",
            'show other of project where project = "校车安全运行补助" and year = 2024',
            (BUSES,),
            beside={"instead": Example("", "show total, fiscal, other of project", (BUSES,))},
        ),
        Example(
            "卫生院设备的财政拨款和其他资金各多少",
            'show fiscal, other of project where project = "乡镇卫生院设备更新项目"',
            (CLINICS,),
        ),
        Example("公路养护三年各多少钱", 'show total of project where series = "农村公路养护"', (ROADS, ROADS_2023, ROADS_2022)),
        Example(
            "校车和清淤各多少钱",
            'show total of project where project in ("校车安全运行补助", "河道清淤工程")',
            (BUSES, RIVERS),
        ),
        Example(
            "公路养护和卫生院设备各多少钱",
            'show total of project where project in ("农村公路养护经费", "乡镇卫生院设备更新项目")',
            (ROADS, CLINICS),
        ),
        Example("公路养护今年多少钱", 'show total of project where project = "农村公路养护经费"', (ROADS,), facts=SEVERAL_YEARS),
    ),
    "rows": (
        Example(
            "卫生院设备的质量指标",
            'list indicator where project = "乡镇卫生院设备更新项目" and year = 2024 and level2 = "质量指标"',
            rows=(_PASSED,),
        ),
        Example(
            "卫生院设备有哪些指标",
            'list indicator where project = "乡镇卫生院设备更新项目" and year = 2024',
            rows=(_BOUGHT, _PASSED, _PRICE, _PATIENTS),
        ),
        Example("彩超一台多少钱", 'list indicator where level3 has "彩超" and level3 has "单价"', rows=(_PRICE,)),
        Example("买几台彩超", 'list indicator where level3 has "彩超" and level2 = "数量指标"', rows=(_BOUGHT,)),
        Example("清淤多长", 'list indicator where level3 has "清淤"', rows=(_DREDGED,)),
        Example(
            "满意度低于95%的有哪些",
            'list indicator where level2 = "服务对象满意度指标" and number < 95 and number_unit = "%" and year = 2024',
            rows=(_PATIENTS, _READERS),
            beside={"at_bound": Example("", "list indicator", rows=(_PUPILS,))},
        ),
        Example(
            "单价超过22万的",
            'list indicator where number > 220000 and number_unit = "元/台"',
            partly=(_PRICE,),
        ),
        Example(
            "公路养护的生态效益指标",
            'list indicator where project = "农村公路养护经费" and level2 = "生态效益指标"',
            beside={
                "about": Example("", 'list project where project = "农村公路养护经费"', (ROADS,)),
                "kinds": Example("", "group count of indicator by level2", groups=(("数量指标", 5), ("质量指标", 3))),
            },
        ),
        Example(
            "卫生院设备满意度低于90%的",
            'list indicator where project = "乡镇卫生院设备更新项目" and level2 = "服务对象满意度指标" and number < 90',
            beside={
                "about": Example("", "list project", (CLINICS,)),
                "nearest": Example("", "list indicator", rows=(_PATIENTS,)),
            },
        ),
    ),
    "figures": (
        Example("今年有几个项目", "count project where year = 2024", ALL, value=5, remarks=(LATEST,)),
        Example("一共几张表", "count project where year = 2024", ALL, value=5, counts_tables=True),
        Example("100万以上的有几个", "count project where total >= 1000000", (ROADS, BUSES, CLINICS, RIVERS), value=4),
        Example(
            "500万以上的有几个",
            "count project where total >= 5000000",
            value=0,
            beside={"nearest": Example("", "list project order by total desc places 1-1", (ROADS,))},
        ),
        Example("数量指标有多少条", 'count indicator where level2 = "数量指标"', rows=(_BOUGHT, _MAINTAINED), value=2),
        Example("总共多少钱", "sum total of project where year = 2024", ALL, count=9, value=7_080_000),
        Example(
            "校车和清淤合计",
            'sum total of project where project in ("校车安全运行补助", "河道清淤工程")',
            (BUSES, RIVERS),
            value=2_000_000,
        ),
        Example(
            "三年公路养护一共多少",
            'sum total of project where series = "农村公路养护"',
            (ROADS, ROADS_2023, ROADS_2022),
            value=8_600_000,
            facts=SEVERAL_YEARS,
        ),
        Example("平均每个项目多少钱", "average total of project where year = 2024", ALL, value=1_416_000),
        Example(
            "其他资金平均多少",
            "average other of project where year = 2024",
            ALL,
            value=300_000,
            blank=4,
        ),
        Example("预算中位数", "median total of project where year = 2024", ALL, value=1_000_000),
        Example("最大的一笔是多少", "highest fiscal of project where year = 2024", (ROADS,), value=3_200_000),
        Example("其他资金合计", 'sum other of project where unit = "青禾县教育局"', (BUSES,), blank=1),
        Example("600万以上的一共多少钱", "sum total of project where total >= 6000000"),
        Example("两类长度加起来", "sum number of indicator", rows=(_BOUGHT, _MAINTAINED), value=326),
    ),
    "comparisons": (
        Example(
            "公路养护占全部的多少",
            'share sum total of project where project = "农村公路养护经费" and year = 2024'
            " in sum total of project where year = 2024",
            (ROADS,),
            value=Decimal(3_200_000) / 7_080_000 * 100,
            operands=(3_200_000, 7_080_000),
            versus_tables=ALL,
        ),
        Example(
            "没有满意度指标的占几成",
            'share count of project where no rows (level1 = "满意度指标") in count of project where year = 2024',
            (ROADS, RIVERS),
            value=40,
            operands=(2, 5),
            versus_tables=ALL,
        ),
        Example(
            "校车和公路养护差多少",
            'difference sum total of project where project = "校车安全运行补助"'
            ' versus sum total of project where project = "农村公路养护经费"',
            (BUSES,),
            value=2_200_000,
            operands=(1_000_000, 3_200_000),
            versus_tables=(ROADS,),
        ),
        Example(
            "校车和清淤差多少",
            'difference sum total of project where project = "校车安全运行补助"'
            ' versus sum total of project where project = "河道清淤工程"',
            (BUSES,),
            value=0,
            operands=(1_000_000, 1_000_000),
            versus_tables=(RIVERS,),
        ),
        Example(
            "公路养护今年比去年多多少",
            'difference sum total of project where series = "农村公路养护" and year = 2024'
            ' versus sum total of project where series = "农村公路养护" and year = 2023',
            (ROADS,),
            value=300_000,
            operands=(3_200_000, 2_900_000),
            versus_tables=(ROADS_2023,),
            facts=SEVERAL_YEARS,
        ),
        Example(
            "公路养护是卫生院设备的几倍",
            'ratio sum total of project where project = "农村公路养护经费"'
            ' versus sum total of project where project = "乡镇卫生院设备更新项目"',
            (ROADS,),
            value=Decimal(32) / 18,
            operands=(3_200_000, 1_800_000),
            versus_tables=(CLINICS,),
        ),
        Example(
            "校车补助摊到每辆车多少",
            'ratio sum total of project where project = "校车安全运行补助"'
            ' versus sum number of indicator where level3 = "投入校车"',
            (BUSES,),
            value=Decimal(1_000_000) / 12,
            operands=(1_000_000, 12),
            versus_rows=(row(BUSES, "数量指标", "投入校车", "12辆", 12, "辆"),),
        ),
        Example(
            "2024年的总额比2023年下降百分之几",
            "growth sum total of project where year = 2024 versus sum total of project where year = 2023",
            ALL,
            value=Decimal(-20),
            operands=(7_080_000, 8_850_000),
            versus_tables=(ROADS_2023,) * 2,
            facts=SEVERAL_YEARS,
        ),
        Example(
            "校车加上清淤多少钱",
            'add sum total of project where project = "校车安全运行补助"'
            ' versus sum total of project where project = "河道清淤工程"',
            (BUSES,),
            value=2_000_000,
            operands=(1_000_000, 1_000_000),
            versus_tables=(RIVERS,),
        ),
        Example(
            "校车和卫生院的其他资金差多少",
            'difference sum other of project where project = "校车安全运行补助"'
            ' versus sum other of project where project = "乡镇卫生院设备更新项目"',
            (BUSES,),
            operands=(None, 300_000),
            versus_tables=(CLINICS,),
        ),
    ),
    "groups": (
        Example(
            "按实施单位代码各有几个项目",
            "group count of project where year = 2024 by unit_code",
            ALL,
            groups=(("036", 3), ("036001", 1), ("", 1)),
        ),
        Example(
            "各年的资金",
            "group sum total of project by year",
            (ROADS, ROADS_2023, ROADS_2022),
            groups=(("2022", 2_500_000), ("2023", 2_900_000), ("2024", 3_200_000)),
            facts=SEVERAL_YEARS,
        ),
        Example(
            "分两档各有几个",
            'group count of project where year = 2024 by bands "50万以下": total < 500000; "100万以上": total > 1000000',
            ALL,
            groups=(("50万以下", 1), ("100万以上", 2)),
            beside={"all": Example("", "count project where year = 2024", value=5)},
        ),
        Example(
            "各部门平均多少钱",
            "group average total of project where year = 2024 by department",
            ALL,
            groups=tuple(
                (f"青禾县{name}局", amount)
                for name, amount in (("教育", 1_000_000), ("交通", 3_200_000), ("水务", 1_000_000), ("文旅", 80_000))
            ),
        ),
    ),
    "yes_no": (
        Example("有超过300万的项目吗", "any project where total > 3000000 and year = 2024", (ROADS,), value=True),
        Example(
            "有没有超过500万的项目",
            "any project where total > 5000000 and year = 2024",
            value=False,
            beside={"nearest": Example("", "list project order by total desc places 1-1", (ROADS,))},
        ),
        Example(
            "卫生院设备有没有成本指标",
            'any indicator where project = "乡镇卫生院设备更新项目" and level2 = "成本指标"',
            rows=(_PRICE,),
            value=True,
        ),
        Example(
            "公路养护设没设满意度指标",
            'any indicator where project = "农村公路养护经费" and level2 = "服务对象满意度指标"',
            value=False,
            beside={
                "about": Example("", "list project", (ROADS,)),
                "kinds": Example("", "group count of indicator by level2", groups=(("数量指标", 5), ("质量指标", 3))),
            },
        ),
        Example(
            "财政拨款是不是都等于总额",
            "every project where year = 2024 meets fiscal = total",
            ALL,
            value=False,
            versus_tables=(CLINICS,),
        ),
        Example(
            "总额是不是都在5万以上",
            "every project where year = 2024 meets total >= 50000",
            ALL,
            value=True,
        ),
        Example(
            "校车和清淤的钱一样吗",
            'same total of project where project in ("校车安全运行补助", "河道清淤工程")',
            (BUSES, RIVERS),
            value=True,
        ),
        Example(
            "校车和公路养护的钱一样吗",
            'same total of project where project in ("校车安全运行补助", "农村公路养护经费")',
            (ROADS, BUSES),
            value=False,
        ),
        Example(
            "公路养护过300万了吗",
            'is sum total of project where project = "农村公路养护经费" and year = 2024 > 3000000',
            (ROADS,),
            value=True,
            operands=(3_200_000, 3_000_000),
        ),
        Example(
            "校车够不够120万",
            'is sum total of project where project = "校车安全运行补助" and year = 2024 >= 1200000',
            (BUSES,),
            value=False,
            operands=(1_000_000, 1_200_000),
        ),
        Example(
            "校车的钱比公路养护多吗",
            'is sum total of project where project = "校车安全运行补助"'
            ' > sum total of project where project = "农村公路养护经费"',
            (BUSES,),
            value=False,
            operands=(1_000_000, 3_200_000),
            versus_tables=(ROADS,),
        ),
    ),
}


def rendered(example: Example) -> str:
    """A question with everything its answer shows."""
    reply = example.reply()
    value = "" if reply.value is None else f" {reply.value}" if isinstance(reply.value, bool) else f" {float(reply.value):.10g}"
    figure = f"[{reply.status}{value}{reply.unit or ''}]"
    return f"问：{example.question}\n查：{reply.query}\n{figure}\n{reply_to_text(reply)}\n"


@pytest.mark.parametrize("kind", KINDS)
def test_answers_read_as_agreed(kind: str, rewrite_answers: bool) -> None:
    """Every answer of the kind is word for word the one in its file."""
    actual = "\n\n".join(map(rendered, KINDS[kind]))
    path = SNAPSHOTS / f"{kind}.txt"
    if rewrite_answers:
        path.parent.mkdir(exist_ok=True)
        path.write_text(actual, "utf-8")

    assert path.read_text("utf-8") == actual


def test_facts_of_one_year_name_no_year() -> None:
    """Where the archive has one year, an answer about one table does not repeat it."""
    example = Example("河道清淤多少钱", 'show total of project where project = "河道清淤工程"', (RIVERS,), facts=FACTS)

    assert "（2024年）" not in example.reply().text
