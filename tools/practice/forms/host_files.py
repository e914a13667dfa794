"""All files that a code host reads and that are made from our own lists."""

from __future__ import annotations

from collections.abc import Collection

from practice.content.yaml_writer import yaml_text
from practice.forms.adoption import ADOPTION_FORM, adoption_form
from practice.forms.corrections import CORRECTION_FORM, correction_form
from practice.forms.issue_form import CASE_STUDY_FORM, REMARK, case_study_form
from practice.forms.owners import CODEOWNERS, codeowners, read_owners
from practice.model.vocabulary import Vocabularies

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
