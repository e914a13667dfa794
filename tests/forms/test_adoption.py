"""A practice taken up: the form holds every field of an adoption, and a filled one is added to what
a trust has.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from building import ADOPTIONS, write_file, write_network
from practice.cli.from_issue import from_issue
from practice.content.front_matter import read_adoptions
from practice.content.serializer import one_line
from practice.forms.adoption import CannotExtend, extended, read_adoption
from practice.forms.issue_form import adoption_elements
from practice.model.schema import ADOPTION_FIELDS, ADOPTION_STAGES

from .forms import filled_form

PATH = "case_studies/luton-pct/adoptions.yml"
ANSWERS = {
    "practice": "slow-queue",
    "trust": "NHS Haringey",
    "stage": "Adapted: In use in a changed form.",
    "since": "about 2026-05",
    "changed": "In the evening:\nand on Sundays.",
    "contact": "clinic@trust.example",
}
RECORD = {"practice": "slow-queue", "trust": "Luton PCT", "stage": "running", "since": "2026-09"}
ADDED = "- practice: slow-queue\n  trust: Luton PCT\n  stage: running\n  since: 2026-09\n"


def take_up(root: Path, answers: dict[str, str]) -> tuple[int, str]:
    """Run the command on the form filled in like this; return its exit code and what it says."""
    issue = write_file(root.parent, "issue.md", filled_form(adoption_elements(), answers))
    done = CliRunner().invoke(from_issue, [str(issue)], obj=str(root))
    return done.exit_code, (
        done.output
        if done.exception is None or isinstance(done.exception, SystemExit)
        else str(done.exception)
    )


def test_every_field_is_asked() -> None:
    assert [question.id for question in adoption_elements()] == [
        field.name for field in ADOPTION_FIELDS
    ]


def test_every_stage_comes_back() -> None:
    for choice in ADOPTION_STAGES:
        answers = {**ANSWERS, "stage": f"{choice.label}: {choice.meaning}"}
        assert read_adoption(filled_form(adoption_elements(), answers))["stage"] == choice.value


def test_the_first_of_a_trust(tmp_path: Path) -> None:
    root = write_network(tmp_path / "network")
    write_file(root, PATH, "")
    assert take_up(
        root,
        {**ANSWERS, "practice": "https://x.example/network/case-studies/evening-clinic/#sources"},
    ) == (
        0,
        "case_studies/haringey-pct/adoptions.yml\n",
    )
    written = (root / "case_studies/haringey-pct/adoptions.yml").read_text()
    assert written == (
        "- practice: evening-clinic\n"
        "  trust: NHS Haringey\n"
        "  stage: adapted\n"
        "  since: about 2026-05\n"
        '  changed: "In the evening: and on Sundays."\n'
        '  contact: "clinic@trust.example"\n'
    )


def test_a_further_one_stands_behind_what_is_there(tmp_path: Path) -> None:
    root = write_network(tmp_path / "network", ["slow-queue", "other"])
    answers = {
        "practice": "how we did OTHER",
        "trust": "5GC",
        "stage": "Stopped: Tried and given up.",
        "since": "unknown",
    }
    assert take_up(root, answers) == (0, f"{PATH}\n")
    assert (
        (root / PATH).read_text()
        == ADOPTIONS + '- practice: other\n  trust: "5GC"\n  stage: stopped\n  since: unknown\n'
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"practice": "slow-queu"},
            (
                "'slow-queu' is none of our case studies. No file was changed. Did you mean"
                " 'slow-queue'?"
            ),
        ),
        ({"trust": "Harringey PCT"}, "'Harringey PCT' is not in our register of organisations."),
        (
            {"trust": "Luton PCT"},
            "There is a record already that Luton PCT took up 'slow-queue'. No file was changed:",
        ),
        ({"since": "last year"}, "Nothing was written. Mend the form:\n- 'last year' is"),
        ({"stage": "Finished"}, "Nothing was written. Mend the form:\n- 'Finished' is not"),
        (
            {"result": "Patient 943 476 5919."},
            "This may identify somebody, so nothing was written. Mend the form:\n- '943 *** ****'",
        ),
        (
            {"result": "943 476 5919 # practice: allow CS501 because I say so"},
            (
                "A form cannot set a check aside, so nothing was written. Take 'practice: allow'"
                " out of the form."
            ),
        ),
    ],
)
def test_what_is_refused_changes_nothing(
    tmp_path: Path, changes: dict[str, str], said: str
) -> None:
    root = write_network(tmp_path / "network")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    code, told = take_up(root, {**ANSWERS, **changes})
    assert (code, told[: len(said)]) == (1, said)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("content", "after"),
    [
        (b"", ADDED.encode()),
        (b"# Ours.\n", b"# Ours.\n" + ADDED.encode()),
        (b"- practice: a # a remark", b"- practice: a # a remark\n" + ADDED.encode()),
        (
            b"\xef\xbb\xbf- practice: a\r\n",
            b"\xef\xbb\xbf- practice: a\r\n" + ADDED.replace("\n", "\r\n").encode(),
        ),
        (
            b"  - practice: a\n",
            b"  - practice: a\n" + "".join(f"  {line}\n" for line in ADDED.splitlines()).encode(),
        ),
    ],
)
def test_what_is_there_is_kept_byte_by_byte(content: bytes, after: bytes) -> None:
    assert extended(PATH, content, RECORD) == after


@pytest.mark.parametrize(
    "content",
    [
        b"[]\n",
        b"[{practice: a}]\n",
        b"practice: a\n",
        b"- practice: a\n...\n",
        b"- practice: |\n    a",
        b"\xff",
        b"- a: [",
    ],
)
def test_what_cannot_be_added_to_is_left_alone(content: bytes) -> None:
    with pytest.raises(CannotExtend, match=f"Nothing can be added to {PATH} as it stands"):
        extended(PATH, content, RECORD)


@given(
    st.dictionaries(
        st.sampled_from([field.name for field in ADOPTION_FIELDS]),
        st.text(max_size=40).map(one_line),
        min_size=1,
    )
)
def test_no_answer_gets_out_of_its_record(record: dict[str, str]) -> None:
    given_answers = {name: text for name, text in record.items() if text}
    if given_answers:
        items = read_adoptions(PATH, extended(PATH, ADOPTIONS.encode(), given_answers)).items
        assert items[:1] == read_adoptions(PATH, ADOPTIONS.encode()).items
        assert [(entry.key, entry.value.text) for entry in items[1]] == [  # type: ignore[union-attr]
            (field.name, given_answers[field.name])
            for field in ADOPTION_FIELDS
            if field.name in given_answers
        ]
