"""The form says what `practice check` says of the file that comes of it, and both write the same
file.

"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from practice.checks.context import Context
from practice.checks.registry import TEXT_RULES
from practice.checks.rows import as_data
from practice.checks.runner import FileResult, check_collection, check_file
from practice.content.draft import Draft, Mapping, Scalar, Sequence, Value
from practice.content.front_matter import read_draft, read_drafts
from practice.content.serializer import compose
from practice.model.diagnostics import Diagnostic
from practice.model.schema import HEADINGS
from practice.privacy.patterns import PATTERNS
from practice.project import Workspace
from privacy.corpus import disguised, long_texts, read_corpus

from .writing import TODAY, Answers, form_functions, generated, good

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("verdicts")]

CASES = Path(__file__).parents[1] / "content" / "cases.json"
Verdict = tuple[str, str, str, str, str]
"""Code, severity, the answer it is about, message and hint."""
DAY = datetime.date.fromisoformat(TODAY)
_contexts: list[Context] = []
IN_BOTH = {"CS007", *as_data()["rules"], *(rule.code for rule in TEXT_RULES)} - {"CS301"}
"""What is a row, or a pattern of privacy, runs in both. What needs the whole file or the whole
collection is for the command and the review; of needed sections the form says it one by one.
"""


@pytest.fixture(scope="module")
def form(browser: Browser, real: Workspace) -> Iterator[Page]:
    with form_functions(browser, real.catalogue) as page:
        yield page


def context_of(real: Workspace) -> Context:
    # Made once: it prepares tables of all names.
    if not _contexts:
        _contexts.append(Context.of(real.catalogue.vocabularies, DAY))
    return _contexts[0]


@pytest.fixture(scope="module")
def others(real: Workspace, project: Path) -> list[FileResult]:
    context = context_of(real)
    published = {study.path for study in real.catalogue}
    return [
        check_file(draft, context)
        for draft in read_drafts(project).studies
        if draft.path in published
    ]


def told_by_form(form: Page, many: list[Answers]) -> list[dict[str, Any]]:
    """The file and the problems, as the form has them."""
    return form.evaluate(
        """([many, today]) => many.map(({ fields, sections }) => {
            const path = practiceWrite.pathFor(fields, data, collection);
            const context = { schema: data, today };
            const given = { fields, sections };
            const problems = [...practiceWrite.check(given, context), ...practiceWrite.personalProblems(given, data)];
            return { path, text: practiceWrite.compose(fields, sections, data), problems };
        })""",
        [many, TODAY],
    )


def told_by_command(
    real: Workspace, others: list[FileResult], path: str, text: str
) -> set[Verdict]:
    """What `practice check` says of this file in the real collection, and of which answer."""
    draft = read_draft(path, text.encode())
    context = context_of(real)
    checked = check_collection(
        [*others, check_file(draft, context)], (), tuple(real.catalogue.attachments), context
    )
    return {_of_command(problem, draft) for problem in checked.report if problem.place.path == path}


def _of_command(problem: Diagnostic, draft: Draft) -> Verdict:
    return (
        problem.code,
        problem.severity.value,
        place_of(problem, draft),
        problem.message,
        _without_guess(problem.hint),
    )


def place_of(problem: Diagnostic, draft: Draft) -> str:
    """The answer that a place belongs to: as exact as the place is. Something missing has no place
    of its own.
    """
    if _about_nothing(problem.code, problem.message):
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


def _about_nothing(code: str, message: str) -> bool:
    return (
        code in ("CS007", "CS101", "CS301")
        or (code == "CS108" and "has no address" in message)
        or "at most" in message
    )


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
    if _about_nothing(problem["code"], problem["message"]):
        place = ""
    elif at[:1] == ["section"]:
        place = at[1]
    else:
        place = ".".join(str(part) for part in _counted(at, answers["fields"]))
    return (
        problem["code"],
        problem["severity"],
        place,
        problem["message"],
        _without_guess(problem["hint"]),
    )


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


def _without_guess(hint: str) -> str:
    """The hint without what the command guesses the author meant: the form offers names while they
    are typed.
    """
    first, *rest = hint.split("  ")
    if first.startswith("Did you mean"):
        return "  ".join(rest)
    return "" if "take the link out" in hint or hint.startswith("The checks are") else hint


def compare(form: Page, real: Workspace, others: list[FileResult], many: list[Answers]) -> set[str]:
    """Compare what both say of every one of the answers; return the codes that occurred."""
    seen = set()
    for answers, told in zip(many, told_by_form(form, many), strict=True):
        assert told["text"] == compose(answers["fields"], answers["sections"])
        expected = told_by_command(real, others, told["path"], told["text"])
        found = {_of_form(problem, answers) for problem in told["problems"]}
        in_both = {verdict for verdict in expected if verdict[0] in IN_BOTH}
        sections = {verdict for verdict in found if verdict[0] == "CS301"}
        assert found - sections == in_both, json.dumps(answers, ensure_ascii=False)
        assert len(sections) == sum(
            heading.needed and _nothing(answers["sections"].get(heading.text, ""))
            for heading in HEADINGS
        )
        seen |= {problem["code"] for problem in told["problems"]}
    return seen


def test_whole_files_as_composed_elsewhere(form: Page) -> None:
    for case in json.loads(CASES.read_text(encoding="utf-8")):
        text = form.evaluate(
            "([fields, sections]) => practiceWrite.compose(fields, sections, data)",
            [case["fields"], case["sections"]],
        )
        assert text.splitlines() == "\n".join(case["file"]).splitlines(), case["name"]


def test_answers_of_all_sorts_get_the_same_verdict(
    form: Page, real: Workspace, others: list[FileResult]
) -> None:
    seen = compare(
        form, real, others, [generated(real.catalogue, seed, ("bad",)) for seed in range(400)]
    )
    everything = {
        "CS101",
        "CS103",
        "CS104",
        "CS105",
        "CS106",
        "CS107",
        "CS108",
        "CS109",
        "CS110",
        "CS111",
        "CS201",
        "CS202",
        "CS203",
    }
    assert seen >= everything | {
        "CS204",
        "CS205",
        "CS301",
    }


def test_good_answers_give_a_file_without_problems(
    form: Page, real: Workspace, others: list[FileResult]
) -> None:
    many = [generated(real.catalogue, seed, ("good",)) for seed in range(250)]
    for answers, told in zip(many, told_by_form(form, many), strict=True):
        assert told["problems"] == [], answers
        assert told["text"] == compose(answers["fields"], answers["sections"])
        assert told_by_command(real, others, told["path"], told["text"]) == set()


def test_what_may_identify_a_patient_gets_the_same_verdict(
    form: Page, real: Workspace, others: list[FileResult]
) -> None:
    many = []
    for number, text in enumerate(
        [
            *(case.text for case in read_corpus()),
            *(text for *_, text in disguised()),
            *long_texts(60),
        ]
    ):
        answers = good(real.catalogue)
        if number % 3 == 0 and "\n" not in text:
            answers["fields"]["needs"] = ["", "A room", text]
        elif number % 3 == 1:
            answers["fields"]["measures"] = [
                {},
                {
                    "name": "People seen",
                    "kind": "process",
                    "result": "3 of 40",
                    "unit": "people",
                    "note": text,
                },
            ]
        answers["sections"]["What happened"] = f"First.\n\n{text}"
        many.append(answers)
    assert compare(form, real, others, many) >= {pattern.code for pattern in PATTERNS} | {"CS512"}


def test_small_counts_in_measures_get_the_same_verdict(
    form: Page, real: Workspace, others: list[FileResult]
) -> None:
    units = (
        "",
        "women",
        "people a week",
        "per cent",
        "number",
        "Counts",
        "no.",
        "number of calls",
        "ſtage of women",
        "cases",
        "patients, mean",
    )
    names = ("Women who came", "Calls", "Mean age of patients", "Deaths")
    figures = (
        "3",
        "7",
        "8",
        "0",
        "two",
        "Seven of 9",
        "eight",
        "1 of 24",
        "2/40",
        "5 out of 1,200",
        "03",
        "٣",
        "1.5",
        "not-reported",
        "about 3",
    )
    many = []
    for number, (unit, name) in enumerate(product(units, names)):
        answers = good(real.catalogue)
        answers["fields"]["origin"] = "compiled" if number % 10 == 9 else "contributed"
        answers["fields"]["measures"] = [
            {
                "name": name,
                "kind": "outcome",
                "unit": unit,
                "result": figure,
                "baseline": figures[-place],
                "comparison": "4",
                "n": figure,
            }
            for place, figure in enumerate(figures, start=1)
        ]
        many.append(answers)
    assert compare(form, real, others, many) >= {"CS512"}


def test_exceptions_good_bad_and_unused_get_the_same_verdict(
    form: Page, real: Workspace, others: list[FileResult]
) -> None:
    home, calls = "Write to N15 3TH.", "| Women |\n|---|\n| 3 |"
    remarks = (
        *(
            "allow CS505 because it is ours",
            "allow cs505 because it is ours",
            "allow full-postcode because it is ours",
        ),
        *(
            "allow Full-Postcode because it is ours",
            "allow CS505",
            "allow CS505 because",
            "allow CS999 because x",
            "allow CS508 because x",
        ),
        *(
            "forget CS505",
            "",
            "allow CS512 because it is public",
            f"allow CS505 because {'x' * 400}",
            "allow  CS505\tbecause  x  ",
        ),
    )
    many = []
    for place, remark in enumerate(remarks):
        for text in (
            f"{home} <!-- practice: {remark} -->",
            f"<!--practice:{remark}-->\n{home}",
            f"{calls} <!-- practice: {remark} -->",
        ):
            answers = good(real.catalogue)
            answers["sections"]["What happened"] = text
            answers["fields"]["place"] = f"N15 3TH # practice: {remark}" if place % 2 else ""
            many.append(answers)
    assert compare(form, real, others, many) == {
        "CS107",
        "CS505",
        "CS512",
        "CS515",
        "CS516",
    }


def test_tables_with_small_counts_and_exceptions_get_the_same_verdict(
    form: Page, real: Workspace, others: list[FileResult]
) -> None:
    allowed = "<!-- practice: allow CS505 because it is the clinic's own -->"
    texts = [
        "| Group | Women | Rate |\n|---|---|---|\n| Somali | 3 | 4 |\n| Tamil | 12 | 7 |",
        "Group | Patients\n--- | ---\nA | 5\n\n5 patients",
        "  | Women | a \\| b |\n  |:-:|---|\n  | 2 | 3 |\n  || 4 |\n  | 6 \\| | 7",
        (
            "| Group | Number |\n|---|---|\n| Women | 3 |\n| Mean age of women | 4 |\n| | 5"
            " |\n|---|\nover\n| Men | 6 |"
        ),
        (
            "| Women |\n|---|\n| 3 | <!-- practice: allow small-count because it is public"
            f" -->\n\n{allowed}"
        ),
        f"Write to N15 3TH. {allowed}",
        f"{allowed}\nWrite to N15 3TH.\n\nOr to N15 3TJ.",
    ]
    many = [good(real.catalogue) for _ in texts]
    for answers, text in zip(many, texts, strict=True):
        answers["sections"]["What happened"] = text
    assert compare(form, real, others, many) == {"CS505", "CS512", "CS516"}


def test_a_file_that_is_too_large_gets_the_same_verdict(
    form: Page, real: Workspace, others: list[FileResult]
) -> None:
    front, body = good(real.catalogue), good(real.catalogue)
    front["fields"]["place"] = "ü x" * 30_000
    body["sections"]["The problem"] = "Wörter " * 200_000
    assert compare(form, real, others, [front, body]) == {"CS007"}
