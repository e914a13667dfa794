"""What the code host reads and is made from our lists: CODEOWNERS, from the editors' list of who
looks after which folder, and the issue forms.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from practice.content.yaml_writer import yaml_text
from practice.forms.adoption import ADOPTION_FORM, adoption_form
from practice.forms.corrections import CORRECTION_FORM, correction_form
from practice.forms.issue_form import CASE_STUDY_FORM, REMARK, case_study_form
from practice.model.diagnostics import did_you_mean
from practice.model.vocabulary import Vocabularies

OWNERS = "case_studies/_vocabulary/owners.csv"
CODEOWNERS = ".github/CODEOWNERS"
EVERYTHING = "*"
EXAMPLE = "@your-organisation/editors"

_COLUMNS = ["folder", "owners"]
_OWNER = re.compile(
    r"@[A-Za-z0-9][A-Za-z0-9-]*(/[A-Za-z0-9][\w.-]*)?|[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII
)
_HEAD = (
    '# Who is asked to review a change, folder by folder. Made by "practice host-files" from'
    f" {OWNERS}: change that file instead.\n"
    "# The last line that fits a file counts. A folder that is not listed falls to the editors.\n"
)


class BrokenOwners(Exception):
    """The list of owners cannot be used; the message names the line and the cure."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who looks after a folder of `case_studies/`; the folder "*" stands for everything else, which
    is the editors'.
    """

    folder: str
    owners: tuple[str, ...]


def read_owners(text: str, folders: Collection[str]) -> tuple[Owner, ...]:
    """Return the rows of `owners.csv`, the editors' first.

    Args:
        text: the file: a heading, then a folder and its owners (with spaces between them) in each
            row.
        folders: the folders that there are.

    Raises:
        BrokenOwners: a row has another form, a folder is unknown or there twice, or the editors are
            missing.
    """
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    if not rows or [cell.strip() for cell in rows[0]] != _COLUMNS:
        raise BrokenOwners(f"{OWNERS}:1: The first line must be: {','.join(_COLUMNS)}")
    found: dict[str, Owner] = {}
    for line, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        place = f"{OWNERS}:{line}:"
        if len(row) != len(_COLUMNS):
            raise BrokenOwners(
                f"{place} Write a folder, one comma, and its owners with spaces between them."
            )
        folder, owners = row[0].strip(), tuple(row[1].split())
        if folder != EVERYTHING and folder not in folders:
            hint = did_you_mean(folder, folders)
            raise BrokenOwners(f"{place} There is no folder case_studies/{folder}. {hint}".rstrip())
        if folder in found:
            raise BrokenOwners(f"{place} '{folder}' is listed twice.")
        wrong = next(
            (owner for owner in owners if not _OWNER.fullmatch(owner)), None if owners else ""
        )
        if wrong is not None:
            raise BrokenOwners(
                f"{place} '{wrong}' is no owner. Write @name, @organisation/team or an e-mail"
                " address."
            )
        found[folder] = Owner(folder, owners)
    if EVERYTHING not in found:
        raise BrokenOwners(f"{OWNERS}: The editors are missing. Add a line such as: *,{EXAMPLE}")
    return (found.pop(EVERYTHING), *(found[folder] for folder in sorted(found)))


def still_example(owners: Collection[Owner]) -> str:
    """Return what to tell a network whose list still names the editors of the example, who are
    nobody; else an empty text.
    """
    if not any(EXAMPLE in owner.owners for owner in owners):
        return ""
    return (
        f"{OWNERS}: '{EXAMPLE}' is an example, so nobody is asked to review a change. Put your own"
        " editors there."
    )


def codeowners(owners: tuple[Owner, ...]) -> str:
    """Return CODEOWNERS; what decides how everything is checked and published stays with the
    editors.
    """
    return _HEAD + "".join(f"{line}\n" for line in _lines(owners))


def _lines(owners: tuple[Owner, ...]) -> Iterator[str]:
    editors, *trusts = owners
    yield f"* {' '.join(editors.owners)}"
    for owner in trusts:
        yield f"/case_studies/{owner.folder}/ {' '.join(owner.owners)}"
    yield f"/case_studies/_vocabulary/ {' '.join(editors.owners)}"
    yield f"/.github/ {' '.join(editors.owners)}"


CHOOSER = ".github/ISSUE_TEMPLATE/config.yml"


def host_files(vocabularies: Vocabularies, owners: str, folders: Collection[str]) -> dict[str, str]:
    """Return the text of each file by its path relative to the root.

    Args:
        vocabularies: the words of the network.
        owners: the text of `owners.csv`.
        folders: the folders of `case_studies/`.

    Raises:
        BrokenOwners: the list of owners cannot be used.
    """
    return {
        CODEOWNERS: codeowners(read_owners(owners, folders)),
        CASE_STUDY_FORM: case_study_form(vocabularies),
        ADOPTION_FORM: adoption_form(),
        CORRECTION_FORM: correction_form(),
        # What the page shows on which a form is chosen: an issue without a form stays possible, for
        # maintainers.
        CHOOSER: yaml_text({"blank_issues_enabled": True}, REMARK),
    }
