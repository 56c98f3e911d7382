"""Edits of a draft, one file each; `EDITS` says which function applies which edit."""
