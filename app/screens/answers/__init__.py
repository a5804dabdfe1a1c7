"""How each kind of point is answered: one idea a file, and `control_for` chooses."""

from app.screens.answers.control import control_for

__all__ = ["control_for"]
