"""The form finds in what is written what `practice check` finds in the file that comes of it, as far
as rows of rules and patterns of privacy go; it says so in words of its own, and both write the same
file.
"""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from practice.checks.context import Context
from practice.checks.rows import as_data
from practice.checks.runner import check_file
from practice.content.draft import Draft, Mapping, Scalar, Sequence, Value
from practice.content.front_matter import read_draft
from practice.content.serializer import compose
from practice.model.diagnostics import Diagnostic
from practice.model.schema import FIELDS, HEADINGS
from practice.privacy.patterns import PATTERNS
from practice.privacy.scanner import find
from practice.project import Workspace
from privacy.corpus import disguised, long_texts, read_corpus
from test_partial_date import NO_DATES, SAID

from .writing import TODAY, Answers, form_functions, generated, good

pytestmark = pytest.mark.browser

CASES = Path(__file__).parents[1] / "content" / "cases.json"
Verdict = tuple[str, str, str]
"""Code, severity, and the answer it is about."""
DAY = datetime.date.fromisoformat(TODAY)
ROWS = {*as_data()["rules"]} - {"CS301"}
IDENTIFYING = {pattern.code for pattern in PATTERNS}
"""What is a row, or a pattern of privacy, runs in both. What is none is for the command and the
review; of needed sections the form says it one by one.
"""


@pytest.fixture(scope="module")
def form(browser: Browser, real: Workspace) -> Iterator[Page]:
    with form_functions(browser, real.catalogue) as page:
        yield page


@pytest.fixture(scope="module")
def context(real: Workspace) -> Context:
    return Context.of(real.catalogue.vocabularies, DAY)


def told_by_form(form: Page, many: list[Answers]) -> list[dict[str, Any]]:
    """The file and the problems, as the form has them."""
    told: list[dict[str, Any]] = form.evaluate(
        """([many, today]) => many.map((given) => ({
            text: practiceWrite.compose(given.fields, given.sections, data),
            problems: [
                ...practiceWrite.check(given, { schema: data, today }),
                ...practiceWrite.personalProblems(given, data),
            ],
        }))""",
        [many, TODAY],
    )
    return told


def told_by_command(context: Context, text: str) -> set[Verdict]:
    """What `practice check` says of this file, and of which answer."""
    draft = read_draft("case_studies/luton-pct/from-the-form.md", text.encode())
    return {
        (problem.code, problem.severity.value, place_of(problem, draft))
        for problem in check_file(draft, context).problems
    }


def place_of(problem: Diagnostic, draft: Draft) -> str:
    """The answer that a place belongs to: as exact as the place is. Something missing has no place
    of its own.
    """
    if _about_nothing(problem.code):
        return ""
    values = _values(draft.front) if draft.front else ()
    around = [
        at
        for at, value in values
        if value.place.line == problem.place.line and value.place <= problem.place
    ]
    if around:
        return around[-1]
    sections = [
        section for section in draft.body.sections if section.place.line <= problem.place.line
    ]
    return sections[-1].heading if sections else ""


def _about_nothing(code: str) -> bool:
    """Whether the answer is missing, or there are too many: a file says so at another place."""
    return code in ("CS101", "CS301", "CS107", "CS108")


def _values(value: Value, at: str = "") -> Iterator[tuple[str, Value]]:
    if isinstance(value, Scalar):
        yield at, value
    elif isinstance(value, Sequence):
        for number, item in enumerate(value):
            yield from _values(item, f"{at}.{number}")
    elif isinstance(value, Mapping):
        for entry in value:
            yield from _values(entry.value, f"{at}.{entry.key}".lstrip("."))


def _of_form(problem: dict[str, Any], answers: Answers) -> Verdict:
    at = problem["at"]
    if _about_nothing(problem["code"]):
        place = ""
    elif at[:1] == ["section"]:
        place = at[1]
    else:
        place = ".".join(str(part) for part in _counted(at, answers["fields"]))
    return problem["code"], problem["severity"], place


def _counted(at: list[Any], fields: Any) -> list[Any]:
    """The place in the file, where empty items are left out."""
    if not at:
        return []
    head, *rest = at
    if isinstance(head, int):
        before = sum(not _empty(item) for item in fields[:head])
        return [before, *_counted(rest, fields[head])]
    return [head, *_counted(rest, fields.get(head, {}) if isinstance(fields, dict) else {})]


@cache
def _nothing(text: str) -> bool:
    return compose({"title": text}, {}) == "---\n---\n"


def _empty(value: Any) -> bool:
    return (
        _nothing(value)
        if isinstance(value, str)
        else all(map(_empty, value.values() if isinstance(value, dict) else value))
    )


def _many(verdicts: set[Verdict]) -> set[str]:
    return {code for code, number in Counter(one[0] for one in verdicts).items() if number >= 90}


def compare(form: Page, context: Context, many: list[Answers], codes: set[str]) -> set[str]:
    """Compare what both say of every one of the answers; return the codes that occurred."""
    seen = set()
    for answers, told in zip(many, told_by_form(form, many), strict=True):
        assert told["text"] == compose(answers["fields"], answers["sections"])
        expected = {one for one in told_by_command(context, told["text"]) if one[0] in codes}
        found = {_of_form(problem, answers) for problem in told["problems"]}
        said = json.dumps(answers, ensure_ascii=False)[:3000]
        said_in_both = {one for one in found if one[0] in codes}
        assert said_in_both >= expected, said
        # The command says a hundred of one kind and then no more.
        assert {one[0] for one in said_in_both - expected} <= _many(expected), said
        assert sum(one["code"] == "CS301" for one in told["problems"]) == sum(
            heading.needed and _nothing(answers["sections"].get(heading.text, ""))
            for heading in HEADINGS
        )
        assert {code for code, *_ in found} <= {*ROWS, *IDENTIFYING, "CS301"}
        for problem in told["problems"]:
            if problem["code"] not in IDENTIFYING:
                assert not NAMED.search(f"{problem['message']}\n{problem['hint']}"), problem
        seen |= {problem["code"] for problem in told["problems"]}
    return seen


NAMES = {inner.name for outer in FIELDS for inner in (outer, *outer.fields)}
NAMED = re.compile(
    rf"‘?'(?:{'|'.join(NAMES)})'|\b(?:{'|'.join(NAMES - {'date'})}): (?!today)|"
    rf"\b(?:{'|'.join(name for name in NAMES if '_' in name)})\b|"
    "## |not-reported: |case_studies/|practice (?:import|check)"
)
"""What only a file or a command has: "'started'", "started: 2008", "staff_time"."""


def test_no_row_says_the_name_of_a_field_in_the_form() -> None:
    for row in as_data()["rows"]:
        for said in (row["message"], *(hint for _, hint in row.get("form_hints", ()))):
            if not said.endswith(
                "has neither 'url' nor 'file'."
            ):  # the question says that it is missing
                assert not NAMED.search(said), said
                assert "{name}" not in said


def test_whole_files_as_composed_elsewhere(form: Page) -> None:
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    texts = form.evaluate(
        "cases => cases.map(one => practiceWrite.compose(one.fields, one.sections, data))", cases
    )
    for case, text in zip(cases, texts, strict=True):
        assert text.splitlines() == "\n".join(case["file"]).splitlines(), case["name"]


def test_dates_as_people_write_them(form: Page) -> None:
    given = [*SAID, *((said, " ".join(said.split())) for said in NO_DATES)]
    written = form.evaluate(
        """given => {
            const Now = Date;
            globalThis.Date = class extends Now {
                constructor(...parts) { super(...(parts.length ? parts : [1790000000000])); }
            };
            const written = given.map(([said]) => practiceWrite.tidyDate(said, data));
            globalThis.Date = Now;
            return written;
        }""",
        given,
    )
    assert list(zip((said for said, _ in given), written, strict=True)) == given


def test_answers_of_all_sorts_get_the_same_verdict(
    form: Page, real: Workspace, context: Context
) -> None:
    many = [generated(real.catalogue, seed, ("bad",)) for seed in range(150)]
    expected = {f"CS{code}" for code in (*range(101, 112), *range(201, 206), 301)} - {"CS102"}
    assert compare(form, context, many, ROWS | IDENTIFYING) >= expected


def test_good_answers_give_a_file_without_problems(
    form: Page, real: Workspace, context: Context
) -> None:
    many = [generated(real.catalogue, seed, ("good",)) for seed in range(100)]
    for answers, told in zip(many, told_by_form(form, many), strict=True):
        assert told["problems"] == [], answers
        assert told["text"] == compose(answers["fields"], answers["sections"])
        assert told_by_command(context, told["text"]) == set()


def test_what_may_identify_a_patient_is_found_in_both(form: Page) -> None:
    """The same words at the same place, said in the same words, in the whole corpus."""
    texts = [
        *(case.text for case in read_corpus()),
        *(text for *_, text in disguised()),
        *long_texts(60),
    ]
    found = form.evaluate(
        """texts => texts.map(text => practiceWrite.findPersonal(text, data.privacy)
            .map(one => [one.pattern.code, one.line, one.text, one.message, one.pattern.level]))""",
        texts,
    )
    for text, told in zip(texts, found, strict=True):
        assert told == [
            [one.code, one.line, one.text, one.message, one.pattern.level] for one in find(text)
        ], text


def test_what_may_identify_a_patient_is_found_in_every_answer(
    form: Page, real: Workspace, context: Context
) -> None:
    many = []
    for number, case in enumerate(read_corpus()):
        answers = good(real.catalogue)
        if number % 3 == 0 and "\n" not in case.text:
            answers["fields"]["needs"] = ["", "A room", case.text]
        elif number % 3 == 1:
            measure = {"name": "Calls", "kind": "process", "result": "30", "unit": "calls"}
            answers["fields"]["measures"] = [{}, {**measure, "note": case.text}]
        answers["sections"]["What happened"] = f"First.\n\n{case.text}"
        many.append(answers)
    assert compare(form, context, many, IDENTIFYING) >= IDENTIFYING


def test_nobody_sets_a_check_aside_in_the_form(form: Page, real: Workspace) -> None:
    """Only what the editors let stand in the published file may stand."""
    answers = good(real.catalogue)
    answers["sections"]["What happened"] = (
        "Her number is 943 476 5919. <!-- practice: allow CS501 because I say so -->"
    )
    answers["fields"]["place"] = "N15 3TH # practice: allow CS505 because it is ours"
    stands = {**answers, "allowed": [["CS505", "N15 3TH"], ["CS505", "943 476 5919"]]}
    first, second = told_by_form(form, [answers, stands])
    assert {(one["code"], one["stops"]) for one in first["problems"]} == {
        ("CS501", True),
        ("CS505", False),
    }
    assert {one["code"] for one in second["problems"]} == {"CS501"}
