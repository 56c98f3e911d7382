"""The rules of the review, one module each, in the order of the chapters; a rule is reviewed with when it stands here."""

from __future__ import annotations

from assistant.review.rule import Rule
from assistant.review.rules.annual_same_as_long_term import AnnualSameAsLongTerm
from assistant.review.rules.attribute_recurrent import AttributeRecurrent
from assistant.review.rules.benefit_category_mismatch import BenefitCategoryMismatch
from assistant.review.rules.blank_name import BlankName
from assistant.review.rules.blank_value import BlankValue
from assistant.review.rules.category_effectively_empty import CategoryEffectivelyEmpty
from assistant.review.rules.cost_class_gap import CostClassGap
from assistant.review.rules.cost_no_currency import CostNoCurrency
from assistant.review.rules.cost_total_over import CostTotalOver
from assistant.review.rules.cost_total_unclear import CostTotalUnclear
from assistant.review.rules.cost_total_under import CostTotalUnder
from assistant.review.rules.cost_zero import CostZero
from assistant.review.rules.date_serial import DateSerial
from assistant.review.rules.deadline_outside_period import DeadlineOutsidePeriod
from assistant.review.rules.duplicate_row import DuplicateRow
from assistant.review.rules.foreign_row import ForeignRow
from assistant.review.rules.fund_parts_sum import FundPartsSum
from assistant.review.rules.funded_twice import FundedTwice
from assistant.review.rules.goal_arithmetic import GoalArithmetic
from assistant.review.rules.goal_blank import GoalBlank
from assistant.review.rules.goal_duplicate import GoalDuplicate
from assistant.review.rules.goal_misses_name_part import GoalMissesNamePart
from assistant.review.rules.goal_no_number import GoalNoNumber
from assistant.review.rules.goal_numbering import GoalNumbering
from assistant.review.rules.goal_off_topic import GoalOffTopic
from assistant.review.rules.goal_row_number_conflict import GoalRowNumberConflict
from assistant.review.rules.goal_target_without_indicator import GoalTargetWithoutIndicator
from assistant.review.rules.goal_too_short import GoalTooShort
from assistant.review.rules.level1_level2 import Level1Level2
from assistant.review.rules.missing_field import MissingField
from assistant.review.rules.missing_level1 import MissingLevel1
from assistant.review.rules.missing_required_category import MissingRequiredCategory
from assistant.review.rules.money_unit_mistaken import MoneyUnitMistaken
from assistant.review.rules.mostly_qualitative import MostlyQualitative
from assistant.review.rules.name_no_object import NameNoObject
from assistant.review.rules.name_truncated import NameTruncated
from assistant.review.rules.near_duplicate_rows import NearDuplicateRows
from assistant.review.rules.number_in_name import NumberInName
from assistant.review.rules.number_without_unit import NumberWithoutUnit
from assistant.review.rules.operator_direction import OperatorDirection
from assistant.review.rules.operator_missing import OperatorMissing
from assistant.review.rules.output_category_mismatch import OutputCategoryMismatch
from assistant.review.rules.period_year import PeriodYear
from assistant.review.rules.personal_data import PersonalData
from assistant.review.rules.placeholder_left import PlaceholderLeft
from assistant.review.rules.process_indicator import ProcessIndicator
from assistant.review.rules.project_part_without_row import ProjectPartWithoutRow
from assistant.review.rules.quality_not_measurable import QualityNotMeasurable
from assistant.review.rules.quant_not_number import QuantNotNumber
from assistant.review.rules.range_too_wide import RangeTooWide
from assistant.review.rules.rate_as_fraction import RateAsFraction
from assistant.review.rules.rate_at_bound import RateAtBound
from assistant.review.rules.rate_over_100 import RateOver100
from assistant.review.rules.same_name_different_values import SameNameDifferentValues
from assistant.review.rules.same_text_two_categories import SameTextTwoCategories
from assistant.review.rules.satisfaction_100 import Satisfaction100
from assistant.review.rules.satisfaction_misfiled import SatisfactionMisfiled
from assistant.review.rules.stated_parts_sum import StatedPartsSum
from assistant.review.rules.template_residue import TemplateResidue
from assistant.review.rules.time_no_date import TimeNoDate
from assistant.review.rules.time_other_year import TimeOtherYear
from assistant.review.rules.two_values import TwoValues
from assistant.review.rules.typo import Typo
from assistant.review.rules.unit_contradicts_name import UnitContradictsName
from assistant.review.rules.unit_wrong_kind import UnitWrongKind
from assistant.review.rules.vague_benefit_only import VagueBenefitOnly
from assistant.review.rules.value_from_other_row import ValueFromOtherRow
from assistant.review.rules.value_only_unit import ValueOnlyUnit
from assistant.review.rules.weight_sum import WeightSum
from assistant.review.rules.weight_unusual import WeightUnusual
from assistant.review.rules.yoy_money_quantity import YoyMoneyQuantity
from assistant.review.rules.yoy_still_new import YoyStillNew
from assistant.review.rules.yoy_target_lowered import YoyTargetLowered
from assistant.review.rules.yoy_unchanged import YoyUnchanged

RULES: tuple[Rule, ...] = (
    MissingField(),
    AttributeRecurrent(),
    PersonalData(),
    FundPartsSum(),
    MoneyUnitMistaken(),
    TimeOtherYear(),
    TimeNoDate(),
    PeriodYear(),
    DeadlineOutsidePeriod(),
    MissingRequiredCategory(),
    MissingLevel1(),
    CategoryEffectivelyEmpty(),
    BlankName(),
    BlankValue(),
    ValueOnlyUnit(),
    PlaceholderLeft(),
    TemplateResidue(),
    ProjectPartWithoutRow(),
    NumberWithoutUnit(),
    CostNoCurrency(),
    QuantNotNumber(),
    QualityNotMeasurable(),
    RangeTooWide(),
    TwoValues(),
    NumberInName(),
    UnitContradictsName(),
    UnitWrongKind(),
    OperatorMissing(),
    OperatorDirection(),
    RateOver100(),
    RateAtBound(),
    RateAsFraction(),
    DateSerial(),
    CostZero(),
    VagueBenefitOnly(),
    MostlyQualitative(),
    Satisfaction100(),
    ValueFromOtherRow(),
    NameTruncated(),
    NameNoObject(),
    Typo(),
    Level1Level2(),
    SatisfactionMisfiled(),
    BenefitCategoryMismatch(),
    OutputCategoryMismatch(),
    ProcessIndicator(),
    SameTextTwoCategories(),
    SameNameDifferentValues(),
    NearDuplicateRows(),
    DuplicateRow(),
    CostTotalOver(),
    CostTotalUnder(),
    CostTotalUnclear(),
    CostClassGap(),
    GoalArithmetic(),
    StatedPartsSum(),
    WeightSum(),
    WeightUnusual(),
    GoalBlank(),
    GoalNoNumber(),
    GoalTooShort(),
    GoalRowNumberConflict(),
    GoalTargetWithoutIndicator(),
    GoalMissesNamePart(),
    GoalNumbering(),
    AnnualSameAsLongTerm(),
    GoalDuplicate(),
    GoalOffTopic(),
    ForeignRow(),
    FundedTwice(),
    YoyUnchanged(),
    YoyTargetLowered(),
    YoyMoneyQuantity(),
    YoyStillNew(),
)
"""All rules, in the order in which `explain` lists them and findings of the same cell are shown."""
