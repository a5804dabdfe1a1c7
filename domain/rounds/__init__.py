"""A round: planned, begun, walked, signed, and what is remembered of it."""
