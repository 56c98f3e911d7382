"""What the understanding of questions may ask of the archive: names and words that exist, never figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.model.record import record


@record
class KnownProject:
    """A project name that stands in the archive."""

    name: str
    series: str
    """What is left of the name without years and closing words: the same for the same project of other years."""
    years: tuple[int, ...]
    """Years with a table under this name, ascending."""
    department: str = ""
    department_code: str = ""
    unit: str = ""
    unit_code: str = ""


@record
class KnownOrganisation:
    """A department (主管部门) or unit (实施单位) that stands in the archive."""

    name: str
    code: str
    is_unit: bool


@record
class KnownRow:
    """An indicator name that stands in the archive."""

    project: str
    year: int | None
    level1: str
    level2: str
    level3: str
    value: str
    unit: str | None


class Knowledge(Protocol):
    """The names of an archive. Every text comes folded to half width; lookups fold their argument likewise."""

    def years(self) -> tuple[int, ...]:
        """All years with a table, ascending; () for an empty archive."""

    def size(self) -> int:
        """How many tables there are."""

    def projects_like(self, text: str, limit: int = 100) -> Sequence[KnownProject]:
        """Names that share characters with the text, likeliest first; all names where the archive is small (up to 500).

        Of a name that comes all projects come, also beyond the limit.
        """

    def projects_named(self, names: Sequence[str]) -> Sequence[KnownProject]:
        """The projects of exactly these names, in the order of their documents."""

    def organisations(self) -> Sequence[KnownOrganisation]:
        """All departments and units."""

    def fund_labels(self) -> Sequence[str]:
        """All labels of fund rows (财政拨款, 上级资金 …), commonest first."""

    def value_units(self) -> Sequence[str]:
        """All units of target values, commonest first."""

    def rows_like(self, text: str, projects: Sequence[str] = (), limit: int = 200) -> Sequence[KnownRow]:
        """Indicator rows whose name or value shares two-character words with the text, likeliest first.

        With `projects`: all rows of these, up to the limit.
        """

    def row_names_like(self, text: str) -> Sequence[str]:
        """Names of indicators (三级指标) that share words of two characters with the text, likeliest first."""

    def mentions(self, text: str) -> int:
        """In how many tables the text stands anywhere, as a substring."""

    def occurs(self, text: str) -> bool:
        """Does the text stand anywhere as a substring? Quick, for many short calls."""

    def where(self, text: str) -> frozenset[int]:
        """The keys of the tables in which the text stands anywhere, as a substring; at most 5,000 in a large archive."""

    def attributes(self) -> Sequence[str]:
        """All project attributes (项目属性) that stand in the archive."""

    def size_of(self, *terms: str) -> Sequence[int]:
        """For each term, in how many tables it stands: its rarity."""
