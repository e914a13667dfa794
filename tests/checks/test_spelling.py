"""The fast speller suggests what the thorough one does."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.checks.suggest import Speller
from practice.model.diagnostics import nearest
from practice.model.text import normalise
from practice.project import Workspace


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("quues", "queues"),
        ("Queues", "queues"),
        ("waiting time", "queues"),
        ("diabetis", "diabetes"),
        ("zeppelin", None),
        ("", None),
        ("q" * 500, None),
    ],
)
def test_a_speller_suggests_what_to_write(word: str, meant: str | None) -> None:
    speller = Speller([("queues", "queues"), ("waiting times", "queues"), ("diabetes", "diabetes")])
    assert speller.suggest(word) == meant


@pytest.fixture(scope="module")
def names(real: Workspace) -> dict[str, str]:
    """Every name in the real register of organisations, as it is compared and as it is written."""
    return {normalise(body.name): body.name for body in real.vocabularies.organisations}


@pytest.fixture(scope="module")
def speller(names: dict[str, str]) -> Speller:
    return Speller(names.items())


@given(st.data())
def test_a_slip_of_the_pen_is_recognised_as_well_as_by_comparing_with_every_name(
    names: dict[str, str], speller: Speller, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(names)))
    place = data.draw(st.integers(0, len(name) - 1))
    slip = normalise(
        name[:place]
        + data.draw(st.sampled_from("aeiourtn "))
        + name[place + data.draw(st.integers(0, 1)) :]
    )
    suggested = speller.suggest(slip)
    thorough = nearest(slip, names)
    assert suggested is not None
    assert thorough is not None
    assert alike(slip, normalise(suggested)) >= alike(slip, thorough) - 0.05


def alike(word: str, other: str) -> float:
    """Return how alike two words are, as the thorough comparison counts."""
    return difflib.SequenceMatcher(None, word, other).ratio()


def test_a_whole_sentence_is_no_misspelt_word() -> None:
    long = "diabetes" * 26
    assert nearest(long, [long]) is None
    assert Speller([(long, long)]).suggest(long) is None
