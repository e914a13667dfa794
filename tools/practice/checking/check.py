"""Judge what was read: every rule on every draft, and the case studies that kept them all.

`check` does it all. For thousands of files the steps can be had one by one: `check_draft` looks at one
draft and may run in another process, `check_collection` and `conclude` need all drafts together.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from practice.checking.assembling import assemble_adoption, assemble_study
from practice.checking.context import Context
from practice.checking.records import Record, records_of
from practice.checking.registry import COLLECTION_RULES, DRAFT_RULES, RECORD_RULES
from practice.diagnostics import Diagnostic, Place, Report, Severity
from practice.reading.draft import AdoptionsDraft, Draft, Drafts
from practice.study import Adoption, CaseStudy
from practice.vocabulary import Vocabularies


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check: the case studies and adoptions without an error, and the report on all."""

    studies: tuple[CaseStudy, ...]
    adoptions: tuple[Adoption, ...]
    report: Report


def check(
    drafts: Drafts,
    vocabularies: Vocabularies,
    today: datetime.date,
    vocabulary_problems: Iterable[Diagnostic] = (),
) -> Checked:
    """Judge `drafts` by every rule.

    Args:
        drafts: everything that was read.
        vocabularies: the words of the network.
        today: the day on which dates are judged.
        vocabulary_problems: what reading the vocabularies found wrong; it joins the report.
    """
    problems = tuple(vocabulary_problems)
    context = Context.of(vocabularies, today, problems)
    found = [*problems]
    everything: tuple[Draft | AdoptionsDraft, ...] = (*drafts.studies, *drafts.adoptions)
    for draft in everything:
        found += check_draft(draft, context)
    found += check_collection(drafts, context)
    return conclude(drafts, context, found)


def check_draft(draft: Draft | AdoptionsDraft, context: Context) -> tuple[Diagnostic, ...]:
    """Return what reading and the rules about single files find in one draft."""
    found = list(draft.problems)
    for record in records_of(draft):
        found += _judge(record, context)
    if isinstance(draft, Draft):
        for rule in DRAFT_RULES:
            found.extend(rule.judge(draft, context))
    return tuple(found)


def check_collection(drafts: Drafts, context: Context) -> tuple[Diagnostic, ...]:
    """Return what the rules about all drafts together find."""
    return tuple(diagnostic for rule in COLLECTION_RULES for diagnostic in rule.judge(drafts, context))


def conclude(drafts: Drafts, context: Context, found: Iterable[Diagnostic]) -> Checked:
    """Make case studies and adoptions of the drafts without an error among `found`, and report all that was found."""
    report = Report.of(found, len(drafts.studies))
    faulty = {diagnostic.place.path for diagnostic in report.errors}
    assembled = (assemble_study(draft, context.vocabularies) for draft in drafts.studies if draft.path not in faulty)
    studies = {study.id: study for study in assembled if study is not None}
    adoptions = [adoption for draft in drafts.adoptions for adoption in _adoptions(draft, context, report, studies)]
    return Checked(tuple(_among(study, studies) for study in studies.values()), tuple(adoptions), report)


def _judge(record: Record, context: Context) -> list[Diagnostic]:
    return [diagnostic for rule in RECORD_RULES for diagnostic in rule.judge(record, context)]


def _among(study: CaseStudy, studies: dict[str, CaseStudy]) -> CaseStudy:
    """Leave out references to case studies that have errors of their own: there is no page to lead to."""
    related = tuple(study_id for study_id in study.related if study_id in studies)
    supersedes = tuple(study_id for study_id in study.supersedes if study_id in studies)
    if (related, supersedes) == (study.related, study.supersedes):
        return study
    return replace(study, related=related, supersedes=supersedes)


def _adoptions(draft: AdoptionsDraft, context: Context, report: Report, studies: dict[str, CaseStudy]) -> Iterable[Adoption]:
    """Yield the adoptions of one file that have no error, whatever its other items have."""
    read_wrongly = [problem.place for problem in draft.problems if problem.severity is Severity.ERROR]
    starts = sorted(item.place for item in draft.items)
    for record in records_of(draft):
        faulty = any(_item_at(place, starts) == record.value.place for place in read_wrongly)
        if faulty or any(diagnostic.severity is Severity.ERROR for diagnostic in _judge(record, context)):
            continue
        adoption = assemble_adoption(record, context.vocabularies)
        if adoption is not None and adoption.practice in studies:
            yield adoption


def _item_at(place: Place, starts: list[Place]) -> Place | None:
    return max((start for start in starts if start <= place), default=None)
