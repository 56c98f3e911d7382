"""`jixiao similar`: the past projects most like a described one."""

from __future__ import annotations

from argparse import Namespace

from assistant.cli.arguments import Parser, WrongUsage, readable
from assistant.cli.diagnostics import ExitCode, tell
from assistant.cli.output import write_json, write_text
from assistant.model.similar import Match
from assistant.wording import wording

VERB = "similar"


def configure(parser: Parser) -> None:
    """Adds the description."""
    parser.add_argument("description", metavar="描述", nargs="+")
    parser.add_argument("--json", action="store_true")


def run(options: Namespace) -> ExitCode:
    """Prints them, best first, with the reasons; where nothing fits, says so."""
    wanted = " ".join(map(readable, options.description)).strip()
    if not wanted:
        raise WrongUsage("对新项目的描述是空的。", "请写几个字，例如：jixiao similar 社区党务工作者 每月津贴")
    from assistant.tasks.similar import similar_projects
    from assistant.tasks.workspace import open_workspace

    with open_workspace(options.archive, tell=tell) as workspace:
        matches = similar_projects(workspace, wanted).matches
    if options.json:
        status = "answered" if matches else "not_found"
        write_json({"status": status, "matches": [_as_json(match) for match in matches]})
        return ExitCode.DONE
    talk = wording("interface/cli")
    for number, match in enumerate(matches, 1):
        write_text(_as_text(number, match))
    write_text(talk("similar.count", 个数=len(matches)) if matches else talk("similar.none"))
    return ExitCode.DONE


def _as_json(match: Match) -> dict[str, object]:
    from assistant.model.published import plain_number

    return {
        "project": match.project,
        "year": match.year,
        "total": plain_number(match.total),
        "score": match.score,
        "reasons": list(match.reasons),
    }


def _as_text(number: int, match: Match) -> str:
    talk = wording("interface/cli")
    blank = talk("list.blank")
    head = talk(
        "similar.match",
        序号=number,
        项目=match.project,
        年度=blank if match.year is None else match.year,
        总额=blank if match.total is None else f"{match.total:,}",
        分数=match.score,
    )
    return "\n".join((head, *(talk("similar.reason", 理由=reason) for reason in match.reasons)))
