"""How much happened where, and what of it may be told to those who may not read the cases."""
