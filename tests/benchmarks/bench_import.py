"""Importing the shipped document: read, mended and stored in an empty archive, after start-up and as a whole process."""

from __future__ import annotations

import os
import subprocess
import tempfile
from functools import partial
from pathlib import Path

from timing import TOP, alternately, bare_start, jixiao, line, seconds, setting

TIMES = 11


def main() -> None:
    """Prints the import alone and the whole process."""
    document = next((TOP / "corpus").glob("*.txt"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = setting(folder)
        os.environ.update(environment)
        from assistant.tasks.import_files import import_files

        yardstick = bare_start(environment)
        figures = []
        for turn in range(TIMES + 1):
            archive = folder / f"{turn}.db"
            figures.append(seconds(lambda archive=archive: list(import_files(archive, [document]))))
        print(line("import of the document, after start-up", figures[1:], yardstick))
        print(f"  the first one, with jieba's dictionary to be made: {figures[0] * 1000:.0f} ms")
        trial = alternately([jixiao("import", "--dry-run", str(document))], environment, TIMES)[0]
        print(line("jixiao import --dry-run, whole process", trial, yardstick))
        fresh = []
        for turn in range(TIMES):
            command = [*jixiao("import", str(document)), "--archive", str(folder / f"fresh-{turn}.db")]
            run = partial(subprocess.run, command, env=environment, capture_output=True, check=True)
            fresh.append(seconds(run))
        print(line("jixiao import, whole process", fresh, yardstick))


if __name__ == "__main__":
    main()
