"""Why the system refused a file, in Chinese."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import UnreadableFile, UnwritableFile
from assistant.store.store import BusyArchive
from assistant.wording import wording

ARCHIVE_VARIABLE = "JIXIAO_ARCHIVE"
"""Environment variable that names the archive."""

_KNOWN = {
    errno.ENOENT: "missing",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.EISDIR: "is_folder",
    errno.ENOTDIR: "no_folder",
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.ENAMETOOLONG: "long_name",
    errno.ELOOP: "loop",
    errno.EIO: "device",
}
"""The system's numbers, by the wording for them."""


def reason(refusal: OSError) -> str:
    """What the system said, as an official understands it."""
    words = wording("interface/system")
    key = _KNOWN.get(refusal.errno or 0)
    return words(key or "other", 编号=refusal.errno or 0)


def is_there(path: Path) -> bool:
    """Whether there is anything at the path; UnreadableFile where the system does not let us look."""
    try:
        return path.exists()
    except OSError as refusal:
        raise UnreadableFile(f"“{path}”打不开（{reason(refusal)}）。", "请检查路径和权限，或者换一个位置。") from refusal


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns every refusal while the archive at `path` is made or written into one UnwritableFile that names this path.

    That another program is writing it stays as it is: no other place helps against that.
    """
    advice = f"请检查文件夹的权限和磁盘空间，或者用 --archive 或环境变量 {ARCHIVE_VARIABLE} 指定别的位置。"
    try:
        yield
    except OSError as refusal:
        raise UnwritableFile(f"档案库“{path}”写不了：{reason(refusal)}。", advice) from refusal
    except BusyArchive:
        raise
    except UnwritableFile as refusal:
        raise UnwritableFile(f"档案库“{path}”写不了。", advice) from refusal
