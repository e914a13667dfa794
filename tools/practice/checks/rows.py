"""Rules about one field as rows of data, and the interpreter that runs them here.

The form in the browser runs the same rows with an interpreter of its own (`write/checks.js`), so
that a rule is said once. A row says what it looks at, which conditions must all hold, and what is
said then: a message and the first hint whose conditions hold. Both are texts with names in braces
(`_VALUES` has them). The form asks questions and knows no fields: it says a question where a file's
message quotes a field, and has hints of its own where how to answer is not all there is to say. A
rule that needs more than the conditions below is a function in `rules/`.

Conditions are a name and what it takes; "!" before the name turns it round:

- is FIELD VALUE, blank FIELD...: what the record (or the part of it that is looked at) says
- needed, required, present, inside, required-here: of a field without an answer
- field NAME, optional, allows VALUE, closed: of the field
- equals VALUE, longer, matches PATTERN, among-choices, web-address, nearly-web-address: of a text
- more: of a list
- date, future, order FIRST LAST, older FIELD: of dates
- term VOCABULARY, spelled VOCABULARY, organisation: of words of the network
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache, cached_property, partial
from string import Formatter
from typing import Any, Literal

from practice.checks.context import Context
from practice.checks.record_dates import dates_of, earliest, latest, months_later
from practice.checks.records import (
    Answer,
    Group,
    Record,
    is_blank,
    is_written_null,
    meant_fields,
)
from practice.checks.rule import Finding, Rule, register
from practice.content import draft
from practice.model.dates import PartialDate
from practice.model.diagnostics import Place, Severity, did_you_mean, nearest
from practice.model.schema import ADOPTION_FIELDS, FIELDS, REVIEW_MONTHS, UNKNOWN, Field
from practice.model.text import (
    counted,
    is_web_address,
    listing,
    normalise,
    quote,
    sentences,
)

Condition = tuple[str, ...]
Hints = tuple[tuple[tuple[Condition, ...], str], ...]
Subject = Literal["answer", "list", "field", "group"]
LONGEST = {"text": 2_000, "figure": 60, "email": 254, "address": 2_000}
"""Characters of an answer where the schema sets no limit: generous for anything real, and a stop to
what no page could show.
"""
MOST_ITEMS = 60


@dataclass(frozen=True)
class Row:
    """One rule about one field.

    `on` says what is looked at: each answer (of these `kinds`), each list, each field of a group,
    or each group (whose `owner` is that field; "" is the record itself), where the place is that of
    the field `at`. `suggest` (choice, term, organisation) names what a misspelt word may be meant
    for, which only the command guesses. `form_hints` are said in the form; where none holds, it
    says how its question is answered.
    """

    code: str
    on: Subject
    when: tuple[Condition, ...]
    message: str
    hints: Hints
    kinds: tuple[str, ...] = ()
    owner: str = ""
    at: str = ""
    suggest: str = ""
    form_hints: Hints = ()

    def for_form(self) -> dict[str, Any]:
        """Return the row in the words of the form, without what is empty."""
        row = replace(self, message=self.message.replace("'{name}'", "“{question}”"), suggest="")
        return {key: value for key, value in asdict(row).items() if value and key != "hints"}


@dataclass(frozen=True)
class RowRule:
    """A rule that consists of rows: its code, name, severity, and what it demands."""

    code: str
    name: str
    demand: str
    severity: Severity = Severity.ERROR


_rules: list[RowRule] = []
_rows: list[Row] = []


def keep_rows(rule: RowRule, *rows: Row) -> None:
    """Hand rows to the browser; a function in `rules/` runs them here, with more besides.

    Raises:
        ValueError: a row names a condition, a field or a value that there is not.
    """
    for row in rows:
        _refuse_unknown_names(row)
    _rules.append(rule)
    _rows.extend(rows)


def _refuse_unknown_names(row: Row) -> None:
    hints = (*row.hints, *row.form_hints)
    conditions = (*row.when, *(condition for those, _ in hints for condition in those))
    records = (*FIELDS, *ADOPTION_FIELDS)
    fields = {entry.name for outer in records for entry in (outer, *outer.fields)}
    texts = (row.message, *(text for _, text in hints))
    named: list[tuple[str, str, Collection[str]]] = [
        (name.removeprefix("!"), "condition", _CONDITIONS) for name, *_ in conditions
    ]
    named += [(names[0], "field", fields) for kind, *names in conditions if kind == "field"]
    named += [
        (name, "value", _VALUES)
        for text in texts
        for _, name, *_ in Formatter().parse(text)
        if name
    ]
    for name, what, known in named:
        if name not in known:
            raise ValueError(
                f"{row.code}: there is no {what} '{name}'. {did_you_mean(name, known)}"
            )


def register_rows(rule: RowRule, *rows: Row) -> None:
    """Register a rule that consists of these rows, for the command and for the browser.

    Raises:
        ValueError: another rule has its code, or a row names what there is not.
    """
    keep_rows(rule, *rows)
    find = partial(findings, rows)
    register(Rule(rule.code, rule.name, rule.severity, rule.demand, "record", find))


def as_data() -> dict[str, Any]:
    """Return all rows for the interpreter in the browser: everything JSON can hold."""
    # Its files register their rows.
    from practice.checks.rules.body import MISSING_SECTION, missing_heading

    return {
        "rules": {
            code: {"name": name, "severity": severity.value}
            for code, name, severity in (
                *((rule.code, rule.name, rule.severity) for rule in _rules),
                (missing_heading.code, missing_heading.name, missing_heading.severity),
            )
        },
        "missing_section": MISSING_SECTION,
        "rows": [row.for_form() for row in _rows],
        "longest": LONGEST,
        "most_items": MOST_ITEMS,
    }


def findings(rows: Sequence[Row], record: Record, context: Context) -> Iterator[Finding]:
    """Yield what these rows find in a record."""
    for row in rows:
        for subject in _subjects(row, record, context):
            if all(subject.holds(condition) for condition in row.when):
                values = subject.values
                hint = next(
                    (
                        text
                        for conditions, text in row.hints
                        if all(subject.holds(condition) for condition in conditions)
                    ),
                    "",
                )
                guess = subject.guess(row.suggest)
                suggestion = f"Did you mean '{guess}'?" if guess else ""
                yield Finding(
                    subject.place(row.at),
                    row.message.format_map(values),
                    sentences(suggestion, hint.format_map(values))
                    if suggestion
                    else (hint.format_map(values)),
                )


def _subjects(row: Row, record: Record, context: Context) -> Iterator[_Subject]:
    for group in record.groups:
        if row.on == "group" and (group.owner.name if group.owner else "") == row.owner:
            yield _Subject(record, context, group)
        if row.on == "field":
            for field in group.fields:
                if not row.kinds or field.kind in row.kinds:
                    yield _Subject(record, context, group, field)
        if row.on == "list":
            by_name = {field.name: field for field in group.fields}
            for entry in group.mapping:
                known = by_name.get(entry.key)
                if known and known.many and isinstance(entry.value, draft.Sequence):
                    yield _Subject(record, context, group, known, items=entry.value.items)
    if row.on == "answer":
        for answer in record.answers:
            if not row.kinds or answer.field.kind in row.kinds:
                yield _Subject(record, context, record.groups[0], answer.field, answer)


@dataclass(frozen=True)
class _Subject:
    """What a row looks at: a group, a field of it, an answer to it, or the items of its list."""

    record: Record
    context: Context
    group: Group
    field: Field | None = None
    answer: Answer | None = None
    items: tuple[draft.Value, ...] = ()

    def holds(self, condition: Condition) -> bool:
        name, *arguments = condition
        if name.startswith("!"):
            return not self.holds((name[1:], *arguments))
        return _CONDITIONS[name](self, *arguments)

    def place(self, at: str) -> Place:
        if self.answer:
            return self.answer.place
        if self.items:
            return self.items[self.most].place
        if at in (dates := dates_of(self.record)):
            return dates[at][0].place
        return self.group.mapping.place_of(at or (self.field.name if self.field else ""))

    @cached_property
    def asked(self) -> Field:
        assert self.field
        return self.field

    @cached_property
    def text(self) -> str:
        return self.answer.text if self.answer else ""

    @cached_property
    def value(self) -> draft.Value | None:
        return self.group.mapping.get(self.asked.name)

    @cached_property
    def longest(self) -> int:
        return self.asked.max_length or LONGEST.get(self.asked.kind, 0)

    @cached_property
    def most(self) -> int:
        return self.asked.max_items or MOST_ITEMS

    @cached_property
    def fault(self) -> str:
        try:
            PartialDate.parse(self.text)
        except ValueError as error:
            return str(error)
        return ""

    @cached_property
    def term(self) -> str:
        found = (
            self.context.vocabularies[self.asked.vocabulary].find(self.text)
            if self.asked.kind == "term"
            else None
        )
        return found.id if found else ""

    @cached_property
    def values(self) -> Mapping[str, object]:
        """What stands in braces in messages and hints."""
        return _Values(self)

    def guess(self, kind: str) -> str:
        """Return what a misspelt word may be meant for."""
        if kind == "choice":
            ways = {
                normalise(way): choice.value
                for choice in self.asked.choices
                for way in (choice.label, choice.value)
            }
            near = nearest(normalise(self.text), ways)
            return ways[near] if near else ""
        if kind == "organisation" or (kind == "term" and not self.term):
            name = self.asked.vocabulary if kind == "term" else "organisations"
            return self.context.suggest(name, self.text) or ""
        return ""


class _Values(dict[str, object]):
    """The names in braces, worked out when they are asked for."""

    def __init__(self, subject: _Subject) -> None:
        super().__init__()
        self._subject = subject

    def __missing__(self, name: str) -> object:
        return _VALUES[name](self._subject)


def _date_value(name: str) -> Callable[[_Subject], object]:
    return lambda subject: quote(dates_of(subject.record)[name][0].text)


_VALUES: dict[str, Callable[[_Subject], object]] = {
    "name": lambda subject: subject.asked.name,
    "help": lambda subject: (
        f"It is {listing((choice.value for choice in subject.asked.choices), 'or')}."
        if subject.asked.choices
        else subject.asked.help
    ),
    "example": lambda subject: subject.asked.example,
    "examples": lambda subject: (
        ("\n" if "\n" in subject.asked.example else " ") + subject.asked.example
    ),
    "choices": lambda subject: listing((choice.value for choice in subject.asked.choices), "or"),
    "text": lambda subject: subject.text,
    "quoted": lambda subject: quote(subject.text),
    "title": lambda subject: subject.group.title,
    "Title": lambda subject: subject.group.title[:1].upper() + subject.group.title[1:],
    "characters": lambda subject: counted(len(subject.text), "character"),
    "longest": lambda subject: f"{subject.longest:,}",
    "over": lambda subject: counted(len(subject.text) - subject.longest, "character"),
    "items": lambda subject: counted(len(subject.items), "item"),
    "most": lambda subject: subject.most,
    "fault": lambda subject: subject.fault,
    "guess": lambda subject: f"https://{subject.text.lstrip('/')}",
    "term": lambda subject: subject.term,
    "vocabulary": lambda subject: subject.asked.vocabulary,
    "list": lambda subject: subject.context.path_of(subject.asked.vocabulary),
    "months": lambda subject: REVIEW_MONTHS,
    "today": lambda subject: subject.context.today.isoformat(),
    **{name: _date_value(name) for name in ("started", "ended", "reviewed")},
}


def _is(subject: _Subject, name: str, value: str) -> bool:
    return subject.group.mapping.text(name) == value


def _blank(subject: _Subject, *names: str) -> bool:
    # A misspelt field is reported by a rule of its own.
    meant = meant_fields(subject.group)
    return not meant.intersection(names) and all(
        is_blank(subject.group.mapping.get(name)) for name in names
    )


def _required(subject: _Subject) -> bool:
    return subject.asked.needed == "yes" and _blank(subject, subject.asked.name)


def _needed(subject: _Subject) -> bool:
    origin = subject.record.text("origin")
    written = subject.value is not None and is_written_null(subject.asked, subject.value)
    return (
        subject.asked.needed in ("yes", origin)
        and _blank(subject, subject.asked.name)
        and not written
    )


def _allows(subject: _Subject, value: str) -> bool:
    return subject.asked.unknown if value == UNKNOWN else subject.asked.not_reported


def _future(subject: _Subject) -> bool:
    return not subject.fault and (earliest(PartialDate.parse(subject.text)) > subject.context.today)


def _order(subject: _Subject, first: str, last: str) -> bool:
    dates = dates_of(subject.record)
    return (
        first not in dates
        or last not in dates
        or latest(dates[last][1]) >= earliest(dates[first][1])
    )


def _older(subject: _Subject, name: str) -> bool:
    found = dates_of(subject.record).get(name)
    if found is None or found[1].qualifier == "after":
        return False
    return months_later(latest(found[1]), REVIEW_MONTHS) < subject.context.today


def _is_broken(subject: _Subject) -> bool:
    # A vocabulary file that could not be read in full: its words are not judged.
    return subject.context.path_of(subject.asked.vocabulary) in subject.context.broken


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_CONDITIONS: dict[str, Callable[..., bool]] = {
    "is": _is,
    "blank": _blank,
    "needed": _needed,
    "required": _required,
    "present": lambda subject: subject.value is not None,
    "inside": lambda subject: subject.group.owner is not None,
    "field": lambda subject, name: subject.asked.name == name,
    "optional": lambda subject: subject.asked.needed == "no",
    "allows": _allows,
    "equals": lambda subject, value: subject.text == value,
    "longer": lambda subject: 0 < subject.longest < len(subject.text),
    "more": lambda subject: len(subject.items) > subject.most,
    "matches": lambda subject, pattern: bool(_compiled(pattern).search(subject.text)),
    "among-choices": lambda subject: any(
        choice.value == subject.text for choice in subject.asked.choices
    ),
    "web-address": lambda subject: is_web_address(subject.text),
    "nearly-web-address": lambda subject: (
        "://" not in subject.text and is_web_address(f"https://{subject.text.lstrip('/')}")
    ),
    "date": lambda subject: (
        (subject.asked.unknown and subject.text == UNKNOWN) or not subject.fault
    ),
    "future": _future,
    "order": _order,
    "older": _older,
    "of": lambda subject, vocabulary: subject.asked.vocabulary == vocabulary,
    "known-id": lambda subject: (
        _is_broken(subject)
        or subject.text in subject.context.vocabularies[subject.asked.vocabulary]
    ),
    "known": lambda subject: bool(subject.term),
    "spelled": lambda subject: (
        normalise(subject.text)
        in {
            normalise(way)
            for term in [subject.context.vocabularies[subject.asked.vocabulary][subject.term]]
            for way in (term.id, term.label)
        }
    ),
    "organisation": lambda subject: (
        subject.context.path_of("organisations") in subject.context.broken
        or subject.context.vocabularies.organisations.find(subject.text) is not None
    ),
    "address": lambda subject: subject.asked.kind == "address",
    "has-digit": lambda subject: any(letter.isdecimal() for letter in subject.text),
    "has-word": lambda subject, words: bool(
        _compiled(rf"(?i)\b(?:{words})\b").search(subject.text)
    ),
    "bool": lambda subject: bool(subject.answer and subject.answer.scalar.tag == "bool"),
}
