"""Which files a municipality's folder holds, each read on its own; what they say of each other is checked after."""

from dataclasses import dataclass, field
from pathlib import Path

from domain.checklists.checklist import Checklist
from domain.policy import Policy
from sync_server.content.lined import read_yaml
from sync_server.content.problems import Problem
from sync_server.content.read_checklists import read_checklist
from sync_server.content.read_policy import read_policy
from sync_server.content.read_register import Register, read_register
from sync_server.content.read_rows import RowSource, read_rows
from sync_server.content.validate import Source

POLICY, REGISTER, TEST_CASES = "policy.yaml", "municipality.yaml", "routing_cases.yaml"


@dataclass
class Files:
    """What could be read. `rows` goes by the file's name; a source is there for every file that is YAML at all.

    `unfit_checklists` are the ids of the others, so that whoever refers to one is not blamed.
    """

    policy: Policy | None = None
    policy_source: Source | None = None
    register: Register = field(default_factory=Register)
    register_source: Source | None = None
    rows: dict[str, RowSource] = field(default_factory=dict)
    checklists: list[tuple[Source, Checklist]] = field(default_factory=list)
    unfit_checklists: list[str] = field(default_factory=list)


def read_files(folder: Path, problems: list[Problem], without: Path | None = None) -> Files:
    """The folder's files; the checklist in the file `without` is left out."""
    files = Files()
    if not folder.is_dir():
        problems.append(Problem(str(folder), 0, "", "is not a folder", "the folder that holds municipality.yaml"))
        return files
    if policy := _source(folder / POLICY, problems):
        files.policy, files.policy_source = read_policy(policy), policy
    if register := _source(folder / REGISTER, problems):
        files.register, files.register_source = read_register(register), register
    for _, decided in files.register.lists:
        if decided.file not in files.rows:
            files.rows[decided.file] = read_rows(folder / decided.file, problems)
    for path in checklist_files(folder):
        if without is None or path.resolve() != without.resolve():
            _add_checklist(files, path, problems)
    if not checklist_files(folder):
        problems.append(Problem(str(folder), 0, "", "has no checklists", "one YAML file for each checklist"))
    return files


def put_draft(files: Files, path: Path, told: list[Problem]) -> Checklist | None:
    """Add the checklist in one file, in place of one with the same id. What is wrong with it goes to `told`."""
    checklist = _add_checklist(files, path, told)
    if checklist:
        *others, draft = files.checklists
        files.checklists = [*(other for other in others if other[1].id != checklist.id), draft]
    return checklist


def _add_checklist(files: Files, path: Path, problems: list[Problem]) -> Checklist | None:
    source = _source(path, problems)
    checklist = read_checklist(source) if source else None
    if source and checklist:
        files.checklists.append((source, checklist))
    else:
        files.unfit_checklists += [path.stem, str(source.content.get("id", "")) if source else ""]
    return checklist


def checklist_files(folder: Path) -> list[Path]:
    """Those in `checklists/` if there is such a folder, else all YAML files that are not the municipality's own."""
    inner = folder / "checklists"
    place = inner if inner.is_dir() else folder
    found = [*place.glob("*.yaml"), *place.glob("*.yml")]
    return sorted(path for path in found if path.name not in (POLICY, REGISTER, TEST_CASES))


def _source(path: Path, problems: list[Problem]) -> Source | None:
    content = read_yaml(path, problems)
    return Source(path.name, content, problems) if content is not None else None
