"""Queries to SQL: every construct of the query language, with parameters only.

A selection becomes a `Body`: what stands after SELECT …. Everything else (listing, reckoning, grouping, a selection within
another) puts its own columns before such a body. A condition becomes an expression that may be NULL where a cell is blank; NULL
counts as not met, and `Not` is met by whatever does not meet its part.

A statement is compiled by one object, the `Compiler` of `selections`. What it can do stands in layers, each of which knows those
below it: `statement` (parameters, names), `text_sets` (which texts), `measures` (numbers and texts of a table or row),
`comparisons`, `other_years` (the same project's tables of other years), `conditions`, `selections`.
"""
