"""The protocol of a signed round as PDF: what was asked and answered, what came of it, and who signed.

Typeset by typst from `assets/reports/round.typ`; whoever may see the round may have it.
"""

import json
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typst

from domain.checklists.answer_words import answer_in_words
from domain.findings import Finding
from domain.language import Words
from domain.people import Role
from domain.photos import PhotoRef
from domain.places import Building, described
from domain.rounds.logbook import of_round
from domain.rounds.round import Round
from domain.rounds.walk import Step, steps
from domain.secrecy.retention import earliest_disposal
from domain.tasks.task import Task
from sync_server.protocol.words import WORDS
from sync_server.register.register import Register
from sync_server.storage.working_set import WorkingSet

TEMPLATE = Path(__file__).parents[2] / "assets/reports/round.typ"
PHOTOS_EACH = 3
"""So many photos of a deviation are printed; all of them are in the app."""

Picture = Callable[[str], bytes | None]


def protocol(round_: Round, documents: WorkingSet, register: Register, picture: Picture, language: str) -> bytes:
    """The PDF in `language` ("sv" or "en"). `picture` gives the bytes of a photo, None where it has not arrived."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        said = Telling(round_, documents, register, picture, language, desk).all()
        (desk / "round.typ").write_bytes(TEMPLATE.read_bytes())
        (desk / "data.json").write_text(json.dumps(said, ensure_ascii=False), "utf-8")
        return typst.compile(desk / "round.typ", root=desk, sys_inputs={"data": "data.json"})


class Telling:
    """One protocol being put into words; pictures are laid beside them on the `desk`."""

    def __init__(
        self, round_: Round, documents: WorkingSet, register: Register, picture: Picture, language: str, desk: Path
    ):
        building = register.building(round_.building)
        checklist = register.checklist(round_.checklist, round_.version)
        if building is None or checklist is None:
            raise ValueError(f"{round_.id} is of a building or a checklist that the register has never had")
        self.round, self.building, self.checklist = round_, building, checklist
        self.documents, self.register, self.picture = documents, register, picture
        self.language, self.desk = language, desk
        self.zone = ZoneInfo(register.municipality.timezone)

    def all(self) -> dict[str, Any]:
        """What the template prints."""
        answered = self._answered()
        return {
            "language": self.language,
            "id": self.round.id,
            "municipality": self.register.municipality.name,
            "title": self._say(self.checklist.title),
            "building": self._building_name(self.building),
            "address": self.building.address,
            "words": {name: self._say(words) for name, words in WORDS.items()},
            "facts": self._facts(),
            "deviations": [told for step in answered if (told := self._deviation(step))],
            "sections": self._sections(answered),
            "missing": [self._object(tag) for tag in self.round.not_found],
            "signatures": self._signatures(),
            "additions": [
                {"title": held.title, "at": self._moment(held.at), "about": held.step, "text": held.text}
                for held in self.round.additions
            ],
        }

    def _say(self, words: Words) -> str:
        return words.in_language(self.language)

    def _building_name(self, building: Building) -> str:
        return self._say(Words(building.name, building.name_en))

    def _moment(self, at: str) -> str:
        return f"{datetime.fromisoformat(at).astimezone(self.zone):%Y-%m-%d %H:%M}" if at else ""

    def _facts(self) -> list[tuple[str, str]]:
        round_, say = self.round, self._say
        facts = [
            (say(WORDS["begun"]), self._moment(round_.started_at)),
            (say(WORDS["signed"]), self._moment(round_.submitted_at)),
            (say(WORDS["version"]), f"{self.checklist.id}, {round_.version}"),
            (say(WORDS["walked_by"]), round_.walked_by),
            (say(WORDS["attended"]), ", ".join(self._role(role) for role in round_.attended)),
            (say(WORDS["disposal"]), self._disposal()),
        ]
        return [(name, value) for name, value in facts if value]

    def _disposal(self) -> str:
        """The first day on which the protocol may be destroyed, by the checklist's retention class."""
        if not self.checklist.retention or not self.round.submitted_at:
            return ""
        kept = self.register.municipality.policy.retention.named(self.checklist.retention)
        first = earliest_disposal(kept, datetime.fromisoformat(self.round.submitted_at).astimezone(self.zone).date())
        return first.isoformat() if first else self._say(WORDS["kept"])

    def _answered(self) -> list[Step]:
        logbook = of_round(self.documents, self.building.id, self.checklist)
        asked = steps(self.checklist, self.building, self.round, self.round.submitted_at, logbook)
        return [step for step in asked if step.key in self.round.answers]

    def _sections(self, answered: list[Step]) -> list[dict[str, Any]]:
        sections: dict[str, dict[str, Any]] = {}
        for step in answered:
            section = sections.setdefault(step.section.id, {"title": self._say(step.section.title), "rows": []})
            given = self.round.answers[step.key]
            section["rows"].append(
                {
                    "question": self._say(step.point.text),
                    "place": step.where,
                    "answer": self._say(answer_in_words(step.point, given.value, self.building)),
                    "note": "" if given.finding else given.note,
                    "deviates": bool(given.finding),
                }
            )
        return list(sections.values())

    def _deviation(self, step: Step) -> dict[str, Any] | None:
        finding = self.documents.finding(self.round.answers[step.key].finding)
        if finding is None:
            return None
        task = self.documents.task(finding.task) if finding.task else None
        severity = self.register.municipality.policy.severity(finding.severity)
        return {
            "severity": self._say(severity.words) if severity else finding.severity,
            "point": self._say(step.point.text),
            "place": self._place(finding),
            "text": finding.text,
            "task": self._task(task, finding),
            "photos": self._pictures(finding.photos[:PHOTOS_EACH]),
        }

    def _place(self, finding: Finding) -> str:
        return described(self.building, *self.building.whereabouts(finding.space, finding.object))

    def _task(self, task: Task | None, finding: Finding) -> str:
        if finding.fixed_on_spot:
            return self._say(WORDS["fixed"])
        if task is None:
            return ""
        org = self._say(self.register.municipality.org_words(task.org))
        by = f"{self._say(WORDS['due'])} {self._moment(task.resolve_by)}" if task.resolve_by else ""
        return ", ".join(part for part in (f"{self._say(WORDS['task'])} {task.number}", org, by) if part)

    def _object(self, tag: str) -> str:
        item = self.building.object(tag)
        return f"{item.label} ({tag})" if item else tag

    def _role(self, role: str) -> str:
        known: Role | None = self.register.municipality.roles.get(role)
        return self._say(known.name) if known else role

    def _signatures(self) -> list[dict[str, str]]:
        return [
            {
                "name": held.name,
                "role": " · ".join(part for part in (self._role(held.role), self._say(WORDS[held.as_])) if part),
                "at": self._moment(held.at),
                "text": held.text,
                "image": next(iter(self._pictures((held.image,) if held.image else ())), ""),
            }
            for held in self.round.signatures
        ]

    def _pictures(self, photos: tuple[PhotoRef, ...]) -> list[str]:
        """The names of those that have arrived, written where typst finds them."""
        names = []
        for photo in photos:
            if content := self.picture(photo.sha256):
                name = f"{photo.sha256}.{'png' if content.startswith(bytes([0x89])) else 'jpg'}"
                (self.desk / name).write_bytes(content)
                names.append(name)
        return names
