"""Walking a round: its overview, one stop after the other, what is asked there, and what is found beside it."""
