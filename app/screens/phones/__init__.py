"""The phones on which people are signed in: one's own, and everybody's for who looks after the accounts."""
