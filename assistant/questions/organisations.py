"""The departments and units of an archive, arranged so that short forms of thousands of names are found without a look at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from weakref import WeakKeyDictionary

from assistant.chinese.sounds import sounds
from assistant.chinese.width import squeeze
from assistant.model.knowledge import Knowledge, KnownOrganisation
from assistant.questions.abbreviations import abbreviates, begins_and_ends
from assistant.questions.lexicon import any_of, lexicon

_PLACE = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,7}?(?:省|自治区))?(?:[\u4e00-\u9fff]{2,6}?(?:(?<![城都超])市|州|盟))?"
    r"(?:[\u4e00-\u9fff]{1,5}?(?:县|旗|(?<![社园城地辖街山校景小])区|(?<![城都超])市))?"
)
"""The place that a name begins with (平罗县)."""
_NUMBERED = re.compile(r"第(?=[一二三四五六七八九十\d])")
"""第一中学 is called 一中."""


_OF_BUREAUS = ("局", "委", "办")
"""What a former name of a department ends with."""


def asks_each(text: str, end: int) -> bool:
    """两家各多少, 三家单位今年各: is each of the offices asked for that were counted up to there?"""
    return _each().match(text, end) is not None


@cache
def _each() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('year_words')}|\d{{4}}年度?)?{any_of('each_apart')}")


class Organisations:
    """Departments and units by name, by code and by the characters of their names, in the archive's order."""

    def __init__(self, known: Sequence[KnownOrganisation]) -> None:
        self._known = known
        self._names = [squeeze(organisation.name).lower() for organisation in known]
        self._placeless = [_without_place(name) for name in self._names]
        self._coded: dict[str, list[int]] = {}
        self._called: dict[str, list[int]] = {}
        self._ending: dict[str, list[int]] = {}
        holding: dict[str, set[int]] = {}
        for at, name in enumerate(self._names):
            if known[at].code:
                self._coded.setdefault(known[at].code, []).append(at)
            for called in dict.fromkeys((name, self._placeless[at])):
                self._called.setdefault(called, []).append(at)
            self._ending.setdefault(name[-2:], []).append(at)
            for character in name:
                holding.setdefault(character, set()).add(at)
        self._holding = holding
        self._departments = {at for at, organisation in enumerate(known) if not organisation.is_unit and organisation.name}
        self._beginning: dict[str, list[int]] = {}
        for at in sorted(self._departments):
            self._beginning.setdefault(self._placeless[at][:2], []).append(at)
        words = lexicon()
        ends = (*self._names, *words.organisation["own_office"])
        self.last_characters = frozenset(name[-1] for name in ends if name)
        """The characters that names end with (局, 段, 心), and the words for a department's own office."""
        self._sorts = frozenset((*words.closing, *words.organisation["sort"], *words.organisation["own_office"]))
        self._own_office = words.organisation["own_office"]
        self._of_offices = frozenset("".join(self._own_office))

    @property
    def departments(self) -> int:
        """How many departments there are."""
        return len({self._names[at] for at in self._departments})

    def coded(self, code: str) -> tuple[KnownOrganisation, ...]:
        """Those that have the code."""
        return self._at(self._coded.get(code, ()))

    def is_name(self, text: str) -> bool:
        """Is it the full name of one, with or without its place?"""
        return text in self._called

    def holds(self, character: str) -> bool:
        """Does the name of one have the character, or a word for a department's own office?"""
        return character in self._holding or character in self._of_offices

    def fitting(self, short: str) -> tuple[KnownOrganisation, ...]:
        """The organisations whose name the short form abbreviates: exact before ending before subsequence.

        () for a word that only says of what sort they are (中心): see `of_sort`.
        """
        if len(short) < 2 or (short in self._sorts and short not in self._called):
            return ()
        exact = self._called.get(short)
        if exact:
            return self._at(exact)
        ending = [at for at in self._ending.get(short[-2:], ()) if self._names[at].endswith(short)]
        if ending:
            return self._at(ending)
        own = self._offices_of(short)
        if own or len(short) < 3:
            return own or self.numbered(short)
        found = self._at(at for at in sorted(self._with_characters(short)) if _ends_in_order(short, self._names[at]))
        return found or self.formerly(short)

    def formerly(self, called: str) -> tuple[KnownOrganisation, ...]:
        """The departments that 环保局 means where none is called so: what it was called before, or is in passing."""
        held = lexicon().former_offices.get(called[:-1], ()) if called.endswith(_OF_BUREAUS) else ()
        for part in held:
            if found := self._at(at for at in sorted(self._departments) if part in self._names[at]):
                return found
        return ()

    def of_sort(self, word: str) -> tuple[KnownOrganisation, ...]:
        """The units whose name ends with a word for a sort of organisation (中心, 大队, 本级)."""
        found = (at for at in self._ending.get(word[-2:], ()) if self._names[at].endswith(word))
        return tuple(one for one in self._at(found) if one.is_unit)

    def begins(self, word: str) -> tuple[KnownOrganisation, ...]:
        """The departments whose name begins with the word of two characters or more, its place aside (交通 is 交通运输局)."""
        return self._at(at for at in self._beginning.get(word[:2], ()) if self._placeless[at].startswith(word))

    def departments_shortened(self, short: str) -> tuple[KnownOrganisation, ...]:
        """The departments whose name the characters shorten by the beginnings of its words (住建 is 住房和城乡建设局)."""
        candidates = sorted(self._departments & self._with_characters(short))
        return self._at(at for at in candidates if abbreviates(short, self._names[at]))

    def units_shortened(self, short: str) -> tuple[KnownOrganisation, ...]:
        """The units whose name the characters shorten likewise (疾控 is 疾病预防控制中心)."""
        candidates = sorted(self._with_characters(short) - self._departments)
        names = ((at, self._placeless[at]) for at in candidates)
        return self._at(at for at, name in names if abbreviates(short, name) or begins_and_ends(short, name))

    def units_begun(self, short: str) -> tuple[KnownOrganisation, ...]:
        """The units whose name begins with the word (妇幼 is 妇幼保健院)."""
        candidates = sorted(self._with_characters(short) - self._departments)
        return self._at(at for at in candidates if self._placeless[at].startswith(short))

    def sounding(self, word: str) -> str:
        """The short form that a word of three characters or more sounds like and is written nearly like (卫建局: 卫健局).

        Empty where all of it is written so, where more than one character is another, or where two names are meant alike.
        """
        if len(word) < 3:
            return ""
        candidates: set[int] = set()
        if sum(character not in self._holding for character in word) <= 1:
            for at in range(len(word)):  # a name that is meant has all of its characters but one
                candidates |= self._with_characters(word[:at] + word[at + 1 :])
        if not candidates:
            return ""
        spoken = sounds(word)
        spelt = {found for at in candidates for found in (_spelt_like(word, spoken, self._names[at]),) if found}
        return spelt.pop() if len(spelt) == 1 else ""

    def own_office(self, short: str) -> str:
        """The word for a department's own office (本级) that a text ends with; empty where it does not."""
        return next((word for word in self._own_office if short.endswith(word) and len(short) > len(word) + 1), "")

    def _offices_of(self, short: str) -> tuple[KnownOrganisation, ...]:
        """交通局本级, 交通局机关: the department's own office, whether its name says so or is the department's."""
        office = self.own_office(short)
        if not office:
            return ()
        named = {self._names[self._known.index(one)] for one in self.fitting(short.removesuffix(office)) if not one.is_unit}
        wanted = {*named, *(name + word for name in named for word in self._own_office)}
        units = [(one, name) for one, name in zip(self._known, self._names, strict=True) if one.is_unit and name in wanted]
        said = tuple(one for one, name in units if name.endswith(office))  # a unit that is called so comes before the whole
        return said or tuple(one for one, _ in units) if named else ()

    def numbered(self, short: str) -> tuple[KnownOrganisation, ...]:
        """一中 is 第一中学."""
        candidates = sorted(self._with_characters(short))
        names = ((at, self._placeless[at]) for at in candidates)
        return self._at(at for at, name in names if _NUMBERED.search(name) and _NUMBERED.sub("", name).startswith(short))

    def _with_characters(self, text: str) -> set[int]:
        """Those whose name has all characters of the text."""
        held = [self._holding.get(character) for character in set(text)]
        found: set[int] | None = None
        for holding in sorted((one or set() for one in held), key=len):
            found = holding if found is None else found & holding
            if not found:
                return set()
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


def _without_place(name: str) -> str:
    """The name without the place that it begins with; the whole where nothing but the place would go or be left."""
    found = _PLACE.match(name)
    rest = name[found.end() :] if found is not None else name
    return rest if len(rest) > 1 else name


def _spelt_like(word: str, spoken: Sequence[str], name: str) -> str:
    """The name's characters that sound like the word's, in the same order up to its end, all but one of them the same."""
    if sounds(name[-1:]) != tuple(spoken[-1:]):
        return ""
    spelt = name[-1]
    position = len(name) - 1
    for character, sound in zip(reversed(word[:-1]), reversed(spoken[:-1]), strict=True):
        same = name.rfind(character, 0, position)
        position = same if same >= 0 else next((at for at in range(position - 1, -1, -1) if sounds(name[at])[0] == sound), -1)
        if position < 0:
            return ""
        spelt = name[position] + spelt
    return spelt if sum(one != other for one, other in zip(word, spelt, strict=True)) == 1 else ""


def _ends_in_order(short: str, name: str) -> bool:
    """Do the characters stand in this order in the name, the last of them at its end, not each apart from the next?"""
    if not name.endswith(short[-1:]):
        return False
    position = -1
    gaps = 0
    for at, character in enumerate(short):
        found = name.find(character, position + 1) if at < len(short) - 1 else len(name) - 1
        if found <= position:
            return False
        if position >= 0 and found != position + 1:
            gaps += 1
        position = found
    return position == len(name) - 1 and gaps <= max(1, len(short) - 1)
