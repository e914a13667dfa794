"""The catalogue as search sees it: one document a case study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from practice.content.markdown import plain_text, subheadings
from practice.model.case_study import CaseStudy
from practice.model.catalogue import Catalogue
from practice.model.facets import FACETS
from practice.model.vocabulary import Vocabularies
from practice.search import Document

FACET_NAMES = (*(facet.name for facet in FACETS), "year", "started")
"""The facets of the index: those of the schema, the year, and the whole date (for --since and
--until).
"""


def documents(catalogue: Catalogue) -> Iterator[Document]:
    """Yield a search document for every published or retired case study."""
    for study in catalogue:
        yield document(catalogue.vocabularies, study)


def document(vocabularies: Vocabularies, study: CaseStudy) -> Document:
    """Return the search document of `study`."""
    catalogue = Catalogue((), vocabularies)
    started = study.started.sort_key if study.started else ""
    facets = dict(catalogue.facet_values(study))
    facets["year"] = (study.year,) if study.year else ()
    facets["started"] = (started,) if started else ()
    inner = [heading for section in study.sections for heading in subheadings(section.markdown)]
    return Document(
        id=study.id,
        title=study.title,
        summary=study.summary,
        # Every case study has the same section headings, so they tell nothing apart: the headings
        # searched are those inside sections and the names that the study is found under.
        headings="\n".join([*inner, *catalogue.names(study), *study.trust_names, study.place]),
        body="\n".join(_body(study)),
        facets=facets,
        date=started,
        stored=record(study),
    )


def _body(study: CaseStudy) -> Iterator[str]:
    for section in study.sections:
        yield plain_text(section.markdown)
    for measure in study.measures:
        yield f"{measure.name}. {measure.note}".strip()
    yield from study.partners
    yield from (*study.needs, *study.keep, *study.adapt)
    yield from (
        f"{risk.risk} {risk.mitigation if risk.mitigation != 'not-reported' else ''}".strip()
        for risk in study.risks
    )
    if study.cost and study.cost.note:
        yield study.cost.note
    for other in study.others:
        yield from other.values


def record(study: CaseStudy) -> Mapping[str, object]:
    """Return the fields that a search result shows: the `results` of the JSON form, without score
    and excerpt.

    Those that a network added stand beside ours by their names, where the case study says something
    in them.
    """
    return {
        "id": study.id,
        "title": study.title,
        "summary": study.summary,
        "trusts": [
            {"id": id_, "name": name}
            for id_, name in zip(study.trusts, study.trust_names, strict=True)
        ],
        "place": study.place,
        "themes": list(study.themes),
        "communities": list(study.communities),
        "topics": list(study.topics),
        "settings": list(study.settings),
        "started": str(study.started) if study.started else "unknown",
        "stage": study.stage,
        "outcome": study.outcome,
        "evidence": study.evidence,
        "origin": study.origin,
        "status": study.status,
        "path": study.path,
        **{other.name: other.answer for other in study.others},
    }
