"""The archive: one SQLite file. The only package that knows SQLite."""
