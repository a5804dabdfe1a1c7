"""What a rule answers, and why, for people and for other programs."""
