"""The one who reports without an account: may report anywhere, sees what came of it by code only, never signs in."""

from domain.people import EVERY_BUILDING, Person

PUBLIC = "public"
THE_PUBLIC = Person(PUBLIC, title="Allmänheten", org="", buildings=(EVERY_BUILDING,))
