"""How each kind of point is answered: one idea a file, and `control.py` chooses."""
