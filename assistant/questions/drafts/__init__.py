"""Utterances about drafts: the wish for a new table, and what is to be changed in the one in hand."""
