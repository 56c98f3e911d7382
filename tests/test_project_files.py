"""The files around the program: what the README promises, what the wheel carries, where the corpus comes from."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tomllib
import zipfile
from itertools import chain
from pathlib import Path

import assistant
from assistant.cli.main import COMMANDS

TOP = Path(__file__).resolve().parent.parent


def commands_of_the_readme() -> list[str]:
    readme = (TOP / "README.md").read_text("utf-8")
    return re.findall(r"```sh\n(.+?)\n```", readme, re.DOTALL)


def test_readme_gives_two_commands_of_one_line_that_use_the_fixed_versions() -> None:
    commands = commands_of_the_readme()

    assert len(commands) == 2
    for command in commands:
        assert "\n" not in command
        assert "-c constraints.txt" in command


def test_readme_names_every_command() -> None:
    readme = (TOP / "README.md").read_text("utf-8")

    assert [command.VERB for command in COMMANDS if f"jixiao {command.VERB} " not in readme] == []


def test_ci_runs_the_test_command_of_the_readme_as_it_stands() -> None:
    assert commands_of_the_readme()[1] in (TOP / ".ci" / "run").read_text("utf-8").splitlines()


def test_constraints_hold_exact_versions_and_name_no_registry() -> None:
    for line in (TOP / "constraints.txt").read_text("utf-8").splitlines():
        assert re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9A-Za-z.]*", line), line


def test_constraints_name_every_library_that_the_project_asks_for() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    fixed = {plain(line.split("==")[0]) for line in (TOP / "constraints.txt").read_text("utf-8").splitlines()}

    assert {plain(re.match(r"[\w.-]+", line)[0]) for line in asked if re.match(r"[\w.-]+", line)} - fixed == set()  # type: ignore[index]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_document_of_the_corpus_has_its_source_and_its_hash() -> None:
    sources = tomllib.loads((TOP / "corpus" / "SOURCES.toml").read_text("utf-8"))["document"]
    documents = [path for path in (TOP / "corpus").iterdir() if path.suffix != ".toml"]
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in documents}

    assert {source["file"]: source["sha256"] for source in sources} == hashes
    for source in sources:
        assert {"title", "place", "department", "year", "publisher", "address", "date"} <= source.keys()


def test_program_and_project_file_name_the_same_version() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["version"] == assistant.__version__


def test_wheel_carries_wording_and_corpus_and_no_tests(tmp_path: Path) -> None:
    build = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=TOP, check=True, capture_output=True)
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()

    for folder in (TOP / "prompts", TOP / "corpus"):
        assert {f"assistant/{path.relative_to(TOP).as_posix()}" for path in folder.rglob("*.*")} <= set(names)
    assert "assistant/py.typed" in names
    assert "assistant/web/page/index.html" in names
    assert not [name for name in names if name.startswith(("tests/", "prompts/", "corpus/"))]
