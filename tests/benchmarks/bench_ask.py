"""The whole process of `jixiao ask` from the shell, beside a bare start of Python."""

from __future__ import annotations

import statistics
import subprocess
import tempfile
from pathlib import Path

from timing import BARE, alternately, jixiao, line, setting

QUESTIONS = ("哪些项目预算超过100万", "人才工作经费的质量指标", "跟培训有关的项目有哪些")
TIMES = 31


def main() -> None:
    """Prints a line a question; the first run, which makes archive and dictionary, is told apart."""
    with tempfile.TemporaryDirectory() as folder:
        environment = setting(Path(folder))
        subprocess.run(jixiao("list"), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        commands = [BARE, *(jixiao("ask", question) for question in QUESTIONS)]
        bare, *asked = alternately(commands, environment, TIMES)
        yardstick = statistics.median(bare)
        print(line("python -c pass", bare, yardstick))
        for question, figures in zip(QUESTIONS, asked, strict=True):
            print(line(f"jixiao ask {question}", figures, yardstick))


if __name__ == "__main__":
    main()
