"""Changes to inputs that keep the outer form: packages stay zip files, markup stays markup, records stay records.

Bytes flipped at random in a zip file only meet its checksums; these mutations reach what is behind them.
"""

from __future__ import annotations

import copy
import io
import json
import random
import re
import struct
import zipfile
from collections.abc import Iterator
from typing import Any

import atheris
from lxml import etree

_NUMBER = re.compile(rb"\d+")
_EXTREMES = tuple(b"0,1,-1,2,255,65535,65536,16384,1048576,2147483647,4294967296,99999999999999999999,1e309,0.1,NaN".split(b","))
_ATTRIBUTES = ("", "continue", "restart", "A1:ZZZ9999999", "s", "d", "b", "e", "rId99")
_TEXTS = ("", "项目名称", "≥95%", "\u200b\u3000\n", "字" * 3000, "1899-12-31T25:61:61")
_VALUES = (
    None,
    True,
    -1,
    0,
    10**30,
    1e308,
    0.1,
    "",
    "甲",
    "2024",
    "≥95%",
    "\ud800",
    "字" * 3000,
    [],
    {},
    [[]],
    ["甲", 1],
    {"low": "a"},
)
_SIZES = (0, 1, 255, 256, 0x7FFF, 0xFFFF, 0xFFFE)
_TAG = re.compile(rb"<[^<>]{1,300}>")
_ELEMENT = re.compile(rb"<([A-Za-z:]{1,20})\b[^<>]{0,300}>[^<>]{0,300}</\1>")
_DECORATION = re.compile(r"theme|thumbnail|ettings|fontTable|docProps|customXml|media/|word/(styles|numbering|stylesW)")
"""Parts that no reader looks at."""
_LOOKS = re.compile(rb"<w:rPr>.*?</w:rPr>|<w:tcW [^>]*>|<w:vAlign [^>]*>|<w:jc [^>]*>|<w:pPr></w:pPr>", re.DOTALL)
_WORDS = tuple(
    word.encode()
    for word in (
        *(
            "项目名称",
            "主管部门",
            "年度资金总额",
            "绩效指标",
            "一级指标",
            "三级指标",
            "指标值",
            "产出指标",
            "数量指标",
            "满意度指标",
        ),
        *("（2024年度）", "单位：万元", "≥95%", "合计"),
        *("<table>", "</table>", "<tr>", "</tr>", "<td rowspan=3>", "</td>", "<td colspan='2'>", "<!--", "<![CDATA["),
        *("<w:tbl>", "</w:tbl>", '<w:gridSpan w:val="3"/>', "<w:vMerge/>", '<w:vMerge w:val="restart"/>'),
        *('<mergeCell ref="A1:C9"/>', '<c r="ZZZ9999999" t="s"><v>99</v></c>', '<c t="d"><v>2024-13-45</v></c>'),
        *(
            "&#x110000;",
            "&#0;",
            "&lt;",
            "\u200b",
            "\u3000",
            "\ufeff",
            "\x00",
            "\t",
            "|",
            "|---|---|",
            "#",
            '"',
            '""',
            "\r",
            "\n\n",
        ),
        *("[{", "}]", "null", "endobj", "stream", "endstream", "/Type /Page", "BT", "ET", "Tj", "1 0 0 1 0 0 cm"),
    )
)


def text(data: bytes, largest: int, seed: int) -> bytes:
    """Words put in, lines and pieces doubled, left out and changed about, numbers made extreme, or libFuzzer's own changes."""
    chance = random.Random(seed)
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        kind = chance.randrange(7)
        at = chance.randrange(len(made) + 1)
        if kind == 0:
            made[at:at] = chance.choice(_WORDS)
        elif kind == 1:
            found = list(_NUMBER.finditer(made))
            if found:
                one = chance.choice(found)
                made[one.start() : one.end()] = chance.choice(_EXTREMES)
        elif kind == 2:
            end = min(len(made), at + chance.randint(1, 400))
            made[at:at] = made[at:end] * chance.choice((1, 1, 1, 3, 20))
        elif kind == 3:
            del made[at : at + chance.randint(1, 400)]
        elif kind == 4:
            lines = bytes(made).split(b"\n")
            a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[a], lines[b] = lines[b], lines[a]
            made = bytearray(b"\n".join(lines))
        elif kind == 5:
            size = chance.randint(1, 300)
            made[at : at + size] = atheris.Mutate(bytes(made[at : at + size]), size * 2)
        else:
            made = bytearray(atheris.Mutate(bytes(made), largest))
    return bytes(made[:largest])


def markup(data: bytes, largest: int, seed: int) -> bytes:
    """Whole elements doubled, moved and left out, tags put elsewhere; else as `text`."""
    chance = random.Random(seed)
    if chance.random() < 0.5:
        return text(data, largest, chance.getrandbits(30))
    made = data
    for _ in range(chance.randint(1, 4)):
        found = list((_ELEMENT if chance.random() < 0.5 else _TAG).finditer(made))
        if not found:
            return text(made, largest, chance.getrandbits(30))
        one, other = chance.choice(found), chance.choice(found)
        kind = chance.randrange(4)
        if kind == 0:
            made = made[: one.start()] + made[one.end() :]
        elif kind == 1:
            made = made[: one.start()] + one[0] * chance.choice((2, 2, 5, 60)) + made[one.end() :]
        elif kind == 2:
            made = made[: one.start()] + other[0] + made[one.start() :]
        else:
            made = made[: one.start()] + other[0] + made[one.end() :]
    return made[:largest]


def tree(data: bytes, largest: int, seed: int) -> bytes:
    """Elements of XML doubled, moved, left out and put into each other, attributes made extreme: it stays well-formed."""
    chance = random.Random(seed)
    try:
        top = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError:
        return markup(data, largest, seed)
    for _ in range(chance.randint(1, 5)):
        found = [one for one in top.iter() if isinstance(one.tag, str)]
        one, other = chance.choice(found), chance.choice(found)
        above = one.getparent()
        kind = chance.randrange(7)
        if kind == 0 and above is not None:
            above.remove(one)
        elif kind == 1 and above is not None:
            for _ in range(chance.choice((1, 1, 3, 40))):
                above.insert(above.index(one), copy.deepcopy(one))
        elif kind == 2 and other not in one.iter():
            one.insert(chance.randint(0, len(one)), copy.deepcopy(other))
        elif kind == 3 and one.attrib:
            key = chance.choice(list(one.attrib))
            one.set(key, chance.choice((chance.choice(_EXTREMES).decode(), *_ATTRIBUTES)))
        elif kind == 4:
            one.text = chance.choice((chance.choice(_EXTREMES).decode(), *_TEXTS))
        elif kind == 5 and other.attrib:
            key = chance.choice(list(other.attrib))
            one.set(key, other.get(key, ""))
        else:
            one.tag = other.tag
    made = etree.tostring(top, encoding="UTF-8", xml_declaration=True)
    return made if len(made) <= largest else data


def values(data: bytes, largest: int, seed: int) -> bytes:
    """Values of a JSON document changed for others of any kind, doubled, moved and left out: it stays JSON."""
    chance = random.Random(seed)
    try:
        top = json.loads(data)
    except (ValueError, RecursionError):
        return text(data, largest, seed)
    if chance.random() < 0.1:
        return text(data, largest, seed)
    for _ in range(chance.randint(1, 4)):
        places = list(_places(top))
        if not places:
            break
        holder, key = chance.choice(places)
        other, there = chance.choice(places)
        kind = chance.randrange(4)
        if kind == 0:
            holder[key] = copy.deepcopy(chance.choice(_VALUES))
        elif kind == 1:
            holder[key] = copy.deepcopy(other[there])
        elif kind == 2 and isinstance(holder, list):
            holder.append(copy.deepcopy(other[there]))
        elif kind == 2 and isinstance(there, str):
            holder[there] = copy.deepcopy(other[there])
        else:
            del holder[key]
    made = json.dumps(top, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return made if len(made) <= largest else data


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Where every value of a document stands: its object or list, and its key there."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])


def unpacked(data: bytes) -> bytes:
    """A zip file whose parts are stored as they are, without those that only concern its looks; other data as it is."""
    parts = _parts(data)
    kept = [(name, _LOOKS.sub(b"", content)) for name, content in parts if not _DECORATION.search(name)]
    return _packed(kept) if parts else data


def package(data: bytes, largest: int, seed: int) -> bytes:
    """One part of a zip file changed, now and then left out, put in twice or changed for another; rarely the file itself."""
    chance = random.Random(seed)
    parts = _parts(data)
    if not parts or chance.random() < 0.02:
        return text(data, largest, seed)
    n = chance.choices(range(len(parts)), [1 + len(content) for _, content in parts])[0]
    if chance.random() < 0.3:
        n = chance.randrange(len(parts))
    name, content = parts[n]
    kind = chance.random()
    if kind < 0.02:
        del parts[n]
    elif kind < 0.04:
        parts[n] = (name, chance.choice(parts)[1])
    else:
        change = tree if chance.random() < 0.85 else markup
        parts[n] = (name, change(content, largest, chance.getrandbits(30)))
    return _packed(parts)


def records(data: bytes, largest: int, seed: int) -> bytes:
    """A record of a BIFF stream that begins at the second sector: its payload or its kind changed, left out or doubled."""
    chance = random.Random(seed)
    if len(data) < 1024 or chance.random() < 0.15:
        return atheris.Mutate(data, largest)
    made = bytearray(data)
    at, found = 512, []
    while at + 4 <= len(made):
        _, size = struct.unpack_from("<HH", made, at)
        if at + 4 + size > len(made):
            break
        found.append((at, size))
        at += 4 + size
    if not found:
        return atheris.Mutate(data, largest)
    for _ in range(chance.randint(1, 3)):
        at, size = chance.choice(found)
        kind = chance.randrange(5)
        if kind == 0 and size:
            made[at + 4 : at + 4 + size] = atheris.Mutate(bytes(made[at + 4 : at + 4 + size]), size).ljust(size, b"\0")
        elif kind == 1:
            struct.pack_into("<H", made, at, struct.unpack_from("<H", made, chance.choice(found)[0])[0])
        elif kind == 2 and size >= 2:
            struct.pack_into("<H", made, at + 4 + chance.randrange(size - 1), chance.choice(_SIZES))
        elif kind == 3:
            struct.pack_into("<H", made, at + 2, chance.choice((0, 1, max(0, size - 1), size + 1, 8224, 0xFFFF)))
        else:
            other, length = chance.choice(found)
            piece = bytes(made[other : other + 4 + length])
            made[at : at + len(piece)] = piece
    return bytes(made[:largest])


def pieces(data: bytes) -> list[tuple[bytes, bytes, bytes]]:
    """What can be made smaller: (name of a part, its bytes, the whole) for each part of a package; else the file itself."""
    parts = _parts(data)
    return [(name.encode(), content, data) for name, content in parts] if parts else [(b"", data, b"")]


def rebuilt(name: bytes, content: bytes, whole: bytes) -> bytes:
    """The package with this part's bytes in place of its own; the bytes themselves where there is no package."""
    if not name:
        return content
    return _packed([(n, content if n.encode() == name else c) for n, c in _parts(whole)])


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    if not data.startswith(b"PK"):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return [(info.filename, opened.read(info)) for info in opened.infolist() if not info.is_dir()]
    except Exception:  # no zip file any more
        return []


def _packed(parts: list[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
        for name, content in parts:
            made.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


MUTATORS = {"docx": package, "xlsx": package, "html": markup, "xls": records, "json": values}
"""By reader; the others get `text`."""
