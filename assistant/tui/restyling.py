"""Classes that say how a few widgets look: Textual would style everything within anew, which takes a millisecond for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.dom import DOMNode


def set_classes_for(node: DOMNode, classes: Mapping[str, bool], concerned: Iterable[DOMNode] = ()) -> None:
    """Adds classes or takes them away, where besides the node itself only the `concerned` are styled by them."""
    before = node.classes
    node.update_classes(classes, update=False)
    if node.classes != before and node.is_attached:
        node.app.stylesheet.update_nodes((node, *concerned), animate=True)
