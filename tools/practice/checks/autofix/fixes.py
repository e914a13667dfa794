"""Every kind of change that a machine can make without guessing, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from practice.checks.records import Answer, records_of
from practice.checks.rules.body import ORDER
from practice.content.draft import AdoptionsDraft, Draft, Scalar, Sequence
from practice.content.front_matter_editor import CannotEdit, Edit, FrontMatterEditor
from practice.content.values import read_answer
from practice.content.yaml_writer import scalar
from practice.model.schema import FIELDS, NOT_REPORTED
from practice.model.text import normalise
from practice.model.vocabulary import Vocabularies


@dataclass(frozen=True, slots=True)
class KindOfFix:
    """One kind of change, an example or a limit of it, and the names of the checks it helps with
    (none: only tidier).
    """

    what: str
    example: str
    checks: tuple[str, ...] = ()


KINDS_OF_FIX = (
    KindOfFix(
        "labels and synonyms become the id of their term",
        "`BME` becomes `minority-ethnic`",
        ("unknown-theme", "unknown-community", "unknown-topic", "unknown-setting"),
    ),
    KindOfFix(
        "labels become the value of their closed list",
        "`Usual practice` becomes `embedded`",
        ("unknown-value",),
    ),
    KindOfFix(
        "dates in words become figures",
        "`14 July 2005` becomes `2005-07-14`, `July 2005` becomes `2005-07`",
        ("impossible-date",),
    ),
    KindOfFix(
        '"Not reported" and "Unknown" are put as the answers they are',
        "`Not reported` becomes `not-reported`",
        ("wrong-type",),
    ),
    KindOfFix(
        "names of fields lose capitals, spaces and quotes",
        "`“Staff time”` becomes `staff_time`",
        ("unknown-field",),
    ),
    KindOfFix(
        "a word that stands twice in one list goes, where its letters are the same",
        "`[queues, queues]` becomes `[queues]`",
        ("repeated-term",),
    ),
    KindOfFix(
        "headings lose capitals and signs that ours do not have",
        "`THE PROBLEM:` becomes `The problem`",
        ("unknown-heading",),
    ),
    KindOfFix("fields move into their order", "with the remarks above them"),
    KindOfFix(
        "sections move into their order",
        "where every section is one of ours and there once",
        ("headings-out-of-order",),
    ),
    KindOfFix(
        "spaces at the ends of lines, ends of lines from Windows and a missing last line break are"
        " put right",
        "nothing that shows",
    ),
    KindOfFix(
        "JPEG, PNG, WebP and GIF pictures lose the place and the maker that are written into them",
        "the picture itself is not touched",
        ("hidden-location", "hidden-author"),
    ),
    KindOfFix(
        "Word, Excel, PowerPoint and OpenDocument files lose the makers in their properties and"
        " what the files in them say",
        "not names beside comments and changes, and nothing from a signed file",
        ("hidden-location", "hidden-author"),
    ),
    KindOfFix(
        "PDF files lose the makers in their properties and what the pictures and attached files in"
        " them say",
        "not names beside comments, and nothing from a signed, locked or damaged file",
        ("hidden-location", "hidden-author"),
    ),
)
"""All that fixing does, in the order of the reference page."""

FIXABLE = frozenset(name for kind in KINDS_OF_FIX for name in kind.checks)
"""The names of the checks with which fixing helps."""


def fixing_paragraph(name: str) -> str:
    """Return what the page of the check `name` says of fixing: a paragraph, or nothing where
    fixing does not help.
    """
    told = [f"{kind.what} ({kind.example})" for kind in KINDS_OF_FIX if name in kind.checks]
    return (
        f"`practice check --fix` mends this where it is certain: {'; '.join(told)}." if told else ""
    )


_VALUE_KINDS = ("term", "choice", "date", "figure", "text", "email")
# 10/07/2005 is July to some and October to others.
_EITHER_WAY = re.compile(r"(?:\w+ )?(0?[1-9]|1[0-2])[/.](0?[1-9]|1[0-2])[/.]\d{4}", re.ASCII)


def fix_values(draft: Draft | AdoptionsDraft, vocabularies: Vocabularies) -> Iterator[Edit]:
    """Yield a change for each value that has one certain form: as the other ways in read the same
    words.
    """
    editor = FrontMatterEditor(draft.text)
    for record in records_of(draft):
        taken = {(answer.field.name, answer.text) for answer in record.answers if answer.field.many}
        for answer in record.answers:
            right = _right(answer, vocabularies)
            # A term that is there already would be there twice; its author says which of the two
            # was meant.
            if right in ("", answer.text) or (answer.field.name, right) in taken:
                continue
            edit = editor.replace(answer.scalar, scalar(right, answer.field))
            if edit and answer.field.many:
                taken.add((answer.field.name, right))
            if edit:
                yield edit


def _right(answer: Answer, vocabularies: Vocabularies) -> str:
    field = answer.field
    if field.kind not in _VALUE_KINDS or (field.kind == "date" and _is_ambiguous(answer.text)):
        return ""
    value = read_answer(replace(field, many=False), [answer.text], vocabularies)
    # Of free words only this one answer has a form of its own.
    return (
        value
        if isinstance(value, str)
        and (field.kind not in ("text", "figure") or value == NOT_REPORTED)
        else ""
    )


def _is_ambiguous(text: str) -> bool:
    found = _EITHER_WAY.fullmatch(text)
    return found is not None and int(found[1]) != int(found[2])


_QUOTES = "\"'“”‘’„«»"
_ORDER = {field.name: number for number, field in enumerate(FIELDS)}


def fix_names(draft: Draft | AdoptionsDraft) -> Iterator[Edit]:
    """Yield a change for each field whose name differs only in quotes, capitals, spaces or hyphens:
    "“Staff time”".
    """
    editor = FrontMatterEditor(draft.text)
    for record in records_of(draft):
        for group in record.groups:
            names = {field.name for field in group.fields}
            there = {entry.key for entry in group.mapping}
            for entry in group.mapping:
                right = _plain_key(entry.key)
                if right == entry.key or right not in names or right in there:
                    continue
                if edit := editor.rename(entry, right):
                    there.add(right)
                    yield edit


def order_fields(draft: Draft) -> str:
    """Return the text with its fields in the order of the schema, each with the comments above it;
    as it is where that would need more than moving lines.
    """
    try:
        return FrontMatterEditor(draft.text).reorder_fields(
            lambda names: sorted(names, key=_rank(names))
        )
    except CannotEdit:
        return draft.text


def _rank(keys: list[str]) -> Callable[[str], tuple[int, int]]:
    """Return where each key belongs. A field of no name that we know stays behind the one it stands
    behind.
    """
    places: dict[str, tuple[int, int]] = {}
    before = -1
    for number, key in enumerate(keys):
        before = _ORDER.get(key, before)
        places[key] = (before, 0 if key in _ORDER else number + 1)
    return places.__getitem__


def _plain_key(key: str) -> str:
    return "_".join(
        key.strip().strip(_QUOTES).strip().casefold().replace("-", " ").replace("_", " ").split()
    )


_LIST_KINDS = ("term", "organisation", "study")


def remove_repeats(draft: Draft | AdoptionsDraft) -> Iterator[Edit]:
    """Yield a change for each word of a list that stands there before, in the same letters, with
    its comma or its line.

    Another name of the same trust stays: as with two synonyms, its author may have meant something
    else.
    """
    editor = FrontMatterEditor(draft.text)
    for record in records_of(draft):
        for group in record.groups:
            fields = {
                field.name: field
                for field in group.fields
                if field.many and field.kind in _LIST_KINDS
            }
            for entry in group.mapping:
                if entry.key in fields and isinstance(entry.value, Sequence):
                    yield from _without_repeats(editor, entry.value)


def _without_repeats(editor: FrontMatterEditor, items: Sequence) -> Iterator[Edit]:
    seen: set[str] = set()
    for number, item in enumerate(items):
        text = " ".join(item.text.split()) if isinstance(item, Scalar) else ""
        edit = editor.remove_item(items, number) if text in seen else None
        if edit:
            yield edit
        seen.add(text)


_HEADING = re.compile(r"##[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_BY_FOLDED = {normalise(heading): heading for heading in ORDER}


def fix_headings(draft: Draft) -> Iterator[Edit]:
    """Yield a change for each section heading that differs from ours only in capitals, spaces or
    signs: "THE PROBLEM:".
    """
    editor = FrontMatterEditor(draft.text)
    there = {section.heading for section in draft.body.sections}
    for section in draft.body.sections:
        right = _BY_FOLDED.get(normalise(section.heading), section.heading)
        found = _HEADING.match(draft.text, editor.offset(section.place))
        if right not in there and found:
            there.add(right)
            yield Edit(*found.span(1), right)


def order_sections(draft: Draft) -> str:
    """Return the text with its sections in our order, if every one of them is ours and there once;
    else as it is.
    """
    sections = draft.body.sections
    headings = [section.heading for section in sections]
    known = set(headings) <= set(ORDER) and len(set(headings)) == len(headings)
    if not known or headings == sorted(headings, key=ORDER.__getitem__):
        return draft.text
    lines = draft.text.rstrip("\n").split("\n")
    starts = [section.place.line - 1 for section in sections]
    if any(not lines[start].startswith("## ") for start in starts):
        return draft.text
    ends = [*starts[1:], len(lines)]
    texts = {
        heading: "\n".join(lines[a:b]).rstrip("\n")
        for heading, a, b in zip(headings, starts, ends, strict=True)
    }
    ordered = "\n\n".join(texts[heading] for heading in sorted(headings, key=ORDER.__getitem__))
    return "\n".join([*lines[: starts[0]], ordered]) + "\n"


_FENCE = "---"


def fix_whitespace(text: str) -> str:
    """Return `text` without spaces at the ends of lines and with one line break at its end; an
    empty text stays empty.

    Two spaces before another line of Markdown break the line there, so these stay.
    """
    lines = text.split("\n")
    body = next(
        (number for number, line in enumerate(lines) if number and line.rstrip() == _FENCE),
        len(lines),
    )
    following = [*lines[1:], ""]
    kept = [
        _trimmed(line, after, number > body)
        for number, (line, after) in enumerate(zip(lines, following, strict=True))
    ]
    joined = "\n".join(kept).rstrip("\n")
    return f"{joined}\n" if joined else ""


def _trimmed(line: str, after: str, is_markdown: bool) -> str:
    bare = line.rstrip(" \t")
    return line if is_markdown and bare and after.strip() and line.endswith("  ") else bare
