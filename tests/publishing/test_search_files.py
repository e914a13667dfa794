"""The files that the search and the compare page read."""

from __future__ import annotations

import json
from itertools import accumulate
from xml.etree import ElementTree

import pytest

from practice.catalogue import Catalogue
from practice.publishing.browser_search import browser_search
from practice.publishing.comparing import comparison
from practice.publishing.facet_table import facet_table, numbers
from practice.publishing.network import Network
from practice.workspace import Workspace

from .world import catalogue, town


@pytest.mark.parametrize("which", ["invented", "real", "empty"])
def test_the_table_says_what_the_catalogue_says(which: str, real: Workspace) -> None:
    world: Catalogue = {"invented": town(), "real": real.catalogue, "empty": catalogue()}[which]
    names = {number: id_ for id_, number in numbers(world).items()}
    table = json.loads(facet_table(world))
    assert table["studies"] == len(world)
    for facet in table["facets"]:
        for value, _, _, _, gaps in facet["values"]:
            found = {names[number] for number in accumulate(gaps)}
            if facet["id"] == "year":
                assert found == {study.id for study in world if study.year == value}
            else:
                assert found == {study.id for study in world.under(facet["id"], value)}


def test_every_study_is_compared_on_the_same_rows(real: Workspace) -> None:
    rows = {tuple(name for name, _ in json.loads(comparison(study, real.catalogue))["rows"]) for study in real.catalogue}
    assert len(rows) == 1


def test_a_comparison_has_the_figures_in_words() -> None:
    rows = dict(json.loads(comparison(town()["slow-queue"], town()))["rows"])
    assert rows["What happened"] == [
        "Left before being seen: 13.6 per cent; before 20 per cent; how many: 12,000; when: 2005 to 2007.",
        "Asked for an interpreter: almost 80 people. Caution: Counted by hand.",
    ]
    assert rows["Cost"] == ["To set up: 4,000 pounds", "To run: not reported", "Paid by the council."]


def test_the_description_for_browsers_is_xml_whatever_the_name() -> None:
    text = browser_search(Network('A & B <"town"> exchange', "What & why"), "https://town.example/a&b/")
    root = ElementTree.fromstring(text)
    assert [child.text for child in root][:2] == ['A & B <"town"> e', "What & why"]
    assert root[3].attrib["template"] == "https://town.example/a&b/search/?q={searchTerms}"
