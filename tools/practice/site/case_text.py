"""One case study as plain text for a terminal, and as JSON for programs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from practice.content.markdown import plain_text
from practice.model import facets, schema
from practice.model.case_study import Adoption, CaseStudy, Cost
from practice.model.catalogue import Catalogue
from practice.model.dates import PartialDate
from practice.site import wording

JSON_VERSION = 1
_WIDTH = 96
_LABEL = 13


def study_text(catalogue: Catalogue, study: CaseStudy) -> str:
    """Return the case study as a page of plain text: the facts, the sections, the sources."""
    lines = [study.title, "=" * min(len(study.title), _WIDTH), *_wrap(study.summary), ""]
    for name, value in _facts(catalogue, study):
        lines += textwrap.wrap(
            f"{name:<{_LABEL - 1}} {value}", _WIDTH, subsequent_indent=" " * _LABEL
        )
    for section in study.sections:
        lines += ["", section.heading, "-" * len(section.heading)]
        for paragraph in plain_text(section.markdown).split("\n"):
            lines += _wrap(paragraph)
        if section.heading == "What happened":
            lines += _measures(study)
    if study.sources:
        lines += ["", "Sources", "-------"]
        for source in study.sources:
            details = ", ".join(part for part in (source.publisher, source.date) if part)
            lines += [*_wrap(f"{source.title}. {details}".rstrip(". ") + "."), f"  {source.url}"]
    lines += ["", f"{study.path} · {study.licence} · reviewed {study.reviewed.words}"]
    return "\n".join(lines) + "\n"


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH) or [""]


def _facts(catalogue: Catalogue, study: CaseStudy) -> Iterator[tuple[str, str]]:
    yield "Where", " · ".join(dict.fromkeys(part for part in (study.where, study.place) if part))
    yield (
        "When",
        " to ".join(date.words for date in (study.started, study.ended) if date) or "not known",
    )
    yield "Stage", schema.choice(schema.STAGES, study.stage).label
    yield "Outcome", schema.choice(schema.OUTCOMES, study.outcome).label
    yield "Evidence", schema.choice(schema.EVIDENCE, study.evidence).label
    for name, facet in (
        ("Themes", facets.THEMES),
        ("For", facets.COMMUNITIES),
        ("Topics", facets.TOPICS),
        ("Settings", facets.SETTINGS),
    ):
        if ids := getattr(study, facet.field):
            yield name, ", ".join(catalogue.label(facet, term) for term in ids)
    yield "Cost", _cost(study.cost)
    yield (
        "Staff time",
        "; ".join(f"{time.role}: {wording.reported(time.amount)}" for time in study.staff_time)
        or "not reported",
    )
    for other in study.others:
        yield other.label, "; ".join(other.values)
    yield (
        "Written by",
        schema.choice(schema.ORIGINS, study.origin).label.removeprefix("Written by "),
    )
    if study.contact:
        yield "Ask", f"{study.contact.role}, {study.contact.email}"
    for adoption in catalogue.adoptions_of(study.id):
        yield (
            "Taken up by",
            (
                f"{adoption.trust_name}:"
                f" {schema.choice(schema.ADOPTION_STAGES, adoption.stage).label.lower()}"
            ),
        )


def _cost(cost: Cost | None) -> str:
    if cost is None or not cost.reported:
        return "not reported"
    setup, running = wording.reported(cost.setup), wording.reported(cost.running)
    return f"to set up: {setup}; to run: {running}. {cost.note}".strip()


def _measures(study: CaseStudy) -> Iterator[str]:
    for measure in study.measures:
        figures = [f"before {measure.baseline.words}"] if measure.baseline else []
        figures += [f"compared with {measure.comparison.words}"] if measure.comparison else []
        figures += [f"of {measure.n.words}"] if measure.n and measure.n.reported else []
        details = f" ({', '.join(figures)})" if figures else ""
        result = f"{measure.name}: {measure.result.words} {measure.unit}{details}"
        text = f"- {result}. {measure.note}".rstrip()
        yield from textwrap.wrap(text, _WIDTH, subsequent_indent="  ")


def study_json(catalogue: Catalogue, study: CaseStudy) -> str:
    """Return the case study as a JSON object, `version` first; dates as written, fields without a
    value left out.
    """
    adoptions = [_data(adoption) for adoption in catalogue.adoptions_of(study.id)]
    return (
        json.dumps(
            {"version": JSON_VERSION, **_data(study), "adoptions": adoptions},
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def _data(record: CaseStudy | Adoption) -> dict[str, Any]:
    # A field that a network added is a key like any other.
    data: dict[str, Any] = asdict(replace(record, others=()), dict_factory=_plain)
    return data | {other.name: other.answer for other in record.others}


def _plain(items: list[tuple[str, Any]]) -> Any:
    keys = {key for key, _ in items}
    if keys == {"text"}:  # a Figure
        return dict(items)["text"]
    if keys == {"year", "month", "day", "qualifier"}:
        return str(PartialDate(**dict(items)))
    return {key: value for key, value in items if value not in (None, "", ())}
