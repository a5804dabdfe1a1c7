"""What becomes of a report: the cases, one of them with its legal clock, its steps, and who has opened it."""
