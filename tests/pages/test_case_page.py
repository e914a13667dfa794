"""The page of a case study: complete, honest about what is not reported, and safe whatever was
written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.model.case_study import (
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
from practice.site.case_page import case_page, neighbours
from practice.site.page import Page
from practice.site.settings import Network
from practice.site.urls import attachments

from .world import FULL, as_site_shows, catalogue, elements, links, study, town, visible, words

NETWORK = Network(
    "Town exchange",
    "What we tried.",
    "https://code.example/town/edit/main/",
    "https://code.example/town/issues",
)


def page_of(
    one: CaseStudy, related: tuple[str, ...] = (), network: Network = NETWORK, *others: CaseStudy
) -> Page:
    world = catalogue(one, *others)
    return case_page(one, world, related, attachments(world), network)


def test_a_page_with_everything_on_it(golden: Callable[[str, str], None]) -> None:
    world = town()
    beside = neighbours(world)["slow-queue"]
    page = case_page(
        world["slow-queue"],
        world,
        ("tried-again", "slow-queue"),
        attachments(world),
        NETWORK,
        beside,
    )
    golden("slow-queue.md", page.markdown)


def test_a_page_with_nothing_but_what_is_needed(golden: Callable[[str, str], None]) -> None:
    bare = study(
        "bare",
        sections=(),
        origin="compiled",
        contact=None,
        trusts=(),
        trust_names=(),
        place="Somewhere",
        started=None,
    )
    golden("bare.md", page_of(bare, network=Network()).markdown)


def test_what_is_not_reported_is_said_quietly() -> None:
    text = visible(
        page_of(
            study(
                cost=Cost(),
                measures=(Measure("Seen", "process", Figure("not-reported"), "people"),),
            )
        )
    )
    for line in (
        "Cost not reported",
        "Staff time not reported",
        "You cannot do without not reported",
        "Seen Process not reported",
    ):
        assert line in text


def test_a_figure_before_decides_what_the_figure_after_is_called() -> None:
    def heads(*measures: Measure) -> str:
        table = (
            as_site_shows(page_of(study(measures=measures))).split("<thead")[1].split("</thead>")[0]
        )
        return words("<thead" + table)

    alone = Measure("Seen", "process", Figure("5"), "people")
    unknown = Measure("Seen", "process", Figure("5"), "people", Figure("not-reported"))
    before = Measure(
        "Seen",
        "process",
        Figure("5"),
        "people",
        Figure("3"),
        comparison=Figure("4"),
        n=Figure("9"),
        period="2005",
    )
    assert heads(alone) == "What was measured Result"
    assert heads(unknown) == "What was measured Before Result"
    assert heads(unknown, before) == "What was measured Before After Compared with How many When"


def test_retired_and_replaced_pages_say_so_at_the_top() -> None:
    world = town()
    old = visible(case_page(world["old-way"], world, (), {}, NETWORK))
    assert old.index("Retired. It is against the law now.") < old.index("At a glance")
    slow = visible(case_page(world["slow-queue"], world, (), {}, NETWORK))
    assert slow.index("There is a newer account: How we did tried-again") < slow.index(
        "At a glance"
    )


def test_provenance_is_stated() -> None:
    assert "Written by the trust that did the work." in visible(page_of(study()))
    compiled = study(origin="compiled", contact=None, sources=FULL["sources"])
    assert (
        "Written by the editors from two published sources. The trust has not checked it."
        in visible(page_of(compiled))
    )


def test_similar_practice_puts_the_author_first_and_leaves_out_the_retired() -> None:
    one = study("one", related=("three",))
    others = (study("two"), study("three", topics=("diabetes",)), study("four", status="retired"))
    shown = (
        as_site_shows(page_of(one, ("two", "three", "four", "missing"), NETWORK, *others))
        .split('id="similar-practice"')[1]
        .split("<nav")[0]
    )
    assert [link for link in links("<a " + shown) if link.startswith("../")] == [
        "../three/",
        "../two/",
    ]
    assert "In common: Queues · Bangladeshi · Service improvement" in words("<a " + shown)


def test_each_page_leads_to_those_beside_it_in_its_main_theme() -> None:
    def name(beside: CaseStudy | None) -> str:
        return beside.id if beside else ""

    found = {
        key: (name(before), name(after)) for key, (before, after) in neighbours(town()).items()
    }
    assert found == {
        "tried-again": ("", "night-clinic"),
        "night-clinic": ("tried-again", "slow-queue"),
        "slow-queue": ("night-clinic", "old-way"),
        "old-way": ("slow-queue", ""),
    }


def test_the_edit_link_goes_to_the_file_itself() -> None:
    page = page_of(study("slow-queue"))
    assert page.source == "case_studies/old-town/slow-queue.md"
    assert "https://code.example/town/edit/main/case_studies/old-town/slow-queue.md" in links(
        as_site_shows(page)
    )


def everywhere(text: str) -> dict[str, Any]:
    """Return changes that put `text` into every field that holds free words."""
    return {
        "title": text,
        "summary": text,
        "place": text,
        "trust_names": (text,),
        "partners": (text,),
        "needs": (text,),
        "keep": (text,),
        "adapt": (text,),
        "licence": text,
        "measures": (
            Measure(
                text,
                "outcome",
                Figure(text),
                text,
                Figure(text),
                Figure(text),
                text,
                Figure(text),
                text,
            ),
        ),
        "cost": Cost(text, text, text),
        "staff_time": (StaffTime(text, text),),
        "risks": (Risk(text, text),),
        "sources": (Source(text, f"https://e.example/{text}", text, text),),
        "resources": (Resource(text, url=f"https://e.example/{text}"), Resource(text, file=text)),
        "contact": Contact(text, f"{text}@trust.example"),
        "status": "retired",
        "retired_because": text,
    }


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</dd></dl></header><svg onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "```\n<b>\n```",
    "\n\n# Heading\n\n- list\n",
    "[x](javascript:alert(1)) ![y](z)",
    "{: onclick=alert(1) }",
    "{{ config }}{% include 'x' %}",
    "<!-- -->",
    "--8<-- 'mkdocs.yml'",
    "\x02wzxhzdk:0\x03",
    "]]>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    shown = as_site_shows(page_of(study(**everywhere(text))))
    assert elements(shown) == elements(as_site_shows(page_of(study(**everywhere("harmless")))))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_headings_stay_words(text: str) -> None:
    shown = as_site_shows(page_of(study(sections=(Section(text, "Body."),))))
    assert elements(shown) == elements(
        as_site_shows(page_of(study(sections=(Section("harmless", "Body."),))))
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_bodies_bring_no_element_that_does_something(text: str) -> None:
    before = elements(as_site_shows(page_of(study(sections=(Section("The problem", "Body."),)))))
    after = elements(as_site_shows(page_of(study(sections=(Section("The problem", text),)))))
    assert {tag for tag, _ in after} - {tag for tag, _ in before} <= {
        "pre",
        "code",
        "h3",
        "ul",
        "li",
    }
    assert not any(name.startswith("on") for _, names in after for name in names)


@settings(max_examples=60)
@given(
    st.one_of(
        st.text(max_size=40), st.text(alphabet="<>&\"'`*_[]()!#-|~:{}\\/ \nabx=;", max_size=40)
    )
)
def test_the_shape_of_a_page_never_depends_on_its_words(text: str) -> None:
    shown = as_site_shows(page_of(study(**everywhere(f"x{text}x"))))
    assert elements(shown) == elements(as_site_shows(page_of(study(**everywhere("harmless")))))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", " https://x.example"]
)
def test_an_address_that_is_none_leads_nowhere(url: str) -> None:
    shown = as_site_shows(
        page_of(study(sources=(Source("A", url),), resources=(Resource("B", url=url),)))
    )
    assert url not in links(shown)
