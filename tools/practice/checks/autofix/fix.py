"""Fix one file step by step. A step counts only if it loses nothing that was said and brings no
new problem.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from practice.checks.autofix.fixes import (
    fix_headings,
    fix_names,
    fix_values,
    fix_whitespace,
    order_fields,
    order_sections,
    remove_repeats,
)
from practice.checks.context import Context
from practice.checks.runner import diagnose
from practice.content.draft import AdoptionsDraft, Draft, Mapping, Scalar, Value
from practice.content.front_matter import read_adoptions, read_draft
from practice.content.front_matter_editor import Edit, apply
from practice.content.html import render
from practice.model.diagnostics import Diagnostic

File = Draft | AdoptionsDraft

# Nobody writes so many in good faith, and a file full of them must not take minutes.
_MOST_ALONE = 50
_LINE = re.compile(r"\bon line [\d,]+")


@dataclass(frozen=True, slots=True)
class Fixed:
    """What came of fixing: the whole text, and the problems that were there before and are not any
    more.
    """

    text: str
    gone: tuple[Diagnostic, ...]


def fix(file: File, context: Context) -> Fixed:
    """Fix a file as it was read. What could not be read at all, or holds what nobody understands,
    stays as it is.

    Fixing twice gives the same as fixing once.
    """
    before = diagnose(file, context)
    current, problems = file, before
    while True:
        start = current.text
        for step in _steps(context):
            for text in step.ways(current):
                if text == current.text:
                    continue
                changed = _read(file, text)
                found = diagnose(changed, context)
                if not _named(found) - _named(problems) and step.same(changed) == step.same(
                    current
                ):
                    current, problems = changed, found
                    break
        if current.text == start:
            break
    left = _named(problems)
    gone = []
    for problem in before:
        if left[_name(problem)]:
            left[_name(problem)] -= 1
        else:
            gone.append(problem)
    return Fixed(current.text, tuple(gone))


@dataclass(frozen=True, slots=True)
class _Step:
    """One kind of change: the ways to make it, the best first, and what stays the same."""

    ways: Callable[[File], Iterator[str]]
    same: Callable[[File], object]


def _steps(context: Context) -> Iterator[_Step]:
    def spaces(file: File) -> Iterator[str]:
        if is_readable(file):
            yield fix_whitespace(file.text)

    def names(file: File) -> Iterator[str]:
        # A field under its right name may hold a value that is only now looked at.
        for text in _ways(file, fix_names(file)):
            renamed = _read(file, text)
            yield apply(text, fix_values(renamed, context.vocabularies))
            yield text

    def doubles(file: File) -> Iterator[str]:
        yield from _ways(file, remove_repeats(file))

    def values(file: File) -> Iterator[str]:
        yield from _ways(file, fix_values(file, context.vocabularies))

    def headings(file: File) -> Iterator[str]:
        # A heading under its right name may be out of its place.
        for text in _ways(file, fix_headings(file) if isinstance(file, Draft) else ()):
            renamed = _read(file, text)
            yield order_sections(renamed) if isinstance(renamed, Draft) else text
            yield text

    def order(file: File) -> Iterator[str]:
        if isinstance(file, Draft):
            yield order_fields(file)

    def sections(file: File) -> Iterator[str]:
        if isinstance(file, Draft):
            yield order_sections(file)

    yield _Step(spaces, _said)
    yield _Step(names, _size)
    yield _Step(doubles, _once)
    yield _Step(values, _shape)
    yield _Step(order, _said)
    yield _Step(headings, _texts)
    yield _Step(sections, _said)


def _ways(file: File, edits: Iterable[Edit]) -> Iterator[str]:
    """Yield the text with all edits, then with each alone: one that brings a problem must not stop
    the others.
    """
    edits = tuple(edits)
    if edits:
        yield apply(file.text, edits)
    if len(edits) > 1:
        for edit in edits[:_MOST_ALONE]:
            yield apply(file.text, [edit])


def is_readable(file: File) -> bool:
    """Whether reading found nothing wrong with the file, so that its ends of lines may be changed
    too.
    """
    return not file.problems and bool(file.front if isinstance(file, Draft) else file.items)


def _read(file: File, text: str) -> File:
    return (
        read_draft(file.path, text.encode())
        if isinstance(file, Draft)
        else read_adoptions(file.path, text.encode())
    )


def _named(problems: tuple[Diagnostic, ...]) -> Counter[tuple[str, str]]:
    return Counter(map(_name, problems))


def _name(problem: Diagnostic) -> tuple[str, str]:
    # A problem stays the same one when a line that it names moves.
    return problem.code, _LINE.sub("on a line", problem.message)


def _said(file: File) -> object:
    """Return all that a file says, without where: values by field, and the page that each section
    makes.
    """
    return _front(
        file,
        lambda keys, values: dict(zip(keys, values, strict=True)),
        lambda scalar: (scalar.text, scalar.tag),
    ), _body(file)


def _once(file: File) -> object:
    def each_once(items: list[object]) -> list[object]:
        return list({repr(item): item for item in items}.values())

    return _front(
        file,
        lambda keys, values: (keys, values),
        lambda scalar: (scalar.text, scalar.tag),
        each_once,
    ), _body(file)


def _size(file: File) -> object:
    return _front(file, lambda keys, values: values, lambda scalar: None), _body(file)


def _shape(file: File) -> object:
    return _front(file, lambda keys, values: (keys, values), lambda scalar: None), _body(file)


def _texts(file: File) -> object:
    body = (
        sorted(_shown(section.markdown) for section in file.body.sections)
        if isinstance(file, Draft)
        else []
    )
    return (
        _front(file, lambda keys, values: (keys, values), lambda scalar: (scalar.text, scalar.tag)),
        body,
    )


def _front(
    file: File,
    pair: Callable[[list[str], list[object]], object],
    one: Callable[[Scalar], object],
    many: Callable[[list[object]], list[object]] = list,
) -> object:
    def plain(value: Value) -> object:
        if isinstance(value, Scalar):
            return one(value)
        if isinstance(value, Mapping):
            return pair([entry.key for entry in value], [plain(entry.value) for entry in value])
        return many([plain(item) for item in value])

    values = (file.front,) if isinstance(file, Draft) else file.items
    return [plain(value) for value in values if value is not None]


def _body(file: File) -> object:
    if isinstance(file, AdoptionsDraft):
        return None
    return file.body.preamble, {
        section.heading: _shown(section.markdown) for section in file.body.sections
    }


def _shown(markdown: str) -> str:
    # As the page shows it: a line that breaks must go on to, spaces at the end of any other are
    # nothing.
    return " ".join(render(markdown, str, str).split())
