"""A published case study as it is opened in the form for a correction: its answers, and its file in
pieces.
"""

from __future__ import annotations

from typing import Any

from practice.content.pieces import cut
from practice.forms.browser import with_remarks
from practice.model.case_study import CaseStudy
from practice.site.write_page import written

Json = Any


def opened(study: CaseStudy, text: str) -> Json:
    """Return the answers of a case study, and its file so that what is not changed can stay as it
    is.

    Args:
        study: the case study.
        text: its file.

    `file` has [name, lines, lines above the name, remarks] for each field, the lines between fields
    and sections, and [heading, heading as set, lines] for each section (`reading.pieces`). It is
    left out where the file cannot be cut.
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
        answers["file"] = {
            "fields": [
                [piece.name, piece.text, piece.above, piece.remarks] for piece in pieces.fields
            ],
            "between": pieces.between,
            "sections": [[piece.heading, piece.head, piece.text] for piece in pieces.sections],
        }
    return with_remarks(answers, text)
