"""The words of a network: found however they are written, with what is above and who came after."""

from __future__ import annotations

import pytest

from practice.model.organisations import Organisation, Organisations
from practice.model.text import normalise, slug
from practice.model.vocabulary import Term, Vocabulary
from practice.project import Workspace

COMMUNITIES = Vocabulary(
    "communities",
    (
        Term("minority-ethnic", "Minority ethnic communities", "All.", synonyms=("BME", "BAME")),
        Term("south-asian", "South Asian", "Part.", broader="minority-ethnic"),
        Term(
            "bangladeshi",
            "Bangladeshi",
            "Part of a part.",
            broader="south-asian",
            synonyms=("Bengali",),
        ),
        Term("staff", "Staff", "Those who work there."),
    ),
)

TRUSTS = Organisations(
    (
        Organisation("old-pct", "Old PCT", ods_code="5AA", successors=("new-ccg",)),
        Organisation(
            "other-pct",
            "Other PCT",
            ods_code="5BB",
            successors=("new-ccg",),
            also_known_as=("NHS Other",),
        ),
        Organisation("new-ccg", "NHS New CCG", successors=("big-icb",)),
        Organisation("big-icb", "NHS Big Integrated Care Board", also_known_as=("Old PCT",)),
    )
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("A&E", "a and e"),
        ("  Crème   brûlée ", "creme brulee"),
        ("Tower Hamlets Primary Care Trust", "tower hamlets pct"),
        ("St George's", "st georges"),
        ("people-seeking-asylum", "people seeking asylum"),
        ("🙂", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert normalise(text) == folded


def test_a_slug_is_safe_in_an_address() -> None:
    assert slug("St George's & Café (NHS) Trust") == "st-georges-and-cafe-nhs-trust"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bangladeshi", "bangladeshi"),
        ("Bengali", "bangladeshi"),
        ("bme", "minority-ethnic"),
        ("South asian", "south-asian"),
        ("", None),
        ("x", None),
    ],
)
def test_a_term_is_found_by_id_label_or_synonym(text: str, found: str | None) -> None:
    term = COMMUNITIES.find(text)
    assert (term.id if term else None) == found


def test_a_broader_term_comes_with_its_narrower_ones() -> None:
    assert COMMUNITIES.with_broader(["bangladeshi", "staff"]) == (
        "bangladeshi",
        "staff",
        "south-asian",
        "minority-ethnic",
    )
    assert [(depth, term.id) for depth, term in COMMUNITIES.tree()] == [
        (0, "minority-ethnic"),
        (1, "south-asian"),
        (2, "bangladeshi"),
        (0, "staff"),
    ]


def test_the_nearest_spelling_is_suggested() -> None:
    assert COMMUNITIES.suggest("bangladehsi") == "bangladeshi"
    assert COMMUNITIES.suggest("qqqq") is None
    assert TRUSTS.suggest("Olt PCT") == "Old PCT"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5AA", "old-pct"),
        ("old pct", "old-pct"),  # the official name wins over another body's former name
        ("Other Primary Care Trust", "other-pct"),
        ("NHS Other", "other-pct"),
        ("NHS Big ICB", "big-icb"),
        ("", None),
    ],
)
def test_an_organisation_is_found_by_any_of_its_names(text: str, found: str | None) -> None:
    organisation = TRUSTS.find(text)
    assert (organisation.id if organisation else None) == found


def test_a_study_is_found_under_every_successor() -> None:
    assert TRUSTS.with_successors(["old-pct"]) == ("old-pct", "new-ccg", "big-icb")
    assert [organisation.id for organisation in TRUSTS.predecessors("big-icb")] == [
        "new-ccg",
        "old-pct",
        "other-pct",
    ]


def test_mergers_that_go_round_in_a_circle_end() -> None:
    circle = Organisations(
        (Organisation("a", "A", successors=("b",)), Organisation("b", "B", successors=("a",)))
    )
    assert circle.with_successors(["a"]) == ("a", "b")


def test_the_real_register_leads_from_a_trust_of_2006_to_the_board_of_today(
    real: Workspace,
) -> None:
    register = real.vocabularies.organisations
    names = [organisation.name for organisation in register.successors("tower-hamlets-pct")]
    assert names == [
        "NHS Tower Hamlets CCG",
        "NHS North East London CCG",
        "NHS North East London Integrated Care Board",
    ]


def test_every_real_term_is_used_or_says_why_it_is_kept(real: Workspace) -> None:
    unused = [
        (name, term.id)
        for name, facet in (
            ("themes", "theme"),
            ("communities", "community"),
            ("topics", "topic"),
            ("settings", "setting"),
        )
        for term in real.vocabularies[name]
        if len(real.catalogue.under(facet, term.id)) < 2 and not term.kept_because
    ]
    assert unused == []
