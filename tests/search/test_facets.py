"""Facet counts equal a count by hand, over any collection, selection and words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.search import FacetCount, Request, UnknownFacet, search

from .builders import document, ids, index_of

VALUES = {"theme": ["access", "staff", "data"], "trust": ["RA1", "RB2", "RC3", "RD4"]}
WORDS = ["clinic", "nurse", "ward"]


def subsets(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=3).map(tuple)


SELECTIONS = st.fixed_dictionaries(
    {}, optional={name: subsets([*values, "none"]) for name, values in VALUES.items()}
)
ENTRIES = st.lists(
    st.tuples(
        st.fixed_dictionaries({name: subsets(values) for name, values in VALUES.items()}),
        subsets(WORDS),
    ),
    max_size=25,
)


def agrees(facets: dict[str, tuple[str, ...]], selection: dict[str, tuple[str, ...]]) -> bool:
    return all(not chosen or set(chosen) & set(facets[name]) for name, chosen in selection.items())


@settings(max_examples=80, deadline=None)
@given(
    ENTRIES,
    st.lists(
        st.tuples(SELECTIONS, st.sampled_from(["", *WORDS, "clinic ward"])), min_size=1, max_size=6
    ),
)
def test_counts_equal_a_count_by_hand(entries: list[Any], questions: list[Any]) -> None:
    documents = [
        document(f"{n:02}", " ".join(words), facets=facets)
        for n, (facets, words) in enumerate(entries)
    ]
    with index_of(*documents) as index:
        for selection, text in questions:
            response = search(index, Request(text, selection, limit=3))
            matching = [
                (n, f) for n, (f, words) in enumerate(entries) if set(text.split()) <= set(words)
            ]
            agreeing = {f"{n:02}" for n, facets in matching if agrees(facets, selection)}
            assert response.total == len(agreeing)
            assert set(ids(response)) <= agreeing
            assert len(response.hits) == min(3, len(agreeing))
            for name in VALUES:
                rest = {other: chosen for other, chosen in selection.items() if other != name}
                chosen = selection.get(name, ())
                by_hand = [
                    FacetCount(
                        value,
                        sum(value in f[name] and agrees(f, rest) for _, f in matching),
                        value in chosen,
                    )
                    for value in [*VALUES[name], "none"]
                ]
                shown = [entry for entry in by_hand if entry.count or entry.selected]
                assert response.facets[name] == tuple(
                    sorted(shown, key=lambda entry: (-entry.count, entry.value))
                )


def test_only_the_facets_asked_for_are_counted() -> None:
    with index_of(document("a", "x", facets={"theme": ("access",), "trust": ("RA1",)})) as index:
        response = search(index, Request(facets=("trust",)))
    assert response.facets == {"trust": (FacetCount("RA1", 1, False),)}


def test_an_unknown_facet_is_named() -> None:
    with (
        index_of(document("a")) as index,
        pytest.raises(UnknownFacet, match="'colour' is not a facet"),
    ):
        search(index, Request(selection={"colour": ("red",)}))
