"""Somebody works alone: signs of life, and who is told when one does not come."""
