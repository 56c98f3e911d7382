"""Archives of any size for benchmarks, as a county's offices would fill them in ten years; the same seed gives the same archive.

The moulds are the tables of the shipped corpus and those that the tests ask questions of. From them come counties, bureaus of
very different sizes with their units, standing projects that every county has under one name, projects that vary a standing one,
and many that only one village has. A project lives for some years: most of its words are copied from the year before, figures
move in the habits of offices (round sums), a year is sometimes forgotten in a cell. So a few names and wordings stand in
thousands of tables and most in one, and what stands together in a question stands together in the archive.

    .venv/bin/python tests/benchmarks/archives.py --tables 100000 --seed 1 FILE
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from timing import TOP

from assistant.chinese.quantities import read_value
from assistant.model.goal_table import Fund, GoalTable
from assistant.model.indicator import LEVEL2_PARENT, Indicator
from assistant.model.source import Place, Source
from assistant.normalise import normalise
from assistant.readers import read
from assistant.store.store import Store

LAST_YEAR = 2025
YEARS = range(LAST_YEAR - 9, LAST_YEAR + 1)

Document = tuple[Source, tuple[GoalTable, ...]]

_ORIGINS = ("平罗县", "云岭县", "澜溪县", "临溪县")
"""The counties of the moulds; each stands for the county at hand."""

# what places are called: the commoner character comes first
_FIRST = "红大东西南北新石金龙白青清平安长高黄永和太双三小上下马李王张赵周陈杨刘吴柳沙河桥湖泉泰丰兴福宁玉凤云松梅兰桂银铁"
_SECOND = "河桥山沟湾塘庄堡坪岭泉滩口店营寨坝洼岗坡渠林峰阳兴旗源坊屯峪谷台川门井关集铺沙台墩梁岔崖嘴"

# fmt: off
_BUREAUS: dict[str, tuple[str, ...]] = {
    "教育局": ("校舍", "学生营养餐", "幼儿园", "实验室", "教师培训", "校园安防", "乡村教师周转房", "操场", "食堂", "研学实践"),
    "水利局": ("农村饮水", "河道", "渠道", "山洪预警", "水库", "灌区", "泵站", "水土保持", "堤防", "节水灌溉"),
    "卫生健康局": (
        "基本公共卫生服务", "村卫生室", "疫苗接种", "妇幼健康", "家庭医生", "乡村医生", "计划生育奖扶", "血防", "急救站点",
    ),
    "民政局": (
        "高龄津贴", "城乡低保", "特困供养", "敬老院", "殡葬设施", "残疾人两项补贴", "孤儿保障", "社区养老", "地名标牌",
        "临时救助",
    ),
    "文化和旅游局": (
        "送戏下乡", "公共图书馆", "文化馆", "乡村旅游", "文物修缮", "非遗传承", "农家书屋", "全民阅读", "广场舞", "旅游厕所",
    ),
    "农业农村局": (
        "高标准农田", "农村厕所", "农机购置", "动物防疫", "农民培训", "村庄清洁", "耕地地力", "冷链设施", "土地流转",
        "秸秆利用", "渔业增殖", "粮食烘干",
    ),
    "住房和城乡建设局": (
        "老旧小区", "公租房", "农村危房", "排水管网", "供热管网", "污水处理", "路灯", "公园绿化", "垃圾中转站", "人行步道",
    ),
    "人力资源和社会保障局": ("公益性岗位", "就业技能", "劳动仲裁", "创业担保", "见习补贴", "社保经办", "零工市场", "引进人才"),
    "交通运输局": ("农村公路", "危桥", "公交站台", "客运班线", "渡口码头", "县乡道路", "安保防护", "公路绿化", "治超站点"),
    "自然资源局": ("土地整治", "矿山修复", "地质灾害", "造林绿化", "国土测绘", "不动产登记", "森林防火", "古树名木"),
    "林业和草原局": ("退耕还林", "森林管护", "草原生态", "病虫害防治", "湿地保护", "苗木基地", "防火通道"),
    "生态环境局": ("大气监测", "水源地保护", "农村环境整治", "扬尘治理", "土壤调查", "监控设备", "排污口整治"),
    "公安局": ("治安防控", "交通信号", "辅警保障", "禁毒宣传", "反诈宣传", "监所给养", "视频监控", "户籍档案"),
    "司法局": ("法律援助", "人民调解", "社区矫正", "普法宣传", "公证服务", "村居法律顾问"),
    "财政局": ("预算评审", "国库支付系统", "绩效评价", "资产清查", "政府采购", "财务人员培训"),
    "审计局": ("政府投资审计", "经济责任审计", "审计信息化", "外聘专家"),
    "统计局": ("人口抽样", "经济普查", "住户调查", "统计业务", "名录库"),
    "市场监督管理局": ("食品安全", "药品抽检", "特种设备", "价格监测", "消费维权", "标准化", "知识产权"),
    "应急管理局": ("应急物资", "防汛抗旱", "安全生产", "消防设施", "灾害救助", "应急演练"),
    "退役军人事务局": ("优抚对象", "烈士陵园", "退役士兵", "双拥慰问", "军休服务"),
    "医疗保障局": ("城乡居民医保", "医疗救助", "基金监管", "经办服务"),
    "商务局": ("电子商务", "市场监测", "消费促进", "农贸市场", "招商引资"),
    "科学技术局": ("科技特派员", "研发补助", "科普活动", "创新平台"),
    "乡村振兴局": ("产业扶持", "防返贫监测", "雨露计划", "庭院经济", "衔接资金", "光伏电站"),
    "体育中心": ("全民健身", "健身器材", "体育场馆", "青少年训练", "篮球联赛"),
}
# fmt: on
"""Bureaus with what their projects are about, the commonest first."""

_PARTY = ("组织部", "宣传部", "统战部", "政法委员会", "党校", "老干部局", "机构编制委员会办公室")
_PARTY_TOPICS = (
    "基层党建", "干部教育培训", "人才工作", "社区党务工作者津贴", "党员电教", "老年大学", "村干部报酬", "党史宣传", "理论宣讲",
    "文明创建", "民族团结", "平安建设", "党报党刊", "离退休党工委", "关心下一代", "编制实名制", "年轻干部实践锻炼", "村集体经济",
)  # fmt: skip
_ACTIONS = (
    "建设", "补助", "改造", "维修", "管护", "运转", "提升", "奖补", "购置", "培训", "宣传", "治理", "试点", "监测", "清淤",
    "更新", "维护", "检测", "整治", "服务",
)  # fmt: skip
_CLOSINGS = ("经费", "项目", "资金", "专项资金", "补助资金", "工程", "工作经费", "补助经费", "补助", "专项经费", "奖补资金", "")
_UNITS = (
    "",
    "",
    "",
    "本级",
    "服务中心",
    "执法大队",
    "技术推广站",
    "信息中心",
    "项目办公室",
    "第一中学",
    "人民医院",
    "图书馆",
    "管理所",
)
_QUALITIES = ("验收合格率", "达标率", "完成率", "合格率", "准确率", "覆盖率", "发放准确率", "一次验收合格率")
_ENDS = ("明显", "提高", "改善", "有所改善", "逐步提升", "长期", "较好", "显著", "持续", "良好", "效果明显")
_MEASURED = (
    "个",
    "人",
    "公里",
    "户",
    "次",
    "处",
    "台",
    "人次",
    "平方米",
    "亩",
    "套",
    "场",
    "期",
    "座",
    "件",
    "所",
    "吨",
    "份",
    "村",
)
_PEOPLE = ("群众", "服务对象", "受益群众", "居民", "农户", "学生家长", "老年人", "参训人员", "企业", "社会公众", "干部职工")
_ROUND = (1, 2, 3, 5, 8, 10, 15, 20, 25, 30, 50, 60, 80, 100, 120, 150)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DATED = re.compile(r"20[12]\d年")
_YEAR = re.compile(r"20[12]\d(?=年)")


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator row before it is a row of a table."""

    level2: str
    name: str
    value: str
    required: bool | None


@dataclass(frozen=True, slots=True)
class Mould:
    """A real table without its place, year and money."""

    bureau: str
    project: str
    year: int
    goal: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """How a county's form looks."""

    title: str
    labels: tuple[str, ...]
    required: bool
    weights: bool
    remarks: bool
    reformed: int
    """Year from which costs stand in a first level of their own; 9999 for never."""
    long_term: float
    """Share of tables with a goal for the whole period."""


@dataclass(slots=True)
class Bureau:
    """A department with its units."""

    name: str
    code: str
    units: tuple[tuple[str, str], ...]
    habits: Habits


@dataclass(slots=True)
class Project:
    """A project through its years; its lines and money change from one to the next."""

    bureau: Bureau
    unit: tuple[str, str]
    name: str
    closing: str
    dated: bool
    """Whether its year is part of its name."""
    attribute: tuple[str, str]
    first: int
    last: int
    total: int
    goal: str
    lines: list[Line]
    written: int
    """The year that its words are of."""


def moulds() -> tuple[Mould, ...]:
    """The tables of the corpus and of the tests' archives."""
    paths = [*sorted((TOP / "corpus").glob("*.txt")), *sorted((TOP / "tests/questions/conversations").glob("*.tables.json"))]
    found = []
    for path in paths:
        for table in normalise(read(path.read_bytes(), path.name)).tables:
            lines = tuple(Line(row.level2 or row.level1, row.level3, row.value.text, row.required) for row in table.indicators)
            bureau = table.department
            for origin in _ORIGINS:
                bureau = bureau.replace(origin, "")
            found.append(Mould(bureau, table.project, table.year or LAST_YEAR, table.goal, lines))
    return tuple(found)


class Generator:
    """Makes the documents of one archive."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._moulds = moulds()
        self._counties: set[str] = set()
        self._everywhere: dict[str, tuple[tuple[str, str, Mould], ...]] = {}
        self._lines = tuple(line for mould in self._moulds for line in mould.lines)

    def documents(self, tables: int) -> Iterator[Document]:
        """Documents with so many tables in all: a county after the other, each with a document a bureau and year."""
        left = tables
        while left > 0:
            for source, some in self._county(left):
                some = some[:left]
                left -= len(some)
                yield source, some
                if not left:
                    return

    def _common(self, words: Sequence[str], steepness: float = 1.2) -> str:
        """A word, the first ones far more often than the last ones."""
        return words[int(len(words) * self._chance.random() ** (1 + steepness))]

    def _place_name(self) -> str:
        return self._common(_FIRST, 0.7) + self._common(_SECOND, 0.7)

    def _county(self, left: int) -> Iterator[Document]:
        chance = self._chance
        county = self._place_name() + "县"
        while county in self._counties:
            county = self._place_name() + chance.choice(("县", "区", "市"))
        self._counties.add(county)
        towns = [self._place_name() + chance.choice(("镇", "镇", "乡", "街道")) for _ in range(chance.randint(7, 16))]
        villages = [self._common(towns) + self._place_name() + chance.choice(("村", "村", "社区")) for _ in range(160)]
        habits = self._habits()
        bureaus = [f"{county}{name}" for name in _BUREAUS] + [f"中国共产党{county}委员会{name}" for name in _PARTY]
        names = [*_BUREAUS, *_PARTY]
        for number, (full, name) in enumerate(zip(bureaus, names, strict=True), start=1):
            bureau = self._bureau(full, name, f"{number * 7 + 60:03d}", habits)
            projects = self._projects(bureau, name, county, villages, large=left > 2000)
            for year in YEARS:
                running = [project for project in projects if project.first <= year <= project.last]
                if running:
                    source = Source(f"{full}{year}年项目支出绩效目标表.xlsx", f"{full}-{year}-{len(self._counties)}", "xlsx")
                    yield source, tuple(self._table(project, year, source, at) for at, project in enumerate(running, start=1))

    def _habits(self) -> Habits:
        chance = self._chance
        return Habits(
            chance.choice(("项目支出绩效目标表", "部门项目支出预算绩效目标表", "项目支出绩效目标申报表")),
            chance.choice(
                (("财政拨款", "其他资金"), ("财政拨款", "上级资金", "县级资金", "其他资金"), ("财政拨款", "省级资金", "其他资金"))
            ),
            chance.random() < 0.5,
            chance.random() < 0.3,
            chance.random() < 0.15,
            chance.choice((2022, 2023, 2024, 9999)),
            chance.choice((0.0, 0.0, 0.3, 0.9)),
        )

    def _bureau(self, full: str, name: str, code: str, habits: Habits) -> Bureau:
        chance = self._chance
        stem = full.removesuffix(name) + name.removesuffix("局").removesuffix("部")
        units = [(code, full)]
        for number in range(1, 1 + min(12, int(chance.paretovariate(0.9)))):
            unit = chance.choice(_UNITS)
            units.append((f"{code}{number:03d}", f"{full if unit in ('', '本级') else stem}{unit}"))
        return Bureau(full, code, tuple(units), habits)

    def _projects(self, bureau: Bureau, name: str, county: str, villages: Sequence[str], *, large: bool) -> list[Project]:
        """The projects of all years: those of the moulds as they are, then varied ones, then those of single villages."""
        chance = self._chance
        several = min(400, 10 + int(20 * chance.lognormvariate(0.6, 0.8))) if large else chance.randint(4, 12)
        own = tuple(mould for mould in self._moulds if mould.bureau.endswith(name))
        found = [self._project(bureau, mould.project, "", mould, county, standing=True) for mould in own if chance.random() < 0.8]
        for at, (title, closing, mould) in enumerate(self._standing(name)):
            if len(found) < several and chance.random() < 0.9 - 0.04 * at:
                found.append(self._project(bureau, title, closing, mould, county, standing=True))
        topics = _BUREAUS.get(name, _PARTY_TOPICS)
        while len(found) < several:
            mould = chance.choice(own if own and chance.random() < 0.6 else self._moulds)
            title = self._varied_name(topics, villages)
            closing = self._common(_CLOSINGS, 0.6)
            found.append(self._project(bureau, title, closing, mould, county, standing=chance.random() < 0.1))
        return found

    def _standing(self, bureau: str) -> tuple[tuple[str, str, Mould], ...]:
        """The projects that bureaus of this kind have in every county, under the same names."""
        if bureau not in self._everywhere:
            topics, found = _BUREAUS.get(bureau, _PARTY_TOPICS), []
            for topic in (*topics, *topics[:5]):
                title = topic + self._common(_ACTIONS, 0.6)
                found.append((title, self._common(_CLOSINGS, 0.6), self._chance.choice(self._moulds)))
            self._everywhere[bureau] = tuple(found)
        return self._everywhere[bureau]

    def _varied_name(self, topics: Sequence[str], villages: Sequence[str]) -> str:
        """A name without its closing word: a common one, one with a second topic, or one that names a village or a stage."""
        chance = self._chance
        name = self._common(topics, 0.5) + (self._common(_ACTIONS, 0.6) if chance.random() < 0.85 else "")
        kind = chance.random()
        if kind < 0.33:
            name = f"{self._common(villages, 0.3)}{name}"
        elif kind < 0.40:
            name = f"{name}、{self._common(topics, 0.5)}{self._common(_ACTIONS)}"
        elif kind < 0.47:
            name = f"{chance.choice(('中央', '自治区', '省级', '市级', '县级'))}{name}"
        elif kind < 0.53:
            name = f"{name}（{chance.choice(('一期', '二期', '三期', '续建', '第一批', '第二批'))}）"
        return name

    def _local(self, text: str, county: str) -> str:
        for origin in _ORIGINS:
            text = text.replace(origin, county)
        return text

    def _project(self, bureau: Bureau, name: str, closing: str, mould: Mould, county: str, *, standing: bool) -> Project:
        chance = self._chance
        if standing:
            first, last = (YEARS[0], LAST_YEAR) if chance.random() < 0.7 else (chance.choice(YEARS), LAST_YEAR)
        else:
            first = chance.choice(YEARS)
            last = min(LAST_YEAR, first + int(chance.expovariate(0.45)))
        real = name == mould.project
        plain = _DATED.sub("", self._local(name, county))
        lines = list(mould.lines) if real else self._varied_lines(mould, plain)
        goal = self._local(mould.goal, county)
        if not real and chance.random() < 0.75:
            goal = f"{chance.choice(('保障', '完成', '推进', '做好', '实施'))}{plain}，{goal.split('，')[-1]}"
        return Project(
            bureau,
            bureau.units[min(len(bureau.units) - 1, int(chance.paretovariate(1.1)) - 1)],
            plain,
            closing,
            bool(_YEAR.search(name)) or chance.random() < 0.1,
            chance.choice((("01", "新增一次性项目"), ("02", "经常性项目"), ("03", "延续性项目"), ("", ""))),
            first,
            last,
            self._money(),
            goal,
            [replace(line, name=self._local(line.name, county)) for line in lines],
            mould.year,
        )

    def _money(self) -> int:
        """Yuan, as budgets have it: round, mostly some ten thousands, now and then hundreds of millions."""
        chance = self._chance
        amount = chance.lognormvariate(12.8, 1.5)
        if chance.random() < 0.35:
            return chance.choice((50_000, 100_000, 200_000, 300_000, 500_000, 1_000_000, 2_000_000, 5_000_000))
        step = 10 ** max(2, len(str(int(amount))) - chance.choice((1, 2, 2, 3)))
        return max(step, round(amount / step) * step)

    def _varied_lines(self, mould: Mould, name: str) -> list[Line]:
        """The mould's lines with own figures, some about the project's own matter, some out of other moulds."""
        chance = self._chance
        matter = name if chance.random() < 0.3 else re.split("[村区、（]", name)[-2 if name.endswith("）") else -1] or name
        lines = []
        for line in mould.lines:
            kind = chance.random()
            if kind < 0.12:
                continue
            if line.level2 == "数量指标" and kind < 0.75:
                low = chance.choice(_ROUND) * chance.choice((1, 1, 1, 10, 100))
                value = f"{chance.choice(('', '', '≥'))}{low}{self._common(_MEASURED)}"
                line = Line("数量指标", f"{matter}{chance.choice(('数量', '', '任务量', '规模'))}", value, line.required)
            elif line.level2 == "质量指标" and kind < 0.6:
                line = Line("质量指标", f"{matter}{self._common(_QUALITIES)}", self._percent(), line.required)
            elif line.level2.endswith("满意度指标") and kind < 0.7:
                line = Line(line.level2, f"{self._common(_PEOPLE)}满意度", self._percent(), line.required)
            elif LEVEL2_PARENT.get(line.level2) == "效益指标" and kind < 0.5:
                line = Line(
                    line.level2,
                    f"{chance.choice(('改善', '提升', '促进', '保障'))}{matter}",
                    self._common(_ENDS),
                    line.required,
                )
            elif kind > 0.93:
                line = chance.choice(self._lines)
            else:
                line = replace(line, value=self._moved(line.value))
            if chance.random() < 0.015:
                line = replace(line, value="") if chance.random() < 0.5 else replace(line, name="")
            lines.append(line)
        return lines or list(mould.lines)

    def _percent(self) -> str:
        return (
            f"{self._chance.choice(('', '≥', '≥'))}{self._common(('100', '95', '90', '98', '85', '99', '92', '80', '96', '97'))}%"
        )

    def _moved(self, value: str) -> str:
        """The value with its first number moved, rounded as the printed one is; percentages stay below 100."""
        number = None if value.endswith(("年", "月", "日", "前", "底")) else _NUMBER.search(value)
        if number is None or "." in number[0]:
            return value
        old = int(number[0])
        if value.endswith("%"):
            new = min(100, max(50, old + self._chance.choice((-5, -2, 0, 1, 2, 5))))
        else:
            step = 10 ** max(0, len(number[0]) - 2)
            new = max(step, round(old * self._chance.lognormvariate(0.03, 0.25) / step) * step)
        return f"{value[: number.start()]}{new}{value[number.end() :]}"

    def _into(self, project: Project, year: int) -> None:
        """Takes the project's words and figures on to the year."""
        chance = self._chance
        before = project.written

        def rolled(text: str) -> str:
            moved = _YEAR.sub(lambda found: str(int(found[0]) + year - before), text)
            return text if moved != text and chance.random() < 0.02 else moved

        project.goal = rolled(project.goal)
        changes = chance.random() < 0.45
        if changes and chance.random() < 0.5:
            project.goal = self._moved(project.goal)
        for at, line in enumerate(project.lines):
            value = rolled(line.value)
            if changes and chance.random() < 0.4:
                value = self._moved(value)
            project.lines[at] = replace(line, name=rolled(line.name), value=value)
        if chance.random() < 0.6:
            project.total = max(1000, round(project.total * chance.lognormvariate(0.02, 0.25) / 1000) * 1000)
        if project.closing and chance.random() < 0.06:
            project.closing = self._common(_CLOSINGS, 0.6)
        project.written = year

    def _table(self, project: Project, year: int, source: Source, ordinal: int) -> GoalTable:
        self._into(project, year)
        chance, habits, bureau = self._chance, project.bureau.habits, project.bureau
        begin = ordinal * 40
        fiscal = project.total if chance.random() < 0.9 else round(project.total * chance.choice((0.5, 0.6, 0.8)))
        other = project.total - fiscal or None
        start, end = (year, year) if chance.random() < 0.7 else (project.first, project.last)
        return GoalTable(
            title=habits.title,
            year=year,
            project=f"{f'{year}年' if project.dated else ''}{project.name}{project.closing}",
            source=source,
            place=Place(table=ordinal, sheet="项目绩效", row=begin),
            department_code=bureau.code,
            department=bureau.name,
            unit_code=project.unit[0],
            unit=project.unit[1],
            attribute_code=project.attribute[0],
            attribute=project.attribute[1],
            period_start=start,
            period_end=end,
            period=f"{start}-{end}",
            total=Decimal(project.total),
            fiscal=Decimal(fiscal),
            other=None if other is None else Decimal(other),
            funds=self._funds(habits.labels, fiscal, other, begin),
            goal=project.goal,
            long_term_goal=project.goal if chance.random() < habits.long_term else "",
            indicators=tuple(self._rows(project.lines, habits, year, begin)),
            places={
                name: Place(table=ordinal, sheet="项目绩效", row=begin + row)
                for name, row in (("project", 1), ("department", 2), ("unit", 2), ("total", 4), ("fiscal", 5), ("goal", 8))
            },
        )

    def _funds(self, labels: Sequence[str], fiscal: int, other: int | None, begin: int) -> tuple[Fund, ...]:
        amounts: dict[str, int | None] = {
            "财政拨款": fiscal,
            "其他资金": other,
            "上级资金": fiscal // 2,
            "县级资金": fiscal - fiscal // 2,
        }
        return tuple(
            Fund(label, None if amounts.get(label) is None else Decimal(amounts[label] or 0), Place(row=begin + 5 + at))
            for at, label in enumerate(labels)
        )

    def _rows(self, lines: Iterable[Line], habits: Habits, year: int, begin: int) -> Iterator[Indicator]:
        for at, line in enumerate(lines):
            level2 = line.level2
            if level2 == "成本指标" and year >= habits.reformed:
                level2 = "经济成本指标"
            elif level2 == "经济成本指标" and year < habits.reformed:
                level2 = "成本指标"
            level1 = LEVEL2_PARENT.get(level2, "成本指标")
            yield Indicator(
                level1=level1,
                level2=level2,
                level3=line.name,
                value=_read_value(line.value, "成本" in level2),
                place=Place(sheet="项目绩效", row=begin + 10 + at),
                required=line.required if habits.required else None,
                weight=Decimal(10 if at < 5 else 5) if habits.weights else None,
                extra={"备注": "以实际发生为准" if at % 5 == 0 else ""} if habits.remarks else {},
                level1_printed=level1,
                level2_printed=f"{level2}（必填）" if habits.required and line.required else level2,
            )


_read_value = lru_cache(1 << 16)(lambda text, is_cost: read_value(text, is_cost=is_cost))


def make(path: Path, tables: int, seed: int, *, tell: bool = False) -> float:
    """Writes the archive through `Store.save`, a document a transaction; returns the seconds that saving took."""
    taken, done, told = 0.0, 0, 0
    with Store.open(path, write=True) as store:
        for source, some in Generator(seed).documents(tables):
            begun = time.perf_counter()
            store.save(source, some)
            taken += time.perf_counter() - begun
            done += len(some)
            if tell and done - told >= 5000:
                told = done
                print(f"  {done} tables, {done / taken:.0f} a second", flush=True)
        begun = time.perf_counter()
    return taken + time.perf_counter() - begun


def main() -> None:
    """Makes an archive and tells how long it took and what it holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="the archive to make; it must not exist")
    parser.add_argument("--tables", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.file.exists():
        parser.error(f"{arguments.file} is there already")
    taken = make(arguments.file, arguments.tables, arguments.seed, tell=True)
    print(f"{arguments.tables} tables in {taken:.0f} s, {arguments.tables / taken:.0f} a second")
    print(f"{arguments.file.stat().st_size / 2**20:.0f} MB")


if __name__ == "__main__":
    main()
