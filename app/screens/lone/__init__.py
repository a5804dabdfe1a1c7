"""Working alone: one's own session with its countdown, and those whom one would look for."""
