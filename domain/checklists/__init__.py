"""What a checklist asks, what counts as an answer, and what an answer leads to."""
