"""Advice on some case studies of a collection, beside all the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from practice.advice.advice import OurWords, advise, near_duplicates
from practice.advice.prose import paragraphs
from practice.checks.references import named_studies
from practice.content.draft import Draft
from practice.model.diagnostics import Diagnostic
from practice.model.similarity import Likeness
from practice.model.vocabulary import Vocabularies

MOST_COMPARED = 1_000
"""So many case studies are each compared with all others; of more, only the few that were asked
about.
"""


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
        found += _near_duplicates(drafts, chosen)
    return tuple(found)


def are_compared(drafts: Sequence[Draft], wanted: Callable[[str], bool]) -> bool:
    """Whether near-duplicates of those of `drafts` whose path is `wanted` are looked for: time
    grows with both numbers multiplied.
    """
    return sum(wanted(draft.path) for draft in drafts) * len(drafts) <= MOST_COMPARED**2


def _near_duplicates(drafts: Sequence[Draft], chosen: Sequence[Draft]) -> Iterator[Diagnostic]:
    likeness = Likeness({draft.path: _words(draft) for draft in drafts})
    titles = {draft.path: _title(draft) for draft in drafts}
    named = {draft.path: {study_id for _, study_id, _ in named_studies(draft)} for draft in drafts}
    for draft in chosen:
        known = {
            other.path
            for other in drafts
            if other.id in named[draft.path] or draft.id in named[other.path]
        }
        yield from near_duplicates(draft, likeness, titles, known)


def _title(draft: Draft) -> str:
    return (draft.front.text("title") if draft.front else "") or draft.id


def _words(draft: Draft) -> str:
    return "\n".join([_title(draft), *(text for text, _ in paragraphs(draft))])
