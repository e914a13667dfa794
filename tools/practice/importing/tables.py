"""Tables that hold answers: a question in each row, or a part of a question in each column."""

from __future__ import annotations

from practice.composing import one_line
from practice.folding import fold
from practice.importing.answers import Answers
from practice.importing.form_words import CHOOSE, guidance, meanings
from practice.importing.names import Question, find_question
from practice.importing.nodes import Node, lines_of, rows_of
from practice.schema import Field


def answer_table(table: Node, answers: Answers, *, form: bool) -> bool:
    """Take a table of two columns, question and answer, and return whether it was one.

    In the form every row counts; elsewhere at least two rows and half of all must be questions of ours. What is in
    the other rows is kept.
    """
    rows = rows_of(table)
    if not rows or len(rows[0]) != 2:
        return False
    asked = [_question(left) for left, _ in rows]
    known = sum(question is not None for question in asked)
    if not known or (not form and (known < 2 or 2 * known < len(rows))):
        return False
    for question, (left, right) in zip(asked, rows, strict=True):
        label, *below = lines_of(left) or [""]
        lines = _answers(right)
        if question is None:
            answers.keep(label, " ".join([*below, *lines]) or label)
            continue
        answers.raw += [label, *lines_of(right)]
        ours = {fold(guidance(question)), *map(fold, meanings(question.asked.choices))}
        for line in below:
            if fold(line) in ours:
                answers.raw.append(line)
            else:
                answers.keep(label, line)
        answers.give(question, lines)
    return True


def item_table(table: Node, owner: Field, answers: Answers) -> bool:
    """Take a table with a column for each part of `owner` and a row for each item; return whether it was one."""
    rows = rows_of(table)
    if len(rows) < 1 or len(rows[0]) < 2:
        return False
    parts = {fold(name): part.name for part in owner.fields for name in (part.name, part.label)}
    columns = [parts.get(fold((lines_of(cell) or [""])[0])) for cell in rows[0]]
    if None in columns or len(set(columns)) < len(columns):
        return False
    names = [column for column in columns if column]
    answers.raw += [line for cell in rows[0] for line in lines_of(cell)]
    found = []
    for row in rows[1:]:
        answers.raw += [line for cell in row for line in lines_of(cell)]
        found.append({name: _answers(cell) for name, cell in zip(names, row, strict=True)})
    answers.give_items(owner, found)
    return True


def _answers(cell: list[Node]) -> list[str]:
    # Some programs leave characters that nobody sees beside a list to choose from.
    return [line for line in map(one_line, lines_of(cell)) if line not in ("", CHOOSE)]


def _question(cell: list[Node]) -> Question | None:
    lines = lines_of(cell)
    return find_question(lines[0]) if lines else None
