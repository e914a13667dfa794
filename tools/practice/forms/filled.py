"""The text of a filled form, cut into the answers to its questions. The text comes from anybody: it
is data, and none of it is run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from practice.content.serializer import Item, Value, one_line
from practice.forms.questions import Question

NO_ANSWER = "_No response_"
_NONE = "None"


class NotAForm(Exception):
    """A text is not a filled form; the message says what is missing."""


def lines_of(text: str) -> list[str]:
    """Return the lines of `text`, whatever ends them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def first_label(text: str) -> str:
    """Return the label of the question that a filled form begins with, or "" where the text begins
    with something else.
    """
    first = next((line for line in lines_of(text) if line.strip()), "")
    return first.rstrip().removeprefix("### ") if first.startswith("### ") else ""


def cut(text: str, asked: Sequence[Question]) -> dict[str, str]:
    """Return what was written under each question, by its id; "" where nothing was.

    Raises:
        NotAForm: none, or not all, of the questions are in the text.
    """
    # The code host writes every question in order, each as a heading, whether or not it was
    # answered. What somebody wrote may look like one of them: only the next in order counts, and of
    # several such the first.
    lines = lines_of(text)
    at, starts = 0, []
    for question in asked:
        wanted = f"### {question.label}"
        while at < len(lines) and lines[at].rstrip() != wanted:
            at += 1
        if at == len(lines):
            raise NotAForm(
                f"The question '{question.label}' is not in the text. Fill in the form anew; it may"
                " have changed since."
            )
        starts.append(at)
        at += 1
    ends = [*starts[1:], len(lines)]
    found = {}
    for question, start, end in zip(asked, starts, ends, strict=True):
        written = "\n".join(lines[start + 1 : end]).strip("\n ")
        found[question.id] = "" if written == NO_ANSWER else written
    return found


def cut_lines(text: str, asked: Sequence[Question]) -> Mapping[str, str]:
    """Return the answers to a form none of whose questions takes more than one line or choice, each
    as it stands in a file.

    Raises:
        NotAForm: none, or not all, of the questions are in the text.
    """
    given = cut(text, asked)
    return {question.id: str(answer(question, given[question.id])) for question in asked}


def answer(question: Question, written: str) -> Value:
    """Return the value that `written` stands for: a choice as its value, lists as lists, words on
    one line.
    """
    if question.shape == "one-of":
        values = dict(question.options)
        return values.get(written, "" if written == _NONE else one_line(written))
    if question.shape == "some-of":
        return _chosen(written, question.options)
    if question.shape == "lines":
        return [line.strip().removeprefix("- ") for line in written.split("\n") if line.strip()]
    if question.shape == "records":
        return _records(written)
    return one_line(written)


def _chosen(answer: str, options: Sequence[tuple[str, str]]) -> list[str]:
    # "A, B and C, D": a label may hold commas itself, so the longest label that fits wins. What
    # fits none is kept for the checks to speak of.
    values = dict(options)
    found, rest = [], answer.strip()
    while rest:
        fitting = [label for label in values if rest == label or rest.startswith(f"{label}, ")]
        label = max(fitting, key=len, default="")
        if label:
            found.append(values[label])
            rest = rest[len(label) :].removeprefix(", ").strip()
        else:
            word, _, rest = rest.partition(", ")
            found.append(word)
    return [] if found == [_NONE] else found


def _records(answer: str) -> list[Item]:
    # One key a line, an empty line between two records; a line without a key goes on with what
    # stands above it.
    records: list[dict[str, str]] = [{}]
    last = ""
    for line in answer.split("\n"):
        words = line.strip().removeprefix("- ")
        key, colon, value = words.partition(":")
        if not words:
            if records[-1]:
                records.append({})
            last = ""
        elif colon and key.strip().replace("_", "").replace(" ", "").isalpha() and len(key) <= 20:
            last = key.strip().lower().replace(" ", "_")
            if last in records[-1]:
                records.append({})
            records[-1][last] = value.strip()
        else:
            records[-1][last or "note"] = f"{records[-1].get(last or 'note', '')} {words}".strip()
    return [record for record in records if record]
