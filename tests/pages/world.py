"""An invented network for the tests of publishing: a few words, two trusts, and case studies with
changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

import markdown

from practice.model.case_study import (
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
from practice.model.catalogue import Catalogue
from practice.model.dates import PartialDate
from practice.model.organisations import Organisation, Organisations
from practice.model.vocabulary import Term, Vocabularies, Vocabulary
from practice.site.page import Page

WORDS = Vocabularies(
    themes=Vocabulary(
        "themes",
        (
            Term("workforce", "Workforce", "Who works here, and how they fare."),
            Term(
                *("service-improvement", "Service improvement", "What clinics do better."),
                synonyms=("better services",),
            ),
            Term("leadership", "Leadership", "What boards do."),
        ),
    ),
    communities=Vocabulary(
        "communities",
        (
            Term("south-asian", "South Asian", "People with roots in South Asia."),
            Term(
                *("bangladeshi", "Bangladeshi", "People with roots in Bangladesh.", "south-asian"),
                synonyms=("Bengali",),
                codes=(("nhs-2001", "K"),),
            ),
            Term("staff", "Staff", "People who work in the trust."),
        ),
    ),
    topics=Vocabulary(
        "topics",
        (
            Term("queues", "Queues", "How long people wait.", synonyms=("waiting times",)),
            Term("diabetes", "Diabetes", "Blood sugar."),
        ),
    ),
    settings=Vocabulary(
        "settings", (Term("walk-in-clinic", "Walk-in clinic", "No appointment needed."),)
    ),
    organisations=Organisations(
        (
            Organisation(
                *("old-town-pct", "Old Town PCT", "primary care trust", "9XX", "closed 2013"),
                successors=("new-town-icb",),
                also_known_as=("NHS Old Town",),
            ),
            Organisation(
                "new-town-icb", "NHS New Town ICB", "integrated care board", "QZZ", "open"
            ),
            Organisation("luton-pct", "Luton PCT", "primary care trust"),
        )
    ),
)

FULL: dict[str, Any] = {
    "place": "Old Town market",
    "partners": ("Old Town Mosque", "A & B Taxis"),
    "settings": ("walk-in-clinic",),
    "ended": PartialDate(2008, 3),
    "measures": (
        Measure(
            "Left before being seen",
            "outcome",
            Figure("13.6"),
            "per cent",
            Figure("20"),
            n=Figure("12000"),
            period="2005 to 2007",
        ),
        Measure(
            "Asked for an interpreter",
            "process",
            Figure("almost 80"),
            "people",
            note="Counted by hand.",
        ),
    ),
    "cost": Cost("4,000 pounds", "not-reported", "Paid by the council."),
    "staff_time": (
        StaffTime("Receptionist", "2 days a week"),
        StaffTime("Manager", "not-reported"),
    ),
    "needs": ("A door",),
    "keep": ("She speaks Bengali",),
    "adapt": ("The hours",),
    "risks": (Risk("She leaves", "Train two"), Risk("The door jams")),
    "sources": (
        Source("Annual report", "https://www.example.org/report", "Old Town PCT", "July 2007"),
        Source("Poster", "https://p.example", date="not shown"),
    ),
    "resources": (
        Resource("Poster", file="poster.png"),
        Resource("Script", url="https://www.example.org/script"),
    ),
    "related": ("night-clinic",),
}


def study(study_id: str = "slow-queue", **changes: Any) -> CaseStudy:
    """Return a case study with only what is needed, changed as asked."""
    values: dict[str, Any] = {
        "id": study_id,
        "path": f"case_studies/old-town/{study_id}.md",
        "title": f"How we did {study_id}",
        "summary": "A receptionist told people how long they would wait.",
        "themes": ("service-improvement",),
        "communities": ("bangladeshi",),
        "topics": ("queues",),
        "started": PartialDate(2005, 7),
        "stage": "running",
        "outcome": "worked",
        "evidence": "described",
        "origin": "contributed",
        "contact": Contact("Clinic manager", "clinic@trust.example"),
        "trusts": ("old-town-pct",),
        "trust_names": ("Old Town PCT",),
        "reviewed": PartialDate(2026, 11, 20),
        "sections": (
            Section("The problem", "People waited **two hours**."),
            Section("What happened", "Fewer left. See [the other](night-clinic.md)."),
            Section("Not known", "Whether it lasted."),
        ),
    }
    return CaseStudy(**(values | changes))


def catalogue(
    *studies: CaseStudy, adoptions: Iterable[Adoption] = (), attachments: Iterable[str] = ()
) -> Catalogue:
    """Return a catalogue of these case studies in the invented network; each names all
    `attachments`.
    """
    return Catalogue.of(
        studies, WORDS, adoptions, dict.fromkeys(attachments, tuple(one.path for one in studies))
    )


def town() -> Catalogue:
    """Return a small collection in which every part of every page occurs."""
    return catalogue(
        study("slow-queue", **FULL),
        study(
            "night-clinic",
            started=None,
            outcome="did-not-work",
            evidence="compared",
            communities=("staff",),
            topics=("diabetes",),
        ),
        study(
            "tried-again",
            supersedes=("slow-queue",),
            evidence="trial",
            origin="compiled",
            contact=None,
            sources=FULL["sources"],
        ),
        study("old-way", status="retired", retired_because="It is against the law now."),
        adoptions=[
            Adoption(
                practice="slow-queue",
                trust="luton-pct",
                trust_name="Luton PCT",
                stage="trying",
                since=PartialDate(2026, 4),
                changed="Evenings only.",
            )
        ],
        attachments=["case_studies/old-town/poster.png"],
    )


def as_site_shows(page: Page) -> str:
    """Return the HTML that the site engine makes of a page, with the extensions of our settings."""
    body = page.markdown.split("\n---\n", 1)[1]
    return markdown.markdown(
        body,
        extensions=["toc", "tables", "fenced_code"],
        extension_configs={"toc": {"permalink": "#"}},
    )


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _parsed(html: str) -> _Elements:
    parser = _Elements()
    parser.feed(html)
    parser.close()
    return parser


def elements(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return every element of `html` with the names of its attributes."""
    return _parsed(html).found


def links(html: str) -> list[str]:
    """Return every address in `html`."""
    return _parsed(html).links


def words(html: str) -> str:
    """Return the text of `html` with single spaces."""
    return " ".join(" ".join(_parsed(html).text).split())


def visible(page: Page) -> str:
    """Return the words that a reader sees of a page, with single spaces."""
    return words(as_site_shows(page))


def pages_by_path(pages: Iterator[Page]) -> dict[str, Page]:
    """Return the pages by path, none twice."""
    found: dict[str, Page] = {}
    for page in pages:
        assert page.path not in found
        found[page.path] = page
    return found
