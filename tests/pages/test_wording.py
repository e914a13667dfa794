"""Shared words read as a person would write them."""

from __future__ import annotations

from typing import Any

import pytest

from practice.model.dates import PartialDate
from practice.model.text import first_small, number
from practice.site import wording

from .world import FULL, study


@pytest.mark.parametrize(
    ("n", "text"), [(0, "no"), (1, "one"), (9, "nine"), (10, "10"), (1200, "1,200")]
)
def test_numbers(n: int, text: str) -> None:
    assert number(n) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("closed 2013-03-31", "closed 31 March 2013"),
        ("closed by 2022-07", "closed by July 2022"),
        ("open", "open"),
        ("closed 2013-02-31", "closed 2013-02-31"),
    ],
)
def test_status_of_an_organisation(text: str, shown: str) -> None:
    assert wording.status(text) == shown


@pytest.mark.parametrize(
    ("started", "ended", "text"),
    [
        (PartialDate(2005, qualifier="about"), None, "began about 2005"),
        (PartialDate(2005), PartialDate(2008, 3), "2005 to March 2008"),
        (None, PartialDate(2008), "ended 2008"),
        (None, None, "start not known"),
    ],
)
def test_when(started: PartialDate | None, ended: PartialDate | None, text: str) -> None:
    assert wording.when(study(started=started, ended=ended)) == text


@pytest.mark.parametrize(
    ("text", "small"),
    [("Service improvement", "service improvement"), ("NHS staff", "NHS staff"), ("", "")],
)
def test_inside_a_sentence(text: str, small: str) -> None:
    assert first_small(text) == small


def test_provenance_of_a_page_about_several_organisations() -> None:
    one = study(
        origin="compiled", trusts=("a", "b"), trust_names=("A", "B"), sources=FULL["sources"][:1]
    )
    assert (
        wording.provenance(one)
        == "Written by the editors from one published source. The organisations that did the work"
        " have not checked it."
    )


@pytest.mark.parametrize(
    ("changes", "author", "title"),
    [
        (
            {"origin": "contributed", "trust_names": ("Luton PCT", "Newham PCT")},
            "Luton PCT and Newham PCT",
            "Calls.",
        ),
        (
            {"origin": "compiled", "title": "Do calls help?"},
            "The editors of The exchange",
            "Do calls help?",
        ),
    ],
)
def test_how_to_cite_a_page(changes: dict[str, Any], author: str, title: str) -> None:
    found = study("calls", **{"title": "Calls", "reviewed": PartialDate(2026, 11, 20), **changes})
    assert (
        wording.citation(found, "The exchange")
        == f"{author}: {title} The exchange, last reviewed 20 November 2026."
    )
