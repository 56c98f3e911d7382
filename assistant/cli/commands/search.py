"""`jixiao search`: where words stand in the tables."""

from __future__ import annotations

from argparse import Namespace

from assistant.cli.arguments import Parser, WrongUsage, readable
from assistant.cli.diagnostics import ExitCode, tell
from assistant.cli.output import write_json, write_text
from assistant.wording import wording

VERB = "search"


def configure(parser: Parser) -> None:
    """Adds the words."""
    parser.add_argument("words", metavar="字词", nargs="+")
    parser.add_argument("--json", action="store_true")


def run(options: Namespace) -> ExitCode:
    """Prints the cells found, best first."""
    wanted = " ".join(map(readable, options.words)).strip()
    if not wanted:
        raise WrongUsage("要找的字词是空的。", "请写出字词，例如：jixiao search 党员 培训")
    from assistant.tasks.tables import search
    from assistant.tasks.workspace import open_workspace

    with open_workspace(options.archive, tell=tell) as workspace:
        hits = search(workspace, wanted.split())
    if options.json:
        matches = [
            {
                "project": hit.project,
                "year": hit.year,
                "field": hit.field,
                "text": hit.text,
                "marked": hit.marked,
                "score": round(hit.score, 2),
            }
            for hit in hits
        ]
        write_json({"matches": matches})
        return ExitCode.DONE
    talk, names = wording("interface/cli"), wording("interface/fields")
    for hit in hits:
        field = names(hit.field) if hit.field in names.texts else hit.field
        year = talk("list.blank") if hit.year is None else hit.year
        write_text(talk("search.match", 项目=hit.project, 年度=year, 栏目=field, 文字=hit.marked.replace("\n", " ")))
    write_text(talk("search.count", 条数=len(hits)) if hits else talk("search.none", 字词=wanted))
    return ExitCode.DONE
