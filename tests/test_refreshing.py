"""An index brought up to date, change by change, is the same as one made from nothing, and as what
a check says.
"""

from __future__ import annotations

import datetime
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from building import study_text, write_file, write_network, write_study
from practice import project
from practice.cache import cache_folder
from practice.content.files import Stamp, scan
from practice.lookup import lookup
from practice.lookup.indexer import refresh
from practice.lookup.lookup import open_lookup
from practice.project import open_workspace
from practice.search import Index

DAYS = ("2026-11-23", "2026-11-24", "2027-06-01", "2026-01-05")
SLUGS = ("one", "two", "three")
FOLDERS = ("haringey-pct", "luton-pct")
TOPICS = "case_studies/_vocabulary/topics.yml"


def epoch(day: str) -> str:
    return str(int(datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()))


def silent(_: str) -> None:
    """Take a remark and drop it."""


def words_of(index: Index) -> dict[str, int]:
    """Return the words of an index with the number of documents of each."""
    counted = {word: index.frequency(word) for word in index.words()}
    return {word: count for word, count in counted.items() if count}


def answers(root: Path) -> dict[str, object]:
    """Return what the index of `root`, brought up to date, says of everything."""
    with open_lookup(root, silent) as opened:
        extras = {
            name: value
            for name, value in opened.index.extras.items()
            if name not in ("root", "right", "unsettled")
        }
        found = {
            text: opened.search(text, {}, opened.index.facet_names, limit=None)
            for text in ("", "clinic", "sugar", '"at the door"')
        }
        return {"extras": extras, "found": found, "words": words_of(opened.index)}


def answers_from_nothing(root: Path) -> dict[str, object]:
    """Return the same for a copy of `root` that has no index yet."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(root / "case_studies", Path(name) / "case_studies")
        return answers(Path(name))


PATHS = st.tuples(st.sampled_from(FOLDERS), st.sampled_from(SLUGS)).map(
    lambda parts: f"case_studies/{parts[0]}/{parts[1]}.md"
)
FIELDS = st.fixed_dictionaries(
    {"title": st.sampled_from(["Queues", "Sugar", "Tests", None])},
    optional={
        "related": st.lists(st.sampled_from([*SLUGS, "nobody"]), max_size=2, unique=True),
        "topics": st.sampled_from([["queues"], ["diabetes"], ["tests"]]),
        "started": st.sampled_from([2005, "2026-11-24", "2027-03"]),
        "status": st.sampled_from(["draft", "published"]),
    },
)
BODY = (
    "## The problem\n\nThey wait.\n\n## What was done\n\nSee [this]({}).\n\n## What"
    " happened\n\nFewer.\n\n## What was learned\n\nAsk.\n"
)
LINKS = st.sampled_from(
    [
        "two.md",
        "../luton-pct/one.md#what-was-done",
        "three.md#nowhere",
        "picture.png",
        "https://example.org/",
    ]
)
WRITE = st.builds(
    lambda path, fields, link: (
        lambda root: write_file(root, path, study_text(body=BODY.format(link), **fields))
    ),
    PATHS,
    FIELDS,
    LINKS,
)
BREAK = PATHS.map(lambda path: lambda root: write_file(root, path, "---\ntitle: [\n---\n"))
REMOVE = PATHS.map(lambda path: lambda root: (root / path).unlink(missing_ok=True))


def moved(one: str, other: str) -> Callable[[Path], object]:
    return lambda root: (root / one).rename(root / other) if (root / one).exists() else None


MOVE = st.builds(moved, PATHS, PATHS)
PICTURE = st.booleans().map(
    lambda there: (
        lambda root: (
            write_file(root, f"case_studies/{FOLDERS[0]}/picture.png", b"\x89PNG\r\n\x1a\n")
            if there
            else (root / f"case_studies/{FOLDERS[0]}/picture.png").unlink(missing_ok=True)
        )
    )
)
TOPIC = "- id: {}\n  label: {}\n  definition: What it is.\n"
WORDS = st.sampled_from(
    [
        TOPIC.format("queues", "Queues") + TOPIC.format("diabetes", "Sugar"),
        TOPIC.format("queues", "Waiting")
        + TOPIC.format("diabetes", "Diabetes")
        + TOPIC.format("tests", "Tests"),
        "- id: [broken",
    ]
).map(lambda text: lambda root: write_file(root, TOPICS, text))


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(DAYS),
            st.lists(st.one_of(WRITE, WRITE, BREAK, REMOVE, MOVE, PICTURE, WORDS), max_size=3),
        ),
        max_size=5,
    )
)
def test_change_by_change_comes_to_the_same(
    steps: list[tuple[str, list[Callable[[Path], object]]]],
) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        root = Path(name)
        write_network(root)
        for folder in FOLDERS:
            (root / "case_studies" / folder).mkdir(exist_ok=True)
        for day, changes in steps:
            patch.setenv("SOURCE_DATE_EPOCH", epoch(day))
            for change in changes:
                change(root)
            found = answers(root)
            assert found == answers_from_nothing(root)
            opened = open_workspace(root)
            assert [hit.id for hit in found["found"][""].hits] == ids_newest_first(
                opened.catalogue.studies
            )  # type: ignore[index]
            faulty = {
                problem.place.path
                for problem in opened.report.errors
                if problem.place.path.endswith(".md")
            }
            assert found["extras"]["left_out"] == len(faulty)  # type: ignore[index]


def ids_newest_first(studies: object) -> list[str]:
    """Return the ids in the order of a search without words."""
    by_id = sorted(studies, key=lambda study: study.id)  # type: ignore[call-overload]
    return [
        study.id
        for study in sorted(
            by_id, key=lambda study: study.started.sort_key if study.started else "", reverse=True
        )
    ]


def blind(root: Path) -> tuple[Stamp, ...]:
    """Return stamps as of a file system that knows nothing but size and the time of the content."""
    return tuple((path, size, modified, 0, 0) for path, size, modified, *_ in scan(root))


@pytest.mark.parametrize("path", ["case_studies/haringey-pct/one.md", TOPICS])
@pytest.mark.parametrize("ahead", [0, 3600])
def test_a_change_that_no_stamp_shows_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, ahead: int
) -> None:
    monkeypatch.setattr(lookup, "scan", blind)
    write_network(tmp_path)
    write_study(tmp_path, "one")
    file = tmp_path / path
    time = file.stat().st_mtime_ns + ahead * 1_000_000_000
    os.utime(file, ns=(time, time))
    before = answers(tmp_path)
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("queues", "quoits") if path == TOPICS else text.replace("Bengali", "Sylheti"),
        encoding="utf-8",
    )
    os.utime(file, ns=(time, time))
    after = answers(tmp_path)
    assert after != before
    assert after == answers_from_nothing(tmp_path)


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that tells from now on which files are read and judged."""
    seen: list[str] = []
    original = project.read_and_check

    def note(root: Path, paths: list[str], *others: object) -> object:
        seen.extend(path.rpartition("/")[2] for path in paths)
        return original(root, paths, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(project, "read_and_check", note)
    return seen


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_network(tmp_path)
    for slug in SLUGS:
        write_study(tmp_path, slug)
    everything = sorted(f"{study.id}.md" for study in open_workspace(tmp_path).catalogue)
    seen = reads(monkeypatch)

    def read_for(change: Callable[[], object]) -> list[str]:
        seen.clear()
        change()
        refresh(tmp_path)
        return sorted(seen)

    file = tmp_path / "case_studies/haringey-pct/one.md"
    assert read_for(lambda: None) == everything
    assert read_for(lambda: None) == []
    assert read_for(lambda: file.write_text(study_text("Another"), encoding="utf-8")) == ["one.md"]
    assert read_for(lambda: os.utime(file, ns=(1, 1))) == []  # another time, the same content
    assert read_for(lambda: file.rename(file.with_name("four.md"))) == ["four.md"]
    assert read_for(lambda: write_study(tmp_path, "five", title="Another")) == [
        "five.md"
    ]  # two of one title: both left out
    assert read_for(lambda: (tmp_path / "case_studies/haringey-pct/five.md").unlink()) == [
        "four.md"
    ]  # and one comes back
    assert len(
        read_for(lambda: write_file(tmp_path, TOPICS, TOPIC.format("queues", "Waiting")))
    ) == len(everything)
    shutil.rmtree(cache_folder(tmp_path))
    assert len(read_for(lambda: None)) == len(everything)


def test_a_workspace_in_hand_spares_all_reading_and_the_next_time_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_network(tmp_path)
    write_study(tmp_path, "one")
    opened = open_workspace(tmp_path)
    seen = reads(monkeypatch)
    assert refresh(tmp_path, opened).built.added == len(opened.catalogue)
    assert refresh(tmp_path).built.unchanged == len(opened.catalogue)
    assert seen == []
    assert answers(tmp_path) == answers_from_nothing(tmp_path)


def test_a_study_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_network(tmp_path)
    file = write_study(tmp_path, "one")
    opened = open_workspace(tmp_path)
    file.write_text(
        file.read_text(encoding="utf-8").replace("Bengali", "Sylheti"), encoding="utf-8"
    )
    refresh(tmp_path, opened)
    assert answers(tmp_path) == answers_from_nothing(tmp_path)


@pytest.mark.parametrize("harm", [b"", b"[]", b"x\n[]", b"\xff", None])
def test_a_damaged_cache_is_forgotten(tmp_path: Path, harm: bytes | None) -> None:
    write_network(tmp_path)
    file = write_study(tmp_path, "one")
    before = answers(tmp_path)
    kept = cache_folder(tmp_path) / "files.json"
    content = kept.read_bytes()
    kept.write_bytes(content.replace(b"sound", b"draft") if harm is None else harm)
    os.utime(file, ns=(1, 1))
    assert answers(tmp_path) == before
    assert kept.read_bytes().count(b"sound") == content.count(b"sound")
