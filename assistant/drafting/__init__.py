"""Drafting: from a brief and past tables to a filled draft, every change and every gap marked."""
