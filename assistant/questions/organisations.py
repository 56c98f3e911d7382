"""The departments and units of an archive, arranged so that short forms of thousands of names are found without a look at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from weakref import WeakKeyDictionary

from assistant.chinese.width import squeeze
from assistant.model.knowledge import Knowledge, KnownOrganisation
from assistant.questions.abbreviations import abbreviates


class Organisations:
    """Departments and units by name and by the characters of their names, in the archive's order."""

    def __init__(self, known: Sequence[KnownOrganisation]) -> None:
        self.codes = frozenset(organisation.code for organisation in known if organisation.code)
        self._known = known
        self._names = [squeeze(organisation.name).lower() for organisation in known]
        self._called: dict[str, list[int]] = {}
        self._ending: dict[str, list[int]] = {}
        holding: dict[str, set[int]] = {}
        for at, name in enumerate(self._names):
            self._called.setdefault(name, []).append(at)
            self._ending.setdefault(name[-2:], []).append(at)
            for character in name:
                holding.setdefault(character, set()).add(at)
        self._holding = holding
        self._departments = {at for at, organisation in enumerate(known) if not organisation.is_unit and organisation.name}

    def is_name(self, text: str) -> bool:
        """Is it the full name of one?"""
        return text in self._called

    def fitting(self, short: str, closing: str) -> tuple[KnownOrganisation, ...]:
        """The organisations whose name the short form abbreviates: exact before ending before subsequence."""
        if len(short) < 2 or short == closing:
            return ()
        exact = self._called.get(short)
        if exact:
            return self._at(exact)
        ending = [at for at in self._ending.get(short[-2:], ()) if self._names[at].endswith(short)]
        if ending:
            return self._at(ending)
        if len(short) < 3:
            return ()
        return self._at(at for at in sorted(self._with_characters(short)) if _ends_in_order(short, self._names[at]))

    def departments_shortened(self, short: str) -> tuple[KnownOrganisation, ...]:
        """The departments whose name the characters shorten by the beginnings of its words (住建 is 住房和城乡建设局)."""
        candidates = sorted(self._departments & self._with_characters(short))
        return self._at(at for at in candidates if abbreviates(short, self._names[at]))

    def _with_characters(self, text: str) -> set[int]:
        """Those whose name has all characters of the text."""
        found: set[int] | None = None
        for character in text:
            holding = self._holding.get(character)
            if not holding:
                return set()
            found = holding if found is None else found & holding
        return found or set()

    def _at(self, found: Iterable[int]) -> tuple[KnownOrganisation, ...]:
        return tuple(self._known[at] for at in found)


_ARRANGED: WeakKeyDictionary[Knowledge, Organisations] = WeakKeyDictionary()


def organisations_of(knowledge: Knowledge) -> Organisations:
    """The organisations that the archive knows; arranged once for each open archive."""
    found = _ARRANGED.get(knowledge)
    if found is None:
        found = _ARRANGED[knowledge] = Organisations(knowledge.organisations())
    return found


def _ends_in_order(short: str, name: str) -> bool:
    """Do the characters stand in this order in the name, the last of them at its end, not each apart from the next?"""
    position = -1
    gaps = 0
    for character in short:
        found = name.find(character, position + 1)
        if found < 0:
            return False
        if position >= 0 and found != position + 1:
            gaps += 1
        position = found
    return position == len(name) - 1 and gaps <= max(1, len(short) - 1)
