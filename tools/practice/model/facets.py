"""The facets: by what case studies are chosen, counted and listed. All that names them reads this
one table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from practice.model.schema import Choice


class Facet(NamedTuple):
    """One facet.

    `name` is its name in searches, `plural` in lists: of the vocabulary, of the folder on the site
    and for `practice list`. `label` and `title` are what a reader sees of the two, `help` says how
    to choose by it, `intro` what its list shows.
    """

    name: str
    plural: str
    label: str
    title: str
    help: str
    intro: str

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Its values, where they are a closed list and not words that editors choose; of evidence
        the strongest first.
        """
        # Imported only here: a search asks for names of facets, and the schema takes time to read.
        from practice.model import schema

        closed = {
            STAGES: schema.STAGES,
            OUTCOMES: schema.OUTCOMES,
            EVIDENCE: schema.EVIDENCE[::-1],
            ORIGINS: schema.ORIGINS,
        }
        return closed.get(self, ())

    @property
    def field(self) -> str:
        """The field of a case study that holds its values."""
        return self.name if self in (STAGES, OUTCOMES, EVIDENCE, ORIGINS) else self.plural


THEMES = Facet(
    "theme",
    "themes",
    "Theme",
    "Themes",
    "A theme; give the option again to widen.",
    "The kinds of work that this collection is ordered by.",
)
TRUSTS = Facet(
    "trust",
    "trusts",
    "Trust",
    "Trusts",
    "A trust, by name or ODS code; finds its predecessors' work too.",
    "Who did the work, under the name of its day, and who has followed since.",
)
COMMUNITIES = Facet(
    "community",
    "communities",
    "Community",
    "Communities",
    "Whom it was for; a broader term finds its narrower ones.",
    "Whom the work was for. A wider group also shows the work for the groups within it.",
)
TOPICS = Facet(
    "topic",
    "topics",
    "Topic",
    "Topics",
    "What it was about; a broader term finds its narrower ones.",
    "What the work was about: conditions, services and ways of working.",
)
SETTINGS = Facet(
    "setting",
    "settings",
    "Setting",
    "Settings",
    "Where people met it.",
    "Where people met the work.",
)
STAGES = Facet(
    "stage",
    "stages",
    "Stage",
    "Stages",
    "How far it got.",
    "How far the work had got when last reported.",
)
OUTCOMES = Facet(
    "outcome",
    "outcomes",
    "Outcome",
    "Outcomes",
    "Whether it worked.",
    "Whether it worked, on what is reported.",
)
EVIDENCE = Facet(
    "evidence",
    "evidence",
    "Evidence",
    "Evidence",
    "What the result rests on.",
    "What the results rest on, the strongest first.",
)
ORIGINS = Facet(
    "origin",
    "origins",
    "Who wrote it",
    "Who wrote it",
    "Written by the trust, or compiled by the editors.",
    "Whether the trust wrote it, or the editors.",
)

FACETS = (THEMES, TRUSTS, COMMUNITIES, TOPICS, SETTINGS, STAGES, OUTCOMES, EVIDENCE, ORIGINS)
VOCABULARY_FACETS = (THEMES, COMMUNITIES, TOPICS, SETTINGS)
"""Those whose values are terms that editors choose."""
LISTED = (THEMES, COMMUNITIES, TOPICS, SETTINGS, TRUSTS, OUTCOMES, EVIDENCE, STAGES)
"""Those with a list of their own, in the order of the site's menu."""
