"""`rond list`: look at the next version of the demarcation list, adopt it, write one out, read the change log."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from domain.demarcation.listing import Row
from domain.demarcation.preview import ListPreview, Moved
from domain.demarcation.versions import EDITS, may_adopt
from domain.demarcation.words import DOES
from domain.language import Words
from sync_server.at_server import office_over
from sync_server.content import ContentError, load_municipality
from sync_server.explain.route import Unclear, unknown
from sync_server.lists import desk
from sync_server.lists.desk import Sender, Upload
from sync_server.lists.written import as_csv, as_workbook
from sync_server.office import Office
from sync_server.problems import No

AT_THE_SERVER = Words("på servern", "at the server")


def preview_list(args: Namespace) -> int:
    """Print what adopting the file would change; 1 with every mistake where it cannot be."""
    with _office(args) as office, _saying_no(args):
        seen = desk.preview(office, _upload(args), desk.open_to_all)
        print("\n".join(line.in_language(args.language) for line in _lines(seen, office)))
        return 0
    return 1


def adopt_list(args: Namespace) -> int:
    """Adopt the file as it is now, against the version that is in force on its first day."""
    with _office(args) as office, _saying_no(args):
        sender = _sender(office, args)
        seen = desk.preview(office, _upload(args), desk.open_to_all)
        adopted = desk.adopt(office, _upload(args), sender, args.why, seen.against)
        version, day = adopted.listing.version, adopted.listing.valid_from
        said = Words(f"Version {version} gäller från {day}.", f"Version {version} applies from {day}.")
        print(said.in_language(args.language))
        return 0
    return 1


def export_list(args: Namespace) -> int:
    """Write one version, without `--version` that in force, as the table that its name ends in."""
    target: Path = args.table
    if target.suffix not in (".csv", ".xlsx"):
        raise Unclear(f"{target} is no name of a table; end it with .xlsx or .csv")
    with _office(args) as office, _saying_no(args):
        listing = desk.version_of(office, args.version)
        as_table = as_csv(listing) if target.suffix == ".csv" else as_workbook(listing, desk.enums_of(office.register))
        target.write_bytes(as_table)
        print(f"{target}: {listing.version}, {len(listing.rows)} {Words('rader', 'rows').in_language(args.language)}")
        return 0
    return 1


def print_log(args: Namespace) -> int:
    with _office(args) as office:
        known = desk.history(office)
    for version in known.versions:
        now = Words("gäller", "in force") if version.now else Words()
        state = Words("ersatt", "replaced") if version.replaced else now
        said = state.in_language(args.language)
        print(f"{version.version:<8} {version.valid_from}  {version.rows} {said}".rstrip())
    for line in known.log:
        print(f"\n{line.at}  {line.version} ({line.valid_from})  {line.title}  {line.file}")
        print(f"  +{line.added} -{line.removed} ~{line.changed}  {line.why}")
    return 0


def _upload(args: Namespace) -> Upload:
    try:
        return Upload(args.file.name, args.file.read_bytes(), args.valid_from)
    except OSError as error:
        raise Unclear(f"{args.file} cannot be read ({error.strerror})") from error


def _sender(office: Office, args: Namespace) -> Sender:
    """The account named by `--by`, which may adopt; without it, whoever sits at the server."""
    if not args.by:
        return Sender("", AT_THE_SERVER.in_language(args.language))
    if not office.register.has_person(args.by):
        raise Unclear(unknown("account", args.by, office.register.municipality.persons))
    person = office.register.person(args.by)
    if not may_adopt(person):
        raise Unclear(f"{args.by} may not edit the demarcation list: it takes a role with {EDITS}")
    return Sender(person.id, person.title)


@contextmanager
def _office(args: Namespace) -> Iterator[Office]:
    try:
        municipality = load_municipality(args.content)
    except ContentError as wrong:
        raise Unclear(f"the data is not in order, see 'rond check {args.content}': {wrong.problems[0]}") from wrong
    with office_over(args.data_dir, municipality) as office:
        yield office


@contextmanager
def _saying_no(args: Namespace) -> Iterator[None]:
    """Why it cannot be, with every mistake, and what to do; the command then returns 1."""
    try:
        yield
    except No as refused:
        mistakes: Any = refused.extra.get("mistakes", ())
        for mistake in mistakes:
            print(mistake[args.language])
        print(refused.refusal.why.in_language(args.language))
        print(refused.refusal.do.in_language(args.language))


def _lines(seen: ListPreview, office: Office) -> Iterator[Words]:
    yield Words(
        f"Version {seen.version} från {seen.valid_from}, {seen.rows} rader, jämfört med {seen.against}:",
        f"Version {seen.version} from {seen.valid_from}, {seen.rows} rows, compared with {seen.against}:",
    )
    yield Words(
        f"  {len(seen.changed)} ändrade, {len(seen.added)} nya och {len(seen.removed)} borttagna rader",
        f"  {len(seen.changed)} rows changed, {len(seen.added)} added and {len(seen.removed)} removed",
    )
    for each in seen.changed:
        fields = "; ".join(f"{field.name}: {field.before or '-'} > {field.after or '-'}" for field in each.fields)
        yield _row("~", each.row) + f": {fields}"
    yield from (_row("+", row) for row in seen.added)
    yield from (_row("-", row) for row in seen.removed)
    for code in seen.uncovered:
        yield Words(f"  ! {code} används och har ingen rad kvar", f"  ! {code} is in use and has no row left")
    if seen.moved or seen.hidden:
        yield Words("Hade hamnat någon annanstans:", "Would have gone elsewhere:")
    yield from (_moved(each, office) for each in seen.moved)
    if seen.hidden:
        yield Words(f"  och {seen.hidden} som inte visas här", f"  and {seen.hidden} that are not shown here")


def _row(mark: str, row: Row) -> Words:
    return Words(f"  {mark} {row.row_id} {row.component_sv}", f"  {mark} {row.row_id} {row.component_en}")


def _moved(moved: Moved, office: Office) -> Words:
    org = office.register.municipality.org_words
    number = f"#{moved.number} " if moved.number else ""

    def said(language: str) -> str:
        nobody = Words("ingen", "nobody").in_language(language)
        hands = (
            f"{DOES[hand.aspect].in_language(language)}: "
            f"{org(hand.before).in_language(language) if hand.before else nobody} > "
            f"{org(hand.after).in_language(language) if hand.after else nobody}"
            for hand in moved.hands
        )
        state = f" ({Words('öppet', 'open').in_language(language)})" if moved.is_open else ""
        return f"  {number}{moved.place}, {moved.component}{state}: {'; '.join(hands)}"

    return Words(said("sv"), said("en"))
