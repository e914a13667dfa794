"""What a rule may know besides the draft in front of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from practice.checks.suggest import Speller
from practice.model.diagnostics import Diagnostic
from practice.model.vocabulary import VOCABULARY_NAMES, Vocabularies


@dataclass(frozen=True)
class Context:
    """The words of the network and the day on which the check is made.

    `broken` holds the paths of vocabulary files that could not be read in full: their words are not
    judged, since every use of a lost term would be reported as well. A context can be sent to
    another process.
    """

    vocabularies: Vocabularies
    today: datetime.date
    broken: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        vocabularies: Vocabularies,
        today: datetime.date,
        vocabulary_problems: Iterable[Diagnostic] = (),
    ) -> Context:
        """Return the context for words that were read with `vocabulary_problems`."""
        return cls(
            vocabularies, today, frozenset(problem.place.path for problem in vocabulary_problems)
        )

    @cached_property
    def _spellers(self) -> dict[str, Speller]:
        spellers = {
            name: Speller((way, term.id) for term in self.vocabularies[name] for way in term.names)
            for name in VOCABULARY_NAMES
        }
        register = self.vocabularies.organisations
        # The register's own rule applies: an official name wins over another body's former name.
        official = [(way, body.name) for body in register for way in (body.name, body.id)]
        former = [(way, body.name) for body in register for way in body.also_known_as]
        return {**spellers, "organisations": Speller(official + former)}

    def suggest(self, vocabulary: str, word: str) -> str | None:
        """Return the term or the organisation's name that `word` may be meant for, or None."""
        return self._spellers[vocabulary].suggest(word)

    def path_of(self, vocabulary: str) -> str:
        """Return the file in which editors keep the words of `vocabulary`."""
        return (
            self.vocabularies.organisations.path
            if vocabulary == "organisations"
            else self.vocabularies[vocabulary].path
        )
