"""The tables of the archive: which there are, one by its name, and where words stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.chinese.width import printable, squeeze
from assistant.errors import AmbiguousName, UnknownName
from assistant.model.archive import SearchHit
from assistant.model.goal_table import GoalTable
from assistant.model.knowledge import KnownProject
from assistant.model.query import TableRow
from assistant.tasks.workspace import Workspace

ALIKE = 75.0
"""From this likeness on (0 to 100) a name counts as meant though it is not written so."""
APART = 8.0
"""Names within this likeness of the best fit as well as it."""
NEAR = 30.0
"""Below this likeness a name is not worth offering."""
NEAREST = 3
"""As many names are offered where none fits."""
MOST_HITS = 200
"""As many cells as a search lists."""


def list_projects(workspace: Workspace, year: int | None = None) -> Sequence[TableRow]:
    """The heads of all tables or of one year's with department and unit, latest year first, then as in their documents."""
    return workspace.store.heads(year)


def search(workspace: Workspace, words: Sequence[str]) -> Sequence[SearchHit]:
    """The cells in which the words stand, best first."""
    return workspace.store.search(words, limit=MOST_HITS)


def find_table(workspace: Workspace, name: str, year: int | None = None) -> GoalTable:
    """The table of the project named, of its latest year where none is given.

    The name may be in full, a part of it, or mistyped. Raises UnknownName with the nearest names or the years there are, and
    AmbiguousName where several fit equally well.
    """
    wanted = printable(name, one_line=True).strip()
    known = workspace.knowledge.projects_like(wanted)
    meant = _meant(wanted, known)
    if not meant:
        near = [project.name for project, score in _likely(wanted, known) if score >= NEAR][:NEAREST]
        advice = f"相近的有：{'、'.join(near)}。" if near else ""
        raise UnknownName(f"没有叫“{wanted}”的项目。", f"{advice}全部项目见：jixiao list")
    of_year = [project for project in meant if year is None or year in project.years]
    if not of_year:
        years = "、".join(str(one) for one in sorted({one for project in meant for one in project.years}))
        raise UnknownName(f"“{meant[0].name}”没有{year}年的表。", f"有的年度：{years}。" if years else "")
    if len({project.series for project in of_year}) > 1:
        names = tuple(project.name for project in of_year)
        raise AmbiguousName(f"“{wanted}”对得上{len(names)}个项目，请写全名：", "", names)
    latest = max(of_year, key=lambda project: max(project.years, default=0))
    return workspace.store.load(workspace.store.find(latest.name, year)[0].key)


def _meant(wanted: str, known: Sequence[KnownProject]) -> list[KnownProject]:
    """The projects that the words fit best: by the whole name, else a part of it, else by likeness; [] where nothing is near."""
    words = squeeze(wanted).casefold()
    if not words:
        return []
    names = [(project, squeeze(project.name).casefold()) for project in known]
    exactly = [project for project, text in names if text == words]
    partly = [project for project, text in names if words in text]
    if exactly or partly:
        return exactly or partly
    likely = _likely(wanted, known)
    return [project for project, score in likely if score >= max(ALIKE, likely[0][1] - APART)]


def _likely(wanted: str, known: Iterable[KnownProject]) -> list[tuple[KnownProject, float]]:
    """The projects with how alike their names and the words are, likeliest first."""
    from rapidfuzz.fuzz import WRatio

    words = squeeze(wanted).casefold()
    scored = [(project, WRatio(words, squeeze(project.name).casefold())) for project in known]
    return sorted(scored, key=lambda pair: -pair[1])
