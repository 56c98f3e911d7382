"""Why the system refused a file, in Chinese."""

from __future__ import annotations

import errno

from assistant.wording import wording

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
    """What the system said, as an official understands it; in the system's own words where we have none."""
    words = wording("interface/system")
    key = _KNOWN.get(refusal.errno or 0)
    return words(key) if key else refusal.strerror or type(refusal).__name__
