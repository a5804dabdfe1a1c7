"""Views of the tasks that somebody has named: a filter under a name, kept on this device for whoever made it."""

from dataclasses import dataclass

from tinydb import TinyDB, where

from app.state.tasks.filters import Filter, from_query, to_query

LONGEST_NAME = 40


@dataclass(frozen=True)
class NamedView:
    name: str
    filter: Filter


class DeskViews:
    def __init__(self, db: TinyDB, person: str):
        self._table, self._person = db.table("desk_views"), person

    def all(self) -> list[NamedView]:
        """In the order of their names."""
        rows = self._table.search(where("person") == self._person)
        views = [NamedView(row["name"], from_query(row["query"])) for row in rows]
        return sorted(views, key=lambda view: view.name.casefold())

    def keep(self, name: str, wanted: Filter) -> None:
        """Under a name that there is already, the new filter replaces the old."""
        name = name.strip()[:LONGEST_NAME]
        key = f"{self._person}:{name.casefold()}"
        row = {"key": key, "person": self._person, "name": name, "query": to_query(wanted)}
        self._table.upsert(row, where("key") == key)

    def drop(self, name: str) -> None:
        self._table.remove(where("key") == f"{self._person}:{name.casefold()}")


class PutAside:
    """What somebody has dealt with outside the app: it leaves their triage on this device, and no other."""

    def __init__(self, db: TinyDB, person: str):
        self._table, self._person = db.table("triage_put_aside"), person

    def all(self) -> frozenset[str]:
        return frozenset(row["about"] for row in self._table.search(where("person") == self._person))

    def put(self, about: str) -> None:
        key = f"{self._person}:{about}"
        self._table.upsert({"key": key, "person": self._person, "about": about}, where("key") == key)
