"""Understanding: an utterance, the conversation so far and the names that the archive knows become a query, or the reason why not."""
