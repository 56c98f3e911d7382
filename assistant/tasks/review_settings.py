"""What the user's settings file says about the review: thresholds, word lists, rules that are switched off.

It is the section `[review]` of the file that `settings_file` finds:

    [review]
    off = ["satisfaction-100"]

    [review.cost-total-under]
    "差额比例（%）" = 15
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.model.record import record
from assistant.review.rule import Option, Rule
from assistant.review.rules import RULES
from assistant.tasks.settings_file import BadSettings, read_settings, settings_path


@record
class ReviewSettings:
    """What the settings file says about the review."""

    options: Mapping[str, Mapping[str, object]]
    """Thresholds and word lists by rule and name."""
    off: tuple[str, ...] = ()
    """Rules that are switched off."""


USUAL = ReviewSettings({})
"""Without a settings file."""


def load_settings(path: Path | None = None) -> ReviewSettings:
    """The settings; the usual ones where there is no file. Raises BadSettings with the file and the key."""
    path = settings_path() if path is None else path
    review = read_settings(path).get("review", {})
    if not isinstance(review, dict):
        raise BadSettings(f"设置文件“{path}”里的 review 应该是一节。", "写法如：[review]")
    rules = {rule.code: rule for rule in RULES}
    off = review.pop("off", [])
    if not isinstance(off, list) or any(code not in rules for code in off):
        unknown = next((code for code in off if code not in rules), off) if isinstance(off, list) else off
        raise BadSettings(f"设置文件“{path}”里 review.off 的“{unknown}”不是一条规则。", "全部规则见：jixiao explain")
    options = {code: _options(path, rules.get(code), code, entries) for code, entries in review.items()}
    return ReviewSettings(options, tuple(off))


def _options(path: Path, rule: Rule | None, code: str, entries: object) -> dict[str, object]:
    if rule is None or not isinstance(entries, dict):
        raise BadSettings(f"设置文件“{path}”里 review 下的“{code}”不是一条规则。", "全部规则见：jixiao explain")
    found = {}
    for name, value in entries.items():
        default = rule.options.get(name)
        if default is None:
            known = "、".join(rule.options) or "没有"
            raise BadSettings(f"设置文件“{path}”里 {code} 没有“{name}”可以设置。", f"这条规则可以设置的：{known}。")
        fitting = _fitting(value, default)
        if fitting is None:
            raise BadSettings(f"设置文件“{path}”里 {code} 的“{name}”写法不对。", f"应该像默认的这样：{_shown(default)}。")
        found[name] = fitting
    return found


def _fitting(value: object, default: Option) -> object:
    """The value in the type of the default; None where it is of another."""
    if isinstance(default, tuple):
        return tuple(value) if isinstance(value, list) and all(isinstance(word, str) for word in value) else None
    if isinstance(value, bool):
        return None
    if isinstance(default, int) and isinstance(value, int):
        return value
    if isinstance(default, float) and isinstance(value, (int, float)):
        return float(value)
    return value if isinstance(value, str) and isinstance(default, str) else None


def _shown(default: Option) -> str:
    return f"[“{'”, “'.join(default[:2])}”…]" if isinstance(default, tuple) else str(default)
