"""Advice on the words of case studies: long sentences, reading age, unexplained short forms, words
we have a better one for, near-duplicates.

The measures: 25 words is the limit that GOV.UK sets for a sentence ("Writing for GOV.UK"); 9 to 12
is the reading age aimed at. Every piece of advice has a page in docs/checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from practice.advice.plain_english import (
    KNOWN,
    better_words,
    could_be_plainer,
    held_names,
    is_explained,
    plainer_words,
    short_forms,
    without_quotations,
)
from practice.advice.prose import reading_age_of, sentences, text_of, title_of
from practice.checks.references import named_studies
from practice.checks.registry import ADVICE
from practice.checks.rule import Finding
from practice.content.draft import Draft
from practice.model.diagnostics import Diagnostic, Place, Severity
from practice.model.similarity import Likeness
from practice.model.text import clean, normalise, quote
from practice.model.vocabulary import Vocabularies

MOST_WORDS = 25
OLDEST_READER = 12
MOST_SENTENCES = 3
"""Of many long sentences the longest are named: mending these shows how to mend the others."""
MOST_COMPARED = 1_000
"""So many case studies are each compared with all others; of more, only the few that were asked
about.
"""


@dataclass(frozen=True, slots=True)
class OurWords:
    """What the editors' lists say of words, worked out once for many case studies.

    `held` are the short forms they hold, normalised; `better` and `plainer` the word to take in the
    place of another.
    """

    held: frozenset[str]
    better: Mapping[str, str]
    plainer: Mapping[str, str]

    @classmethod
    def of(cls, vocabularies: Vocabularies) -> OurWords:
        """Return what these vocabularies say."""
        return cls(
            held_names(vocabularies), better_words(vocabularies), plainer_words(vocabularies)
        )


def advise(draft: Draft, words: OurWords) -> tuple[Diagnostic, ...]:
    """Return the advice on one case study by itself."""
    return tuple(
        _diagnostic(name, finding)
        for name, find in _OF_ONE.items()
        for finding in find(draft, words)
    )


def advice_on(
    drafts: Sequence[Draft], vocabularies: Vocabularies, wanted: Callable[[str], bool]
) -> tuple[Diagnostic, ...]:
    """Return the advice on those of `drafts` whose path is `wanted`; it is about words, so faulty
    ones get it too.

    Near-duplicates are among it unless there are too many to compare (`are_compared`).
    """
    chosen = [draft for draft in drafts if wanted(draft.path)]
    words = OurWords.of(vocabularies)
    found = [diagnostic for draft in chosen for diagnostic in advise(draft, words)]
    if are_compared(drafts, wanted):
        found += near_duplicates(drafts, chosen)
    return tuple(found)


def are_compared(drafts: Sequence[Draft], wanted: Callable[[str], bool]) -> bool:
    """Whether near-duplicates of those of `drafts` whose path is `wanted` are looked for: time
    grows with both numbers multiplied.
    """
    return sum(wanted(draft.path) for draft in drafts) * len(drafts) <= MOST_COMPARED**2


def near_duplicates(drafts: Sequence[Draft], chosen: Sequence[Draft]) -> Iterator[Diagnostic]:
    """Yield the advice to look at those of `drafts` that share most of their words with one of the
    `chosen`, unless one names the other: then the author knows.
    """
    titles = {draft.path: title_of(draft) for draft in drafts}
    likeness = Likeness({draft.path: text_of(draft) for draft in drafts})
    ids = {draft.path: draft.id for draft in drafts}
    named = {draft.path: {study_id for _, study_id, _ in named_studies(draft)} for draft in drafts}
    for draft in chosen:
        for alike in likeness.like(draft.path):
            if ids[alike.path] in named[draft.path] or draft.id in named[alike.path]:
                continue
            finding = Finding(
                draft.place("title"),
                f"It has much in common with {quote(titles[alike.path])} ({alike.path}).",
                "If it is the same work, add to that page. If not, name it in 'related'.",
            )
            yield _diagnostic("near-duplicate", finding)


def _long_sentence(draft: Draft, words: OurWords) -> Iterator[Finding]:
    long = [sentence for sentence in sentences(draft) if len(sentence.words) > MOST_WORDS]
    longest = sorted(long, key=lambda sentence: -len(sentence.words))[:MOST_SENTENCES]
    for sentence in sorted(longest, key=lambda sentence: sentence.line):
        yield Finding(
            Place(draft.path, sentence.line),
            f"This sentence has {len(sentence.words)} words: {quote(sentence.text)}",
            f"Cut it in two; up to {MOST_WORDS} words are easy to follow.",
        )


def _hard_to_read(draft: Draft, words: OurWords) -> Iterator[Finding]:
    age = reading_age_of(draft)
    if age is not None and age > OLDEST_READER:
        message = f"Its reading age is {age}; 9 to {OLDEST_READER} is what we aim at."
        yield Finding(
            draft.place("summary"), message, "Shorter sentences help most, then shorter words."
        )


def _unexplained_short_form(draft: Draft, words: OurWords) -> Iterator[Finding]:
    for place, short in _first_unexplained(draft):
        if normalise(short) not in words.held:
            hint = f"Spell it out where it first stands: the long form ({short})."
            yield Finding(place, f"'{short}' is explained nowhere in the text.", hint)


def _other_word(draft: Draft, words: OurWords) -> Iterator[Finding]:
    # In quotation marks it is another's word.
    for place, short in _first_unexplained(draft, without_quotations):
        if short in words.better:
            better = quote(words.better[short])
            message = f"'{short}' is a short form; our word is {better}."
            yield Finding(place, message, "Names keep theirs.")


def _first_unexplained(draft: Draft, of: Callable[[str], str] = str) -> Iterator[tuple[Place, str]]:
    """Yield the first place of each short form that the text does not spell out."""
    whole = " ".join(sentence.text for sentence in sentences(draft))
    seen = set(KNOWN)
    for sentence in sentences(draft):
        for short in short_forms(of(sentence.text)):
            if short not in seen and not is_explained(short, whole):
                yield Place(draft.path, sentence.line), short
            seen.add(short)


def _plainer_word(draft: Draft, words: OurWords) -> Iterator[Finding]:
    seen = set()
    for sentence in sentences(draft):
        for word, plain in could_be_plainer(without_quotations(sentence.text), words.plainer):
            if plain not in seen:
                yield Finding(
                    Place(draft.path, sentence.line),
                    f"'{word}' could be plainer: {quote(plain)}.",
                    "Names and quotations keep theirs.",
                )
            seen.add(plain)


_OF_ONE: Mapping[str, Callable[[Draft, OurWords], Iterator[Finding]]] = {
    "long-sentence": _long_sentence,
    "hard-to-read": _hard_to_read,
    "unexplained-short-form": _unexplained_short_form,
    "other-word": _other_word,
    "plainer-word": _plainer_word,
}
_CODES = {check.name: check.code for check in ADVICE}


def _diagnostic(name: str, finding: Finding) -> Diagnostic:
    message, hint = clean(finding.message), clean(finding.hint)
    return Diagnostic(_CODES[name], name, Severity.ADVICE, finding.place, message, hint)
