"""Suggest words from what was written: terms whose names are in the text, and organisations whose
names hold what was typed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from practice.model.organisations import Organisation, Organisations
from practice.model.text import normalise
from practice.model.vocabulary import Term, Vocabulary
from practice.search.analysis import sequence, terms, words

MOST_TERMS = 6
MOST_ORGANISATIONS = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term, and the words of the text that it was found by."""

    term: Term
    because: str


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    term: Term


def suggest_terms(vocabulary: Vocabulary, text: str) -> tuple[Suggestion, ...]:
    """Return the terms whose label or synonym stands in `text`, the most often named first; of
    equals in the editors' order.

    Words are compared as the search compares them, so "interpreters" finds "interpreter". A name
    inside a longer name of another term does not count: "mental health" is not "health".
    """
    places: defaultdict[str, set[int]] = defaultdict(set)
    for word, position in terms(text):
        places[word].add(position)
    found = [match for term in vocabulary for match in _matches(term, places)]
    outer = [one for one in found if not any(_inside(one, other) for other in found)]
    counts: dict[str, int] = defaultdict(int)
    first: dict[str, _Match] = {}
    for match in outer:
        counts[match.term.id] += 1
        first.setdefault(match.term.id, match)
    order = sorted(first, key=lambda term_id: -counts[term_id])
    return tuple(
        Suggestion(first[term_id].term, _quoted(text, first[term_id]))
        for term_id in order[:MOST_TERMS]
    )


def suggest_organisations(register: Organisations, text: str) -> tuple[Organisation, ...]:
    """Return the organisations whose names hold every word of `text`, the shortest names first;
    else the one spelled most like it.
    """
    wanted = normalise(text).split()
    if not wanted:
        return ()
    holding = [
        entry
        for entry in register
        if any(
            all(f" {word}" in f" {normalise(name)}" for word in wanted)
            for name in (*entry.official_names, *entry.also_known_as)
        )
    ]
    if holding:
        return tuple(
            sorted(holding, key=lambda entry: (len(entry.name), entry.name))[:MOST_ORGANISATIONS]
        )
    near = register.suggest(text) if len(text) <= 200 else None
    found = register.find(near) if near else None
    return (found,) if found else ()


def _matches(term: Term, places: defaultdict[str, set[int]]) -> list[_Match]:
    spans = set()
    for name in (term.label, *term.synonyms):
        steps = sequence(name)
        if not steps:
            continue
        for start in places.get(steps[0][0], ()):
            if all(start + step in places.get(word, ()) for word, step in steps):
                spans.add((start, start + steps[-1][1]))
    longest = [
        span
        for span in spans
        if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in spans)
    ]
    return [_Match(start, end, term) for start, end in sorted(longest)]


def _inside(one: _Match, other: _Match) -> bool:
    longer = other.end - other.start > one.end - one.start
    return longer and other.term != one.term and other.start <= one.start and one.end <= other.end


def _quoted(text: str, match: _Match) -> str:
    spans = [
        (start, end)
        for _, position, start, end in words(text)
        if match.start <= position <= match.end
    ]
    return " ".join(text[min(start for start, _ in spans) : max(end for _, end in spans)].split())
