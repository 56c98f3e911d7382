"""`jixiao export`: tables of the archive as files in the official form."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from assistant.cli.arguments import Parser, WrongUsage, path, readable, year
from assistant.cli.diagnostics import ExitCode, tell
from assistant.wording import wording

VERB = "export"


def configure(parser: Parser) -> None:
    """Adds the projects, where to write, and in which format."""
    parser.add_argument("projects", metavar="项目", nargs="*")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--year", metavar="年度", type=year)
    parser.add_argument("--format", metavar="格式")
    parser.add_argument("--original", action="store_true")
    parser.add_argument("--force", action="store_true")
    parser.add_argument("-o", metavar="文件或文件夹", dest="target", type=path)


def run(options: Namespace) -> ExitCode:
    """Writes the files; UnknownName or AmbiguousName where a name is not one project's, UnwritableFile, UnknownFormat."""
    from assistant.tasks.export_table import check_target, export_tables
    from assistant.tasks.workspace import open_workspace

    words = wording("interface/export")
    projects = [readable(name).strip() for name in options.projects]
    if not any(projects) and not options.all:
        raise WrongUsage(words("no_project"), words("no_project_advice"))
    if any(projects) and options.all:
        raise WrongUsage(words("both"), words("no_project_advice"))
    if options.target is None:
        raise WrongUsage(words("no_target"), words("no_target_advice"))
    if options.original:
        return _originals([name for name in projects if name], options)
    format = readable(options.format) if options.format else None
    check_target(options.target, format)
    with open_workspace(options.archive, tell=tell) as workspace:
        done = export_tables(
            workspace,
            [name for name in projects if name],
            options.target,
            year=options.year,
            format=format,
            force=options.force,
        )
    if done.files == (options.target,):
        tell(words("wrote", 文件=options.target, 张数=done.tables))
    else:
        tell(words("wrote_folder", 文件夹=options.target, 个数=len(done.files)))
    return ExitCode.DONE


def _originals(projects: Sequence[str], options: Namespace) -> ExitCode:
    """Writes the files themselves, as they were imported."""
    from assistant.tasks.documents import export_originals
    from assistant.tasks.workspace import open_workspace

    words = wording("interface/export")
    if options.format:
        raise WrongUsage(words("original_format"), words("original_format_advice"))
    with open_workspace(options.archive, tell=tell) as workspace:
        written = export_originals(workspace, projects, options.target, year=options.year, force=options.force)
    for file in written:
        tell(words("wrote_original", 文件=file))
    return ExitCode.DONE
