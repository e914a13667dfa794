"""The collection in order: by id, by facet, with who took up what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pages.world import catalogue, study
from practice.model import facets
from practice.model.case_study import Adoption
from practice.model.catalogue import best_evidence_first, newest_first
from practice.model.dates import PartialDate
from practice.model.facets import Facet
from practice.project import Workspace


def test_a_study_is_found_under_broader_terms_and_successors() -> None:
    one = study("one")
    world = catalogue(one)
    assert world.facet_values(one) == {
        "theme": ("service-improvement",),
        "trust": ("old-town-pct", "new-town-icb"),
        "community": ("bangladeshi", "south-asian"),
        "topic": ("queues",),
        "setting": (),
        "stage": ("running",),
        "outcome": ("worked",),
        "evidence": ("described",),
        "origin": ("contributed",),
    }
    wide = world.under("community", "south-asian")
    assert wide == world.under("trust", "new-town-icb") == (one,)
    assert world.under("community", "nobody") == ()


@pytest.mark.parametrize(
    ("facet", "value", "label"),
    [
        (facets.COMMUNITIES, "bangladeshi", "Bangladeshi"),
        (facets.TRUSTS, "new-town-icb", "NHS New Town ICB"),
        (facets.STAGES, "embedded", "Usual practice"),
        (facets.TOPICS, "nowhere", "nowhere"),
        (facets.TRUSTS, "nobody", "nobody"),
        (facets.OUTCOMES, "perhaps", "perhaps"),
    ],
)
def test_a_value_has_a_label_or_speaks_for_itself(facet: Facet, value: str, label: str) -> None:
    assert catalogue().label(facet, value) == label


def test_drafts_are_left_out_and_retired_studies_stay() -> None:
    world = catalogue(study("b", status="retired"), study("a"), study("c", status="draft"))
    assert [found.id for found in world] == ["a", "b"]
    assert "c" not in world


def test_orders() -> None:
    studies = [
        study("a", started=PartialDate(2005)),
        study("b", started=PartialDate(2005, 7), evidence="trial"),
        study("c", started=None, evidence="trial"),
        study("d", started=PartialDate(2010)),
    ]
    assert [found.id for found in sorted(studies, key=newest_first)] == ["d", "b", "a", "c"]
    assert [found.id for found in sorted(studies, key=best_evidence_first)] == ["b", "c", "d", "a"]


def test_adoptions_are_seen_from_both_sides() -> None:
    later = Adoption(
        practice="a",
        trust="luton-pct",
        trust_name="Luton PCT",
        stage="running",
        since=PartialDate.parse("2020"),
    )
    sooner = replace(later, trust="old-town-pct", trust_name="Old Town PCT", since=None)
    world = catalogue(study("a"), adoptions=[later, sooner])
    assert world.adoptions_of("a") == (sooner, later)
    assert world.adoptions_by("luton-pct") == (later,)


def test_the_real_collection_is_clean_and_complete(real: Workspace) -> None:
    assert [str(problem) for problem in real.report] == []
    assert len(real.catalogue) >= 59


def test_the_real_collection_says_only_what_it_may_of_membership(
    real: Workspace, project: Path
) -> None:
    """Only Haringey (2005) and South Birmingham (2007) are documented as members of Race for
    Health.
    """
    naming = {
        study.id
        for study in real.catalogue
        if "Race for Health" in (project / study.path).read_text(encoding="utf-8")
    }
    assert naming <= {"haringey-celebrating-diversity-fair"}


def test_every_compiled_study_links_to_its_sources(real: Workspace) -> None:
    assert all(study.sources for study in real.catalogue if study.origin == "compiled")


def test_the_uncertain_figure_of_tower_hamlets_keeps_its_caution(real: Workspace) -> None:
    measures = real.catalogue["tower-hamlets-breast-screening-whole-system"].measures
    [rise] = [measure for measure in measures if measure.result.text == "13.6"]
    assert "points" in rise.note
    assert "relative" in rise.note


@pytest.mark.parametrize(
    ("study_id", "outcome", "stage"),
    [
        ("herefordshire-traveller-health-bus", {"did-not-work", "mixed"}, {"stopped"}),
        ("brent-sickle-cell-support-stopped", {"mixed", "did-not-work"}, {"stopped"}),
        ("acton-african-well-woman-centre", {"worked", "mixed"}, {"stopped"}),
        (
            "birmingham-recording-ethnicity-in-practices",
            {"mixed", "did-not-work"},
            {"pilot", "stopped", "unknown"},
        ),
        ("tower-hamlets-practice-equity-audits", {"mixed"}, {"unknown", "running", "embedded"}),
    ],
)
def test_failures_keep_their_outcome(
    real: Workspace, study_id: str, outcome: set[str], stage: set[str]
) -> None:
    study = real.catalogue[study_id]
    assert study.outcome in outcome
    assert study.stage in stage


def test_a_catalogue_can_be_a_key() -> None:
    first, again = (catalogue(attachments=["case_studies/a/plan.pdf"]) for _ in range(2))
    assert hash(first) == hash(again)
