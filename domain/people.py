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


@dataclass(frozen=True)
class Role:
    """`can` holds verbs such as "perform_round", "triage", "handle_task_owner"; `cannot` always wins over `can`."""

    id: str
    name: Words
    can: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    """Somebody with an account. `verbs` is what their roles together let them do (see `verbs_of`)."""

    id: str
    title: str
    org: str
    roles: tuple[str, ...] = ()
    buildings: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()

    def works_in(self, building: str) -> bool:
        return EVERY_BUILDING in self.buildings or building in self.buildings

    def has_one_of(self, roles: tuple[str, ...]) -> bool:
        return not set(self.roles).isdisjoint(roles)

    def may(self, *verbs: str) -> bool:
        """Whether any of `verbs` is among what this person's roles allow."""
        return any(verb in self.verbs for verb in verbs)


def verbs_of(role_ids: tuple[str, ...], roles: dict[str, Role]) -> tuple[str, ...]:
    """All that the roles allow together, less what any of them forbids."""
    held = [roles[role_id] for role_id in role_ids]
    forbidden = {verb for role in held for verb in role.cannot}
    return tuple(sorted({verb for role in held for verb in role.can} - forbidden))
