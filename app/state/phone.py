"""The phone: everything a screen can show and every verb it can call, over one store, one outbox and one courier."""

from dataclasses import dataclass, field

import flet as ft
from tinydb import TinyDB

from app.device.net import Transport
from app.device.photo_files import PhotoFiles
from app.state.cases.desk import CaseDesk
from app.state.cases.papers import CasePapers
from app.state.cases.work import CaseWork
from app.state.clock import Clock
from app.state.documents import PhoneDocuments
from app.state.entrance.leaving import Leaving
from app.state.entrance.phone_register import PhoneRegister
from app.state.entrance.session import Sessions
from app.state.entrance.signing_in import ask_to_sign_in
from app.state.installation import Installation
from app.state.lists.desk import ListDesk
from app.state.lone_work import LoneDesk
from app.state.naming import Names
from app.state.notices.board import NoticeBoard
from app.state.notices.letters import LetterDesk
from app.state.public_desk import PublicDesk
from app.state.rounds import to_do
from app.state.rounds.book import RoundBook
from app.state.rounds.protocols import ask_for_protocol
from app.state.sending.courier import Courier
from app.state.sending.deliveries import Deliveries
from app.state.sending.outbox import Case, Outbox
from app.state.sending.photo_post import PhotoPost
from app.state.sending.progress import OFFLINE, Sending
from app.state.sending.recorder import Recorder
from app.state.settings import Settings
from app.state.tasks import desk
from app.state.tasks.server import DeskServer
from app.state.writing.album import Album
from app.state.writing.drafting import Drafts, acts_of
from app.state.writing.drafts import Draft
from app.state.writing.evidence import photos_needed_here
from app.state.writing.note_acts import sent
from app.state.writing.notes import Note, Notes
from app.state.writing.signatures import SignatureNotes
from domain.events import Act, TaskAcknowledged
from domain.language import Words
from domain.notices import Notice
from domain.people import Person
from domain.places import Building, Object
from domain.records import to_plain
from domain.refusals import Refusal
from domain.rounds.walk import Step
from domain.secrecy.access import READ_ALL_OPEN
from domain.secrecy.sealing import case_is_sealed, round_is_sealed, task_is_sealed
from domain.tasks.people import may_handle
from domain.tasks.task import Task
from domain.wire import Parcel


@ft.observable
@dataclass(eq=False)
class Phone:
    """Made once, by `open_phone`. `version` goes up whenever a document changed, so that lists redraw."""

    db: TinyDB
    photos: PhotoFiles
    transport: Transport
    clock: Clock = field(default_factory=Clock)
    settings: Settings = field(default_factory=Settings)
    sending: Sending = field(default_factory=Sending)
    installation: Installation = field(default_factory=Installation)
    version: int = 0

    def __post_init__(self) -> None:
        self._sessions = Sessions(self.db)
        self._outbox = Outbox(self.db)
        self.documents = PhoneDocuments(self.db)
        self._post = PhotoPost(self.db, self.photos, self.transport)
        parts = (self._sessions, self._outbox, self.documents, self._post)
        self._recorder = Recorder(self.db, *parts, self.clock, lambda: self.sending.online)
        self.album = Album(self._post, self.clock, lambda: self._sessions.token, lambda: self._photos_needed())
        self.names = Names(self.documents, self.clock)
        self._drafts = Drafts(
            self.db,
            self.documents,
            self.names,
            self.clock,
            self._recorder.fresh_id,
            self._send_draft,
            self.album.keep,
            lambda: self.settings.language,
        )
        held = self.documents
        self._notes = Notes(self.db, self.album.keep, lambda it: task_is_sealed(held, it) or case_is_sealed(held, it))
        self.signatures = SignatureNotes(self.db, self.album.keep, lambda it: round_is_sealed(self.documents, it))
        written = (self._drafts, self._notes, self.signatures)
        self._leaving = Leaving(self.db, self._sessions, self.documents, self._outbox, self._post, *written)
        self.lists = ListDesk(self.transport, lambda: self._sessions.token)
        self.public_desk = PublicDesk(self.transport, lambda: self._sessions.token, lambda: self.settings.server)
        self.register = PhoneRegister(self.transport, self._sessions)
        self.desk_server = DeskServer(self.transport, lambda: self._sessions.token)
        self._board = NoticeBoard(self.db, self.documents, lambda: self.signed_in)
        self.desk = desk.Desk(self.documents, self._record, self.clock, lambda: self.signed_in)
        self.cases = CaseDesk(self.documents, self._record, self.clock, lambda: self.signed_in, self._notes)
        self.case_papers = CasePapers(self.transport, lambda: self._sessions.token)
        self.case_work = CaseWork(
            self.documents, self._record, self._recorder.fresh_id, lambda: self.signed_in, self._notes
        )
        own = (self._recorder.fresh_id, self._record, self.clock, lambda: self.signed_in)
        self.lone = LoneDesk(self.documents, self.names, *own)
        self.book = RoundBook(self.documents, *own)
        courier = Courier(self.db, self.transport, *parts[:3], self.sending, self.clock, self._changed)
        self.letters = LetterDesk(self.transport, lambda: self._sessions.token)
        self.deliveries = Deliveries(
            courier,
            self._post,
            self._sessions,
            self._outbox,
            self.sending,
            self.clock,
            self._photos_needed,
            self._leaving.get_ready,
            self._revoked,
        )
        if self.signed_in:
            self.documents.lay_anew(self._outbox.unsent_by(self.signed_in.id))
        self.deliveries.count()

    def _photos_needed(self) -> set[str]:
        return photos_needed_here(self.documents, [*self.drafts(), *self._notes.all(), *self.signatures.all()])

    def _changed(self) -> None:
        self.book.show_anew()
        self.version += 1

    def _record(self, acts: list[Act]) -> Refusal | None:
        refusal = self._recorder.record(acts)
        if refusal is None:
            self._changed()
            self.deliveries.count()
            self.deliveries.wake()
        return refusal

    # --- who ---------------------------------------------------------------------------------------------------------

    @property
    def signed_in(self) -> Person | None:
        session = self._sessions.current
        return self.documents.person(session.person) if session else None

    async def sign_in(self, account: str, password: str) -> Words | None:
        return await self._sign_in("/sign-in", {"account": account, "password": password})

    async def enrol(self, code: str) -> Words | None:
        return await self._sign_in("/sign-in/enrol", {"code": code})

    async def _sign_in(self, path: str, said: dict[str, str]) -> Words | None:
        given = await ask_to_sign_in(self.transport, path, {**said, "device_name": self.installation.device})
        if isinstance(given, Words):
            return given
        session, person = given
        await self._leaving.leave(self.send_now, unless=person.id)
        self.book.close()
        self._sessions.keep(session)
        self.documents.receive([Parcel("person", person.id, 0, to_plain(person))], (), reset=False)
        self.documents.lay_anew(self._outbox.unsent_by(person.id))
        self._changed()
        self.deliveries.wake()
        return None

    async def sign_out(self) -> None:
        """What was received leaves the phone; what has not been sent stays and is sent unseen.

        What is restricted does not stay: it is sent now, or destroyed with its key.
        """
        await self._leaving.leave(self.send_now)
        self.book.close()
        self._changed()
        self.deliveries.wake()

    async def _revoked(self) -> None:
        """Somebody has signed this phone out from the server: it is lost, or not theirs any more."""
        await self._leaving.forget()
        self.book.close()
        self._changed()

    def unsent(self) -> int:
        return len(self._outbox.waiting()) + len(self._post.waiting())

    def unsent_sealed(self) -> int:
        """How much restricted work, sent or still being written, a sign-out without a network would destroy."""
        return self._leaving.unsent_sealed()

    # --- drafts ------------------------------------------------------------------------------------------------------

    def drafts(self) -> list[Draft]:
        return self._drafts.all()

    def draft(self, draft_id: str) -> Draft | None:
        return self._drafts.get(draft_id)

    def new_report(self) -> Draft:
        buildings = self.buildings()
        return self._drafts.for_report(buildings[0].id if len(buildings) == 1 else "")

    def draft_for_step(self, round_id: str, step: Step, value: object = "deviation") -> Draft | None:
        walk = self.book.walk(round_id)
        return self._drafts.for_step(walk, step, value) if walk else None

    def draft_for_missing(self, round_id: str, item: Object) -> Draft | None:
        walk = self.book.walk(round_id)
        return self._drafts.for_missing(walk, item) if walk else None

    def draft_beside(self, round_id: str, step: Step) -> Draft | None:
        """A task that the answer to the step led to."""
        walk = self.book.walk(round_id)
        return self._drafts.beside(walk, step) if walk else None

    def _send_draft(self, draft: Draft) -> Refusal | None:
        walk = self.book.walk(draft.round) if draft.round else None
        beginning = walk.beginning() if walk else []
        refusal = self._record([*beginning, *acts_of(draft)])
        if refusal is None:
            draft.discard()
        return refusal

    async def protocol(self, round_id: str) -> str | Words:
        """The address of a signed round's protocol, which any browser opens for a while; or why there is none."""
        link = await ask_for_protocol(self.transport, self._sessions.token, round_id, self.settings.language)
        return link if isinstance(link, Words) else f"{self.settings.server}{link}"

    def buildings(self) -> list[Building]:
        return to_do.buildings_of(self.documents, self.signed_in) if self.signed_in else []

    def notices(self) -> list[Notice]:
        return self._board.unread()

    def put_away(self, notice: Notice) -> None:
        """It has been read: it leaves Home on this phone."""
        self._board.put_away(notice)
        self.version += 1

    # --- tasks -------------------------------------------------------------------------------------------------------

    def tasks(self, which: str = desk.MINE, show: str = desk.OPEN) -> list[Task]:
        return desk.tasks_for(self.documents, self.signed_in, which, show) if self.signed_in else []

    @property
    def reads_across(self) -> bool:
        """Whether the person follows up what lies with others: the coordinator and the fire safety officer."""
        return bool(self.signed_in and set(self.signed_in.roles) & set(READ_ALL_OPEN))

    def task(self, task_id: str) -> Task | None:
        return self.documents.task(task_id)

    def may_handle(self, task: Task) -> bool:
        return bool(self.signed_in and may_handle(self.signed_in, task))

    def acknowledge(self, task_id: str) -> Refusal | None:
        return self._record([TaskAcknowledged(task_id)])

    def note_on(self, task_id: str, about: str) -> Note:
        return self._notes.on(task_id, about)

    def send_note(self, note: Note) -> Refusal | None:
        """Do to the task what the note is about; then it is let go."""
        refusal = sent(self.desk, note)
        if refusal is None:
            self._notes.let_go(note)
        return refusal

    # --- sending -----------------------------------------------------------------------------------------------------

    async def send_now(self) -> None:
        await self.deliveries.deliver()

    def network_changed(self, online: bool) -> None:
        self.sending.online = online
        self.sending.trouble = "" if online else OFFLINE
        if online:
            self.deliveries.wake()

    def came_forward(self) -> None:
        """The app is looked at again: ask at once whether something has come."""
        self.deliveries.wake()

    def refused(self) -> list[Case]:
        return self._outbox.cases()

    def settle(self, case: Case) -> None:
        """Somebody has read it: it leaves the list and stays in the archive."""
        self._outbox.archive(case)
        self.deliveries.count()
        self.version += 1
