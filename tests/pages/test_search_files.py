"""The files that the search and the compare page read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from practice.model.catalogue import Catalogue
from practice.project import Workspace
from practice.site.compare import comparison
from practice.site.search_data import (
    IndexIncomplete,
    browser_search,
    facet_table,
    index_names,
    numbers,
    rest_of_table,
)
from practice.site.settings import Network

from .world import catalogue, town


@pytest.mark.parametrize("which", ["invented", "real", "empty"])
def test_the_table_says_what_the_catalogue_says(which: str, real: Workspace) -> None:
    world: Catalogue = {"invented": town(), "real": real.catalogue, "empty": catalogue()}[which]
    names = {number: id_ for id_, number in numbers(world).items()}
    first, rest = json.loads(facet_table(world)), json.loads(rest_of_table(world))
    assert first["studies"] == len(world)
    assert sorted(first["order"]) == sorted(
        facet["id"] for facet in [*first["facets"], *rest["facets"]]
    )
    for facet in [*first["facets"], *rest["facets"]]:
        rows = facet["rows"].split(" ") if len(world) else []
        for place, (value, *_) in enumerate(facet["values"]):
            found = {
                names[number] for number, row in enumerate(rows) if chr(ord("]") + place) in row
            }
            if facet["id"] == "year":
                assert found == {study.id for study in world if study.year == value}
            else:
                assert found == {study.id for study in world.under(facet["id"], value)}


def test_the_names_of_the_index_stand_in_the_order_of_the_numbers(tmp_path: Path) -> None:
    (tmp_path / "fragment").mkdir()
    for name, study in (("en_1a2", "older"), ("en_3b4", "newer")):
        record = b"pagefind_dcd" + json.dumps({"url": f"/case-studies/{study}/"}).encode()
        (tmp_path / "fragment" / f"{name}.pf_fragment").write_bytes(gzip.compress(record))
    assert json.loads(index_names(tmp_path, {"newer": 0, "older": 1})) == {
        "start": "en_",
        "names": "3b4 1a2",
    }
    with pytest.raises(IndexIncomplete, match=r"^'other' is not in the search index\.$"):
        index_names(tmp_path, {"newer": 0, "older": 1, "other": 2})


def test_every_study_is_compared_on_the_same_rows(real: Workspace) -> None:
    rows = {
        tuple(name for name, _ in json.loads(comparison(study, real.catalogue))["rows"])
        for study in real.catalogue
    }
    assert len(rows) == 1


def test_a_comparison_has_the_figures_in_words() -> None:
    rows = dict(json.loads(comparison(town()["slow-queue"], town()))["rows"])
    assert rows["What happened"] == [
        (
            "Left before being seen: 13.6 per cent; before 20 per cent; how many: 12,000; when:"
            " 2005 to 2007."
        ),
        "Asked for an interpreter: almost 80 people. Caution: Counted by hand.",
    ]
    assert rows["Cost"] == [
        "To set up: 4,000 pounds",
        "To run: not reported",
        "Paid by the council.",
    ]


def test_the_description_for_browsers_is_xml_whatever_the_name() -> None:
    text = browser_search(
        Network('A & B <"town"> exchange', "What & why"), "https://town.example/a&b/"
    )
    root = ElementTree.fromstring(text)
    assert [child.text for child in root][:2] == ['A & B <"town"> e', "What & why"]
    assert root[3].attrib["template"] == "https://town.example/a&b/search/?q={searchTerms}"
