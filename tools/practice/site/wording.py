"""Words that several pages share, so that they say the same thing the same way."""

from __future__ import annotations

import re
from functools import partial

from practice.model.case_study import CaseStudy
from practice.model.dates import PartialDate
from practice.model.schema import (
    ADOPTION_STAGES,
    EVIDENCE,
    MEASURE_KINDS,
    NOT_REPORTED,
    OUTCOMES,
    STAGES,
    choice,
)
from practice.model.text import listing, number

_DATE = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b")

WHEN = {
    "both": "{started} to {ended}",
    "started": "began {started}",
    "ended": "ended {ended}",
    "neither": "start not known",
}
PROVENANCE = {
    "contributed": "Written by the trust that did the work.",
    "source": "Written by the editors from {number} published source.",
    "sources": "Written by the editors from {number} published sources.",
    "trust": "The trust has not checked it.",
    "trusts": "The organisations that did the work have not checked it.",
}
RETIRED = "The editors no longer recommend this."


def reported(text: str) -> str:
    """Return an answer as a reader meets it: "not-reported" in words."""
    return "not reported" if text == NOT_REPORTED else text


def status(text: str) -> str:
    """Return the status of an organisation with its dates in words: "closed 2013-03-31" becomes
    "closed 31 March 2013".
    """

    def in_words(date: re.Match[str]) -> str:
        try:
            return PartialDate.parse(date[0]).words
        except ValueError:  # the register is the editors' own; what is no date stays as written
            return date[0]

    return _DATE.sub(in_words, text)


def citation(study: CaseStudy, network: str) -> str:
    """Return how to cite a page of the site called `network`: who wrote it, its title, where, and
    as of when.

    There is no year of publication, as a case study carries none; the day of its last review says
    what it rests on.
    """
    author = (
        f"The editors of {network}" if study.origin == "compiled" else listing(study.trust_names)
    )
    stop = "" if study.title.endswith((".", "?", "!")) else "."
    return f"{author}: {study.title}{stop} {network}, last reviewed {study.reviewed.words}."


# Each returns the choice with its label and meaning.
outcome = partial(choice, OUTCOMES)
evidence = partial(choice, EVIDENCE)
stage = partial(choice, STAGES)
adoption_stage = partial(choice, ADOPTION_STAGES)
measure_kind = partial(choice, MEASURE_KINDS)


def when(study: CaseStudy) -> str:
    """Return when it ran: "began about 2013", "2005 to March 2008", "start not known"."""
    form = (("neither", "ended"), ("started", "both"))[bool(study.started)][bool(study.ended)]
    return WHEN[form].format(
        started=study.started and study.started.words, ended=study.ended and study.ended.words
    )


def provenance(study: CaseStudy) -> str:
    """Return who wrote the page and from what, in a plain sentence or two."""
    if study.origin == "contributed":
        return PROVENANCE["contributed"]
    sources = PROVENANCE["source" if len(study.sources) == 1 else "sources"].format(
        number=number(len(study.sources))
    )
    return f"{sources} {PROVENANCE['trusts' if len(study.trusts) != 1 else 'trust']}"
