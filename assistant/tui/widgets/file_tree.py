"""Folders and files to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import DirectoryTree
from textual.widgets.directory_tree import DirEntry
from textual.widgets.tree import TreeNode

from assistant.tui.commands import work_words


class FileTree(DirectoryTree):
    """Folders and files, hidden ones left out; the first line, or Backspace, leads to the folder above."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("backspace", "up", show=False)]

    DEFAULT_CSS = """
    FileTree { background: transparent; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1; }
    """
    ICON_NODE = "+ "
    ICON_NODE_EXPANDED = "- "
    ICON_FILE = "  "

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """What is shown of a folder."""
        return [path for path in paths if not path.name.startswith(".")]

    def _populate_node(self, node: TreeNode[DirEntry], content: Iterable[Path]) -> None:
        """What a folder holds; below the uppermost the way out of it comes first."""
        super()._populate_node(node, content)
        if node is self.root and self._above is not None:
            node.add_leaf(work_words("import.up"), DirEntry(self._above), before=0 if node.children else None)

    @property
    def _above(self) -> Path | None:
        """The folder above; None at the top."""
        here = Path(self.path).absolute()
        return None if here.parent == here else here.parent

    def action_up(self) -> None:
        """To the folder above."""
        if self._above is not None:
            self.path = self._above

    @on(DirectoryTree.DirectorySelected)
    def _up_chosen(self, event: DirectoryTree.DirectorySelected) -> None:
        if event.path == self._above and not event.node.allow_expand:
            event.stop()
            self.action_up()


def start_folder() -> Path:
    """Where the tree begins: the user's own folder, else the one that the program was started in."""
    try:
        home = Path.home()
    except RuntimeError:
        home = Path()
    here = Path.cwd()
    return here if not home.is_dir() or (here != home and not here.is_relative_to(home)) else home
