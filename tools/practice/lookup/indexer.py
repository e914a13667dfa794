"""Bring the index of a content repository up to date, reading and checking again only what changed.

The rules about the whole collection look at the references between all files each time, so an index
brought up to date is the same as one made from nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from practice.cache import cache_folder
from practice.checks.references import Collection
from practice.checks.runner import check_references
from practice.lookup.documents import FACET_NAMES, document
from practice.lookup.lookup import signature
from practice.model.diagnostics import Severity
from practice.model.facets import FACETS, TRUSTS, VOCABULARY_FACETS
from practice.model.text import normalise
from practice.model.vocabulary import Vocabularies
from practice.project import Workspace, collector_at_rest, open_project
from practice.search import Document, IndexUnwritable
from practice.search.writer import BuildResult, bring_up_to_date


@dataclass(frozen=True)
class Refreshed:
    """What changed in the index, and how many case studies are left out of it because of errors."""

    built: BuildResult
    left_out: int


def refresh(root: Path, workspace: Workspace | None = None) -> Refreshed:
    """Bring the index of `root` up to date and say what changed; what did not change is not even
    read again.

    `workspace` is the repository as just read, for those who have it.

    Raises:
        SearchError: the index cannot be written, or another process builds it for too long.
    """
    folder = cache_folder(root)
    with collector_at_rest():
        project = workspace.project if workspace else open_project(root)
        facts, documents = project.facts(document, workspace.read if workspace else ())
        references = tuple(one.references for one in facts.values())
        problems = check_references(Collection(references, (), project.files), project.context)
        faulty = {problem.place.path for problem in problems if problem.severity is Severity.ERROR}
        faulty |= {path for path, one in facts.items() if one.state == "faulty"}
        found = {
            one.references.id: one
            for path, one in facts.items()
            if one.state == "sound" and path not in faulty
        }
        dates = sorted({one.date for one in found.values() if one.date})
        days = {day for one in facts.values() for day in one.turning_days}
        extras = {
            **_names(project.vocabularies, dates),
            "root": str(root.resolve()),
            "left_out": len(faulty),
            "right": _right(project.today.isoformat(), days),
            "unsettled": project.unsettled(facts.values()),
        }

        def fetch(ids: Sequence[str]) -> Iterable[Document]:
            # A file that changed just now gives what it holds now; the next look sees its stamp.
            yield from (documents[name] for name in ids if name in documents)
            missing = [found[name].path for name in ids if name not in documents]
            yield from project.documents(missing, document) if missing else ()

        digests = {name: one.digest for name, one in found.items()}
        mark = signature(project.stamps)
        built = bring_up_to_date(folder, digests, fetch, FACET_NAMES, mark, extras)
        try:
            project.keep(facts.values())
        except OSError as error:
            raise IndexUnwritable(str(folder), error) from error
        return Refreshed(built, len(faulty))


def _right(today: str, turning_days: set[str]) -> tuple[str, str]:
    # The first day on which all is checked as today, and the first after on which it is not; "~"
    # stands for never.
    return max((day for day in turning_days if day <= today), default=""), min(
        (day for day in turning_days if day > today), default="~"
    )


def _names(words: Vocabularies, dates: Sequence[str]) -> dict[str, Any]:
    # What the lookup needs to talk of facets: labels, every name of every value, synonyms, dates.
    labels: dict[str, dict[str, str]] = {}
    names: dict[str, dict[str, str]] = {}
    for facet in VOCABULARY_FACETS:
        terms = words[facet.plural]
        labels[facet.name] = {term.id: term.label for term in terms}
        names[facet.name] = {}
        for term in terms:
            for name in term.names:
                names[facet.name].setdefault(normalise(name), term.id)
    labels[TRUSTS.name] = {entry.id: entry.name for entry in words.organisations}
    names[TRUSTS.name] = {}
    for official in (True, False):
        for entry in words.organisations:
            for name in entry.official_names if official else entry.also_known_as:
                names[TRUSTS.name].setdefault(normalise(name), entry.id)
    for facet in FACETS:
        if facet.choices:
            labels[facet.name] = {choice.value: choice.label for choice in facet.choices}
            names[facet.name] = {
                normalise(name): choice.value
                for choice in facet.choices
                for name in (choice.value, choice.label)
            }
    years = sorted({date[:4] for date in dates}, reverse=True)
    labels["year"] = {year: year for year in years}
    names["year"] = labels["year"]
    # Pairs, since the index keeps mappings by their sorted keys, and the editors' order of terms
    # would be lost.
    pairs = {facet: list(found.items()) for facet, found in labels.items()}
    return {"labels": pairs, "names": names, "synonyms": words.synonyms, "dates": dates}
