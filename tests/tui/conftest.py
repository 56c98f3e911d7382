"""The application over a backend that answers from a list, and its screen as text."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from threading import Event
from weakref import WeakKeyDictionary

import pytest
from rich.cells import cell_len
from rich.console import RenderableType
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import Worker, WorkerCancelled

from assistant.errors import AssistantError, UnknownName
from assistant.model.conversation import Conversation, Turn
from assistant.model.finding import Finding, Severity, Where
from assistant.model.goal_table import Fund, GoalTable
from assistant.model.indicator import Indicator
from assistant.model.quantity import TargetValue
from assistant.model.query import TableRow
from assistant.model.reply import Reply, ReplyProject, ReplySource, Status
from assistant.model.source import Place, Source
from assistant.store.store import Store
from assistant.tasks.conversation_text import save_conversation
from assistant.tasks.find_files import FoundFile
from assistant.tasks.history import Exchange, History
from assistant.tasks.import_files import FileReport, FileStatus, Plan
from assistant.tasks.import_report import save_report
from assistant.tasks.open_table import OpenedTable
from assistant.tasks.review_list import ListedFinding
from assistant.tasks.review_tables import ReviewedTable
from assistant.tasks.workspace import Workspace, open_workspace
from assistant.tasks.year_comparison import YearComparison, compared_tables
from assistant.tui.app import AssistantApp
from assistant.tui.backend import TasksBackend
from assistant.tui.draft_desk import DraftDesk, TasksDraftDesk
from assistant.tui.keyed import KeyedApp
from assistant.tui.widgets.question_bar import QuestionBar

DOCUMENT = "青泉县水务局2023年项目支出绩效目标表.txt"
DOCUMENTS = ("水务局2024.docx", DOCUMENT)
"""The documents of the archive, the last imported first."""

ROWS = (
    ("产出指标", "数量指标", True, "保洁河道长度", "32公里"),
    ("产出指标", "数量指标", True, "清淤河段", "5段"),
    ("产出指标", "质量指标", True, "清淤验收合格率", "100%"),
    ("产出指标", "时效指标", True, "汛期前完成清淤", "2023年5月底"),
    ("产出指标", "成本指标", True, "河道保洁", "1.2万元/公里"),
    ("效益指标", "社会效益指标", True, "改善沿岸居民生活环境，减少汛期积水点", "明显"),
    ("效益指标", "生态效益指标", False, "水质达到三类以上的断面", "≥90%"),
    ("效益指标", "可持续影响指标", True, "建立河道管护长效机制", "较好"),
    ("满意度指标", "服务对象满意度指标", True, "沿岸群众满意度", "95%"),
)


def made_table(project: str, year: int, total: int, number: int) -> GoalTable:
    """A table with the rows above, each on a line of its own."""
    first = number * 100
    return GoalTable(
        title="部门项目支出预算绩效目标表",
        year=year,
        project=project,
        source=Source(DOCUMENT, ""),
        place=Place(table=number, line=first),
        department_code="081",
        department="青泉县水务局",
        unit_code="081002",
        unit="青泉县河道管理所",
        attribute_code="02",
        attribute="延续性项目",
        period="2023-2025",
        total=Decimal(total),
        fiscal=Decimal(total),
        funds=(Fund("财政拨款", Decimal(total), Place(number, line=first + 5)), Fund("其他资金", None)),
        goal="保洁河道32公里，汛期前完成全部清淤任务，消除黑臭水体，让沿岸群众有一个干净的生活环境。",
        indicators=tuple(
            Indicator(level1, level2, level3, TargetValue(value), Place(number, line=first + 10 + at), required=required)
            for at, (level1, level2, required, level3, value) in enumerate(ROWS)
        ),
        places={"project": Place(number, line=first + 2), "total": Place(number, line=first + 4)},
    )


TABLES = (
    made_table("河道保洁经费", 2023, 452000, 1),
    made_table("农村饮水安全巩固提升及老旧供水管网改造补助资金", 2023, 12800000, 2),
    made_table("水库除险加固", 2023, 3600000, 3),
    made_table("[red]防汛[/red]物资储备", 2023, 180000, 4),
    made_table("河道保洁经费", 2022, 430000, 5),
    made_table("节水宣传“世界水日”活动费", 2022, 50000, 6),
)


def source(number: int, row: int = 0) -> ReplySource:
    """Where an indicator row of a table stands, or its total."""
    table = TABLES[number - 1]
    place = table.indicators[row - 1].place if row else table.places["total"]
    return ReplySource(DOCUMENT, table.project, table.year, place.label, number * 100 + row if row else 0, number)


REPLIES = {
    "哪些项目预算超过100万": Reply(
        "",
        Status.ANSWERED,
        "年度资金总额大于100万元的项目（2023年度，档案库里最近的一年）",
        "有2个项目的年度资金总额超过100万元：农村饮水安全巩固提升及老旧供水管网改造补助资金1280万元（12800000元），"
        "水库除险加固360万元（3600000元）；合计1640万元。",
        sources=(source(2), source(3)),
        suggestions=("其中最高的是哪个", "这些项目的满意度指标"),
        table_text="项目名称                                              万元        元\n"
        "农村饮水安全巩固提升及老旧供水管网改造补助资金        1280  12800000\n"
        "水库除险加固                                           360   3600000",
    ),
    "保洁经费的清淤指标": Reply(
        "",
        Status.ANSWERED,
        "项目「河道保洁经费」（2023年）与“清淤”有关的指标",
        "河道保洁经费有3条指标与清淤有关：清淤河段5段，清淤验收合格率100%，汛期前完成清淤2023年5月底。",
        sources=(source(1, 2), source(1, 3), source(1, 4)),
    ),
    "河道的总额": Reply(
        "",
        Status.AMBIGUOUS,
        "“河道”可能是几个项目",
        "“河道”对得上2个项目，您问的是哪一个？",
        choices=("河道保洁经费（2023年）", "河道保洁经费（2022年）"),
    ),
    "今天天气怎么样": Reply("", Status.OUT_OF_SCOPE, "", "这个问题和项目支出绩效目标表无关，答不了。"),
    "列出全部指标": Reply("", Status.ANSWERED, "全部指标", "一共9条。", sources=tuple(source(1, row) for row in range(1, 10))),
    "[bold]报表[/bold]": Reply("", Status.ANSWERED, "[i]x[/i]", "没有[blink]标记[/blink]被解释：[/]。\x1b[31m红\x07"),
}

FINDINGS = {
    1: (
        Finding(
            "time-wrong-year",
            Severity.ERROR,
            Place(1, line=113),
            "时效写的是2022年5月底，表是2023年的，年底没法考核。",
            "请改成本年度的时间。",
            Where("", "产出指标", "时效指标", "汛期前完成清淤", "2023年5月底", 3),
        ),
        Finding("goal-no-number", Severity.HINT, Place(1, line=102), "年度目标里没有数。", "建议写上数量。", Where("goal")),
    ),
    4: (
        Finding(
            "cost-total-under",
            Severity.WARNING,
            Place(4, line=404),
            "成本行算下来是[b]10万元[/b]，总额18万元。",
            "请核对。",
            Where("total"),
        ),
    ),
}
"""Findings by the number of the table."""

REPORTS = (
    FileReport(
        "新表/水务局2024.docx",
        FileStatus.IMPORTED,
        "",
        (made_table("河道保洁经费", 2024, 500000, 7),),
        ("第1张表，第713行：“2023年5月底”不像本年度的时间，照原样收入。", "第3行：补上了年度。"),
        keys=(7,),
        findings=(
            Finding("other-year", Severity.DOUBT, Place(1, line=713), "“2023年5月底”不像本年度的时间，照原样收入。"),
            Finding("year-added", Severity.REPAIR, Place(line=3), "补上了年度。"),
        ),
        warnings=1,
        document="水务局2024.docx",
    ),
    FileReport("新表/说明[red].txt", FileStatus.SKIPPED, "里面没有认出项目支出绩效目标表。"),
    FileReport("新表/坏的.xlsx", FileStatus.FAILED, "文件是坏的，请重新要一份。"),
)
"""What importing reports."""


class ListedBackend:
    """Answers from `REPLIES`, every other utterance with itself."""

    def __init__(self, tables: Sequence[GoalTable] = TABLES) -> None:
        self.tables = tables
        self.asked: list[str] = []
        self.gate = Event()
        """Every call waits until it is open."""
        self.gate.set()
        self.said = ""
        """What opening the archive has to say."""
        self.broken: Exception | None = None
        """What every call raises."""
        self.accepted: dict[tuple[int, str], str] = {}
        """Reasons by table and message."""
        self.imported: list[tuple[Path, ...]] = []
        """What was imported."""
        self.reports = REPORTS
        """What importing reports."""
        self.removed: list[str] = []
        """Documents that were taken out."""
        self._opened: Workspace | None = None

    def _work(self) -> None:
        assert self.gate.wait(30)
        if self.broken:
            raise self.broken

    def projects(self, tell: Callable[[str], None]) -> Sequence[TableRow]:
        """The heads of the tables."""
        self._work()
        if self.said:
            tell(self.said)
        return [
            TableRow(number, table.project, table.year, table.total, DOCUMENT, "", {"department": table.department})
            for number, table in enumerate(self.tables, 1)
        ]

    def converse(self, conversation: Conversation, utterance: str, width: int) -> tuple[Reply, Conversation]:
        """The reply that is listed."""
        self.asked.append(utterance)
        self._work()
        reply = REPLIES.get(utterance) or Reply(
            utterance, Status.ANSWERED, "", f"您说：{utterance}", (ReplyProject(utterance, 2023, None),)
        )
        return reply, conversation.then(Turn(utterance))

    def kept(self) -> Sequence[Exchange | None]:
        """What an application over the same folder kept."""
        return self._history().load()

    def keep(self, exchange: Exchange | None) -> None:
        """Keeps it in the test's own home."""
        self._history().keep(exchange)

    def forget(self) -> None:
        """Deletes what was kept."""
        self._history().forget()

    def resume(self, exchanges: Sequence[Exchange]) -> Conversation:
        """A turn for each that looked something up."""
        return Conversation(tuple(Turn(exchange.asked) for exchange in exchanges if exchange.looked_up))

    def save(self, exchanges: Sequence[Exchange], file: str) -> Path:
        """Writes them."""
        return save_conversation(exchanges, file)

    def drafts(self) -> DraftDesk:
        """What is really done with drafts, over an archive with the tables in the test's own home."""
        return TasksDraftDesk(self.workspace)

    def workspace(self) -> Workspace:
        """The archive, made when it is first asked for."""
        self._work()
        if self._opened is None:
            path = Path(os.environ["HOME"]) / "archive.db"
            path.parent.mkdir(parents=True, exist_ok=True)
            with Store.open(path, write=True) as store:
                store.save(Source(DOCUMENT, ""), self.tables)
            self._opened = open_workspace(path, tell=lambda text: None)
        return self._opened

    def _history(self) -> History:
        return History(Path(os.environ["HOME"]) / "conversation.jsonl")

    def table(self, key: int) -> OpenedTable:
        """The table of that number; its rows count from a hundred times the number."""
        self._work()
        if not 0 < key <= len(self.tables):
            raise AssistantError("这张表已经不在档案库里。", "请重新打开程序。")
        return OpenedTable(self.tables[key - 1], tuple(key * 100 + at for at in range(1, len(ROWS) + 1)))

    def compare(self, key: int, step: int) -> YearComparison:
        """The table beside another of its name."""
        self._work()
        table = self.tables[key - 1]
        same = sorted((one for one in self.tables if one.project == table.project), key=lambda one: one.year or 0)
        at = same.index(table) + step
        if not 0 <= at < len(same):
            raise UnknownName(f"档案库里没有“{table.project}”别的年度的表。", "可以按 F6 导入那一年的表。")
        return compared_tables(*sorted((table, same[at]), key=lambda one: one.year or 0))

    def review(self, key: int) -> Generator[ReviewedTable, None, None]:
        """The tables, one a slice; the first two with findings."""
        self._work()
        for number, table in enumerate(self.tables, 1):
            if key not in (0, number):
                continue
            self._work()
            reasons = {
                at: self.accepted[number, finding.message]
                for at, finding in enumerate(FINDINGS.get(number, ()))
                if (number, finding.message) in self.accepted
            }
            yield ReviewedTable(table, FINDINGS.get(number, ()), reasons, number)

    def accept(self, table: int, finding: Finding, why: str) -> None:
        """Remembers the reason."""
        self._work()
        self.accepted[table, finding.message] = why

    def withdraw(self, table: int, finding: Finding) -> None:
        """Forgets the reason."""
        self._work()
        del self.accepted[table, finding.message]

    def explain(self, rule: str) -> str:
        """A few lines."""
        return f"{rule}\n检查什么\n这条规则看指标值写得对不对。"

    def save_findings(self, findings: Sequence[ListedFinding], file: str) -> Path:
        """Writes them."""
        return TasksBackend(None).save_findings(findings, file)

    def plan_import(self, paths: Sequence[Path]) -> Plan:
        """As many files as there are reports, whatever the paths."""
        self._work()
        self.imported.append(tuple(paths))
        return Plan(tuple(FoundFile(Path(report.file), report.file) for report in self.reports))

    def import_files(self, plan: Plan, stopped: Callable[[], bool]) -> Generator[FileReport, None, None]:
        """The reports that are listed; the tables of the first are there afterwards."""
        for at, report in enumerate(self.reports):
            self._work()
            if stopped():
                return
            if not at:
                self.tables = (*self.tables, *report.tables)
            yield report

    def save_report(self, reports: Sequence[FileReport], file: str) -> Path:
        """Writes them."""
        path = Path(os.environ["HOME"], file)
        path.parent.mkdir(parents=True, exist_ok=True)
        save_report(reports, path)
        return path

    def documents(self) -> Sequence[FileReport]:
        """The two documents of the archive that were not taken out."""
        self._work()
        return [FileReport(name, FileStatus.ARCHIVED, keys=(0,), document=name) for name in DOCUMENTS if name not in self.removed]

    def document(self, name: str) -> FileReport:
        """Its first table."""
        self._work()
        return FileReport(name, FileStatus.ARCHIVED, "", self.tables[:1], keys=(1,), document=name)

    def remove(self, document: str) -> None:
        """Notes that it is gone."""
        self._work()
        self.removed.append(document)


def screen_text(app: App[None]) -> str:
    """The screen as a reader of the terminal sees it, one line a row, without blanks at the ends of lines."""
    width, height = app.size
    visible_screen_stack.set(app._background_screens)  # they are seen behind a panel
    strips = app.screen._compositor.render_strips(app.size)
    lines = ["".join(segment.text for segment in strip) for strip in strips]
    assert len(lines) == height and all(strip.cell_length == width for strip in strips)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def position(app: App[None], text: str) -> tuple[int, int]:
    """Where a text stands on the screen for the first time, as a place to click: column and row."""
    for row, line in enumerate(screen_text(app).splitlines()):
        if text in line:
            return cell_len(line[: line.index(text)]), row
    raise AssertionError(f"{text} is not on the screen:\n{screen_text(app)}")


async def click(pilot: Pilot[None], text: str) -> None:
    """Clicks on a text."""
    await pilot.click(offset=position(pilot.app, text))
    await settled(pilot)


async def ask(pilot: Pilot[None], utterance: str) -> None:
    """Puts a question into the line, sends it and waits for the answer."""
    pilot.app.screen.query_one(QuestionBar).value = utterance
    await pilot.press("enter")
    await settled(pilot)


_LOOKS, _SAME = 200, 4
"""As often is the screen looked at, and as often must it be the same."""


async def settled(pilot: Pilot[None]) -> None:
    """Waits until no key waits, nothing runs and nothing is left to be drawn."""
    for _ in range(_LOOKS):
        if ending := _ending(pilot):
            with suppress(WorkerCancelled):  # what is asked for anew takes the place of what was
                await pilot.app.workers.wait_for_complete(ending)
        await drawn(pilot)
        waits = isinstance(pilot.app, KeyedApp) and pilot.app.turns.is_busy
        if not waits and not _ending(pilot) and "正在" not in screen_text(pilot.app):  # a key may have begun something meanwhile
            return


def _ending(pilot: Pilot[None]) -> list[Worker[object]]:
    """What runs and comes to an end by itself: a tree of folders is listened to as long as it is there."""
    return [worker for worker in pilot.app.workers if worker.name != "_loader" and not worker.is_finished]


async def drawn(pilot: Pilot[None]) -> None:
    """Waits until nothing of the screen is drawn anew for a while, whatever still runs."""
    seen: list[tuple[Screen[object], int]] = []
    for _ in range(_LOOKS):
        await pilot.pause(0.01)
        screen = pilot.app.screen
        if screen._compositor.size != pilot.app.size:
            continue  # it has only just opened
        seen.append((screen, _drawings.get(screen._compositor, 0)))
        if len(seen) >= _SAME and len(set(seen[-_SAME:])) == 1:
            return


_parse, _draw = Stylesheet._parse_rules, Compositor.render_update
_parsed: dict[object, list[RuleSet]] = {}
"""The styles of all widgets under all themes that were shown, by their text: each application of these tests has the same."""
_drawings: WeakKeyDictionary[Compositor, int] = WeakKeyDictionary()
"""How often something of each screen was to be drawn anew."""


def _parsed_once(
    sheet: Stylesheet, css: str, read_from: CSSLocation, is_default_rules: bool = False, tie_breaker: int = 0, scope: str = ""
) -> list[RuleSet]:
    about = css, read_from, is_default_rules, tie_breaker, scope
    key = *about, frozenset(sheet._variables.items())
    if key not in _parsed:
        _parsed[key] = _parse(sheet, *about)
    return _parsed[key]


def _drawn_for_nobody(
    compositor: Compositor, full: bool = False, screen_stack: list[Screen[object]] | None = None, simplify: bool = False
) -> RenderableType | None:
    if full:
        return _draw(compositor, full, screen_stack, simplify)  # type: ignore[arg-type]
    _drawings[compositor] = _drawings.get(compositor, 0) + 1
    visible_screen_stack.set(screen_stack or [])  # type: ignore[arg-type]
    compositor._dirty_regions.clear()
    return None


@pytest.fixture(autouse=True)
def without_needless_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Styles are parsed once for all applications, and pictures drawn where a test looks at one: there is no terminal."""
    monkeypatch.setattr(Stylesheet, "_parse_rules", _parsed_once)
    monkeypatch.setattr(Compositor, "render_update", _drawn_for_nobody)


@pytest.fixture
def backend() -> ListedBackend:
    """A backend whose answers are listed."""
    return ListedBackend()


@pytest.fixture
def app(backend: ListedBackend) -> AssistantApp:
    """The application over it."""
    return AssistantApp(backend)


@pytest.fixture
def matches_snapshot(request: pytest.FixtureRequest) -> Callable[[App[None], str], None]:
    """Compares the screen with `snapshots/<name>.txt`; SNAPSHOTS=update writes it."""

    def compare(app: App[None], name: str) -> None:
        path = Path(__file__).parent / "snapshots" / f"{name}.txt"
        actual = screen_text(app)
        if os.environ.get("SNAPSHOTS") == "update":
            path.parent.mkdir(exist_ok=True)
            path.write_text(actual, "utf-8")
        expected = path.read_text("utf-8") if path.exists() else ""

        assert expected == actual, f"{path.name}: look at the difference; SNAPSHOTS=update makes it the expected one"
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", actual)

    return compare
