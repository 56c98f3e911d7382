"""Opening the terminal interface: from the shell's start of the process until the list of projects stands on the screen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import tempfile
import termios
import time
from pathlib import Path

from timing import bare_start, jixiao, line, setting

TIMES = 9
SEEN = "村集体经济发展".encode()
"""On the screen once the archive is open and its projects are listed."""
PATIENCE = 20.0


def seconds_to_picture(environment: dict[str, str]) -> float:
    """One start in a terminal of 100 × 30."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    begun = time.perf_counter()
    ends = {"stdin": follower, "stdout": follower, "stderr": follower}
    started = subprocess.Popen(jixiao(), env=environment, start_new_session=True, **ends)
    os.close(follower)
    shown = b""
    try:
        while SEEN not in shown:
            if time.perf_counter() - begun > PATIENCE:
                raise SystemExit(f"nothing on the screen after {PATIENCE} s: {shown[-500:]!r}")
            if select.select([leader], [], [], 0.1)[0]:
                shown += os.read(leader, 65536)
        return time.perf_counter() - begun
    finally:
        started.send_signal(signal.SIGKILL)
        started.wait()
        os.close(leader)


def main() -> None:
    """Prints the figure, beside a bare start of Python."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**setting(Path(folder)), "TERM": "xterm-256color"}
        subprocess.run(jixiao("list"), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        yardstick = bare_start(environment)
        seconds_to_picture(environment)
        figures = [seconds_to_picture(environment) for _ in range(TIMES)]
        print(line("jixiao, to the first picture with the projects", figures, yardstick))


if __name__ == "__main__":
    main()
