"""What a user can do: each wish is one function, called by the command line and the terminal interface alike."""
