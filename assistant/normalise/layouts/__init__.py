"""The layouts of goal tables: the first that fits reads the table."""

from __future__ import annotations

from assistant.normalise.layouts.base import Layout
from assistant.normalise.layouts.form import Form

LAYOUTS: tuple[Layout, ...] = (Form(),)
"""Of grids; `record` reads tables that a document holds as data."""
