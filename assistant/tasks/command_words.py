"""What is said to the program instead of to the archive: the same words in a chat on a pipe and in the terminal interface."""

from __future__ import annotations

NEW = "/new"
"""Begins a new conversation."""

LEAVE = frozenset({"退出", "再见", "quit", "exit", "/quit", "/exit"})
"""Each ends the program."""
