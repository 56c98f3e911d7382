"""One module a verb: its arguments and what it prints. What it does stands in `tasks/`, imported only when it runs."""
