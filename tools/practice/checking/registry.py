"""Every rule by its code: those that reading keeps and those of `practice.checking.rules`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from practice.checking.context import Context
from practice.checking.records import Record
from practice.checking.rule import Finding, Rule
from practice.checking.rules import (
    bad_email,
    bad_file_name,
    broken_link,
    duplicate_slug,
    duplicate_title,
    empty_section,
    ended_before_started,
    future_date,
    heading_level_skipped,
    headings_out_of_order,
    impossible_date,
    missing_field,
    missing_heading,
    picture_without_alternative_text,
    raw_html,
    remote_picture,
    repeated_heading,
    repeated_term,
    retired_without_reason,
    review_overdue,
    self_reference,
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
    wrong_type,
)
from practice.diagnostics import Severity
from practice.reading.draft import Draft, Drafts
from practice.reading.problems import READING_PROBLEMS

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
"""About the fields of one case study or adoption."""

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
"""About one Markdown file."""

COLLECTION_RULES: tuple[Rule[Drafts], ...] = (
    broken_link.broken_link,
    duplicate_slug.duplicate_slug,
    duplicate_title.duplicate_title,
    unknown_study.unknown_study,
    unknown_practice.unknown_practice,
)
"""About all drafts together."""


def _found_while_reading(subject: object, context: Context) -> Iterator[Finding]:
    return iter(())


READING_RULES: tuple[Rule[object], ...] = tuple(
    Rule(code, name, Severity.ERROR, demand, _found_while_reading) for name, (code, demand) in READING_PROBLEMS.items()
)
"""Kept by reading, which reports the breaches itself: here so that they are explained and listed like all others."""

RULES: tuple[Rule[Any], ...] = tuple(sorted((*READING_RULES, *RECORD_RULES, *DRAFT_RULES, *COLLECTION_RULES), key=lambda rule: rule.code))
"""All rules, in the order of their codes."""
