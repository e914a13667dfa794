"""Make a case study of a draft in which no error was found, and an adoption of such an item."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from practice.checks.added_fields import others
from practice.checks.records import Record
from practice.content.draft import Draft, Mapping, Scalar, Sequence
from practice.model.case_study import (
    ADDED_ADOPTION_FIELDS,
    ADDED_FIELDS,
    Adoption,
    CaseStudy,
    Contact,
    Cost,
    Figure,
    Measure,
    Resource,
    Risk,
    Section,
    Source,
    StaffTime,
)
from practice.model.dates import PartialDate
from practice.model.schema import DEFAULT_LICENCE, NOT_REPORTED, UNKNOWN
from practice.model.vocabulary import Organisation, Vocabularies

Part = TypeVar("Part")


def assemble_study(draft: Draft, words: Vocabularies) -> CaseStudy | None:
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


def assemble_adoption(record: Record, words: Vocabularies) -> Adoption | None:
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
