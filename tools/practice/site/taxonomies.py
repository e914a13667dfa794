"""The kinds of listing: themes, communities, topics and so on, and the terms of each."""

from __future__ import annotations

from dataclasses import dataclass

from practice.model.catalogue import Catalogue
from practice.model.organisations import Organisation
from practice.model.schema import EVIDENCE, OUTCOMES, STAGES, Choice
from practice.model.vocabulary import Term


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of listing. `facet` is its name in the catalogue, `folder` its place on the site."""

    facet: str
    folder: str
    title: str
    one: str
    intro: str
    choices: tuple[Choice, ...] = ()


THEMES = Kind(
    "theme", "themes", "Themes", "Theme", "The kinds of work that this collection is ordered by."
)
COMMUNITIES = Kind(
    "community",
    "communities",
    "Communities",
    "Community",
    "Whom the work was for. A wider group also shows the work for the groups within it.",
)
TOPICS = Kind(
    "topic",
    "topics",
    "Topics",
    "Topic",
    "What the work was about: conditions, services and ways of working.",
)
SETTINGS = Kind("setting", "settings", "Settings", "Setting", "Where people met the work.")
TRUSTS = Kind(
    "trust",
    "trusts",
    "Trusts",
    "Organisation",
    "Who did the work, under the name of its day, and who has followed since.",
)
OUTCOMES_KIND = Kind(
    "outcome",
    "outcomes",
    "Outcomes",
    "Outcome",
    "Whether it worked, on what is reported.",
    OUTCOMES,
)
EVIDENCE_KIND = Kind(
    "evidence",
    "evidence",
    "Evidence",
    "Evidence",
    "What the results rest on, the strongest first.",
    EVIDENCE[::-1],
)
STAGES_KIND = Kind(
    "stage", "stages", "Stages", "Stage", "How far the work had got when last reported.", STAGES
)

KINDS = (THEMES, COMMUNITIES, TOPICS, SETTINGS, TRUSTS, OUTCOMES_KIND, EVIDENCE_KIND, STAGES_KIND)


def terms(kind: Kind, catalogue: Catalogue) -> tuple[tuple[int, Term], ...]:
    """Return the terms of `kind` that have a page, each with its depth under broader terms.

    Vocabulary terms all have a page, so that an address once given out stays; of the organisations
    only those with something to show.
    """
    if kind.choices:
        return tuple((0, Term(entry.value, entry.label, entry.meaning)) for entry in kind.choices)
    if kind is TRUSTS:
        shown = [
            entry for entry in catalogue.vocabularies.organisations if has_page(entry, catalogue)
        ]
        return tuple(
            (0, Term(entry.id, entry.name, ""))
            for entry in sorted(shown, key=lambda entry: entry.name.casefold())
        )
    return tuple(catalogue.vocabularies[kind.folder].tree())


def has_page(organisation: Organisation, catalogue: Catalogue) -> bool:
    """Return whether there is anything to show: work done there or by a predecessor, or a practice
    taken up.
    """
    return bool(
        catalogue.under("trust", organisation.id) or catalogue.adoptions_by(organisation.id)
    )


def label(kind: Kind, term_id: str, catalogue: Catalogue) -> str:
    """Return how a reader meets the term `term_id`."""
    if kind.choices:
        return next((entry.label for entry in kind.choices if entry.value == term_id), term_id)
    if kind is TRUSTS:
        organisations = catalogue.vocabularies.organisations
        return organisations[term_id].name if term_id in organisations else term_id
    vocabulary = catalogue.vocabularies[kind.folder]
    return vocabulary[term_id].label if term_id in vocabulary else term_id


def address(kind: Kind, term_id: str) -> str:
    """Return the address of the listing, relative to the site."""
    return f"{kind.folder}/{term_id}/"
