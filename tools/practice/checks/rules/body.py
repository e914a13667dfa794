"""Rules about the Markdown below the front matter, and the name of its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from practice.checks.context import Context
from practice.checks.rule import Finding, draft_rule
from practice.content.draft import BodySection, Draft
from practice.content.paths import RESERVED_NAMES, file_name
from practice.model.diagnostics import Place, nearest
from practice.model.schema import HEADINGS, Heading
from practice.model.text import listing, normalise, quote

ORDER = {heading.text: position for position, heading in enumerate(HEADINGS)}


def first_of_each(sections: Iterable[BodySection]) -> dict[str, BodySection]:
    """Return the sections by heading; of a repeated heading the first."""
    found: dict[str, BodySection] = {}
    for section in sections:
        found.setdefault(section.heading, section)
    return found


def meant_heading(draft: Draft, text: str) -> str | None:
    """Return the heading of the schema, not yet used in the draft, that `text` may be meant for."""
    used = {section.heading for section in draft.body.sections}
    left = {normalise(heading): heading for heading in ORDER if heading not in used}
    found = nearest(normalise(text), left)
    return left[found] if found else None


def has_body(draft: Draft) -> bool:
    """Whether there is a body to judge: a file that could not be read has none, and that has been
    said.
    """
    return draft.front is not None or bool(draft.body.headings)


MISSING_SECTION = "The section '{name}' is missing."
"""The form in the browser says so of each needed section without text."""


@draft_rule("CS301", "missing-heading")
def missing_heading(draft: Draft, context: Context) -> Iterator[Finding]:
    """Every section that is needed is there."""
    needed = [heading for heading in HEADINGS if heading.needed]
    if not has_body(draft):
        return
    if not draft.body.headings:
        names = listing(heading.text for heading in needed)
        hint = "Write each on a line of its own:\n" + "\n".join(
            f"## {heading.text}" for heading in needed
        )
        fault = (
            "The text has no headings"
            if draft.body.preamble
            else "There is no text below the fields"
        )
        yield Finding(
            draft.body.preamble_place or Place(draft.path),
            f"{fault}; these are needed: {names}.",
            hint,
        )
        return
    there = {section.heading for section in draft.body.sections}
    # A misspelt heading and one of the first level are reported by rules of their own.
    there |= {heading.text for heading in draft.body.headings if heading.level == 1}
    there |= {
        meant
        for section in draft.body.sections
        if section.heading not in ORDER and (meant := meant_heading(draft, section.heading))
    }
    for heading in needed:
        if heading.text not in there:
            yield _finding(draft, heading)


def _finding(draft: Draft, heading: Heading) -> Finding:
    deeper = next((found for found in draft.body.headings if found.text == heading.text), None)
    if deeper:
        return Finding(
            deeper.place,
            f"'{heading.text}' is not a heading of the second level.",
            f"Write: ## {heading.text}",
        )
    later = (
        section.place
        for section in draft.body.sections
        if ORDER.get(section.heading, -1) > ORDER[heading.text]
    )
    before = next(later, None)
    place = before or draft.body.headings[-1].place
    where = "Put in, before this line" if before else "Put in, at the end"
    return Finding(
        place,
        MISSING_SECTION.format(name=heading.text),
        f"{heading.help}  {where}: ## {heading.text}",
    )


@draft_rule("CS302", "headings-out-of-order")
def headings_out_of_order(draft: Draft, context: Context) -> Iterator[Finding]:
    """The sections stand in the order that every case study keeps."""
    known = [
        section
        for heading, section in first_of_each(draft.body.sections).items()
        if heading in ORDER
    ]
    kept = _longest_ordered(known)
    for section in known:
        if section not in kept:
            after = max(
                (other for other in kept if ORDER[other.heading] < ORDER[section.heading]),
                key=_position,
                default=None,
            )
            where = (
                f"after '{after.heading}'"
                if after
                else f"before '{min(kept, key=_position).heading}'"
            )
            yield Finding(
                section.place,
                f"The section '{section.heading}' is out of order.",
                f"Move it to stand {where}.",
            )


def _position(section: BodySection) -> int:
    return ORDER[section.heading]


def _longest_ordered(sections: list[BodySection]) -> list[BodySection]:
    """Return the most sections that are in order as they stand: moving the others is the least
    work.
    """
    best: list[list[BodySection]] = []
    for section in sections:
        before = [chain for chain in best if ORDER[chain[-1].heading] < ORDER[section.heading]]
        best.append([*max(before, key=len, default=[]), section])
    return max(best, key=len, default=[])


@draft_rule("CS303", "heading-level-skipped")
def heading_level_skipped(draft: Draft, context: Context) -> Iterator[Finding]:
    """Headings begin at the second level and go down one level at a time."""
    before = 1
    for heading in draft.body.headings:
        if heading.level == 1:
            message = (
                f"{quote(heading.text)} is a heading of the first level, which belongs to the title"
                " of the page."
            )
            yield Finding(heading.place, message, f"Write: ## {heading.text}")
        elif heading.level > before + 1:
            message = (
                f"{quote(heading.text)} is a heading of level {heading.level} below one of level"
                f" {before}."
            )
            yield Finding(heading.place, message, f"Write: {'#' * (before + 1)} {heading.text}")
        before = max(heading.level, 2) if heading.level == 1 else heading.level


_OPTIONAL = {heading.text for heading in HEADINGS if not heading.needed}


@draft_rule("CS304", "empty-section")
def empty_section(draft: Draft, context: Context) -> Iterator[Finding]:
    """Every section says something."""
    for section in draft.body.sections:
        if section.empty:
            cure = (
                "Write something below the heading, or delete the heading."
                if section.heading in _OPTIONAL
                else "Write something below the heading, even if only: Not reported."
            )
            yield Finding(section.place, f"The section {quote(section.heading)} is empty.", cure)


@draft_rule("CS306", "picture-without-alternative-text")
def picture_without_alternative_text(draft: Draft, context: Context) -> Iterator[Finding]:
    """Every picture says in words what it shows."""
    for picture in draft.body.pictures:
        if not picture.text:
            hint = f"Write what it shows, in square brackets: ![What it shows]({picture.target})"
            yield Finding(
                picture.place,
                f"The picture {quote(picture.target)} has no words for readers who cannot see it.",
                hint,
            )


@draft_rule("CS307", "raw-html")
def raw_html(draft: Draft, context: Context) -> Iterator[Finding]:
    """The text is Markdown without HTML."""
    for html in draft.body.html:
        hint = "Write it as Markdown; a less-than sign in a text is written \\<."
        yield Finding(
            html.place,
            f"{quote(html.text)} is HTML; the site would show it as it is written.",
            hint,
        )


@draft_rule("CS308", "unknown-heading")
def unknown_heading(draft: Draft, context: Context) -> Iterator[Finding]:
    """Every section is one of those that case studies share."""
    for section in draft.body.sections:
        if section.heading not in ORDER:
            meant = meant_heading(draft, section.heading)
            below = (
                "Put it inside another section as a heading of the third level: ###"
                f" {section.heading}"
            )
            hint = f"Did you mean '{meant}'?" if meant else below
            yield Finding(
                section.place, f"{quote(section.heading)} is not a section of a case study.", hint
            )


@draft_rule("CS309", "repeated-heading")
def repeated_heading(draft: Draft, context: Context) -> Iterator[Finding]:
    """Every section is there once."""
    first = first_of_each(draft.body.sections)
    for section in draft.body.sections:
        if first[section.heading] is not section:
            line = first[section.heading].place.line
            yield Finding(
                section.place,
                f"The section {quote(section.heading)} is there already, on line {line}.",
                "Make one section of the two.",
            )


@draft_rule("CS310", "text-before-first-heading")
def text_before_first_heading(draft: Draft, context: Context) -> Iterator[Finding]:
    """The text begins with the heading of a section."""
    body = draft.body
    if not body.sections or not body.preamble:
        return
    first = body.sections[0].place
    # A heading up there is of the wrong level, which is said of the heading: mended, it takes the
    # text with it.
    if all(heading.place >= first for heading in body.headings):
        hint = (
            "Move it below a heading, or into the summary. The first section is: ##"
            f" {HEADINGS[0].text}"
        )
        text = quote(body.preamble.split("\n")[0])
        yield Finding(
            body.preamble_place or first, f"Text stands above the first section: {text}", hint
        )


@draft_rule("CS311", "remote-picture")
def remote_picture(draft: Draft, context: Context) -> Iterator[Finding]:
    """Every picture lies beside the case study."""
    for picture in draft.body.pictures:
        if picture.target.lower().startswith(("http:", "https:")):
            hint = (
                "Save it beside the case study, if its licence allows, and write:"
                f" ![{picture.text}]({picture.target.rpartition('/')[2]})"
            )
            yield Finding(
                picture.place,
                f"The picture {quote(picture.target)} lies on another site, which would learn who"
                " reads this page.",
                hint,
            )


_LONGEST = 80
_GOOD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@draft_rule("CS405", "bad-file-name")
def bad_file_name(draft: Draft, context: Context) -> Iterator[Finding]:
    """The name of the file is lower-case letters, digits and hyphens, 80 at most."""
    fault = fault_of(draft.id)
    if fault:
        yield Finding(Place(draft.path), fault, f"Rename the file: {better_name(draft.id)}.md")


def fault_of(name: str) -> str:
    """Return what is wrong with a file name, given without its ending, or an empty text."""
    if name.lower() in RESERVED_NAMES:
        return (
            f"The file name {quote(name)} is taken: the site shows such a file as the page of its"
            " folder."
        )
    if len(name) <= _LONGEST and _GOOD.fullmatch(name):
        return ""
    return (
        f"The file name {quote(name)} cannot be an address: it takes lower-case letters, digits and"
        f" hyphens, {_LONGEST} at most."
    )


def better_name(name: str) -> str:
    """Return a name like this one that can be an address."""
    return file_name(name)
