"""Review: from goal tables to what a strict and fair reviewer finds in them. One rule a file in `rules`."""
