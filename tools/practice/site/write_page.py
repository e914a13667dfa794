"""The form for contributors: everything it asks and checks by, as data for its script, and the page
that it stands on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields as parts_of
from dataclasses import is_dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from practice.checks.rows import as_data as checks_as_data
from practice.content.front_matter_editor import cut
from practice.content.paths import LONGEST_NAME, NO_TITLE, NO_TRUST, RESERVED_NAMES
from practice.content.serializer import LINE
from practice.content.yaml_writer import PLAIN, PLAIN_FIGURE
from practice.forms.browser import allowed, dates_as_data, questions_as_data
from practice.forms.definition import steps
from practice.model.case_study import CaseStudy, Figure
from practice.model.catalogue import Catalogue
from practice.model.dates import PartialDate
from practice.model.organisations import Organisation
from practice.model.schema import (
    DEFAULT_LICENCE,
    FIELDS,
    HEADINGS,
    NOT_REPORTED,
    REVIEW_MONTHS,
    UNKNOWN,
    Field,
    Heading,
)
from practice.model.vocabulary import VOCABULARY_NAMES, Term
from practice.privacy.export import as_data
from practice.site.bundler import join
from practice.site.page import Page, relative
from practice.site.rendering import fill
from practice.site.settings import Network

ADDRESS = "contribute/write/"
SCRIPT = "assets/practice/write.js"
DATA = "assets/practice/write-data.js"
STUDIES = "assets/practice/write-studies.js"
VERSION = 1

Json = Any


def write_page(network: Network) -> Page:
    """Return the page that the form's script fills."""
    body = fill(
        "write.html",
        site=lambda there: relative(ADDRESS, there),
        network=network,
        steps=steps(),
    )
    what = "Write up what your trust did: about 20 minutes, no account needed."
    return Page("contribute/write.md", "Write a case study", what, body, "write")


def form_files(
    catalogue: Catalogue, network: Network, folders: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield address and text of every file of the form: its script and its data."""
    yield SCRIPT, form_script()
    yield DATA, f"globalThis.practiceForm = {as_json(form_data(catalogue, network, folders))};\n"
    yield STUDIES, f"globalThis.practiceStudies = {as_json(collection_data(catalogue))};\n"


@cache
def form_script() -> str:
    """Return the form's script, joined from the modules in the theme."""
    top = files("practice.site") / "theme" / "assets" / "practice"
    return join("write/main.js", lambda path: (top / path).read_text(encoding="utf-8"))


def form_data(
    catalogue: Catalogue,
    network: Network,
    folders: Mapping[str, str],
    fields: Sequence[Field] = FIELDS,
    headings: Sequence[Heading] = HEADINGS,
) -> Json:
    """Return what the form asks, the words to choose from, and where what was written goes.

    `folders` are those of `practice.content.paths.trust_folders`.
    """
    words = catalogue.vocabularies
    return {
        "version": VERSION,
        **questions_as_data(fields, headings, words),
        "vocabularies": {
            name: {"path": words[name].path, "terms": [_term(term) for term in words[name]]}
            for name in VOCABULARY_NAMES
        },
        "organisations": {
            "path": words.organisations.path,
            "entries": [_organisation(body) for body in words.organisations],
        },
        "folders": folders,
        "names": {
            "longest": LONGEST_NAME,
            "reserved": sorted(RESERVED_NAMES),
            "no_trust": NO_TRUST,
            "no_title": NO_TITLE,
        },
        "dates": dates_as_data(),
        "plain": {"text": PLAIN, "figure": PLAIN_FIGURE, "line": LINE},
        "review_months": REVIEW_MONTHS,
        "not_reported": NOT_REPORTED,
        "unknown": UNKNOWN,
        "licence": DEFAULT_LICENCE,
        "site": network.name,
        "editors": network.editors,
        "edit": network.edit_prefix,
        "new_file": new_file(network.edit_prefix),
        "privacy": as_data(),
        "checks": checks_as_data(),
    }


def collection_data(catalogue: Catalogue) -> Json:
    """Return the path and the title of each study: what names are taken, and what can be named."""
    return {"studies": [[study.path, study.title] for study in catalogue]}


def written_address(study_id: str) -> str:
    """Return where the answers of one study lie, relative to the site."""
    return f"assets/written/{study_id}.json"


def written(study: CaseStudy) -> Json:
    """Return a study as the answers that composing makes the same study of."""
    answers = {
        field.name: found for field in FIELDS if (found := _answer(getattr(study, field.name, "")))
    }
    answers |= {other.name: other.answer for other in study.others}
    answers["trusts"] = list(study.trust_names)
    answers["started"] = str(study.started or UNKNOWN)
    # What every study has unless it says otherwise.
    for name, usual in (("licence", DEFAULT_LICENCE), ("status", "published")):
        if answers.get(name) == usual:
            del answers[name]
    if study.cost and not study.cost.reported and not study.cost.note:
        answers["cost"] = NOT_REPORTED
    return {
        "path": study.path,
        "fields": answers,
        "sections": {section.heading: section.markdown for section in study.sections},
    }


def opened(study: CaseStudy, text: str) -> Json:
    """Return the answers of a case study, and its file so that what is not changed can stay as it
    is.

    Args:
        study: the case study.
        text: its file.

    `file` has [name, lines, lines above the name, remarks, exceptions] for each field, the lines
    between fields and sections, and [heading, heading as set, lines] for each section
    (`front_matter_editor.cut`). It is left out where the file cannot be cut. `allowed` is what
    exceptions let stand; those in sections are a part of their text.
    """
    pieces = cut(text)
    answers = written(study)
    if pieces:
        # As the file says it, fields that only the schema knows among them; but trusts by name,
        # since a code tells nobody who it is.
        fields = {piece.name: piece.answer for piece in pieces.fields if piece.answer}
        answers["fields"] = {
            **fields,
            **({"trusts": list(study.trust_names)} if study.trust_names else {}),
        }
        answers["sections"] = {piece.heading: piece.markdown for piece in pieces.sections}
        answers["file"] = {
            "fields": [
                [piece.name, piece.text, piece.above, piece.remarks, piece.exceptions]
                for piece in pieces.fields
            ],
            "between": pieces.between,
            "sections": [[piece.heading, piece.head, piece.text] for piece in pieces.sections],
        }
    if found := allowed(text):
        answers["allowed"] = found
    return answers


def new_file(edit_prefix: str) -> Json:
    """Return how the code host opens a page for a new file: an address and its parameters for the
    name and the text.

    The address for changing a file says which host it is. GitLab takes a name, but no text. None
    when it is no host known.
    """
    for edit, new, name, text in (
        ("/-/edit/", "/-/new/", "file_name", ""),
        ("/_edit/", "/_new/", "filename", "value"),
        ("/edit/", "/new/", "filename", "value"),
    ):
        if edit in edit_prefix:
            return {
                "address": edit_prefix.replace(edit, new, 1).rstrip("/"),
                "name": name,
                "text": text,
            }
    return None


def as_json(value: Json) -> str:
    """Return JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _term(term: Term) -> Json:
    return [term.id, term.label, term.definition, term.broader or "", *term.synonyms]


def _organisation(body: Organisation) -> Json:
    return [body.id, body.name, body.ods_code, body.kind, *body.also_known_as]


def _answer(value: object) -> Json:
    if isinstance(value, Figure):
        return value.text
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, tuple):
        return [_answer(item) for item in value]
    if is_dataclass(value):
        answers = {part.name: _answer(getattr(value, part.name)) for part in parts_of(value)}
        return {name: answer for name, answer in answers.items() if answer}
    return value or ""
