"""A correction changes a file only when it names one field and new words; everything else is kept,
byte by byte.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from building import study_text, write_file, write_network
from practice.cli.from_issue import from_issue
from practice.content.front_matter import read_draft
from practice.content.serializer import one_line
from practice.forms.corrections import LeftToAPerson, corrected, correction_elements, study_meant
from practice.project import Workspace

from .forms import filled_form

PATH = "case_studies/haringey-pct/slow-queue.md"
OPTIONS = {value: shown for shown, value in correction_elements()[2].options}
ANSWERS = {
    "page": "https://x.example/case-studies/slow-queue/?q=door#sources",
    "wrong": "It began later.",
    "field": OPTIONS["started"],
}


def correct(root: Path, answers: dict[str, str]) -> tuple[int, str]:
    """Run the command on the form filled in like this; return its exit code and what it says."""
    issue = write_file(root.parent, "issue.md", filled_form(correction_elements(), answers))
    done = CliRunner().invoke(from_issue, [str(issue)], obj=str(root))
    return done.exit_code, (
        done.output
        if done.exception is None or isinstance(done.exception, SystemExit)
        else str(done.exception)
    )


def test_only_fields_with_one_value_are_offered() -> None:
    assert list(OPTIONS) == [
        "title",
        "summary",
        "place",
        "started",
        "ended",
        "stage",
        "outcome",
        "evidence",
    ]


def test_a_clear_correction_changes_one_line(tmp_path: Path) -> None:
    root = write_network(tmp_path / "network")
    before = (root / PATH).read_text()
    assert correct(root, {**ANSWERS, "words": "about 2006"}) == (0, f"{PATH}\n")
    assert (root / PATH).read_text() == before.replace("started: 2005\n", "started: about 2006\n")


NOT_CHANGED = "No file was changed: this stays with the editors, who will read it."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"field": ""}, f"The form does not name a field. {NOT_CHANGED}"),
        ({"field": "Licence"}, f"The form does not name a field. {NOT_CHANGED}"),
        ({"words": ""}, f"The form does not give the new words. {NOT_CHANGED}"),
        ({"words": "2005"}, f"'started' says this already. {NOT_CHANGED}"),
        (
            {"field": OPTIONS["ended"]},
            f"The page has no 'ended' that new words could take the place of. {NOT_CHANGED}",
        ),
        (
            {"page": "the one with the queue"},
            "'the one with the queue' is none of our case studies. No file was changed. Give the",
        ),
        ({"words": "2036"}, "Nothing was written. Mend the form:\n- "),
        (
            {"field": OPTIONS["stage"], "words": "finished"},
            "Nothing was written. Mend the form:\n- 'finished' is not",
        ),
        (
            {"field": OPTIONS["summary"], "words": "943 476 5919"},
            "This may identify somebody, so nothing was written. Mend the form:",
        ),
    ],
)
def test_what_is_not_clear_changes_nothing(
    tmp_path: Path, changes: dict[str, str], said: str
) -> None:
    root = write_network(tmp_path / "network")
    before = (root / PATH).read_bytes()
    code, told = correct(root, {**ANSWERS, "words": "2006", **changes})
    assert (code, told[: len(said)]) == (1, said)
    assert (root / PATH).read_bytes() == before


@pytest.mark.parametrize(
    ("line", "name", "words", "after"),
    [
        ("summary: Old words.", "summary", "New: words.", 'summary: "New: words."'),
        ("summary: >-\n  Old\n  words.", "summary", "New words.", "summary: New words."),
        ("summary: Old\n  words.", "summary", "New words.", "summary: New words."),
        ('summary: "Old\nand #1."', "summary", "New words.", "summary: New words."),
        ("outcome: worked", "outcome", "Mixed", "outcome: mixed"),
        ("outcome: worked", "outcome", "mixed", "outcome: mixed"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_field_changes_however_it_is_written(
    line: str, name: str, words: str, after: str, end: str
) -> None:
    text = (
        f"\ufeff---\ntitle: T\n{line}\ntopics: [x]  # a remark\n---\n\n## The problem\n\nsummary:"
        " no\n".replace("\n", end)
    )
    expected = text.replace(line.replace("\n", end), after)
    assert corrected(PATH, text.encode(), name, words) == expected.encode()


@pytest.mark.parametrize(
    "front",
    [
        "summary: Old. # practice: allow CS501 because it is a test",
        "summary: [Old]",
        "summary: Old.\nsummary: Older.",
        "summary: &a Old.\nplace: *a",
        "{summary: Old., title: T}",
    ],
)
def test_what_is_written_strangely_is_left_to_a_person(front: str) -> None:
    with pytest.raises(LeftToAPerson):
        corrected(PATH, f"---\n{front}\n---\n\nText.\n".encode(), "summary", "New.")


def test_what_is_no_case_study_is_left_to_a_person() -> None:
    with pytest.raises(LeftToAPerson):
        corrected(PATH, b"\xff", "summary", "New.")


@given(st.sampled_from(["title", "summary", "started"]), st.text(max_size=60))
def test_no_words_get_out_of_their_field(name: str, words: str) -> None:
    before = study_text().encode()
    wanted = one_line(words)
    if wanted and wanted != read_draft(PATH, before).front.text(name):  # type: ignore[union-attr]
        old, new = read_draft(PATH, before), read_draft(PATH, corrected(PATH, before, name, words))
        assert old.front is not None
        assert new.front is not None
        changed = {
            entry.key: new.front.text(entry.key)
            for entry in old.front
            if new.front.text(entry.key) != old.front.text(entry.key)
        }
        assert changed == {name: wanted}
        assert new.text.partition("\n---\n")[2] == old.text.partition("\n---\n")[2]


def test_most_titles_and_summaries_of_the_real_collection_can_be_corrected(real: Workspace) -> None:
    for study in real.catalogue:
        content = (real.root / study.path).read_bytes()
        for name in ("title", "summary", "outcome"):
            after = read_draft(
                study.path, corrected(study.path, content, name, "Something else.")
            ).front
            assert after is not None
            assert after.text(name) == "Something else."


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("slow-queue", "slow-queue"),
        (" <https://x.example/network/case-studies/slow-queue/> ", "slow-queue"),
        ("case_studies/haringey-pct/slow-queue.md", "slow-queue"),
        ("“A slow queue”", "slow-queue"),
        ("Twice", None),
        ("", None),
        ("عيادة", None),
        ("https://x.example/", None),
    ],
)
def test_which_case_study_is_meant(text: str, meant: str | None) -> None:
    assert (
        study_meant(
            text, {"slow-queue": "A slow queue", "one": "Twice", "two": "Twice", "three": "مستشفى"}
        )
        == meant
    )
