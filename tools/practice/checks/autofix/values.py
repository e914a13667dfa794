"""Values in other words or forms than the file needs: synonyms and labels to ids, dates in words to
figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from practice.checks.records import Answer, records_of
from practice.content.draft import AdoptionsDraft, Draft
from practice.content.edits import Edit, Source
from practice.content.serializer import scalar
from practice.content.values import read_answer
from practice.model.schema import NOT_REPORTED
from practice.model.vocabulary import Vocabularies

_KINDS = ("term", "choice", "date", "figure", "text", "email")
# 10/07/2005 is July to some and October to others.
_EITHER_WAY = re.compile(r"(?:\w+ )?(0?[1-9]|1[0-2])[/.](0?[1-9]|1[0-2])[/.]\d{4}", re.ASCII)


def mend_values(draft: Draft | AdoptionsDraft, vocabularies: Vocabularies) -> Iterator[Edit]:
    """Yield a change for each value that has one certain form: as the other ways in read the same
    words.
    """
    source = Source(draft.text)
    for record in records_of(draft):
        taken = {(answer.field.name, answer.text) for answer in record.answers if answer.field.many}
        for answer in record.answers:
            right = _right(answer, vocabularies)
            span = source.span(answer.scalar)
            # A term that is there already would be there twice; its author says which of the two
            # was meant.
            if span is None or right in ("", answer.text) or (answer.field.name, right) in taken:
                continue
            if answer.field.many:
                taken.add((answer.field.name, right))
            yield Edit(*span, scalar(right, answer.field))


def _right(answer: Answer, vocabularies: Vocabularies) -> str:
    field = answer.field
    if field.kind not in _KINDS or (field.kind == "date" and _is_ambiguous(answer.text)):
        return ""
    value = read_answer(replace(field, many=False), [answer.text], vocabularies)
    # Of free words only this one answer has a form of its own.
    return (
        value
        if isinstance(value, str)
        and (field.kind not in ("text", "figure") or value == NOT_REPORTED)
        else ""
    )


def _is_ambiguous(text: str) -> bool:
    found = _EITHER_WAY.fullmatch(text)
    return found is not None and int(found[1]) != int(found[2])
