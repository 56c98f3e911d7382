"""One statement: its parameters, its names, and the sets of texts that stand before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Statement:
    """What all parts of a statement share."""

    texts: Callable[[Sequence[str]], list[int]]
    """The numbers of the texts that have one of these keys."""
    indexed: bool = True
    """Whether the full text can be relied on; if not, texts are scanned."""
    find: Callable[[str, Sequence[int | str] | Mapping[str, int | str]], list[tuple[int, ...]]] = lambda select, parameters: []
    """What a statement finds: to look at the archive before the statement is made."""
    parameters: dict[str, int | str] = field(default_factory=dict)
    _sets: dict[str, str] = field(default_factory=dict)
    """Sets of texts that the statement uses: their SELECT, and the name they have."""
    _aliases: int = 0

    def statement(self, select: str, members: str = "") -> str:
        """The whole statement, with the sets of texts before it and, where there is one, the table `members`."""
        sets = [f"{name} (id) AS MATERIALIZED ({sql})" for sql, name in self._sets.items()]
        if members:
            sets.append(f"members AS MATERIALIZED ({members})")
        return f"WITH {', '.join(sets)} {select}" if sets else select

    def parameter(self, value: int | str) -> str:
        """A name for the value; equal values share one."""
        for name, known in self.parameters.items():
            if known == value and type(known) is type(value):
                return f":{name}"
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def _set(self, sql: str) -> str:
        return self._sets.setdefault(sql, f"s{len(self._sets) + 1}")
