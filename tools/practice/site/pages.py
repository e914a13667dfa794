"""The whole site as pages and files to copy: home, browse, search and contact, the reference of the
fields, and all others in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from practice.model import facets
from practice.model.catalogue import Catalogue, newest_first
from practice.model.facets import Facet
from practice.model.schema import ADOPTION_FIELDS, FIELDS, HEADINGS, Field
from practice.model.vocabulary import Term
from practice.site.case_page import case_page, neighbours
from practice.site.compare import compare_page, comparison, comparison_address
from practice.site.contributor_pages import standing_pages
from practice.site.listings import listing_pages, terms
from practice.site.page import Page, parts, relative
from practice.site.rendering import fill
from practice.site.search_data import REST_ADDRESS, TABLE_ADDRESS, facet_table, rest_of_table
from practice.site.settings import Network
from practice.site.urls import attachments, study_address, term_address
from practice.site.write_page import as_json, form_files, opened, write_page, written_address

NEWEST = 3


def home_page(catalogue: Catalogue, network: Network) -> Page:
    """Return the home page: what this is, a search box, the themes, the newest, figures."""
    current = [study for study in catalogue if study.status != "retired"]
    body = fill(
        "home.html",
        network=network,
        site=partial(relative, ""),
        study_address=lambda study: study_address(study.id),
        themes=[
            (term, len(catalogue.under("theme", term.id))) for term in catalogue.vocabularies.themes
        ],
        newest=sorted(current, key=newest_first)[:NEWEST],
        studies=len(catalogue),
        trusts=len({trust for study in catalogue for trust in study.trusts}),
        communities=len({community for study in catalogue for community in study.communities}),
        with_figures=sum(bool(study.measures) for study in catalogue),
        failed=len(catalogue.under("outcome", "did-not-work")),
    )
    return Page("index.md", network.name, network.purpose, body, "home")


def browse_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the page with every facet and its counts, then all studies as a compact list; a long
    list in pages.
    """
    groups = list(_groups(catalogue))
    studies = sorted(catalogue, key=lambda study: study.title.casefold())
    for part in parts("browse/", len(studies)):
        here = part.address
        body = fill(
            "browse.html",
            site=partial(relative, here),
            part=part,
            groups=groups if part.number == 1 else [],
            address=lambda facet, term_id, here=here: relative(here, term_address(facet, term_id)),
            study_address=lambda study, here=here: relative(here, study_address(study.id)),
            studies=part.of(studies),
        )
        what = "Every case study, by theme, community, topic, setting, trust, outcome and evidence."
        yield Page(part.path, f"Browse{part.suffix}", what, body, "browse")


def _groups(catalogue: Catalogue) -> Iterator[tuple[Facet, list[tuple[Term, int, int]]]]:
    """Yield the terms of every facet that have studies, each with their number and its depth."""
    for facet in facets.LISTED:
        entries = [
            (term, len(catalogue.under(facet.name, term.id)), depth)
            for depth, term in terms(facet, catalogue)
        ]
        if facet is facets.TRUSTS:
            did_it = {trust for study in catalogue for trust in study.trusts}
            entries = sorted(
                (entry for entry in entries if entry[0].id in did_it), key=lambda entry: -entry[1]
            )
        yield facet, [entry for entry in entries if entry[1] and entry[2] < 2]


def search_page(catalogue: Catalogue) -> Page:
    """Return the search page; a script of the theme fills in the results, and lists stand in
    without it.
    """
    body = fill("search.html", site=partial(relative, "search/"), studies=len(catalogue))
    return Page("search.md", "Search", "Search every case study by words.", body, "search")


def contact_page(network: Network) -> Page:
    """Return the page that says how to reach the editors: by e-mail, on the code host, or honestly
    that neither is known.
    """
    return Page(
        "contact.md",
        "Contact",
        "How to reach the editors.",
        fill("contact.html", network=network),
        "reference",
        hide=("navigation", "toc"),
    )


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


def pages(
    catalogue: Catalogue, related: Callable[[str], Sequence[str]], network: Network
) -> Iterator[Page]:
    """Yield every generated page: the same for the same catalogue, in the same order.

    `related` gives the ids of the studies most like one, the most similar first.
    """
    files = attachments(catalogue)
    yield home_page(catalogue, network)
    yield from browse_pages(catalogue)
    yield search_page(catalogue)
    yield compare_page()
    yield contact_page(network)
    yield write_page(network)
    yield from listing_pages(catalogue)
    yield from standing_pages(catalogue, network)
    beside = neighbours(catalogue)
    for study in catalogue:
        yield case_page(
            study, catalogue, related(study.id), files, network, beside.get(study.id, (None, None))
        )
    yield fields_page()


def assets(
    catalogue: Catalogue,
    network: Network,
    text_of: Callable[[str], str],
    folders: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """Yield address and text of the files that scripts of the site read: the same for the same
    catalogue.

    `text_of` gives the file at a path, "" if it is gone: it can be corrected in the form only if it
    is there. `folders` are those of the trusts (`practice.content.paths.trust_folders`).
    """
    yield TABLE_ADDRESS, facet_table(catalogue)
    yield REST_ADDRESS, rest_of_table(catalogue)
    for study in catalogue:
        yield comparison_address(study.id), comparison(study, catalogue)
        text = text_of(study.path)
        if text:
            yield written_address(study.id), f"{as_json(opened(study, text))}\n"
    yield from form_files(catalogue, network, folders)
