"""Links of a case study lead to pages and files of the site, to other sites, or nowhere."""

from __future__ import annotations

import pytest

from practice.model.catalogue import Catalogue
from practice.site.urls import Targets, attachments

from .world import catalogue, study

FILES = [
    "case_studies/old-town/poster.png",
    "case_studies/old-town/call script.pdf",
    "case_studies/old-town/page.html",
    "case_studies/old-town/drawing.svg",
    "case_studies/luton/plan.docx",
    "case_studies/_vocabulary/organisations.csv",
    "case_studies/old-town/.hidden/x.pdf",
    "case_studies/top.pdf",
]
WORLD = catalogue(
    study("slow-queue"),
    study("night-clinic"),
    study("away", path="case_studies/luton/away.md"),
    attachments=FILES,
)
TARGETS = Targets(WORLD["slow-queue"], WORLD, attachments(WORLD))


def test_only_files_that_browsers_never_run_are_published() -> None:
    assert attachments(WORLD) == {
        "case_studies/luton/plan.docx": "files/luton/plan.docx",
        "case_studies/old-town/call script.pdf": "files/old-town/call script.pdf",
        "case_studies/old-town/poster.png": "files/old-town/poster.png",
    }


def test_only_what_a_published_case_study_names_is_published() -> None:
    old_town = "case_studies/old-town"
    named = {
        f"{old_town}/a.pdf": (f"{old_town}/slow-queue.md",),
        f"{old_town}/of-a-draft.pdf": (f"{old_town}/begun.md",),
        f"{old_town}/of-both.pdf": (f"{old_town}/begun.md", f"{old_town}/old-way.md"),
        f"{old_town}/of-one-with-errors.pdf": (f"{old_town}/faulty.md",),
        f"{old_town}/of-nobody.pdf": (),
    }
    studies = [
        study("slow-queue"),
        study("begun", status="draft"),
        study("old-way", status="retired", retired_because="It is over."),
    ]
    assert [*attachments(Catalogue.of(studies, WORLD.vocabularies, (), named))] == [
        f"{old_town}/a.pdf",
        f"{old_town}/of-both.pdf",
    ]


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://www.example.org/a?b=c#d", "https://www.example.org/a?b=c#d"),
        ("HTTP://www.example.org", "HTTP://www.example.org"),
        ("mailto:clinic@trust.example", "mailto:clinic@trust.example"),
        ("night-clinic.md", "../night-clinic/"),
        ("./night-clinic.md#the-problem", "../night-clinic/#the-problem"),
        ("../luton/away.md", "../away/"),
        ("#sources", "#sources"),
        ("poster.png", "../../files/old-town/poster.png"),
        ("call%20script.pdf", "../../files/old-town/call%20script.pdf"),
        ("call%20script.pdf#page=2", "../../files/old-town/call%20script.pdf#page=2"),
        ("../luton/plan.docx", "../../files/luton/plan.docx"),
        ("missing.md", None),
        ("missing.pdf#page=2", None),
        ("page.html", None),
        ("drawing.svg", None),
        ("../../mkdocs.yml", None),
        ("/etc/passwd", None),
        ("//evil.example/x", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("https:evil", None),
        ("http://[broken", None),
        ("", None),
        ("#", None),
    ],
)
def test_links(target: str, address: str | None) -> None:
    assert TARGETS.link(target) == address


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("poster.png", "../../files/old-town/poster.png"),
        ("https://www.example.org/cat.png", None),
        ("call%20script.pdf", None),
        ("drawing.svg", None),
        ("http://[broken", None),
    ],
)
def test_pictures(target: str, address: str | None) -> None:
    assert TARGETS.picture(target) == address
