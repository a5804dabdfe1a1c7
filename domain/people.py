"""Who people are: organisations, roles and the persons who sign in."""

from dataclasses import dataclass

from domain.language import Words

EVERY_BUILDING = "*"


@dataclass(frozen=True)
class Organisation:
    id: str
    name: str
    kind: str
    name_en: str = ""
    can_login: bool = True
    email: str = ""
    parent: str = ""
    secrecy_group: str = ""
    notify: str = ""
    note: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Role:
    """`can` holds verbs such as "perform_round", "triage", "handle_task_owner"; `cannot` always wins over `can`."""

    id: str
    name: Words
    can: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    """Somebody with an account. `verbs` is what their roles together let them do (see `verbs_of`).

    `administration` has a secrecy of its own towards all others; `denied` is what any of their roles forbids. Without
    `email` they are told nothing by post.
    """

    id: str
    title: str
    org: str
    roles: tuple[str, ...] = ()
    buildings: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    administration: str = ""
    denied: tuple[str, ...] = ()
    email: str = ""

    def works_in(self, building: str) -> bool:
        return EVERY_BUILDING in self.buildings or building in self.buildings

    def has_one_of(self, roles: tuple[str, ...]) -> bool:
        return not set(self.roles).isdisjoint(roles)

    def may(self, *verbs: str) -> bool:
        """Whether any of `verbs` is among what this person's roles allow."""
        return any(verb in self.verbs for verb in verbs)


def verbs_of(role_ids: tuple[str, ...], roles: dict[str, Role]) -> tuple[str, ...]:
    """All that the roles allow together, less what any of them forbids."""
    allowed = {verb for role_id in role_ids for verb in roles[role_id].can}
    return tuple(sorted(allowed.difference(denied_by(role_ids, roles))))


def denied_by(role_ids: tuple[str, ...], roles: dict[str, Role]) -> tuple[str, ...]:
    """All that any of the roles forbids."""
    return tuple(sorted({verb for role_id in role_ids for verb in roles[role_id].cannot}))
