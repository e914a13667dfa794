"""Every check by its code: the rules that reading keeps, those of `practice.checks.rules`, and
what advice is given on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from practice.checks.context import Context
from practice.checks.records import Record
from practice.checks.references import Collection
from practice.checks.rule import Finding, Rule
from practice.checks.rules import (
    age_place_and_date,
    bad_email,
    bad_exception,
    bad_file_name,
    broken_link,
    date_of_birth,
    duplicate_slug,
    duplicate_title,
    empty_section,
    ended_before_started,
    full_postcode,
    future_date,
    heading_level_skipped,
    headings_out_of_order,
    hidden_author,
    hidden_location,
    home_postcode,
    hospital_number,
    identifying_file,
    impossible_date,
    missing_field,
    missing_heading,
    mobile_number,
    named_email,
    named_person,
    national_insurance_number,
    nhs_number,
    picture_without_alternative_text,
    private_email,
    raw_html,
    remote_picture,
    repeated_heading,
    repeated_term,
    retired_without_reason,
    review_overdue,
    scanned_page,
    self_reference,
    small_count,
    source_without_address,
    text_before_first_heading,
    too_long,
    unknown_community,
    unknown_field,
    unknown_heading,
    unknown_organisation,
    unknown_practice,
    unknown_setting,
    unknown_study,
    unknown_theme,
    unknown_topic,
    unknown_value,
    unnamed_file,
    unpublishable_file,
    unused_exception,
    wrong_type,
)
from practice.content.draft import AdoptionsDraft, Draft
from practice.content.problems import READING_PROBLEMS
from practice.model.diagnostics import Severity

RECORD_RULES: tuple[Rule[Record], ...] = (
    missing_field.missing_field,
    unknown_field.unknown_field,
    wrong_type.wrong_type,
    impossible_date.impossible_date,
    future_date.future_date,
    ended_before_started.ended_before_started,
    too_long.too_long,
    source_without_address.source_without_address,
    review_overdue.review_overdue,
    unknown_value.unknown_value,
    bad_email.bad_email,
    retired_without_reason.retired_without_reason,
    unknown_theme.unknown_theme,
    unknown_community.unknown_community,
    unknown_topic.unknown_topic,
    unknown_setting.unknown_setting,
    unknown_organisation.unknown_organisation,
    repeated_term.repeated_term,
)
"""About the fields of one case study or adoption: they see its file, the words of the network and
the day.
"""

DRAFT_RULES: tuple[Rule[Draft], ...] = (
    missing_heading.missing_heading,
    headings_out_of_order.headings_out_of_order,
    heading_level_skipped.heading_level_skipped,
    empty_section.empty_section,
    picture_without_alternative_text.picture_without_alternative_text,
    raw_html.raw_html,
    unknown_heading.unknown_heading,
    repeated_heading.repeated_heading,
    text_before_first_heading.text_before_first_heading,
    remote_picture.remote_picture,
    bad_file_name.bad_file_name,
    self_reference.self_reference,
)
"""About one Markdown file: they see that file and the words of the network, so what they say can be
kept while both stay.
"""

TEXT_RULES: tuple[Rule[Draft | AdoptionsDraft], ...] = (
    nhs_number.nhs_number,
    national_insurance_number.national_insurance_number,
    date_of_birth.date_of_birth,
    home_postcode.home_postcode,
    full_postcode.full_postcode,
    private_email.private_email,
    named_email.named_email,
    mobile_number.mobile_number,
    hospital_number.hospital_number,
    named_person.named_person,
    age_place_and_date.age_place_and_date,
    small_count.small_count,
    bad_exception.bad_exception,
    unused_exception.unused_exception,
)
"""About all that is written in one file of case studies or adoptions, remarks too: what may
identify a person.
"""

COLLECTION_RULES: tuple[Rule[Collection], ...] = (
    broken_link.broken_link,
    duplicate_slug.duplicate_slug,
    duplicate_title.duplicate_title,
    unknown_study.unknown_study,
    unknown_practice.unknown_practice,
    hidden_location.hidden_location,
    hidden_author.hidden_author,
    unpublishable_file.unpublishable_file,
    identifying_file.identifying_file,
    scanned_page.scanned_page,
    unnamed_file.unnamed_file,
)
"""About the whole collection: they see the ties between case studies (ties.py), and what the files
beside them are and hide.
"""


def _found_elsewhere(subject: object, context: Context) -> Iterator[Finding]:
    return iter(())


READING_RULES: tuple[Rule[object], ...] = tuple(
    Rule(code, name, Severity.ERROR, demand, _found_elsewhere)
    for name, (code, demand) in READING_PROBLEMS.items()
)
"""Kept by reading, which reports the breaches itself: here so that they are explained and listed
like all others.
"""

RULES: tuple[Rule[Any], ...] = tuple(
    sorted(
        (*READING_RULES, *RECORD_RULES, *DRAFT_RULES, *TEXT_RULES, *COLLECTION_RULES),
        key=lambda rule: rule.code,
    )
)
"""All rules, in the order of their codes."""

ADVICE: tuple[Rule[object], ...] = tuple(
    Rule(code, name, Severity.ADVICE, demand, _found_elsewhere)
    for code, name, demand in (
        ("CS601", "long-sentence", "No sentence has more than 25 words."),
        ("CS602", "hard-to-read", "A reader of twelve years can follow the text."),
        (
            "CS603",
            "unexplained-short-form",
            "Every short form is spelled out where it first stands.",
        ),
        ("CS604", "other-word", "What has a word in full in our vocabularies is called by it."),
        (
            "CS605",
            "near-duplicate",
            "No two case studies tell of the same work unless one names the other.",
        ),
        ("CS606", "plainer-word", "What a word of every day can say is said with it."),
    )
)
"""What `practice.advice` looks for when it is asked: no rules, as nobody has to keep them, but
explained and listed like them.
"""

CHECKS: tuple[Rule[Any], ...] = (*RULES, *ADVICE)
"""Everything that has a code, a name and a page, in the order of the codes."""
