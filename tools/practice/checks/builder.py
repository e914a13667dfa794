"""Build a case study of a draft in which no error was found, and an adoption of such an item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from practice.checks.records import Record
from practice.content.draft import Draft, Mapping, Scalar, Sequence, Value
from practice.model.case_study import (
    ADDED_ADOPTION_FIELDS,
    ADDED_FIELDS,
    Adoption,
    CaseStudy,
    Contact,
    Cost,
    Figure,
    Measure,
    Other,
    Resource,
    Risk,
    Section,
    Source,
    StaffTime,
)
from practice.model.dates import PartialDate
from practice.model.organisations import Organisation
from practice.model.schema import DEFAULT_LICENCE, NOT_REPORTED, UNKNOWN, Field, choice
from practice.model.vocabulary import Vocabularies


def others(front: Mapping, words: Vocabularies, fields: Iterable[Field]) -> Iterator[Other]:
    """Yield what the keys of something without errors say in these fields, in their order; those
    that say nothing are left out.
    """
    for field in fields:
        value = front.get(field.name)
        said = tuple(_lines(value, field, words))
        if value is not None and said:
            yield Other(field.name, field.caption, said, _answer(value))


def _lines(value: Value | None, field: Field, words: Vocabularies) -> Iterator[str]:
    """Yield a line for each value of a list, and one for each mapping: "role: Link worker; amount:
    2 days a week".
    """
    if isinstance(value, Sequence):
        for item in value:
            yield from _lines(item, field, words)
    elif isinstance(value, Mapping):
        parts = [
            (part, ", ".join(_lines(value.get(part.name), part, words))) for part in field.fields
        ]
        if told := "; ".join(f"{part.label}: {said}" for part, said in parts if said):
            yield told
    elif value is not None and _words_of(value):
        yield _in_words(_words_of(value), field, words)


def _in_words(text: str, field: Field, words: Vocabularies) -> str:
    # A choice first, as its value may be "not-reported" with a label of its own.
    said = choice(field.choices, text).label
    if said == NOT_REPORTED:
        return "not reported"
    if field.kind == "date":
        return "not known" if text == UNKNOWN else PartialDate.parse(text).words
    if field.kind == "figure":
        return Figure(text).words
    if field.kind == "term" and text in words[field.vocabulary]:
        return words[field.vocabulary][text].label
    if field.kind == "organisation" and (body := words.organisations.find(text)):
        return body.named(text)
    return said


def _answer(value: Value) -> Any:
    if isinstance(value, Sequence):
        return [_answer(item) for item in value]
    if isinstance(value, Mapping):
        return {entry.key: _answer(entry.value) for entry in value}
    return _words_of(value)


def _words_of(value: Scalar) -> str:
    return "" if value.tag == "null" else " ".join(value.text.split())


Part = TypeVar("Part")


def build_study(draft: Draft, words: Vocabularies) -> CaseStudy | None:
    """Return the case study of a draft without errors.

    None where it uses a word that is not in `words`: its vocabulary file is broken, which has been
    reported.
    """
    front = draft.front
    if front is None:
        return None
    terms = {name: _texts(front, name) for name in ("themes", "communities", "topics", "settings")}
    trusts = _organisations(_texts(front, "trusts"), words)
    if trusts is None or not all(
        term in words[name] for name, used in terms.items() for term in used
    ):
        return None
    return CaseStudy(
        id=draft.id,
        path=draft.path,
        title=_text(front, "title"),
        summary=_text(front, "summary"),
        trusts=tuple(body.id for _, body in trusts),
        trust_names=tuple(body.named(written) for written, body in trusts),
        place=_text(front, "place"),
        partners=_texts(front, "partners"),
        themes=terms["themes"],
        communities=terms["communities"],
        topics=terms["topics"],
        settings=terms["settings"],
        started=_date(front, "started"),
        ended=_date(front, "ended"),
        stage=_text(front, "stage"),
        outcome=_text(front, "outcome"),
        evidence=_text(front, "evidence"),
        measures=_parts(front, "measures", _measure),
        cost=_cost(front),
        staff_time=_parts(
            front, "staff_time", lambda part: StaffTime(_text(part, "role"), _text(part, "amount"))
        ),
        needs=_texts(front, "needs"),
        keep=_texts(front, "keep"),
        adapt=_texts(front, "adapt"),
        risks=_parts(
            front,
            "risks",
            lambda part: Risk(_text(part, "risk"), _text(part, "mitigation") or NOT_REPORTED),
        ),
        origin=_text(front, "origin"),
        sources=_parts(front, "sources", _source),
        contact=_contact(front),
        resources=_parts(
            front,
            "resources",
            lambda part: Resource(_text(part, "title"), _text(part, "url"), _text(part, "file")),
        ),
        related=_texts(front, "related"),
        supersedes=_texts(front, "supersedes"),
        reviewed=PartialDate.parse(_text(front, "reviewed")),
        status=_text(front, "status") or "published",
        retired_because=_text(front, "retired_because"),
        licence=_text(front, "licence") or DEFAULT_LICENCE,
        others=tuple(others(front, words, ADDED_FIELDS)),
        sections=tuple(
            Section(section.heading, section.markdown) for section in draft.body.sections
        ),
    )


def build_adoption(record: Record, words: Vocabularies) -> Adoption | None:
    """Return the adoption of an item without errors; None as for `assemble_study`."""
    item = record.value
    trusts = _organisations((record.text("trust"),), words)
    if not isinstance(item, Mapping) or not trusts:
        return None
    (written, body), *_ = trusts
    return Adoption(
        practice=_text(item, "practice"),
        trust=body.id,
        trust_name=body.named(written),
        stage=_text(item, "stage"),
        since=_date(item, "since"),
        changed=_text(item, "changed"),
        result=_text(item, "result"),
        contact=_text(item, "contact"),
        source=_text(item, "source"),
        others=tuple(others(item, words, ADDED_ADOPTION_FIELDS)),
    )


def _text(mapping: Mapping, name: str) -> str:
    return " ".join(mapping.text(name).split())


def _texts(mapping: Mapping, name: str) -> tuple[str, ...]:
    value = mapping.get(name)
    items = value.items if isinstance(value, Sequence) else ()
    return tuple(" ".join(item.text.split()) for item in items if isinstance(item, Scalar))


def _parts(mapping: Mapping, name: str, make: Callable[[Mapping], Part]) -> tuple[Part, ...]:
    value = mapping.get(name)
    return (
        tuple(make(item) for item in value if isinstance(item, Mapping))
        if isinstance(value, Sequence)
        else ()
    )


def _date(mapping: Mapping, name: str) -> PartialDate | None:
    text = _text(mapping, name)
    return PartialDate.parse(text) if text and text != UNKNOWN else None


def _figure(mapping: Mapping, name: str) -> Figure | None:
    text = _text(mapping, name)
    return Figure(text) if text else None


def _organisations(
    written: tuple[str, ...], words: Vocabularies
) -> list[tuple[str, Organisation]] | None:
    pairs = [(name, words.organisations.find(name)) for name in written]
    known = [(name, body) for name, body in pairs if body is not None]
    return known if len(known) == len(pairs) else None


def _measure(part: Mapping) -> Measure:
    return Measure(
        name=_text(part, "name"),
        kind=_text(part, "kind"),
        baseline=_figure(part, "baseline"),
        comparison=_figure(part, "comparison"),
        result=Figure(_text(part, "result")),
        unit=_text(part, "unit"),
        period=_text(part, "period"),
        n=_figure(part, "n"),
        note=_text(part, "note"),
    )


def _source(part: Mapping) -> Source:
    return Source(
        _text(part, "title"), _text(part, "url"), _text(part, "publisher"), _text(part, "date")
    )


def _contact(front: Mapping) -> Contact | None:
    value = front.get("contact")
    return (
        Contact(_text(value, "role"), _text(value, "email"))
        if isinstance(value, Mapping) and value.entries
        else None
    )


def _cost(front: Mapping) -> Cost | None:
    value = front.get("cost")
    if isinstance(value, Mapping) and value.entries:
        return Cost(
            _text(value, "setup") or NOT_REPORTED,
            _text(value, "running") or NOT_REPORTED,
            _text(value, "note"),
        )
    return Cost() if _text(front, "cost") == NOT_REPORTED else None
