"""Run every rule on every draft, and build the case studies that broke none.

`check` does it all. For thousands of files the steps can be had one by one: `check_file` looks at
one draft and may run in another process, `check_collection` needs the results of all of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from practice.checks.builder import build_adoption, build_study
from practice.checks.context import Context
from practice.checks.identifying import check_file_names
from practice.checks.record_dates import turning_days
from practice.checks.records import records_of
from practice.checks.references import Collection, References, references_in
from practice.checks.registry import COLLECTION_RULES, DRAFT_RULES, RECORD_RULES, TEXT_RULES
from practice.content.draft import AdoptionsDraft, Attachment, Draft, Drafts
from practice.model.case_study import Adoption, CaseStudy
from practice.model.diagnostics import Diagnostic, Place, Report, Severity
from practice.model.vocabulary import Vocabularies


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The case studies and adoptions without an error, and the report on all."""

    studies: tuple[CaseStudy, ...]
    adoptions: tuple[Adoption, ...]
    report: Report


@dataclass(frozen=True, slots=True)
class FileResult:
    """The result of checking one draft by itself: its references to others, its problems, and
    the case study if it has no error.

    All of it stays right while the file, the words and the rules do, and until the next of its
    `turning_days`.
    """

    references: References
    problems: tuple[Diagnostic, ...]
    study: CaseStudy | None
    turning_days: tuple[str, ...] = ()

    @property
    def faulty(self) -> bool:
        """Whether it has an error of its own."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def check(
    drafts: Drafts,
    vocabularies: Vocabularies,
    today: datetime.date,
    vocabulary_problems: Iterable[Diagnostic] = (),
) -> CheckResult:
    """Check `drafts` by every rule.

    Args:
        drafts: everything that was read.
        vocabularies: the words of the network.
        today: the day on which dates are judged.
        vocabulary_problems: what reading the vocabularies found wrong; it joins the report.
    """
    problems = tuple(vocabulary_problems)
    context = Context.of(vocabularies, today, problems)
    results = [check_file(draft, context) for draft in drafts.studies]
    return check_collection(
        results, drafts.adoptions, drafts.files, context, problems, drafts.attachments
    )


def check_file(draft: Draft, context: Context) -> FileResult:
    """Check one draft by the rules about single files."""
    days = tuple(day for record in records_of(draft) for day in turning_days(record))
    result = FileResult(references_in(draft), diagnose(draft, context), None, days)
    return (
        result if result.faulty else replace(result, study=build_study(draft, context.vocabularies))
    )


def check_references(collection: Collection, context: Context) -> list[Diagnostic]:
    """Check by the rules about the whole collection alone, and the names of the files beside case
    studies.
    """
    found = [found for rule in COLLECTION_RULES for found in rule.check(collection, context)]
    return [*found, *check_file_names(collection.files)]


def check_collection(
    results: Sequence[FileResult],
    adoptions: tuple[AdoptionsDraft, ...],
    files: tuple[str, ...],
    context: Context,
    vocabulary_problems: Iterable[Diagnostic] = (),
    attachments: tuple[Attachment, ...] = (),
) -> CheckResult:
    """Check the collection as a whole, and return the case studies and adoptions without an error
    and the report.

    Args:
        results: the result of every draft.
        adoptions: every list of adoptions, as read.
        files: all other files, relative to the root.
        context: the words and the day.
        vocabulary_problems: what reading the vocabularies found wrong; it joins the report.
        attachments: those files that say something besides what they show.
    """
    found = [*vocabulary_problems, *(problem for result in results for problem in result.problems)]
    for draft in adoptions:
        found += diagnose(draft, context)
    found += check_references(
        Collection(tuple(result.references for result in results), adoptions, files, attachments),
        context,
    )
    report = Report.of(found, len(results))
    faulty = {diagnostic.place.path for diagnostic in report.errors}
    studies = {
        result.study.id: result.study
        for result in results
        if result.study and result.study.path not in faulty
    }
    taken_up = [
        adoption for draft in adoptions for adoption in _adoptions(draft, context, report, studies)
    ]
    return CheckResult(
        tuple(_among(study, studies) for study in studies.values()), tuple(taken_up), report
    )


def diagnose(draft: Draft | AdoptionsDraft, context: Context) -> tuple[Diagnostic, ...]:
    """Return what is wrong with one file by itself, what reading it found included."""
    found = list(draft.problems)
    for record in records_of(draft):
        found += [problem for rule in RECORD_RULES for problem in rule.check(record, context)]
    if isinstance(draft, Draft):
        for rule in DRAFT_RULES:
            found.extend(rule.check(draft, context))
    for text_rule in TEXT_RULES:
        found.extend(text_rule.check(draft, context))
    return tuple(found)


def _among(study: CaseStudy, studies: dict[str, CaseStudy]) -> CaseStudy:
    """Leave out references to case studies that have errors of their own: there is no page to lead
    to.
    """
    related = tuple(study_id for study_id in study.related if study_id in studies)
    supersedes = tuple(study_id for study_id in study.supersedes if study_id in studies)
    if (related, supersedes) == (study.related, study.supersedes):
        return study
    return replace(study, related=related, supersedes=supersedes)


def _adoptions(
    draft: AdoptionsDraft, context: Context, report: Report, studies: dict[str, CaseStudy]
) -> Iterable[Adoption]:
    """Yield the adoptions of one file that have no error, whatever its other items have."""
    starts = sorted(item.place for item in draft.items)
    faulty = {
        _item_at(problem.place, starts)
        for problem in report.errors
        if problem.place.path == draft.path
    }
    for record in records_of(draft):
        if record.value.place in faulty:
            continue
        adoption = build_adoption(record, context.vocabularies)
        if adoption is not None and adoption.practice in studies:
            yield adoption


def _item_at(place: Place, starts: list[Place]) -> Place | None:
    return max((start for start in starts if start <= place), default=None)
