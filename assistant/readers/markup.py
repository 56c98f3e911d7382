"""XML as office programs write it, parsed so that nothing in it reaches out: no entities, no DTD, no network."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.errors import UnreadableFile
from assistant.readers.package import incomplete

if TYPE_CHECKING:
    from lxml.etree import _Element


DEEPEST = 256
"""Elements within each other that the library reads."""
LONGEST_TEXT = 10_000_000
"""Bytes of one text that it reads."""


def elements(data: bytes, tags: tuple[str, ...], name: str) -> Iterator[_Element]:
    """The elements with these names (without namespace) as each is finished, so that a large part need not stay in memory.

    Raises UnreadableFile for what is no XML, for XML that declares entities, is too deep or has too long a text.
    """
    from lxml import etree

    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise UnreadableFile(f"“{name}”里有不该有的实体声明，没有读。", "正常的文档没有这种内容；请换一份文件。")
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    try:
        for _, element in etree.iterparse(
            io.BytesIO(data), events=("end",), tag=tuple(f"{{*}}{tag}" for tag in tags), remove_comments=True, **options
        ):
            yield element
    except etree.XMLSyntaxError as broken:
        if broken.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT or "HUGE" in str(broken):
            raise (too_deep(name, DEEPEST) if "depth" in str(broken).lower() else _too_long(name)) from broken
        raise incomplete(name) from broken


def too_deep(name: str, most: int) -> UnreadableFile:
    """The error for a file in which more than so many layers stand within each other."""
    return UnreadableFile(f"“{name}”里一层套一层，超过{most}层，没有读。", "目标表不会套这么多层；请把表复制到新文件再导入。")


def _too_long(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"“{name}”里有一段文字超过{LONGEST_TEXT // 10_000}万字节，没有读。",
        "目标表不会有这么长的一段；请把表复制到新文件再导入。",
    )


def done_with(element: _Element) -> None:
    """Lets go of an element and of all before it in its parent."""
    parent = element.getparent()
    element.clear()
    while parent is not None and parent[0] is not element:
        del parent[0]


def local(element: _Element) -> str:
    """The element's name without its namespace; "" for what is no element."""
    return _without_namespace(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=2000)
def _without_namespace(tag: str) -> str:
    return tag.rpartition("}")[2]


def attribute(element: _Element, name: str, default: str = "") -> str:
    """An attribute by its name, which is in no namespace or in the element's own."""
    value = element.get(name)
    if value is None:
        value = element.get(f"{element.tag[: element.tag.rfind('}') + 1]}{name}")
    return default if value is None else str(value)
