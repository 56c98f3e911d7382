"""What the screens for drafts want done, as calls that may take long; each runs in the background thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.model.conversation import Conversation

if TYPE_CHECKING:
    from assistant.model.draft import Base, Draft
    from assistant.model.edit import Edit
    from assistant.model.similar import Match
    from assistant.tasks.draft_work import SavedDraft, Stepped, Trial
    from assistant.tasks.workspace import Workspace


class DraftDesk(Protocol):
    """Every call may raise AssistantError; those that change a draft save it and give the conversation after it."""

    def kept(self) -> Sequence[SavedDraft]:
        """The drafts that the archive keeps, the last one worked on first."""

    def bases(self, description: str) -> Sequence[Match]:
        """The past tables that a described project may begin from, best first."""

    def begin(self, conversation: Conversation, description: str, base: Base | None, width: int) -> Stepped:
        """A new table as described, from this base, else from the one most like it."""

    def resume(self, conversation: Conversation, key: int, width: int) -> Stepped:
        """A kept draft taken in hand again."""

    def discard(self, key: int) -> None:
        """Deletes a kept draft."""

    def step(self, conversation: Conversation, edits: Sequence[Edit], said: str, width: int) -> Stepped:
        """Edits or one step with the draft in hand, as if they had been said in these words."""

    def fill(self, conversation: Conversation, cell: str, typed: str, width: int) -> Stepped | None:
        """The draft in hand with what was typed in the cell; None where that stands there already."""

    def tick(self, conversation: Conversation, cell: str) -> Conversation:
        """The draft in hand with the cell noted as looked at and left as it is, or no longer."""

    def attempt(self, draft: Draft, cell: str, typed: str) -> Trial:
        """What a review would find with that in the cell; nothing is saved."""

    def propose(self, draft: Draft, folder: Path) -> Path:
        """A file that the draft could be written to, in this folder."""

    def write(self, draft: Draft, file: str, *, force: bool, with_changes: bool) -> Path:
        """Writes the draft in the format of the file's ending; ExistingFile where it is there already, unless `force`."""


class TasksDraftDesk:
    """The real one, over the archive that `workspace` opens."""

    def __init__(self, workspace: Callable[[], Workspace]) -> None:
        self._workspace = workspace

    def kept(self) -> Sequence[SavedDraft]:
        """The drafts that the archive keeps."""
        from assistant.tasks.draft_work import kept_drafts

        return kept_drafts(self._workspace())

    def bases(self, description: str) -> Sequence[Match]:
        """The past tables that a described project may begin from."""
        from assistant.tasks.draft_work import base_candidates

        return base_candidates(self._workspace(), description)

    def begin(self, conversation: Conversation, description: str, base: Base | None, width: int) -> Stepped:
        """A new table."""
        from assistant.tasks.draft_work import begin_draft

        return begin_draft(self._workspace(), conversation, description, base, width)

    def resume(self, conversation: Conversation, key: int, width: int) -> Stepped:
        """A kept draft taken in hand again."""
        from assistant.tasks.draft_work import resume_draft

        return resume_draft(self._workspace(), conversation, key, width)

    def discard(self, key: int) -> None:
        """Deletes a kept draft."""
        from assistant.tasks.draft_work import discard_draft

        discard_draft(self._workspace(), key)

    def step(self, conversation: Conversation, edits: Sequence[Edit], said: str, width: int) -> Stepped:
        """Edits or one step."""
        from assistant.tasks.draft_work import take_step

        return take_step(self._workspace(), conversation, edits, said, width)

    def fill(self, conversation: Conversation, cell: str, typed: str, width: int) -> Stepped | None:
        """One cell filled in."""
        from assistant.tasks.draft_work import fill_cell

        return fill_cell(self._workspace(), conversation, cell, typed, width)

    def tick(self, conversation: Conversation, cell: str) -> Conversation:
        """One cell looked at."""
        from assistant.tasks.draft_work import tick_cell

        return tick_cell(self._workspace(), conversation, cell)

    def attempt(self, draft: Draft, cell: str, typed: str) -> Trial:
        """One cell tried."""
        from assistant.tasks.draft_work import try_cell

        return try_cell(self._workspace(), draft, cell, typed)

    def propose(self, draft: Draft, folder: Path) -> Path:
        """A name that is free in the folder."""
        from assistant.tasks.draft_work import proposed_file

        return proposed_file(draft, folder)

    def write(self, draft: Draft, file: str, *, force: bool, with_changes: bool) -> Path:
        """Writes the draft."""
        from assistant.tasks.draft_work import write_draft

        return write_draft(draft, file, force=force, with_changes=with_changes)
