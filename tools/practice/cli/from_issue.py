"""practice from-issue: a filled issue form to a change of the collection: a case study, a practice
taken up, or a correction.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import click

from practice.checks.context import Context
from practice.checks.identifying import identifies
from practice.checks.runner import diagnose
from practice.cli.shared import CannotDo, root_of
from practice.content.files import ADOPTIONS, CONTENT
from practice.content.front_matter import read_adoptions, read_draft
from practice.content.paths import file_name, folder_name, study_path
from practice.forms.adoption import CannotExtend, extended, read_adoption
from practice.forms.corrections import (
    LeftToAPerson,
    corrected,
    correction_elements,
    read_correction,
    study_meant,
)
from practice.forms.issue_form import NotAForm, adoption_elements, first_label, read_case_study
from practice.model.diagnostics import Diagnostic, Severity, did_you_mean
from practice.privacy.suppressions import read_exemptions
from practice.project import Workspace, open_workspace


class _Change(NamedTuple):
    """A file as it will be; `before` is None where there is none yet.

    A case study may still have faults that editors mend with its author; shorter forms are quickly
    filled in again.
    """

    path: str
    before: bytes | None
    after: bytes
    may_have_faults: bool = False


@click.command("from-issue")
@click.argument("file", type=click.Path(dir_okay=False))
@click.pass_context
def from_issue(ctx: click.Context, file: str) -> None:
    """Write the case study, adoption or correction that a filled issue form holds.

    FILE holds the text of the issue. A case study goes into the folder of its trust under a name
    that nobody has. A practice taken up is added to the trust's adoptions.yml. A correction changes
    a page when it names one field and the new words; any other is left to a person. The path of the
    file is printed. Nothing that is there is lost, and nothing is written that may identify
    somebody.

    Example: practice from-issue issue.md
    """
    root = root_of(ctx)
    workspace = open_workspace(root)
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotDo(
            f"{file} cannot be read: {getattr(error, 'strerror', None) or error}"
        ) from None
    makers = {
        adoption_elements()[0].label: _adoption,
        correction_elements()[0].label: _correction,
    }
    try:
        change = makers.get(first_label(text), _case_study)(text, workspace)
    except LeftToAPerson as error:
        raise CannotDo(
            f"{error} No file was changed: this stays with the editors, who will read it."
        ) from None
    except (NotAForm, CannotExtend) as error:
        raise CannotDo(str(error)) from None
    except OSError as error:
        raise CannotDo(f"{error.filename}: {error.strerror}") from None
    _refuse_faults(change, workspace)
    try:
        (root / change.path).parent.mkdir(exist_ok=True)
        with (root / change.path).open("xb" if change.before is None else "wb") as out:
            out.write(change.after)
    except OSError as error:
        raise CannotDo(f"{change.path} cannot be written: {error.strerror}") from None
    click.echo(change.path)


def _case_study(text: str, workspace: Workspace) -> _Change:
    words = workspace.vocabularies
    answers = read_case_study(text, words, workspace.today)
    taken = {Path(stamp[0]).stem for stamp in workspace.project.stamps}
    folder = folder_name(answers.trust, words.organisations, workspace.folders)
    path = study_path(folder, file_name(str(answers.take("title")), taken))
    return _Change(path, None, answers.text.encode(), may_have_faults=True)


def _adoption(text: str, workspace: Workspace) -> _Change:
    register = workspace.vocabularies.organisations
    record = read_adoption(text)
    practice = _study(record["practice"], workspace)
    trust = register.find(record["trust"])
    if trust is None:
        meant = register.suggest(record["trust"])
        hint = f"Did you mean '{meant}'?" if meant else f"The list is {register.path}."
        raise CannotDo(f"'{record['trust']}' is not in our register of organisations. {hint}")
    if any(other.trust == trust.id for other in workspace.catalogue.adoptions_of(practice)):
        said = f"There is a record already that {record['trust']} took up '{practice}'."
        raise CannotDo(
            f"{said} No file was changed: an editor brings that record up to date, so that nobody"
            " is counted twice."
        )
    path = f"{CONTENT}/{folder_name(trust.id, register, workspace.folders)}/{ADOPTIONS}"
    file = workspace.root / path
    before = file.read_bytes() if file.exists() else None
    return _Change(path, before, extended(path, before or b"", {**record, "practice": practice}))


def _correction(text: str, workspace: Workspace) -> _Change:
    answers = read_correction(text)
    path = workspace.catalogue[_study(answers["page"], workspace)].path
    before = (workspace.root / path).read_bytes()
    return _Change(path, before, corrected(path, before, answers["field"], answers["words"]))


def _study(text: str, workspace: Workspace) -> str:
    titles = {study.id: study.title for study in workspace.catalogue}
    found = study_meant(text, titles)
    if found is None:
        hint = did_you_mean(text, titles) or "Give the address of its page."
        raise CannotDo(f"'{text}' is none of our case studies. No file was changed. {hint}")
    return found


def _refuse_faults(change: _Change, workspace: Workspace) -> None:
    """Raise CannotDo when the change would bring what may identify somebody or, where a form has a
    few lines, any error.
    """
    if _set_aside(change.path, change.after) > _set_aside(change.path, change.before or b""):
        raise CannotDo(
            "A form cannot set a check aside, so nothing was written. Take 'practice: allow' out of"
            " the form."
        )
    known = {
        (problem.code, problem.message)
        for problem in _errors(change.path, change.before or b"", workspace)
    }
    brought = [
        one
        for one in _errors(change.path, change.after, workspace)
        if (one.code, one.message) not in known
    ]
    identifying = [one for one in brought if identifies(one)]
    if identifying:
        raise CannotDo(
            "This may identify somebody, so nothing was written. Mend the"
            f" form:\n{_told(identifying)}"
        )
    if brought and not change.may_have_faults:
        raise CannotDo(f"Nothing was written. Mend the form:\n{_told(brought)}")


def _set_aside(path: str, content: bytes) -> int:
    # What a reviewer let pass is a reviewer's to write, and would hide from the checks below what
    # they look for.
    return len(read_exemptions(content.decode("utf-8", "replace"), markdown=path.endswith(".md")))


def _errors(path: str, content: bytes, workspace: Workspace) -> list[Diagnostic]:
    draft = read_draft(path, content) if path.endswith(".md") else read_adoptions(path, content)
    context = Context.of(workspace.vocabularies, workspace.today)
    return [problem for problem in diagnose(draft, context) if problem.severity is Severity.ERROR]


def _told(problems: list[Diagnostic]) -> str:
    return "\n".join(f"- {problem.message} {problem.hint}".rstrip() for problem in problems)
