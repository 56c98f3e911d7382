"""What several rules need to know of a table, found out once: each verdict is one module, and `Case` holds the results."""
