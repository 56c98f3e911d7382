"""The rules of the review, one module each, in the order of the chapters; a rule is reviewed with when it stands here."""

from __future__ import annotations

from assistant.review.rule import Rule
from assistant.review.rules.blank_value import BlankValue
from assistant.review.rules.fund_parts_sum import FundPartsSum
from assistant.review.rules.missing_field import MissingField
from assistant.review.rules.period_year import PeriodYear
from assistant.review.rules.personal_data import PersonalData
from assistant.review.rules.time_no_date import TimeNoDate
from assistant.review.rules.time_other_year import TimeOtherYear

RULES: tuple[Rule, ...] = (
    MissingField(),
    PersonalData(),
    FundPartsSum(),
    TimeOtherYear(),
    TimeNoDate(),
    PeriodYear(),
    BlankValue(),
)
"""All rules, in the order in which `explain` lists them and findings of the same cell are shown."""
