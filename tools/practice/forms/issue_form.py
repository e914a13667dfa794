"""The issue forms of the code host, and the way back: the text of a filled form to answers.

The text comes from anybody. It is cut at the form's own labels; no part of it is ever run, taken
for YAML or put into a command.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from practice.content.serializer import Item, Value, one_line
from practice.content.values import read_answer
from practice.content.yaml_writer import Node, yaml_text
from practice.forms.answers import Answers
from practice.forms.definition import (
    Question,
    adoption_questions,
    guidance,
    meanings,
    on_paper,
    preset,
)
from practice.model.schema import HEADINGS
from practice.model.vocabulary import Vocabularies

CASE_STUDY_FORM = ".github/ISSUE_TEMPLATE/case-study.yml"
REMARK = 'Made by "practice host-files": change tools/practice/forms instead.'
NO_ANSWER = "_No response_"
_NONE = "None"
_LONG = 160
_REMARK = (
    'The questions of a case study as a form. Made by "practice host-files" from the schema and the'
    " vocabulary: change those.\n"
    'When an editor puts the label "make a pull request" on a filled form,'
    " .github/workflows/case-study.yml does the rest."
)
_WELCOME = (
    "Share what your trust did, whether it worked or not. Leave out anything about a patient, and"
    " name nobody: people appear by their role. What you do not know you may leave empty, or say"
    ' "not reported". Everything you send here can be read by all.'
)

Shape = Literal["line", "lines", "text", "records", "one-of", "some-of"]


class NotAForm(Exception):
    """A text is not a filled form; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of an issue form; `question` is what it asks, where it asks for a field or a
    section.

    `options` are pairs of the words shown and the value written.
    """

    id: str
    label: str
    help: str
    shape: Shape
    needed: bool
    options: tuple[tuple[str, str], ...] = ()
    placeholder: str = ""
    question: Question | None = None


def case_study_elements(vocabularies: Vocabularies) -> tuple[Element, ...]:
    """Return what the form for a case study asks, in the order of the form on the site.

    What is set for every new case study is not asked.
    """
    given = preset(datetime.date.min)
    return tuple(
        _element(question, vocabularies)
        for question in on_paper()
        if question.name not in given
        and (question.part or question.field.many or not question.field.fields)
    )


def adoption_elements() -> tuple[Element, ...]:
    """Return what the form for a practice taken up asks: the fields of an adoption."""
    practice, *others = (_element(question, None) for question in adoption_questions())
    return (
        replace(practice, help=f"{practice.help} The address of its page will do.".strip()),
        *others,
    )


def issue_form(
    elements: Iterable[Element],
    remark: str = REMARK,
    welcome: str = "",
    **about: Node,
) -> str:
    """Return a form with these elements, as YAML; `about` is its name, description, title and
    labels, and `welcome` stands above the questions.
    """
    top: list[Node] = [{"type": "markdown", "attributes": {"value": welcome}}] if welcome else []
    return yaml_text({**about, "body": [*top, *map(_node, elements)]}, remark)


def case_study_form(vocabularies: Vocabularies) -> str:
    """Return the issue form for a case study, as YAML."""
    return issue_form(
        case_study_elements(vocabularies),
        _REMARK,
        _WELCOME,
        name="Write up a piece of practice",
        description=(
            "Tell other trusts what yours did. No git needed: the editors turn your answers into a"
            " page."
        ),
        title="Case study: ",
        labels=["case study"],
    )


def read_case_study(text: str, vocabularies: Vocabularies, today: datetime.date) -> Answers:
    """Return what a filled form for a case study says.

    Args:
        text: the body of the issue.
        vocabularies: the words with which the form was made.
        today: becomes the day of the last review.

    Raises:
        NotAForm: none, or not all, of the form's questions are in the text.
    """
    elements = case_study_elements(vocabularies)
    given = cut(text, elements)
    answers = Answers(preset(today))
    for element in elements:
        question = element.question
        if question and question.part:
            written = str(answer(element, given[element.id], vocabularies))
            answers.give_part(question.field.name, question.part.name, written)
        elif question:
            answers.give(question.name, answer(element, given[element.id], vocabularies))
    return answers


def first_label(text: str) -> str:
    """Return the label of the question that a filled form begins with, or "" where the text begins
    with something else.
    """
    first = next((line for line in _lines_of(text) if line.strip()), "")
    return first.rstrip().removeprefix("### ") if first.startswith("### ") else ""


def cut(text: str, elements: Sequence[Element]) -> dict[str, str]:
    """Return what was written under each question, by its id; "" where nothing was.

    Raises:
        NotAForm: none, or not all, of the questions are in the text.
    """
    # The code host writes every question in order, each as a heading, whether or not it was
    # answered. What somebody wrote may look like one of them: only the next in order counts, and of
    # several such the first.
    lines = _lines_of(text)
    at, starts = 0, []
    for element in elements:
        wanted = f"### {element.label}"
        while at < len(lines) and lines[at].rstrip() != wanted:
            at += 1
        if at == len(lines):
            raise NotAForm(
                f"The question '{element.label}' is not in the text. Fill in the form anew; it may"
                " have changed since."
            )
        starts.append(at)
        at += 1
    ends = [*starts[1:], len(lines)]
    found = {}
    for element, start, end in zip(elements, starts, ends, strict=True):
        written = "\n".join(lines[start + 1 : end]).strip("\n ")
        found[element.id] = "" if written == NO_ANSWER else written
    return found


def cut_lines(text: str, elements: Sequence[Element]) -> Mapping[str, str]:
    """Return the answers to a form none of whose questions takes more than one line or choice, each
    as it stands in a file.

    Raises:
        NotAForm: none, or not all, of the questions are in the text.
    """
    given = cut(text, elements)
    return {element.id: str(answer(element, given[element.id])) for element in elements}


def answer(element: Element, written: str, vocabularies: Vocabularies | None = None) -> Value:
    """Return the value that `written` stands for: choices as their values, lists as lists, and with
    the vocabularies labels as ids and dates as figures.
    """
    question = element.question
    if element.shape == "one-of":
        found = dict(element.options).get(written)
        return found if found is not None else "" if written == _NONE else one_line(written)
    if element.shape == "some-of":
        return _chosen(written, element.options)
    if question and question.section:
        return written
    if element.shape == "records":
        records = _records(written)
        if vocabularies is None or question is None:
            return records
        inner = {part.name: part for part in question.field.fields}
        return [
            {
                name: str(read_answer(inner[name], [text], vocabularies)) if name in inner else text
                for name, text in record.items()
            }
            for record in records
            if isinstance(record, dict)
        ]
    if question and vocabularies:
        lines = written.split("\n") if question.asked.many else [written]
        return read_answer(question.asked, lines, vocabularies)
    return one_line(written)


def _element(question: Question, vocabularies: Vocabularies | None) -> Element:
    asked = question.asked
    shape = _shape(question)
    name = question.name.replace(".", "-")
    if question.section:
        name = f"section-{[heading.text for heading in HEADINGS].index(question.section) + 1}"
    text = guidance(question, "Write each on a line of its own.")
    options: tuple[tuple[str, str], ...] = ()
    example = asked.example.partition(": ")[2].strip("[]")
    if asked.choices:
        values = [choice.value for choice in asked.choices]
        options = tuple(zip(meanings(asked.choices), values, strict=True))
    elif asked.kind == "term" and vocabularies:
        terms = vocabularies[asked.vocabulary].tree()
        options = tuple((term.label, term.id) for _, term in terms)
        text += f" Choose {asked.max_items} at most." if asked.max_items else ""
    elif shape == "records":
        lines = asked.example.splitlines()[1:]
        example = "\n".join(line.strip().removeprefix("- ") for line in lines)
        text = f"{question.hint} {_keys(question)}"
    return Element(name, question.text, text, shape, question.needed(), options, example, question)


def _shape(question: Question) -> Shape:
    asked = question.asked
    if question.section:
        return "text"
    if asked.choices:
        return "one-of"
    if asked.kind == "term":
        return "some-of"
    if asked.many:
        return "records" if asked.fields else "lines"
    return "text" if asked.max_length > _LONG else "line"


def _keys(question: Question) -> str:
    known = [
        f"{part.label} ({Question(question.field, part).text})"
        f"{'' if part.needed == 'yes' else ', if known'}"
        for part in question.field.fields
        if part.asked
    ]
    return (
        "Begin each line with one of these words and a colon, and leave an empty line between two:"
        f" {'; '.join(known)}."
    )


def _node(element: Element) -> Node:
    attributes: dict[str, Node] = {"label": element.label}
    if element.help:
        attributes["description"] = element.help
    if element.options:
        attributes |= {
            "multiple": element.shape == "some-of",
            "options": [shown for shown, _ in element.options],
        }
    elif element.placeholder:
        attributes["placeholder"] = element.placeholder
    kind = {"line": "input", "one-of": "dropdown", "some-of": "dropdown"}
    return {
        "type": kind.get(element.shape, "textarea"),
        "id": element.id,
        "attributes": attributes,
        "validations": {"required": element.needed},
    }


def _lines_of(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _chosen(written: str, options: Sequence[tuple[str, str]]) -> list[str]:
    # "A, B and C, D": a label may hold commas itself, so the longest label that fits wins. What
    # fits none is kept for the checks to speak of.
    values = dict(options)
    found, rest = [], written.strip()
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


def _records(written: str) -> list[Item]:
    # One key a line, an empty line between two records; a line without a key goes on with what
    # stands above it.
    records: list[dict[str, str]] = [{}]
    last = ""
    for line in written.split("\n"):
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
