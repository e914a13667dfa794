"""The collection in order: by id, by facet, with who took up what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from practice.model.case_study import Adoption, CaseStudy
from practice.model.catalogue import Catalogue, best_evidence_first, newest_first
from practice.model.dates import PartialDate
from practice.model.organisations import Organisation, Organisations
from practice.model.vocabulary import Term, Vocabularies, Vocabulary
from practice.project import Workspace

WORDS = Vocabularies(
    themes=Vocabulary("themes", (Term("workforce", "Workforce", "Staff."),)),
    communities=Vocabulary(
        "communities",
        (Term("asian", "Asian", "All."), Term("indian", "Indian", "Part.", broader="asian")),
    ),
    topics=Vocabulary("topics", (Term("jobs", "Jobs", "Work."),)),
    settings=Vocabulary("settings", ()),
    organisations=Organisations(
        (Organisation("old", "Old PCT", successors=("new",)), Organisation("new", "New ICB"))
    ),
)


@pytest.fixture
def study() -> Callable[..., CaseStudy]:
    def make(
        study_id: str, started: str = "2005", evidence: str = "described", **changes: object
    ) -> CaseStudy:
        fields: dict[str, object] = {
            "title": study_id.title(),
            "summary": "S.",
            "themes": ("workforce",),
            "communities": ("indian",),
            "topics": ("jobs",),
            "stage": "running",
            "outcome": "worked",
            "origin": "compiled",
            "reviewed": PartialDate.parse("2026"),
            "sections": (),
            "trusts": ("old",),
            "trust_names": ("Old PCT",),
        }
        date = None if started == "unknown" else PartialDate.parse(started)
        return CaseStudy(
            id=study_id,
            path=f"case_studies/t/{study_id}.md",
            started=date,
            evidence=evidence,
            **(fields | changes),
        )  # type: ignore[arg-type]

    return make


def test_a_study_is_found_under_broader_terms_and_successors(
    study: Callable[..., CaseStudy],
) -> None:
    one = study("one")
    catalogue = Catalogue.of([one], WORDS)
    assert catalogue.facet_values(one) == {
        "theme": ("workforce",),
        "trust": ("old", "new"),
        "community": ("indian", "asian"),
        "topic": ("jobs",),
        "setting": (),
        "stage": ("running",),
        "outcome": ("worked",),
        "evidence": ("described",),
        "origin": ("compiled",),
    }
    assert catalogue.under("community", "asian") == catalogue.under("trust", "new") == (one,)
    assert catalogue.under("community", "nobody") == ()


def test_drafts_are_left_out_and_retired_studies_stay(study: Callable[..., CaseStudy]) -> None:
    catalogue = Catalogue.of(
        [study("b", status="retired"), study("a"), study("c", status="draft")], WORDS
    )
    assert [found.id for found in catalogue] == ["a", "b"]
    assert "c" not in catalogue


def test_orders(study: Callable[..., CaseStudy]) -> None:
    studies = [
        study("a", "2005"),
        study("b", "2005-07", "trial"),
        study("c", "unknown", "trial"),
        study("d", "2010"),
    ]
    assert [found.id for found in sorted(studies, key=newest_first)] == ["d", "b", "a", "c"]
    assert [found.id for found in sorted(studies, key=best_evidence_first)] == ["b", "c", "d", "a"]


def test_adoptions_are_seen_from_both_sides(study: Callable[..., CaseStudy]) -> None:
    later = Adoption(
        practice="a",
        trust="new",
        trust_name="New ICB",
        stage="running",
        since=PartialDate.parse("2020"),
    )
    sooner = Adoption(practice="a", trust="old", trust_name="Old PCT", stage="stopped", since=None)
    catalogue = Catalogue.of([study("a")], WORDS, [later, sooner])
    assert catalogue.adoptions_of("a") == (sooner, later)
    assert catalogue.adoptions_by("new") == (later,)


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
    catalogue = Catalogue.of([], WORDS, (), {"case_studies/a/plan.pdf": ("case_studies/a/b.md",)})
    assert hash(catalogue) == hash(
        Catalogue.of([], WORDS, (), {"case_studies/a/plan.pdf": ("case_studies/a/b.md",)})
    )
