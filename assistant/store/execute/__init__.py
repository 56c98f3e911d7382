"""Running a query: one SELECT for the members, one for each figure; what SQL gives becomes a `Result`.

A query is run by one object, the `Execution` of `execution`. What it can do stands in layers, each of which knows those below:
`lookup` (the connection, compiled bodies, texts), `members` (lists, with the rows of `shown`), `figures`, `ranges` (rows that
meet a bound only in part), `groups`, `execution` (the operations; `outcome` sets one figure against another).
"""
