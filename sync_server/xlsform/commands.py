"""`rond checklist export` and `rond checklist import`: a checklist to a workbook, and a workbook to a checklist."""

import sys
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import BadZipFile

from sync_server.content import Problem, read_draft
from sync_server.content.files import read_files
from sync_server.content.lined import Lined, read_yaml
from sync_server.content.problems import instead_of
from sync_server.explain.route import Unclear
from sync_server.xlsform.conflicts import refuse_conflicts
from sync_server.xlsform.from_form import content_of_form
from sync_server.xlsform.plain import content_of
from sync_server.xlsform.remarks import Remarks
from sync_server.xlsform.to_form import sheets_of
from sync_server.xlsform.valid import errors_of
from sync_server.xlsform.workbook import Form, read_form
from sync_server.xlsform.written_workbook import write_workbook
from sync_server.xlsform.written_yaml import as_yaml

SUFFIXES = (".xlsx", ".xlsm")


class Unreadable(Exception):
    """The file is no workbook; the text says so without its name."""


@dataclass(frozen=True)
class Carried:
    """What came of a workbook: the `text` of a checklist, or `why_not`. `said` is a line for each cell in question."""

    said: list[str]
    why_not: str
    text: str = ""
    id: str = ""
    points: int = 0


def export_checklist(args: Namespace) -> int:
    """Write one checklist of the municipality as a workbook that pyxform reads without error."""
    checklists = {checklist.id: checklist for _, checklist in read_files(args.content, []).checklists}
    if args.id not in checklists:
        right = instead_of(args.id, checklists)
        raise Unclear(f"there is no checklist {args.id!r} in {args.content} that can be read; {right}")
    target: Path = args.workbook
    if target.suffix != ".xlsx":
        raise Unclear(f"{target} is no name of a workbook; end it with .xlsx")
    with TemporaryDirectory() as folder:
        made = Path(folder) / target.name
        write_workbook(sheets_of(content_of(checklists[args.id])), made)
        if wrong := list(errors_of(made, read_form(made, Remarks()))):
            return _refused(wrong, f"{args.id} is not XLSForm; nothing was written")
        target.write_bytes(made.read_bytes())
    print(f"{target}: {args.id} as XLSForm")
    return 0


def import_checklist(args: Namespace) -> int:
    """Write what the workbook asks as a checklist that `rond check` accepts; or say why not, cell by cell: 1."""
    try:
        carried = carried_over(args.form, args.checklist.name, args.content, fallback=args.language_fallback)
    except Unreadable as wrong:
        raise Unclear(f"{args.form} {wrong}") from wrong
    if carried.why_not:
        return _refused(carried.said, carried.why_not)
    args.checklist.write_text(carried.text, "utf-8")
    for line in carried.said:
        print(line)
    told = ", with what is said above" if carried.said else ""
    print(f"{args.checklist}: {carried.id}, {carried.points} points{told}")
    return 0


def carried_over(form: Path, target: str, municipality: Path, *, fallback: bool = False) -> Carried:
    """What the workbook asks, as the text of a checklist's file named `target`. Raises Unreadable."""
    sheets, remarks = _read(form)
    if wrong := list(errors_of(form, sheets)):
        return Carried(wrong, f"{form} is not a valid XLSForm; nothing was written")
    content = content_of_form(sheets, form.name, remarks, fallback=fallback)
    if not remarks.refused:
        refuse_conflicts(sheets, content, remarks)
    said = list(remarks.lines())
    if remarks.refused:
        return Carried(said, f"{form} cannot be carried over as it is; nothing was written")
    text = as_yaml(content, _comments(form.name, said))
    if wrong := list(_check(text, target, municipality, sheets)):
        return Carried([*said, *wrong], "the checklist would not be in order; nothing was written")
    points = sum(len(section["points"]) for section in content["sections"])
    return Carried(said, "", text, content["id"], points)


def _read(path: Path) -> tuple[Form, Remarks]:
    remarks = Remarks()
    if path.suffix.lower() not in SUFFIXES:
        raise Unreadable("is no workbook that can be read here; save it as .xlsx")
    try:
        return read_form(path, remarks), remarks
    except (OSError, BadZipFile, KeyError, ValueError) as error:
        raise Unreadable(f"cannot be read ({error}); save it again as .xlsx") from error


def _refused(lines: Iterable[str], why: str) -> int:
    print(*lines, sep="\n")
    print(f"\n{why}", file=sys.stderr)
    return 1


def _comments(file: str, said: list[str]) -> list[str]:
    """What stands above the checklist, so that whoever edits it later knows what it lacks."""
    told = ["Not carried over, or not as it was:"] if said else []
    return [f"From the XLSForm {file}.", *told, *(f"- {line}" for line in said)]


def _check(text: str, target: str, municipality: Path, form: Form) -> Iterable[str]:
    """What `rond check` would say of it, with the row that each point came from."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / target
        made.write_text(text, "utf-8")
        for problem in read_draft(made, municipality).problems:
            if not problem.warning:
                yield f"{_row_of(problem, read_yaml(made, []), form)}: {problem.field}: {problem.what}; {problem.right}"


def _row_of(problem: Problem, content: Lined | None, form: Form) -> str:
    """The survey's row for a line of the checklist; the settings for a line of its heading."""
    points: list[Any] = [point for section in (content or {}).get("sections", ()) for point in section["points"]]
    above = [point["id"] for point in points if point.line <= problem.line]
    rows = {row.get("name"): row for row in form.get("survey", [])}
    if not above:
        return f"settings ({problem.field})"
    row = rows.get(above[-1])
    if row is None:
        return f"survey ({above[-1]})"
    return str(row.at(f"rond_{problem.field}" if f"rond_{problem.field}" in row.columns else "name"))
