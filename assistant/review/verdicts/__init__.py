"""Verdicts that several rules share, each made once for a table: whose row it is, where it belongs, how the costs add up."""
