"""What the compare page sets side by side: a page to fill in, and one small file for each study."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from practice.model import facets
from practice.model.case_study import ADDED_FIELDS, CaseStudy, Figure, Measure
from practice.model.catalogue import Catalogue
from practice.model.schema import NOT_REPORTED
from practice.site import wording
from practice.site.page import Page, plain, relative
from practice.site.rendering import fill
from practice.site.urls import study_address


def comparison_address(study_id: str) -> str:
    """Return where the file of one study lies, relative to the site."""
    return f"assets/studies/{study_id}.json"


def compare_page() -> Page:
    """Return the page that a script fills with the studies named in its address."""
    body = fill("compare.html", site=partial(relative, "compare/"))
    return Page("compare.md", "Compare", "Two to four case studies side by side.", body, "compare")


def comparison(study: CaseStudy, catalogue: Catalogue) -> str:
    """Return what is compared of `study` as JSON: rows of a name and lines of plain text, the same
    rows for every study.
    """
    rows = [
        [name, [plain(line) for line in lines if line]] for name, lines in _rows(study, catalogue)
    ]
    table = {
        "id": study.id,
        "title": plain(study.title),
        "address": study_address(study.id),
        "rows": rows,
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


def _rows(study: CaseStudy, catalogue: Catalogue) -> Iterator[tuple[str, list[str]]]:
    yield (
        "In short",
        [study.summary, "Retired: no longer recommended." if study.status == "retired" else ""],
    )
    yield "Where", [study.where, study.place if study.trust_names else ""]
    yield "When", [wording.when(study)]
    yield "Outcome", [wording.outcome(study.outcome).label]
    yield (
        "Evidence",
        [wording.evidence(study.evidence).label, wording.evidence(study.evidence).meaning],
    )
    yield "What happened", [_measure(measure) for measure in study.measures]
    yield "How far it got", [wording.stage(study.stage).label]
    yield "Cost", _cost(study)
    yield (
        "Staff time",
        [f"{item.role}: {wording.reported(item.amount)}" for item in study.staff_time],
    )
    yield "You cannot do without", list(study.needs)
    added = {other.name: other.values for other in study.others}
    for field in ADDED_FIELDS:
        yield field.caption, list(added.get(field.name, ()))
    yield (
        "Who it was for",
        [catalogue.label(facets.COMMUNITIES, term) for term in study.communities],
    )
    yield (
        "Where it was done",
        [catalogue.label(facets.SETTINGS, term) for term in study.settings],
    )
    yield "Who wrote it", [wording.provenance(study)]


def _cost(study: CaseStudy) -> list[str]:
    if not study.cost or not study.cost.reported:
        return []
    parts = [
        f"{name}: {wording.reported(amount)}"
        for name, amount in (("To set up", study.cost.setup), ("To run", study.cost.running))
        if amount
    ]
    return [*parts, study.cost.note]


def _figure(figure: Figure | None, unit: str) -> str:
    return f"{figure.words} {unit}".strip() if figure and figure.reported else ""


def _measure(measure: Measure) -> str:
    """Say a measure in one line, as in "Women screened: 61 per cent; before 43 per cent."."""
    parts = [f"{measure.name}: {_figure(measure.result, measure.unit) or 'not reported'}"]
    for word, figure in (("before", measure.baseline), ("compared with", measure.comparison)):
        if said := _figure(figure, measure.unit):
            parts.append(f"{word} {said}")
    if measure.n and measure.n.reported:
        parts.append(f"how many: {measure.n.words}")
    if measure.period and measure.period != NOT_REPORTED:
        parts.append(f"when: {measure.period}")
    return "; ".join(parts) + "." + (f" Caution: {measure.note}" if measure.note else "")
