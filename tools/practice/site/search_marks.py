"""What the search in the browser stores of a case study, beside the words that its readers see."""

from __future__ import annotations

from collections.abc import Iterator

from practice.model.case_study import CaseStudy
from practice.model.catalogue import Catalogue
from practice.site import taxonomies, wording
from practice.site.rendering import fill


def search_marks(study: CaseStudy, catalogue: Catalogue) -> str:
    """Return the hidden end of a page that says what the search stores of it: facets, facts to
    show, more words.
    """
    facets = [
        (facet, value)
        for facet, values in catalogue.facet_values(study).items()
        for value in values
    ]
    if study.started:
        facets.append(("year", study.year))
    names = catalogue.names(study)
    return fill(
        "search_marks.html",
        facets=facets,
        meta=[
            ("title", study.title),
            ("where", study.where),
            ("when", wording.when(study)),
            ("year", study.year),
            ("outcome", wording.outcome(study.outcome).label),
            ("outcome-id", study.outcome),
            ("evidence", wording.evidence(study.evidence).label),
            ("summary", study.summary),
            # So many words at the end of the text are these names, and no good as an excerpt.
            ("names", str(len(", ".join(names).split()))),
            (
                "theme",
                ", ".join(
                    taxonomies.label(taxonomies.THEMES, theme, catalogue) for theme in study.themes
                ),
            ),
        ],
        words=", ".join(names),
        told=". ".join(_glance_words(study)),
    )


def _glance_words(study: CaseStudy) -> Iterator[str]:
    """Yield the words above the sections that the command line searches too. The byline and the box
    themselves stay out of the search's excerpts: labels and values run into one another there.
    """
    yield from (*study.partners, *study.needs)
    if study.cost and study.cost.note:
        yield study.cost.note
    for other in study.others:
        yield from other.values
    yield from (*study.trust_names, study.place)
