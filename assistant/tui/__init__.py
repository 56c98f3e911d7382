"""The terminal interface: Textual screens over the same tasks as the command line. State goes down, messages go up."""
