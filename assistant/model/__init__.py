"""What everything is: frozen records without input or output, and without third-party imports."""
