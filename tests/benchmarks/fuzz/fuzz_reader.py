"""Fuzzes one reader, guided by coverage (atheris): each input is read, or refused with an `AssistantError`, within limits.

    PYTHONPATH=. python tests/benchmarks/fuzz/fuzz_reader.py docx --minutes 10 --out fuzz-out [--seeds FOLDER] [--normalise]
    PYTHONPATH=. python tests/benchmarks/fuzz/fuzz_reader.py docx --minimise fuzz-out/docx/finds/…

Anything else is a find: kept once for each kind, as the smallest input met, in `OUT/<reader>/finds`, with its traceback
beside it; the run goes on. `README.md` says what was found so far.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import resource
import signal
import sys
import time
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import FrameType

import atheris
import mutations
import small

WATCHED = ["assistant.readers", "assistant.normalise", "xlrd", "pdfminer", "pdfplumber", "html.parser"]
with atheris.instrument_imports(include=WATCHED):
    for library in ("html.parser", "pdfplumber", "xlrd"):  # the readers import them when they read, too late to be watched
        import_module(library)
    from assistant.errors import AssistantError
    from assistant.model.source import Source
    from assistant.normalise import normalise
    from assistant.readers import READERS
    from assistant.writers import write
    from tests.writers.sample import SAMPLE

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SUFFIXES = {reader.name: reader.suffixes for reader in READERS}
SECONDS = 20
"""An input may take so long; the import itself allows a minute."""
MEMORY = 1024**3
"""Bytes that reading may need beyond what the process holds before."""
LARGEST = 20_000
"""Bytes of the largest input that is made."""


class TooLong(BaseException):
    """The time is over; no `except Exception` shall hide it."""


class Target:
    """One reader under test, and what it did wrong so far."""

    def __init__(self, name: str, out: Path, *, normalised: bool) -> None:
        self.reader = next(reader for reader in READERS if reader.name == name)
        self.finds = out / "finds"
        self.finds.mkdir(parents=True, exist_ok=True)
        self.normalised = normalised
        self.executions = self.reads = 0
        self.slowest = 0.0
        self.began = time.monotonic()

    def say(self) -> None:
        """Writes down how far it is; libFuzzer ends the process without a word to Python."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        minutes = (time.monotonic() - self.began) / 60
        figures = f"executions={self.executions} read={self.reads} minutes={minutes:.1f}"
        figures += f" slowest={self.slowest:.1f}s peak={peak}MB"
        (self.finds.parent / "summary.txt").write_text(f"{self.reader.name} normalise={self.normalised} {figures}\n")

    def read(self, data: bytes) -> None:
        """Reads the input as an import would."""
        source = Source(document=f"表{self.reader.suffixes[0]}", sha256=hashlib.sha256(data).hexdigest(), format=self.reader.name)
        raw = self.reader.read(data, source)
        self.reads += 1
        if self.normalised:
            normalise(raw)

    def failure(self, data: bytes) -> tuple[str, str] | None:
        """What is wrong with how it is read: a name for the kind, and the traceback; None for nothing."""
        signal.setitimer(signal.ITIMER_REAL, SECONDS, 5)  # again, where what cleans up goes on for ever too
        began = time.monotonic()
        try:
            self.read(data)
        except AssistantError as refused:
            if not (refused.message and refused.advice):
                return "refused-without-advice", traceback.format_exc()
        except (Exception, TooLong) as wrong:
            signal.setitimer(signal.ITIMER_REAL, 0)
            frames = [f for f in traceback.extract_tb(wrong.__traceback__) if "/assistant/" in f.filename]
            at = f"{Path(frames[-1].filename).stem}-{frames[-1].lineno}" if frames else "nowhere"
            last = traceback.extract_tb(wrong.__traceback__)[-1]
            inside = f"{Path(last.filename).stem}-{last.lineno}" if not isinstance(wrong, TooLong) else ""
            return f"{type(wrong).__name__}-{at}-{inside}", traceback.format_exc()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            took = time.monotonic() - began
            if took > max(self.slowest, 2.0):
                (self.finds.parent / "slowest").write_bytes(data)
            self.slowest = max(self.slowest, took)
        return None

    def one(self, data: bytes) -> None:
        """Reads an input and keeps it where that fails."""
        self.executions += 1
        if self.executions % 100 == 0:
            self.say()
        if not data:
            return
        failed = self.failure(data)
        if failed is None:
            return
        kind, trace = failed
        kept = self.finds / kind
        if not kept.exists() or kept.stat().st_size > len(data):
            kept.write_bytes(data)
            kept.with_name(f"{kind}.trace").write_text(trace, encoding="utf-8")


def on_alarm(_: int, __: FrameType | None) -> None:
    """The time of an input is over."""
    raise TooLong


def seeds(name: str, folder: Path, given: Path | None) -> None:
    """Fills the folder with inputs to begin with: small ones, what the writers make, the tests' samples and the given files."""
    folder.mkdir(parents=True, exist_ok=True)
    reader = next(reader for reader in READERS if reader.name == name)
    made = {f"small {n}": data for n, data in enumerate(small.SEEDS.get(name, ()))}
    with suppress(AssistantError):  # not every format has a writer
        made["written"] = write([SAMPLE], name)
    places = [ROOT / "tests", *([given] if given else [])]
    for place in places:
        for path in place.rglob("*"):
            if path.suffix.lower() in {*reader.suffixes, ".et" if name == "xls" else "", ".bin"} and path.is_file():
                made[path.name] = path.read_bytes()
    for data in made.values():
        data = mutations.unpacked(data)
        if len(data) <= LARGEST and reader.accepts(data, reader.suffixes[0]):
            (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def minimise(target: Target, data: bytes) -> bytes:
    """The smallest input found that fails in the same kind: pieces are left out, ever smaller ones."""
    wanted = target.failure(data)
    assert wanted is not None, "this input does not fail"
    for _ in range(8):
        before = len(data)
        for name, middle, whole in mutations.pieces(data):
            size = max(1, len(middle) // 2)
            while size >= 1:
                at = 0
                while at < len(middle):
                    smaller = middle[:at] + middle[at + size :]
                    made = mutations.rebuilt(name, smaller, whole)
                    failed = target.failure(made)
                    if failed is not None and failed[0] == wanted[0]:
                        middle, data = smaller, made
                    else:
                        at += size
                size //= 2
        if len(data) == before:
            break
    return data


def main() -> None:
    """Fuzzes, or makes an input smaller."""
    wish = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wish.add_argument("reader", choices=sorted(SUFFIXES))
    wish.add_argument("--minutes", type=float, default=10)
    wish.add_argument("--out", type=Path, default=Path("fuzz-out"))
    wish.add_argument("--seeds", type=Path)
    wish.add_argument("--normalise", action="store_true", help="what was read is normalised too")
    wish.add_argument("--minimise", type=Path)
    args = wish.parse_args()
    logging.disable(logging.CRITICAL)
    out = args.out / args.reader
    target = Target(args.reader, out, normalised=args.normalise)
    signal.signal(signal.SIGALRM, on_alarm)
    if args.minimise:
        made = minimise(target, args.minimise.read_bytes())
        args.minimise.with_suffix(".small").write_bytes(made)
        print(len(made), "bytes")
        return
    seeds(args.reader, out / "corpus", args.seeds)
    mutate = mutations.MUTATORS.get(args.reader, mutations.text)

    def custom(data: bytes, largest: int, seed: int) -> bytes:
        made = mutate(data, largest, seed)
        return made if len(made) <= largest else data[:largest]

    atheris.Setup(
        [sys.argv[0], str(out / "corpus"), f"-max_total_time={args.minutes * 60:.0f}", f"-max_len={LARGEST}", "-timeout=120",
         "-rss_limit_mb=3000", "-print_final_stats=1", "-len_control=0", "-verbosity=1"],
        target.one,
        custom_mutator=custom,
    )  # fmt: skip
    with open("/proc/self/statm") as pages:
        held = int(pages.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY + 512 * 1024**2,) * 2)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
