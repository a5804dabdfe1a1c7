"""Which photos this phone holds on to, also after the server has them: whoever is asked about a finding can show it."""

from collections.abc import Iterable

from app.state.documents import PhoneDocuments
from app.state.writing.drafts import Draft
from app.state.writing.notes import Note
from app.state.writing.signatures import SignatureNote
from domain.cases.case_file import CaseFile
from domain.findings import Finding
from domain.photos import PhotoRef
from domain.rounds.round import IN_PROGRESS, Round
from domain.secrecy.sealing import leaves_after_sync


def photos_needed_here(documents: PhoneDocuments, written: Iterable[Draft | Note | SignatureNote]) -> set[str]:
    """Those of what is being written, of rounds under way, of findings whose task is open or not there yet, and the
    invoices of open cases.

    Where a checklist wants its drafts purged, only the first: the others are asked of the server again.
    """
    needed: list[PhotoRef] = [photo for one in written for photo in one.photos]
    for round_ in documents.all(Round):
        if round_.status == IN_PROGRESS and not _leaves(documents, round_):
            needed += [photo for given in round_.answers.values() for photo in given.photos]
    for finding in documents.all(Finding):
        task = documents.task(finding.task) if finding.task else None
        if (task is None or task.is_open) and not _leaves(documents, finding):
            needed += finding.photos
    for case in documents.all(CaseFile):
        if case.is_open and not _leaves(documents, case):
            needed += case.cost.invoices
    return {photo.sha256 for photo in needed}


def _leaves(documents: PhoneDocuments, written: Round | Finding | CaseFile) -> bool:
    return leaves_after_sync(documents.checklist(written.checklist, written.version))
