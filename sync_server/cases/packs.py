"""The police's text and the insurer's package, put into words: from a case, its report, and nothing else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.cases.case_file import CaseFile
from domain.cases.told import COST, INSURER, POLICE, TEXT, Shown, lines, place, shown
from domain.checklists.answer_words import money
from domain.language import Words
from domain.rounds.round import Round
from domain.rounds.walk import Step, steps_of_every_part
from sync_server.cases.pack_words import RECOVERY, WORDS
from sync_server.register.register import Register


@dataclass(frozen=True)
class Pack:
    """`fields` are (name, heading, what is said) in the order of the form; `photos` the pictures with their times.

    `invoices` are pictures for the insurer alone. `warnings` are for whoever hands it over: they stand beside a text
    that is `pasted`, and are not pasted with it.
    """

    title: str
    fields: tuple[tuple[str, str, str], ...]
    photos: tuple[Shown, ...]
    warnings: tuple[str, ...]
    case: str
    language: str
    municipality: str
    pasted: bool = False
    invoices: tuple[Shown, ...] = ()


@dataclass(frozen=True)
class Packing:
    """What it takes to say something of a case in a language."""

    case: CaseFile
    report: Round
    register: Register
    language: str

    def police(self) -> Pack:
        """Ready to paste: what, where, when, surface, area, tag text. Nobody of the staff is named in it."""
        number = (("police_number", self.case.police_number),)
        return replace(self._pack("police_title", POLICE, number, ("no_names",)), pasted=True)

    def claim(self) -> Pack:
        """Times, cause, police number, inventory, estimate, what was done to limit the damage, and invoices."""
        cost = self.case.cost
        further = (
            ("police_number", self.case.police_number),
            ("estimated", self._money(cost.estimated)),
            ("final", self._money(cost.final)),
            ("recovery", self._say(RECOVERY.get(cost.recovery, Words()))),
        )
        invoices = tuple(Shown(photo, WORDS["invoice"]) for photo in cost.invoices)
        return replace(self._pack("claim_title", INSURER, further, ()), invoices=invoices)

    def _pack(
        self, title: str, wanted: tuple[str, ...], further: tuple[tuple[str, str], ...], warnings: tuple[str, ...]
    ) -> Pack:
        building, asked = self.register.municipality.buildings[self.report.building], self._asked()
        told = [
            (line.field, self._say(line.question if line.field == COST else WORDS[line.field]), self._say(line.words))
            for line in lines(wanted, self.report, asked, building)
        ]
        where = ("where", self._say(WORDS["where"]), place(self.report, building))
        more = [(name, self._say(WORDS[name]), value) for name, value in further if value]
        # What the case says is newer than what the form says of the same.
        told = [field for field in told if field[1] not in {heading for _, heading, _ in more}]
        if self.case.third_party:
            warnings = ("admit_nothing", *warnings)
        return Pack(
            self._say(WORDS[title]),
            (*told[:1], where, *told[1:], *more),
            tuple(shown(self.report, asked)),
            tuple(self._say(WORDS[name]) for name in warnings),
            self.case.id,
            self.language,
            self.register.municipality.name,
        )

    def _asked(self) -> list[Step]:
        checklist = self.register.checklist(self.report.checklist, self.report.version)
        building = self.register.building(self.report.building)
        if checklist is None or building is None:
            raise ValueError(f"{self.report.id} is of a building or a checklist that the register has never had")
        return steps_of_every_part(checklist, building, self.report, self.report.started_at)

    def moment(self, at: str) -> str:
        """A time by the municipality's clock, "" where none is known."""
        zone = ZoneInfo(self.register.municipality.timezone)
        return f"{datetime.fromisoformat(at).astimezone(zone):%Y-%m-%d %H:%M}" if at else ""

    def _money(self, sek: int | None) -> str:
        return "" if sek is None else self._say(money(sek))

    def _say(self, words: Words) -> str:
        return words.in_language(self.language)


def as_text(pack: Pack, moment: Callable[[str], str]) -> str:
    """The pack as people paste it: a heading and a line for each field, the description last and whole."""
    last = [field for field in pack.fields if field[0] == TEXT]
    first = [field for field in pack.fields if field[0] != TEXT]
    told = [f"{heading}: {value}" for _, heading, value in first]
    told += [f"{heading}:\n{value}" for _, heading, value in last]
    pictures = [WORDS["photos" if pack.photos else "no_photos"].in_language(pack.language)]
    pictures += _listed(pack, pack.photos, moment)
    if pack.invoices:
        pictures += ["", WORDS["invoices"].in_language(pack.language), *_listed(pack, pack.invoices, moment)]
    warnings = () if pack.pasted else pack.warnings
    return "\n".join([pack.title, "", *told, "", *pictures, "", *warnings]).strip() + "\n"


def as_plain(pack: Pack, moment: Callable[[str], str]) -> dict[str, Any]:
    """The pack for other programs: every field by its name, and the text for people beside them."""
    fields: dict[str, list[str]] = {}
    for name, _, value in pack.fields:
        fields.setdefault(name, []).append(value)
    return {
        "case": pack.case,
        "title": pack.title,
        "fields": {name: "; ".join(values) for name, values in fields.items()},
        "photos": _plain(pack, pack.photos),
        **({"invoices": _plain(pack, pack.invoices)} if pack.invoices else {}),
        "warnings": list(pack.warnings),
        "text": as_text(pack, moment),
    }


def _plain(pack: Pack, pictures: Iterable[Shown]) -> list[dict[str, str]]:
    return [
        {"sha256": each.photo.sha256, "taken_at": each.photo.taken_at, "what": caption(pack, each)} for each in pictures
    ]


def caption(pack: Pack, each: Shown) -> str:
    """What a photo shows, and whether it has a measure in it."""
    scaled = WORDS["scaled"].in_language(pack.language) if each.scaled else ""
    return ", ".join(part for part in (each.question.in_language(pack.language), scaled) if part)


def _listed(pack: Pack, pictures: Iterable[Shown], moment: Callable[[str], str]) -> list[str]:
    said = [(caption(pack, each), moment(each.photo.taken_at)) for each in pictures]
    return [f"{number}. {', '.join(filter(None, parts))}" for number, parts in enumerate(said, 1)]
