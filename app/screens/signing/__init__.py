"""After the last answer: the summary, the signatures, the locked round and who reviews it."""
