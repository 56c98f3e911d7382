"""What screens need when they open for the first time, made ready while nobody waits for it: their modules, their styles."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from inspect import getfile
from pkgutil import iter_modules

from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widget import Widget

from assistant.tui import screens

_TOGETHER = 3
"""The styles of so many kinds of widgets are read at a stretch: a few milliseconds, which hold up no key."""


def load_screens() -> None:
    """Imports the modules of all screens; to be called beside the screen."""
    for module in iter_modules(screens.__path__, f"{screens.__name__}."):
        import_module(module.name)


def read_styles(stylesheet: Stylesheet) -> Iterator[None]:
    """Has the styles of all widgets that are known by now read, a few at each step.

    Each goes under the name and with the weight that Textual gives it when such a widget comes into being: it finds it there.
    """
    found: dict[type[DOMNode], int] = {}
    for kind in _kinds(Widget):
        for weight, base in enumerate(kind._css_bases(kind)):
            if base.__dict__.get("DEFAULT_CSS"):
                found[base] = max(found.get(base, 0), weight)
    for at, (base, weight) in enumerate(found.items(), 1):
        scope = base._css_type_name if base.__dict__.get("SCOPED_CSS", True) else ""
        place = getfile(base), f"{base.__name__}.DEFAULT_CSS"
        stylesheet.add_source(base.DEFAULT_CSS, place, is_default_css=True, tie_breaker=-weight, scope=scope)
        if at % _TOGETHER == 0 or at == len(found):
            stylesheet.parse()
            yield
    _ = stylesheet.rules_map  # made anew once all is known


def _kinds(of: type[Widget]) -> Iterator[type[Widget]]:
    """All kinds of widgets below this one, each before its own kinds."""
    for kind in of.__subclasses__():
        yield kind
        yield from _kinds(kind)
