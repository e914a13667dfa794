"""Where a contribution stands: true, in the words of the records, found from every study."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from practice.model.case_study import Adoption, CaseStudy
from practice.model.dates import PartialDate
from practice.project import Workspace
from practice.site.contributor_pages import (
    due,
    evidence_line,
    standing_address,
    standing_pages,
    use_of,
)
from practice.site.page import Page
from practice.site.settings import Network

from .world import (
    FULL,
    as_site_shows,
    catalogue,
    elements,
    links,
    pages_by_path,
    study,
    town,
    visible,
    words,
)

NETWORK = Network("Town exchange")


def taken_up(trust: str, stage: str, year: int = 2026, **more: str) -> Adoption:
    return Adoption(
        practice="slow-queue",
        trust=trust,
        trust_name=trust,
        stage=stage,
        since=PartialDate(year),
        **more,
    )


def page_of(one: CaseStudy, *adoptions: Adoption) -> Page:
    return list(standing_pages(catalogue(one, adoptions=adoptions), NETWORK))[1]


def test_the_page_of_a_trust(golden: Callable[[str, str], None]) -> None:
    golden(
        "standing-old-town-pct.md",
        pages_by_path(standing_pages(town(), NETWORK))[
            "contribute/standing/old-town-pct.md"
        ].markdown,
    )


def test_the_page_to_begin_at(golden: Callable[[str, str], None]) -> None:
    world = catalogue(
        study("a"),
        study("b", trusts=(), trust_names=()),
        study("c", trusts=("luton-pct", "old-town-pct")),
    )
    found = pages_by_path(standing_pages(world, NETWORK))
    assert list(found) == [
        f"contribute/standing/{name}.md"
        for name in ("index", "luton-pct", "old-town-pct", "no-single-trust")
    ]
    golden("standing.md", found["contribute/standing/index.md"].markdown)


def test_an_empty_collection_has_the_page_to_begin_at() -> None:
    (page,) = standing_pages(catalogue(), NETWORK)
    assert "No case study yet." in visible(page)


@pytest.mark.parametrize(
    ("adoptions", "said"),
    [
        ([], "No other organisation is on record here as using it."),
        ([taken_up("b", "interested")], "No other organisation is on record here as using it."),
        (
            [taken_up("b", "running")],
            "Used by one other organisation, according to the records here.",
        ),
        (
            [taken_up("b", "running"), taken_up("c", "adapted")],
            "Used by two other organisations, according to the records here.",
        ),
        (
            [taken_up("b", "trying", 2024), taken_up("b", "running")],
            "Used by one other organisation, according to the records here.",
        ),
        (
            [taken_up("b", "running", 2024), taken_up("b", "stopped")],
            "Tried and given up by one other organisation, according to the records here.",
        ),
        (
            [taken_up("old-town-pct", "running")],
            "No other organisation is on record here as using it.",
        ),
        (
            [
                taken_up("b", "running"),
                taken_up("c", "trying"),
                taken_up("d", "trying"),
                taken_up("e", "stopped"),
            ],
            (
                "Used by one other organisation, being tried by two other organisations and tried"
                " and given up by one other organisation, according to the records here."
            ),
        ),
    ],
)
def test_use_is_counted_by_organisation_and_by_its_last_word(
    adoptions: list[Adoption], said: str
) -> None:
    one = study()
    assert use_of(one, catalogue(one, adoptions=adoptions)).words == said


@pytest.mark.parametrize(
    ("reviewed", "expected"),
    [
        ("2026-11-20", "2028-11-20"),
        ("2024-02-29", "2026-02-28"),
        ("2026-12", "2028-12"),
        ("2026", "2028"),
        ("about 2026-01", "about 2028-01"),
    ],
)
def test_due_is_known_as_exactly_as_the_last_review(reviewed: str, expected: str) -> None:
    assert str(due(PartialDate.parse(reviewed))) == expected


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {},
            (
                "A door. Work of Old Town PCT, written up by those who did it. Published in N, last"
                " reviewed 20 November 2026."
            ),
        ),
        (
            {"origin": "compiled", "title": "A door?"},
            (
                "A door? Work of Old Town PCT, written up by the editors from published sources. "
                "Published in N, last reviewed 20 November 2026."
            ),
        ),
        (
            {"status": "retired", "trusts": (), "trust_names": (), "place": "Old Town"},
            (
                "A door. Work in Old Town, written up by those who did it. Published in N, since"
                " retired, last reviewed 20 November 2026."
            ),
        ),
        (
            {"trusts": (), "trust_names": ()},
            (
                "A door. Work, written up by those who did it. Published in N, last reviewed 20"
                " November 2026."
            ),
        ),
    ],
)
def test_the_line_for_an_appraisal_claims_no_more_than_is_so(
    changes: dict[str, object], line: str
) -> None:
    one = study(**{"title": "A door", **changes})
    assert (
        evidence_line(one, use_of(one, catalogue(one)), "N")
        == f"{line} No other organisation is on record here as using it."
    )


def test_every_case_study_is_where_its_page_says(real: Workspace) -> None:
    pages = {page.address: as_site_shows(page) for page in standing_pages(real.catalogue, NETWORK)}
    for one in real.catalogue:
        address, _, anchor = standing_address(one).partition("#")
        assert f'id="{anchor}"' in pages[address]
        for trust in one.trusts:
            assert f"../../../case-studies/{one.id}/" in links(
                pages[f"contribute/standing/{trust}/"]
            )


@pytest.mark.parametrize(
    "text", ["<script>x</script>", "**bold** [a](b)", "# Title", '" onclick="x', "{{ 7 * 7 }}"]
)
def test_hostile_words_stay_words(text: str) -> None:
    def shown(said: str) -> str:
        one = study(
            **{
                **FULL,
                "title": said,
                "trust_names": (said,),
                "retired_because": said,
                "status": "retired",
            }
        )
        return as_site_shows(
            page_of(one, taken_up("luton-pct", "running", changed=said, result=said))
        )

    assert elements(shown(text)) == elements(shown("harmless"))
    assert text in words(shown(text))
