"""The page and the files that it loads, all from here: nothing in them names another host.

The terminal in the page (xterm.js) and the script that drives it are textual-serve's; its own page asks for a font from outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from assistant.model.record import record
from assistant.wording import wording

words = wording("interface/web")
"""All that a user reads in the page, and what the server says."""

_THEIR_FONTS = "'Roboto Mono', Monaco, 'Courier New', monospace"
"""The fonts that textual-serve's script names; a version that names others keeps them."""
FONTS = (
    "jixiao-narrow",  # page.css: what Chinese fonts draw wide although it takes one cell
    "Sarasa Mono SC",
    "Sarasa Term SC",
    "Noto Sans Mono CJK SC",
    "Source Han Mono SC",
    "WenQuanYi Zen Hei Mono",
    "WenQuanYi Micro Hei Mono",
    "Cascadia Mono",
    "Consolas",
    "Menlo",
    "DejaVu Sans Mono",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "NSimSun",
    "monospace",
)
"""Fonts of the system, best first: those in which a Chinese character is as wide as two letters, then others."""


@record
class Resource:
    """A file as it is served."""

    kind: str
    """Its MIME type with the charset."""
    data: bytes


@cache
def resources() -> Mapping[str, Resource]:
    """The files of the page by their names."""
    theirs, ours = files("textual_serve").joinpath("static"), files("assistant.web").joinpath("page")
    fonts = ",".join(f"'{name}'" if " " in name else name for name in FONTS)
    script = theirs.joinpath("js", "textual.js").read_text("utf-8").replace(_THEIR_FONTS, fonts)
    return {
        "textual.js": Resource("text/javascript; charset=utf-8", script.encode()),
        "xterm.css": Resource("text/css; charset=utf-8", theirs.joinpath("css", "xterm.css").read_bytes()),
        "page.js": Resource("text/javascript; charset=utf-8", ours.joinpath("page.js").read_bytes()),
        "page.css": Resource("text/css; charset=utf-8", ours.joinpath("page.css").read_bytes()),
    }


def index(archive: str) -> str:
    """The page with the terminal; `archive` is the name of the archive's file."""
    slots = {key: words(f"page.{key}") for key in ("opening", "closed", "again", "script")}
    return _page("index.html", title=words("page.title", 档案库=archive), **slots)


def notice(text: str, advice: str) -> str:
    """A page that says why there is no terminal in it, and what to do."""
    return _page("notice.html", title=words("page.name"), text=text, advice=advice, again=words("page.again"))


def _page(name: str, **slots: str) -> str:
    template = files("assistant.web").joinpath("page", name).read_text("utf-8")
    return Template(template).substitute({key: escape(text) for key, text in slots.items()})


def headers(host: str) -> Mapping[str, str]:
    """What keeps the page to itself: it loads from and speaks to `host` alone, stands in no frame and is kept nowhere."""
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",  # xterm.js writes its sizes into style elements
        "img-src": "data:",
        "connect-src": f"'self' ws://{host}",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
