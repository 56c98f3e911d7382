"""Answering: a query and what it found become a reply; every word comes from `prompts/answers/`."""
