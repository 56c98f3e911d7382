"""The repairs of a badly extracted document, in order; each does one thing and says what it changed and where."""

from __future__ import annotations

from assistant.normalise.repairs.base import Repair
from assistant.normalise.repairs.beside_table import beside_table
from assistant.normalise.repairs.broken_line import broken_line
from assistant.normalise.repairs.cell_a_line import cell_a_line
from assistant.normalise.repairs.cut_cell import cut_cell
from assistant.normalise.repairs.cut_label import cut_label
from assistant.normalise.repairs.cut_row import cut_row
from assistant.normalise.repairs.doubled_character import doubled_character
from assistant.normalise.repairs.fill_down import fill_down
from assistant.normalise.repairs.level_rows import level_rows
from assistant.normalise.repairs.long_term_block import long_term_block
from assistant.normalise.repairs.missing_level import missing_level
from assistant.normalise.repairs.named_levels import named_levels
from assistant.normalise.repairs.page_furniture import page_furniture
from assistant.normalise.repairs.page_heading import page_heading
from assistant.normalise.repairs.page_seam import page_seam
from assistant.normalise.repairs.placed_row import placed_row
from assistant.normalise.repairs.repeated_heading import repeated_heading
from assistant.normalise.repairs.several_pairs import several_pairs
from assistant.normalise.repairs.shifted_row import shifted_row

DOCUMENT_REPAIRS: tuple[Repair, ...] = (page_furniture, broken_line, cut_label, doubled_character)
"""Done on the whole document, before it is known where a table begins."""

EXACT_DOCUMENT_REPAIRS: tuple[Repair, ...] = (page_furniture, page_heading, page_seam, doubled_character, several_pairs)
"""Done instead on a document that itself holds its cells apart."""

TABLE_REPAIRS: tuple[Repair, ...] = (
    cell_a_line,
    long_term_block,
    repeated_heading,
    cut_cell,
    shifted_row,
    cut_row,
    fill_down,
    missing_level,
)
"""Done on the rows of one table."""

EXACT_REPAIRS: tuple[Repair, ...] = (
    beside_table,
    long_term_block,
    level_rows,
    repeated_heading,
    named_levels,
    placed_row,
    fill_down,
    missing_level,
)
"""Done instead on the rows of a table whose cells the document itself holds apart."""

REPAIRS: tuple[Repair, ...] = (
    *DOCUMENT_REPAIRS,
    page_heading,
    page_seam,
    several_pairs,
    *TABLE_REPAIRS,
    beside_table,
    level_rows,
    named_levels,
    placed_row,
)
"""All."""
