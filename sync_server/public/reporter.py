"""The one who reports without an account: may report anywhere, sees what came of it by code only, never signs in."""

from domain.people import EVERY_BUILDING, Person
from domain.tasks.to_reporter import PUBLIC

THE_PUBLIC = Person(PUBLIC, title="Allmänheten", org="", buildings=(EVERY_BUILDING,))
