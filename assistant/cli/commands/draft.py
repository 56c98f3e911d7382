"""`jixiao draft`: a new table from the most similar past one."""

from __future__ import annotations

import argparse
from argparse import Namespace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.cli.arguments import Parser, WrongUsage, path, readable, year
from assistant.cli.diagnostics import ExitCode, tell
from assistant.cli.output import screen_width, write_json, write_text
from assistant.wording import wording

if TYPE_CHECKING:
    from assistant.model.draft import Change
    from assistant.tasks.draft_table import DraftOutcome

VERB = "draft"


def configure(parser: Parser) -> None:
    """Adds the description and what is said apart from it."""
    parser.add_argument("description", metavar="描述", nargs="*")
    parser.add_argument("--from", metavar="项目", dest="base")
    parser.add_argument("--year", metavar="年度", type=year)
    parser.add_argument("--total", metavar="金额", type=_amount)
    parser.add_argument("--name", metavar="名称")
    parser.add_argument("-o", metavar="文件", dest="file", type=path)
    parser.add_argument("--force", action="store_true")
    parser.add_argument("--json", action="store_true")


def run(options: Namespace) -> ExitCode:
    """Prints the draft, or writes it; REFUSED where the project named does not exist or fits several."""
    said = " ".join(map(readable, options.description)).strip()
    base = readable(options.base or "").strip()
    name = readable(options.name or "").strip()
    if not (said or base or name):
        raise WrongUsage("没有说起草什么。", "例如：jixiao draft --from 人才工作经费 --year 2023 --total 40万")
    from assistant.model.draft import Brief
    from assistant.tasks.draft_table import DraftStatus, draft_table
    from assistant.tasks.draft_text import draft_summary, draft_text
    from assistant.tasks.workspace import open_workspace

    brief = Brief(said, base or None, options.year, name or None, options.total)
    with open_workspace(options.archive, tell=tell) as workspace:
        outcome = draft_table(workspace, brief)
    if outcome.draft is not None and options.file is not None:
        _write(outcome, options)
    if options.json:
        write_json(_as_json(outcome), indent=2)
    elif outcome.draft is not None:
        whole = options.file is None
        write_text((draft_text if whole else draft_summary)(outcome.draft, screen_width()))
    if outcome.status is DraftStatus.DRAFT:
        return ExitCode.DONE
    tell(wording("drafting/printed")("not_found", 话=outcome.message, 办法=outcome.advice))
    if outcome.status is DraftStatus.AMBIGUOUS:
        for choice in outcome.choices:
            tell(f"  {choice}")
    return ExitCode.REFUSED


def _amount(text: str) -> Decimal:
    """An amount as officials write it; what it is worth is judged where the draft is made."""
    from assistant.tasks.draft_table import amount_said

    amount = amount_said(readable(text))
    if amount is None:
        raise argparse.ArgumentTypeError("金额要写成 40万、1.5亿 或 400000 这样的数。")
    return amount


def _write(outcome: DraftOutcome, options: Namespace) -> None:
    from assistant.tasks.draft_table import write_draft

    assert outcome.draft is not None
    written = write_draft(outcome.draft, options.file, force=options.force)
    tell(wording("drafting/printed")("written", 文件=written))


def _as_json(outcome: DraftOutcome) -> dict[str, object]:
    from assistant.cli.commands.check import finding_as_json
    from assistant.model.published import table_to_json

    draft = outcome.draft
    if draft is None:
        return {
            "status": str(outcome.status),
            "base": None,
            "table": None,
            "changes": [],
            "findings": [],
            "choices": list(outcome.choices),
            "message": outcome.message + outcome.advice,
        }
    base = None if draft.base is None else {"project": draft.base.project, "year": draft.base.year}
    return {
        "status": str(outcome.status),
        "base": base,
        "table": table_to_json(draft.table),
        "changes": [_change(change) for change in draft.changes],
        "findings": [finding_as_json(draft.table, finding) for finding in draft.findings],
    }


def _change(change: Change) -> dict[str, str]:
    return {
        "where": change.where,
        "from": change.before,
        "to": change.after,
        "kind": str(change.kind),
        "why": change.why,
    }
