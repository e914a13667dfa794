"""What to say of a case study's words: long sentences, reading age, unexplained short forms, words we have a better one for.

The measures: 25 words is the limit that GOV.UK sets for a sentence ("Writing for GOV.UK"); 9 to 12 is the reading age
aimed at; the formula is in `reviewing.reading_age`. every piece of advice has a page in docs/checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping

from practice.advising.prose import paragraphs, sentences
from practice.checking.registry import ADVICE
from practice.checking.rule import Finding
from practice.checking.wording import clean, quote
from practice.diagnostics import Diagnostic, Place, Severity
from practice.folding import fold
from practice.reading.draft import Draft
from practice.reviewing.likeness import Likeness
from practice.reviewing.reading_age import reading_age
from practice.vocabulary import VOCABULARY_NAMES, Vocabularies

MOST_WORDS = 25
OLDEST_READER = 12
MOST_SENTENCES = 3
"""Of many long sentences the longest are named: mending these shows how to mend the others."""

_SHORT_FORM = re.compile(r"(?<![\w&.-])(?:[A-Z]&[A-Z]|[A-Z][A-Z0-9]{1,5})(?=s?(?![\w&-]))")
# Short forms that say more to a reader than what they stand for.
_KNOWN = frozenset(
    ("NHS", "GP", "UK", "EU", "US", "USA", "BBC", "CV", "DVD", "CD", "TV", "ID", "IT", "HIV", "AIDS", "DNA", "AM", "PM", "OK", "HR")
)
# Another word with a capital beside it; the first of a sentence has one anyway.
_NAME_BEFORE = re.compile(r"\s[A-Z][a-z]+ $")
_NAME_AFTER = re.compile(r" [A-Z][a-z]")
_QUOTED = re.compile(r"[\"“‘][^\"”’\n]*[\"”’]")

Advise = Callable[[Draft, Vocabularies], Iterator[Finding]]


def long_sentence(draft: Draft, words: Vocabularies) -> Iterator[Finding]:
    """Yield the longest of the sentences that have more than 25 words."""
    long = sorted((one for one in sentences(draft) if len(one.words) > MOST_WORDS), key=lambda one: -len(one.words))
    for one in sorted(long[:MOST_SENTENCES], key=lambda one: one.line):
        message = f"This sentence has {len(one.words)} words: {quote(one.text)}"
        yield Finding(Place(draft.path, one.line), message, f"Cut it in two; up to {MOST_WORDS} words are easy to follow.")


def hard_to_read(draft: Draft, words: Vocabularies) -> Iterator[Finding]:
    """Yield one finding where the text as a whole asks for a reader older than 12."""
    text = "\n".join(" ".join(paragraph.split()) for paragraph, _ in paragraphs(draft))
    age = reading_age(text)
    if age is not None and age > OLDEST_READER:
        message = f"Its reading age is {age}; 9 to {OLDEST_READER} is what we aim at."
        yield Finding(draft.place("summary"), message, "Shorter sentences help most, then shorter words.")


def unexplained_short_form(draft: Draft, words: Vocabularies) -> Iterator[Finding]:
    """Yield each short form that neither the text spells out nor the thesaurus holds, where it first stands."""
    told = sentences(draft)
    whole = " ".join(one.text for one in told)
    seen = set(_KNOWN)
    for one in told:
        for found in _short_forms(one.text):
            if found not in seen and not _is_explained(found, whole) and fold(found) not in _names(words):
                hint = f"Spell it out where it first stands: the long form ({found})."
                yield Finding(Place(draft.path, one.line), f"'{found}' is explained nowhere in the text.", hint)
            seen.add(found)


def other_word(draft: Draft, words: Vocabularies) -> Iterator[Finding]:
    """Yield each short form that the thesaurus has a word for in full, where it first stands; in quotation marks it is another's."""
    told = sentences(draft)
    whole = " ".join(one.text for one in told)
    better = _better(words)
    seen = set(_KNOWN)
    for one in told:
        for found in _short_forms(_QUOTED.sub("", one.text)):
            if found not in seen and found in better and not _is_explained(found, whole):
                yield Finding(
                    Place(draft.path, one.line), f"'{found}' is a short form; our word is {quote(better[found])}.", "Names keep theirs."
                )
            seen.add(found)


_BY_NAME = {one.name: one for one in ADVICE}
_OF_ONE: Mapping[str, Advise] = {
    "long-sentence": long_sentence,
    "hard-to-read": hard_to_read,
    "unexplained-short-form": unexplained_short_form,
    "other-word": other_word,
}


def advise(draft: Draft, vocabularies: Vocabularies) -> tuple[Diagnostic, ...]:
    """Return the advice on one case study by itself."""
    return tuple(_piece(name, finding) for name, find in _OF_ONE.items() for finding in find(draft, vocabularies))


def near_duplicates(
    draft: Draft, likeness: Likeness, titles: Mapping[str, str], known: Container[str] = frozenset()
) -> tuple[Diagnostic, ...]:
    """Return the advice to look at case studies that share most of their words with this one.

    Args:
        draft: the case study.
        likeness: the words of the whole collection.
        titles: the title of each case study by its path.
        known: the paths of those that the author knows of, as one names the other; nothing is said of them.
    """
    hint = "If it is the same work, add to that page. If not, name it in 'related'."
    return tuple(
        _piece(
            "near-duplicate", Finding(draft.place("title"), f"It has much in common with {quote(titles[alike.path])} ({alike.path}).", hint)
        )
        for alike in likeness.like(draft.path)
        if alike.path not in known
    )


def _piece(name: str, finding: Finding) -> Diagnostic:
    return Diagnostic(_BY_NAME[name].code, name, Severity.ADVICE, finding.place, clean(finding.message), clean(finding.hint))


def _short_forms(text: str) -> Iterator[str]:
    """Yield the short forms of a sentence, but for those inside a name: "Leeds GATE", "AT Medics"."""
    for found in _SHORT_FORM.finditer(text):
        if not _NAME_BEFORE.search(text, 0, found.start()) and not _NAME_AFTER.match(text, found.end()):
            yield found[0]


def _is_explained(short: str, text: str) -> bool:
    sign = re.escape(short)
    return re.search(rf"\({sign}s?\b|\b{sign}s? \(|\b{sign},? (?:which )?(?:stands for|short for)", text) is not None


def _names(words: Vocabularies) -> set[str]:
    found = {fold(word) for group in words.thesaurus for word in group}
    return found | {fold(name) for vocabulary in VOCABULARY_NAMES for term in words[vocabulary] for name in term.names}


def _better(words: Vocabularies) -> dict[str, str]:
    """Return the word to prefer for each short form: that of the thesaurus, else the label of the term."""
    groups = [*words.thesaurus, *((term.label, *term.synonyms) for name in VOCABULARY_NAMES for term in words[name])]
    found: dict[str, str] = {}
    for preferred, *others in groups:
        for other in others:
            if _SHORT_FORM.fullmatch(other) and not _SHORT_FORM.search(preferred):
                found.setdefault(other, preferred)
    return found
