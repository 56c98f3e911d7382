"""Question types: each decides what is measured, grouped or ranked; the conditions are the same for all."""

from __future__ import annotations

from collections.abc import Callable

from assistant.questions.frame import Frame
from assistant.questions.types.accumulated import accumulated
from assistant.questions.types.against import against
from assistant.questions.types.built import Built, Outcome
from assistant.questions.types.change import change
from assistant.questions.types.difference import difference
from assistant.questions.types.field_of import field_of
from assistant.questions.types.figure import figure
from assistant.questions.types.found import found
from assistant.questions.types.group import group
from assistant.questions.types.new_rows import new_rows
from assistant.questions.types.over_years import over_years
from assistant.questions.types.overview import overview
from assistant.questions.types.per_unit import per_unit
from assistant.questions.types.presence import presence
from assistant.questions.types.product import product
from assistant.questions.types.projects_where import projects_where
from assistant.questions.types.ranking import ranking
from assistant.questions.types.repeated import repeated
from assistant.questions.types.row_arithmetic import row_arithmetic
from assistant.questions.types.rows_of import rows_of
from assistant.questions.types.rows_where import rows_where
from assistant.questions.types.share import share
from assistant.questions.types.sides import sides
from assistant.questions.types.stayed import stayed
from assistant.questions.types.units_of import units_of
from assistant.questions.types.weights import weights
from assistant.questions.types.which_year import which_year
from assistant.questions.types.yes_no import yes_no

QuestionType = Callable[[Frame], Outcome]

QUESTION_TYPES: tuple[QuestionType, ...] = (
    found,
    repeated,
    product,
    sides,
    new_rows,
    presence,
    change,
    against,
    stayed,
    over_years,
    which_year,
    accumulated,
    units_of,
    per_unit,
    group,
    share,
    row_arithmetic,
    yes_no,
    difference,
    figure,
    ranking,
    weights,
    rows_where,
    projects_where,
    field_of,
    rows_of,
    overview,
)
"""In the order in which they are tried: the first that makes something of a frame has it."""

__all__ = ["QUESTION_TYPES", "Built", "Outcome", "QuestionType"]
