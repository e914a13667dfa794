"""What to say of a case study's words: long sentences, reading age, unexplained short forms, words
we have a better one for.

The measures: 25 words is the limit that GOV.UK sets for a sentence ("Writing for GOV.UK"); 9 to 12
is the reading age aimed at; the formula is in `reviewing.reading_age`. Every piece of advice has a
page in docs/checks.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass

from practice.advice.abbreviations import (
    KNOWN,
    better_words,
    held_names,
    is_explained,
    short_forms,
    without_quotations,
)
from practice.advice.plain_english import could_be_plainer, plainer_words
from practice.advice.prose import paragraphs, sentences
from practice.advice.reading_age import reading_age
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


@dataclass(frozen=True, slots=True)
class OurWords:
    """What the editors' lists say of words, worked out once for many case studies.

    `held` are the short forms they hold, folded; `better` and `plainer` the word to take in the
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


Advise = Callable[[Draft, OurWords], Iterator[Finding]]


def long_sentence(draft: Draft, words: OurWords) -> Iterator[Finding]:
    """Yield the longest of the sentences that have more than 25 words."""
    long = sorted(
        (one for one in sentences(draft) if len(one.words) > MOST_WORDS),
        key=lambda one: -len(one.words),
    )
    for one in sorted(long[:MOST_SENTENCES], key=lambda one: one.line):
        message = f"This sentence has {len(one.words)} words: {quote(one.text)}"
        yield Finding(
            Place(draft.path, one.line),
            message,
            f"Cut it in two; up to {MOST_WORDS} words are easy to follow.",
        )


def hard_to_read(draft: Draft, words: OurWords) -> Iterator[Finding]:
    """Yield one finding where the text as a whole asks for a reader older than 12."""
    text = "\n".join(" ".join(paragraph.split()) for paragraph, _ in paragraphs(draft))
    age = reading_age(text)
    if age is not None and age > OLDEST_READER:
        message = f"Its reading age is {age}; 9 to {OLDEST_READER} is what we aim at."
        yield Finding(
            draft.place("summary"), message, "Shorter sentences help most, then shorter words."
        )


def unexplained_short_form(draft: Draft, words: OurWords) -> Iterator[Finding]:
    """Yield each short form that neither the text spells out nor the thesaurus holds, where it
    first stands.
    """
    told = sentences(draft)
    whole = " ".join(one.text for one in told)
    seen = set(KNOWN)
    for one in told:
        for found in short_forms(one.text):
            if (
                found not in seen
                and not is_explained(found, whole)
                and normalise(found) not in words.held
            ):
                hint = f"Spell it out where it first stands: the long form ({found})."
                yield Finding(
                    Place(draft.path, one.line),
                    f"'{found}' is explained nowhere in the text.",
                    hint,
                )
            seen.add(found)


def other_word(draft: Draft, words: OurWords) -> Iterator[Finding]:
    """Yield each short form that the thesaurus has a word for in full, where it first stands; in
    quotation marks it is another's.
    """
    told = sentences(draft)
    whole = " ".join(one.text for one in told)
    seen = set(KNOWN)
    for one in told:
        for found in short_forms(without_quotations(one.text)):
            if found not in seen and found in words.better and not is_explained(found, whole):
                yield Finding(
                    Place(draft.path, one.line),
                    f"'{found}' is a short form; our word is {quote(words.better[found])}.",
                    "Names keep theirs.",
                )
            seen.add(found)


def plainer_word(draft: Draft, words: OurWords) -> Iterator[Finding]:
    """Yield the first place of each word for which the editors have a plainer one; in quotation
    marks it is another's.
    """
    seen = set()
    for one in sentences(draft):
        for found, plain in could_be_plainer(without_quotations(one.text), words.plainer):
            if plain not in seen:
                yield Finding(
                    Place(draft.path, one.line),
                    f"'{found}' could be plainer: {quote(plain)}.",
                    "Names and quotations keep theirs.",
                )
            seen.add(plain)


_BY_NAME = {one.name: one for one in ADVICE}
_OF_ONE: Mapping[str, Advise] = {
    "long-sentence": long_sentence,
    "hard-to-read": hard_to_read,
    "unexplained-short-form": unexplained_short_form,
    "other-word": other_word,
    "plainer-word": plainer_word,
}


def advise(draft: Draft, words: OurWords) -> tuple[Diagnostic, ...]:
    """Return the advice on one case study by itself."""
    return tuple(
        _piece(name, finding) for name, find in _OF_ONE.items() for finding in find(draft, words)
    )


def near_duplicates(
    draft: Draft, likeness: Likeness, titles: Mapping[str, str], known: Container[str] = frozenset()
) -> tuple[Diagnostic, ...]:
    """Return the advice to look at case studies that share most of their words with this one.

    Args:
        draft: the case study.
        likeness: the words of the whole collection.
        titles: the title of each case study by its path.
        known: the paths of those that the author knows of, as one names the other; nothing is said
            of them.
    """
    hint = "If it is the same work, add to that page. If not, name it in 'related'."
    return tuple(
        _piece(
            "near-duplicate",
            Finding(
                draft.place("title"),
                f"It has much in common with {quote(titles[alike.path])} ({alike.path}).",
                hint,
            ),
        )
        for alike in likeness.like(draft.path)
        if alike.path not in known
    )


def _piece(name: str, finding: Finding) -> Diagnostic:
    return Diagnostic(
        _BY_NAME[name].code,
        name,
        Severity.ADVICE,
        finding.place,
        clean(finding.message),
        clean(finding.hint),
    )
