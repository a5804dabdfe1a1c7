"""Rounds and forms on this phone: what is to be walked, a walk under way, its review."""
