"""Tables that hold answers: a question in each row, or a part of a question in each column."""

from __future__ import annotations

from practice.content.serializer import one_line
from practice.content.values import is_not_reported, read_answer
from practice.forms.definition import Question
from practice.forms.names import find_question, find_section, is_our_heading
from practice.forms.word import CHOOSE, lines_below
from practice.importers.pandoc import Node, lines_of, rows_of
from practice.importers.pandoc_markdown import Extras, escape, to_markdown
from practice.importers.result import ImportedAnswers
from practice.model.schema import FIELDS, Field
from practice.model.text import normalise

_TITLE = Question(FIELDS[0])


def answer_table(
    table: Node, answers: ImportedAnswers, extras: Extras, *, form: bool, sections: bool = False
) -> list[Node] | None:
    """Take a table of two columns, question and answer, and return what `extras` has not taken
    in; None if it is no such table.

    In the form every row counts; elsewhere at least two rows and half of all must be questions of
    ours, or with `sections` names of sections, whose text stands beside them. What is in the other
    rows is kept.
    """
    rows = rows_of(table)
    if not rows or len(rows[0]) != 2:
        return None
    asked = [_meant(left, right, answers, form=form, sections=sections) for left, right in rows]
    known = sum(_counts(meant, right) for meant, (_, right) in zip(asked, rows, strict=True))
    if not known or (not form and (known < 2 or 2 * known < len(rows))):
        return None
    unread: list[Node] = [*table["c"][1][1]]
    for question, (left, right) in zip(asked, rows, strict=True):
        label, *below = lines_of(left) or [""]
        unread += left
        if isinstance(question, str):
            answers.raw.append(label)
            for line in below:
                answers.set_aside(label, line)
            _write_section(question, label, to_markdown(right, extras), answers)
            continue
        lines = _answers(right)
        unread += right
        if question is None:
            answers.set_aside(label, " ".join([*below, *lines]) or label)
            continue
        answers.raw += [label, *lines_of(right)]
        ours = lines_below(question)
        for line in below:
            if normalise(line) in ours:
                answers.raw.append(line)
            else:
                answers.set_aside(label, line)
        answers.answer(question, lines)
    return unread


def titled(table: Node) -> list[str]:
    """Return the title that a row of a table of two columns gives, or nothing."""
    rows = rows_of(table)
    if not rows or len(rows[0]) != 2:
        return []
    return next(
        (lines for left, right in rows if _question(left) == _TITLE and (lines := _answers(right))),
        [],
    )


def _meant(
    left: list[Node], right: list[Node], answers: ImportedAnswers, *, form: bool, sections: bool
) -> Question | str | None:
    """Return the question or, with `sections`, the section that a row is about.

    Outside the form, words beside a question that has parts ("What did it cost?") are text: the
    parts are not guessed, and a field must not hold what no check takes.
    """
    question = _question(left)
    if form or not lines_of(left):
        return question
    lines = _answers(right)
    has_parts = question is not None and bool(question.asked.fields)
    if has_parts and (not lines or is_not_reported(" ".join(lines))):
        return question
    section = find_section(lines_of(left)[0]) if sections or has_parts else None
    if has_parts:
        return section
    if section is None or question is None:
        return question or section
    asked = question.asked
    value = read_answer(asked, lines, answers.vocabularies)
    return (
        question
        if not asked.choices or value in [choice.value for choice in asked.choices]
        else section
    )


def _counts(meant: Question | str | None, right: list[Node]) -> bool:
    # Figures beside the name of a section are a table of results.
    return isinstance(meant, Question) or (
        meant is not None and any(letter.isalpha() for line in lines_of(right) for letter in line)
    )


def _write_section(section: str, label: str, text: str, answers: ImportedAnswers) -> None:
    if not text:
        return
    ours = is_our_heading(label)
    again = section in answers.sections and not ours
    answers.write(section, f"### {escape(one_line(label))}\n\n{text}" if again else text)
    if not ours:
        answers.understood.append(f"“{label}” is taken for the section “{section}”.")


def item_table(table: Node, owner: Field, answers: ImportedAnswers) -> bool:
    """Take a table with a column for each part of `owner` and a row for each item; return whether
    it was one.
    """
    rows = rows_of(table)
    if len(rows) < 1 or len(rows[0]) < 2:
        return False
    parts = {
        normalise(name): part.name
        for part in owner.fields
        for name in (part.name, part.label, Question(owner, part).text)
    }
    columns = [parts.get(normalise((lines_of(cell) or [""])[0])) for cell in rows[0]]
    if None in columns or len(set(columns)) < len(columns):
        return False
    names = [column for column in columns if column]
    answers.raw += [line for cell in rows[0] for line in lines_of(cell)]
    found = []
    for row in rows[1:]:
        answers.raw += [line for cell in row for line in lines_of(cell)]
        found.append({name: _answers(cell) for name, cell in zip(names, row, strict=True)})
    answers.add_items(owner, found)
    return True


def _answers(cell: list[Node]) -> list[str]:
    # Some programs leave characters that nobody sees beside a list to choose from.
    return [line for line in map(one_line, lines_of(cell)) if line not in ("", CHOOSE)]


def _question(cell: list[Node]) -> Question | None:
    lines = lines_of(cell)
    return find_question(lines[0]) if lines else None
