"""Writing 1,000 tables to one file and reading them back: processor time and memory, each format in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from timing import TOP, setting

TABLES = 1_000
FORMATS = ("docx", "xlsx", "html", "md", "csv", "json", "txt")

WRITE = """
import resource, sys, time
from dataclasses import replace
from pathlib import Path
from assistant.tasks.import_files import read_document
from assistant.writers import write

document, format, number, target = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), Path(sys.argv[4])
_, found = read_document(document.read_bytes(), document.name)
tables = [replace(found.tables[at % 14], project=f"{found.tables[at % 14].project}{at}") for at in range(number)]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun = time.process_time()
data = write(tables, format)
seconds = time.process_time() - begun
target.write_bytes(data)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(f"{seconds:.2f} s, {len(data) / 1e6:.1f} MB, process {after / 1024:.0f} MB (before {before / 1024:.0f} MB)")
"""

READ = """
import resource, sys, time
from pathlib import Path
from assistant.normalise import normalise
from assistant.readers import read

file = Path(sys.argv[1])
data = file.read_bytes()
begun = time.process_time()
document = read(data, file.name)
between = time.process_time()
found = normalise(document)
seconds = time.process_time() - between
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(f"read {between - begun:.2f} s, normalised {seconds:.2f} s, {len(found.tables)} tables, process {peak / 1024:.0f} MB")
"""


def main() -> None:
    """Prints a line for each format and direction."""
    document = next((TOP / "corpus").glob("*.txt"))
    with tempfile.TemporaryDirectory() as name:
        environment = setting(Path(name))
        for format in FORMATS:
            file = Path(name) / f"tables.{format}"
            for what, code, arguments in (
                ("written", WRITE, (document, format, TABLES, file)),
                ("read back", READ, (file,)),
            ):
                command = [sys.executable, "-c", code, *map(str, arguments)]
                done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
                print(f"{format}, {TABLES} tables {what}: {done.stdout.strip()}", flush=True)


if __name__ == "__main__":
    main()
