"""The command line: arguments in, data on standard output, talk on standard error, an exit status for scripts."""
