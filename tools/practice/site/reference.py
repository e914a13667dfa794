"""The reference of the fields and the template to copy, both from the schema."""

from __future__ import annotations

from collections.abc import Iterator

from practice.model.schema import ADOPTION_FIELDS, FIELDS, HEADINGS, Field
from practice.site.page import Page
from practice.site.rendering import fill

_ANSWERS = {
    "text": "words",
    "date": "a date: 2005, 2005-07 or 2005-07-10",
    "figure": "a figure as the source gives it",
    "choice": "one of the words below",
    "term": "a term from the vocabulary",
    "organisation": "a name or ODS code from the register of organisations",
    "study": "the id of a case study: its file name without .md",
    "email": "an e-mail address",
    "address": "an address that begins with https:// or http://",
    "mapping": "several keys, listed below",
}
_NEEDED = {
    "yes": "Always needed.",
    "no": "Optional.",
    "contributed": "Needed when the trust wrote it (origin: contributed).",
    "compiled": "Needed when the editors wrote it (origin: compiled).",
}


def fields_page() -> Page:
    """Return the page that explains every field and heading of a case study and of an adoption."""
    body = fill(
        "fields.html",
        fields=FIELDS,
        adoption_fields=ADOPTION_FIELDS,
        headings=HEADINGS,
        needed=_NEEDED,
        answer=answer,
    )
    what = "Every field and heading: what to write, and when."
    return Page("reference/fields.md", "Fields of a case study", what, body, "reference", hide=())


def answer(field: Field) -> str:
    """Return in words what may be written in `field`."""
    what = _ANSWERS[field.kind]
    parts = [f"a list, each entry {what}" if field.many else what]
    if field.max_items:
        parts.append(f"at most {field.max_items}")
    if field.max_length:
        parts.append(f"up to {field.max_length} characters" + (" each" if field.many else ""))
    if field.not_reported:
        parts.append("'not-reported' is an answer too")
    if field.unknown:
        parts.append("'unknown' is an answer too")
    return "; ".join(parts)


def template() -> str:
    """Return `case_studies/_template.md`: what is needed filled in as an example, the rest behind
    '#'.
    """
    return "\n".join(_template_lines()) + "\n"


def _template_lines() -> Iterator[str]:
    yield "---"
    yield "# Copy this file into the folder of your trust, give it a short name such as"
    yield "# phone-calls-before-screening.md, and replace every example with your own words."
    yield "# A line that begins with # is a remark; take the # away to use the field."
    for field in FIELDS:
        needed = field.needed in ("yes", "contributed")
        yield ""
        yield f"# {field.help} {_NEEDED[field.needed]}"
        if field.choices:
            yield "# One of: " + ", ".join(choice.value for choice in field.choices) + "."
        for line in field.example.splitlines():
            yield line if needed else f"# {line}"
    yield "---"
    for heading in HEADINGS:
        yield ""
        yield f"## {heading.text}"
        yield ""
        yield heading.help + (
            "" if heading.needed else " (Leave this section out if you have nothing to say here.)"
        )
