"""What can go wrong and what the user can do about it.

Every error that a user may meet is an `AssistantError`: a Chinese sentence saying what happened to what, and another saying
what to do next. Not found, ambiguous and out of scope are replies, not errors; faults in tables are findings.
"""

from __future__ import annotations


class AssistantError(Exception):
    """Something the user should know, with what to do next; both in Chinese."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        """What happened, and to which file, project or cell."""
        self.advice = advice
        """What the user can do next; "" where nothing helps."""

    def __str__(self) -> str:
        return f"{self.message}{self.advice}"


class UnreadableFile(AssistantError):
    """A file that cannot be opened or holds nothing that a reader understands."""


class UnwritableFile(AssistantError):
    """A file or folder that cannot be written."""


class ExistingFile(UnwritableFile):
    """A file that is there already and is not written over unless that was said."""


class DamagedArchive(AssistantError):
    """The archive is no database, is damaged, or was made by a newer version."""


class UnknownName(AssistantError):
    """A project, rule or format named on the command line that does not exist."""


class UnknownFormat(AssistantError):
    """A format that no file can be written in; the advice names those that there are."""


class AmbiguousName(AssistantError):
    """A name on the command line that fits several projects; `choices` holds their names."""

    def __init__(self, message: str, advice: str, choices: tuple[str, ...]) -> None:
        super().__init__(message, advice)
        self.choices = choices


class BadWording(AssistantError):
    """A file in `prompts/` is broken: names the file and the key."""


class BadQuery(AssistantError):
    """A query text that does not parse: names the place."""
