"""Understanding: an utterance, the conversation and the archive's names become a query, or the reason why there is none."""
