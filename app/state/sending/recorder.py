"""Writing down what somebody does: checked, put on disk as one change, and only then shown."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tinydb import TinyDB

from app.device.disk import StoreError
from app.device.store import together
from app.state.clock import Clock
from app.state.documents import PhoneDocuments
from app.state.entrance.session import Session, Sessions
from app.state.sending.outbox import Outbox
from app.state.sending.photo_post import PhotoPost
from domain.events import Act, Event, RoundStarted
from domain.identity import RANDOM_BYTES, new_id
from domain.language import Words
from domain.pictures import pictures_of
from domain.refusals import Refusal
from domain.secrecy.sealing import act_is_sealed, needs_network

NOT_SAVED = Refusal(
    "not_saved",
    Words(
        "Telefonen kunde inte spara det här. Allt som sparats tidigare finns kvar.",
        "The phone could not save this. Everything saved before is still here.",
    ),
    Words(
        "Frigör utrymme på telefonen och gör om. Stäng inte appen innan dess.",
        "Free some space on the phone and do it again. Do not close the app before that.",
    ),
)
NEEDS_NETWORK = Refusal(
    "needs_network",
    Words("Det här får bara skrivas med nät.", "This may be written only with a network."),
    Words("Gå dit det finns täckning, eller ring.", "Go where there is coverage, or phone."),
)


class Recorder:
    def __init__(
        self,
        db: TinyDB,
        sessions: Sessions,
        outbox: Outbox,
        documents: PhoneDocuments,
        photos: PhotoPost,
        clock: Clock,
        online: Callable[[], bool],
    ):
        self._db, self._sessions, self._outbox = db, sessions, outbox
        self._documents, self._photos, self._clock, self._online = documents, photos, clock, online

    def fresh_id(self) -> str:
        """A name for something that this phone is about to make."""
        session = self._sessions.current
        device, counter = (session.device, session.counter + 1) if session else ("0" * 8, 0)
        return new_id(device, counter, self._clock.randomness(RANDOM_BYTES))

    def record(self, acts: Sequence[Act]) -> Refusal | None:
        """All of the acts, as events, or none of them. On disk when this returns None."""
        if not acts:  # a button touched twice: the round has begun already
            return None
        session = self._sessions.current
        if session is None:
            return Refusal(
                "signed_out",
                Words("Du är utloggad.", "You are signed out."),
                Words("Logga in igen. Det du skrivit finns kvar.", "Sign in again. What you wrote is still here."),
            )
        if not self._online() and any(self._needs_network(act) for act in acts):
            return NEEDS_NETWORK
        events = [self._event(session, number, act) for number, act in enumerate(acts, session.counter + 1)]
        for number, event in enumerate(events):
            if refusal := self._documents.lay_on_top(event):
                if number:
                    self._documents.lay_anew(self._outbox.unsent_by(session.person))
                return refusal
        return self._write(session, events)

    def _needs_network(self, act: Act) -> bool:
        started = isinstance(act, RoundStarted)
        return started and needs_network(self._documents.checklist(act.checklist, act.version))

    def _event(self, session: Session, counter: int, act: Act) -> Event:
        identity = new_id(session.device, counter, self._clock.randomness(RANDOM_BYTES))
        return Event(identity, session.device, counter, session.person, self._clock.stamp(), act)

    def _write(self, session: Session, events: list[Event]) -> Refusal | None:
        """If the disk says no, nothing is shown that is not kept."""
        try:
            with together(self._db):
                self._outbox.put(events, lambda event: act_is_sealed(self._documents, event.act))
                self._sessions.keep(replace(session, counter=events[-1].counter))
                for event in events:
                    self._photos.put_in_line(picture.sha256 for picture in pictures_of(event.act))
        except StoreError:
            self._outbox.reload()
            self._sessions.reload()
            self._photos.reload()
            self._documents.lay_anew(self._outbox.unsent_by(session.person))
            return NOT_SAVED
        return None
