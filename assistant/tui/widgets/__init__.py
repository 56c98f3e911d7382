"""The parts of the screens; none of them knows the tasks, each says what the user did by a message."""
