"""What may have been meant when nothing is found."""

from __future__ import annotations

import pytest

from practice.search import Request, Thesaurus, search

from .builders import document, index_of


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("quues", "queues"),
        ("Intrepreting Srevices", "interpreting services"),
        ('"long quues"', '"long queues"'),
        ("title:quues", "title:queues"),
        ("quues -children", "queues -children"),
        ("xyzzy", None),
        ("queues", None),
        ("interpretor", "interpreter"),
        ("", None),
        ("zz", None),
    ],
)
def test_suggestions(text: str, suggestion: str | None) -> None:
    thesaurus = Thesaurus((("interpreter", "interpreting"),))
    with index_of(document("a", "Long queues"), document("b", "Interpreting services")) as index:
        assert search(index, Request(text, thesaurus=thesaurus)).suggestion == suggestion


def test_a_suggestion_gives_results_within_the_selection() -> None:
    documents = [
        document("a", "queues", facets={"theme": ("x",)}),
        document("b", "waiting", facets={"theme": ("y",)}),
    ]
    with index_of(*documents) as index:
        assert search(index, Request("queus", {"theme": ("x",)})).suggestion == "queues"
        assert search(index, Request("queus", {"theme": ("y",)})).suggestion is None
