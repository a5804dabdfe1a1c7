"""Protected sites: what is never asked of the public there, photographed or located, whatever else a form allows.

Source: workflows, chapter 13, and the Protective Security Act (2018:585).
"""

from domain.places import Building
from domain.secrecy.table import OPEN

PROTECTED_TAGS = ("protected", "high_value")


def is_protected(building: Building) -> bool:
    """Flagged as such by the municipality, or a place where whatever is found is kept within a small circle."""
    return building.confidentiality_default != OPEN or not set(PROTECTED_TAGS).isdisjoint(building.tags)
