"""Building an index: little work for little change, and a whole index for every reader at every
moment.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.search import (
    Document,
    Index,
    IndexBusy,
    IndexUnusable,
    IndexUnwritable,
    Request,
    open_index,
    search,
)
from practice.search.storage import FORMAT, current_generation, read_manifest
from practice.search.writer import BuildResult, update

from whoosh.filedb.filestore import FileStorage  # isort: skip - after ours, see index.py

from .builders import FACETS, document, find

TOOLS = str(Path(__file__).parents[2] / "tools")
ONE = document(
    "one",
    "Interpreting for Roma",
    "a clinic",
    facets={"theme": ("access",)},
    stored={"n": [1, None, "é"]},
)
TWO = document("two", "Queues", "a ward", date="2006")


def names(directory: Path) -> list[str]:
    """Return the names of everything in a directory, in order."""
    return sorted(path.name for path in directory.iterdir())


def test_the_way_of_an_index(tmp_path: Path) -> None:
    directory = tmp_path / "deep" / "index"
    assert update(directory, [ONE, TWO], FACETS, "1", {"words": ["ä"]}) == BuildResult(
        2, 0, 0, 0, "there is no search index yet"
    )
    before = names(directory)
    assert update(directory, iter([TWO, ONE]), FACETS, "1", {"words": ["ä"]}) == BuildResult(
        0, 0, 0, 2, None
    )
    assert names(directory) == before
    changed = document("one", "Interpreting for Travellers")
    three = document("three", "Interpreters")
    assert update(directory, [changed, three, TWO], FACETS, "2") == BuildResult(1, 1, 0, 1, None)
    with open_index(directory) as index:
        assert (find(index, "interpreting"), find(index, "roma"), index.count, index.extras) == (
            ["three", "one"],
            [],
            3,
            {},
        )
    assert update(directory, [three], FACETS, "3") == BuildResult(0, 0, 2, 1, None)
    with open_index(directory) as index:
        assert (find(index, ""), find(index, "queues")) == (["three"], [])
    assert update(directory, [], FACETS, "4") == BuildResult(0, 0, 1, 0, None)
    with open_index(directory) as index:
        assert find(index, "") == find(index, "interpreting") == []
    assert update(directory, [ONE], FACETS, "5") == BuildResult(1, 0, 0, 0, None)
    assert len(names(directory)) == 4  # CURRENT, LOCK, the current generation and the one before


def test_what_is_stored_comes_back(tmp_path: Path) -> None:
    update(tmp_path, [ONE], FACETS, "1", {"terms": {"a": "b"}})
    with open_index(tmp_path) as index:
        assert index.extras == {"terms": {"a": "b"}}
        assert search(index, Request("roma")).hits[0].stored == {"n": [1, None, "é"]}


def test_digests_are_the_same_everywhere() -> None:
    program = (
        "from practice.search import Document;print(Document('a', 't', '', '', 'b', {'x': ('2',"
        " '1')}, '', {'b': 1, 'a': 2}).digest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONPATH": TOOLS, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert digests == {
        Document("a", "t", "", "", "b", {"x": ("1", "2")}, "", {"a": 2, "b": 1}).digest()
    }


@pytest.mark.parametrize(
    ("documents", "error", "words"),
    [
        ([ONE, ONE], ValueError, "Two documents have the id 'one'"),
        (
            [document("a", facets={"colour": ("red",)})],
            ValueError,
            "'colour', which is not one of ours",
        ),
        ([document("a", stored={"x": object()})], TypeError, "is not JSON"),
    ],
)
def test_documents_that_cannot_be_indexed(
    tmp_path: Path, documents: list[Document], error: type, words: str
) -> None:
    with pytest.raises(error, match=words):
        update(tmp_path, documents, FACETS, "1")


def words_of(index: Index) -> dict[str, int]:
    """Return the words of an index with the number of documents of each."""
    counted = {word: index.frequency(word) for word in index.words()}
    return {word: count for word, count in counted.items() if count}


WORDS = st.lists(
    st.sampled_from(["clinic", "nurse", "wards", "organising", "organised", "roma", "2005/06"]),
    max_size=5,
).map(" ".join)
STATES = st.lists(
    st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(WORDS, WORDS), max_size=8),
    min_size=2,
    max_size=5,
)


@settings(max_examples=25, deadline=None)
@given(STATES)
def test_an_updated_index_answers_like_a_new_one(states: list[dict[str, tuple[str, str]]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as directory:
        for number, state in enumerate(states):
            documents = [document(id, *texts, date=texts[0][:4]) for id, texts in state.items()]
            update(Path(directory, "old"), documents, FACETS, str(number))
        update(Path(directory, "new"), documents, FACETS, "1")
        with open_index(Path(directory, "old")) as old, open_index(Path(directory, "new")) as new:
            assert words_of(old) == words_of(new)
            for text in (
                "clinic nurse",
                '"nurse wards"',
                "organisin*",
                "title:roma -clinic",
                "",
                "klinic",
            ):
                assert search(old, Request(text)) == search(new, Request(text))


def test_segments_are_merged_as_they_grow(tmp_path: Path) -> None:
    documents = [document(f"{n:03}", f"word{n}", "clinic") for n in range(70)]
    for n in range(30, 70):
        update(tmp_path, documents[:n], FACETS, str(n))
    with open_index(tmp_path) as index:
        assert find(index, "clinic") == [entry.id for entry in documents[:69]]
        assert all(find(index, f"word{n}") == [f"{n:03}"] for n in range(69))
    segments = [
        name for name in names(Path(current_generation(str(tmp_path))[0])) if name.endswith(".trm")
    ]
    assert len(segments) <= 10


def kind_of(directory: Path) -> str:
    """Return why the index cannot be opened, or nothing."""
    try:
        open_index(directory).close()
    except IndexUnusable as unusable:
        return unusable.kind if len(unusable.reason.splitlines()) == 1 else "not one line"
    return ""


def test_unusable_indexes_say_why_and_are_made_anew(tmp_path: Path) -> None:
    directory = tmp_path / "index"
    assert kind_of(directory) == "missing"
    update(directory, [ONE, TWO], FACETS, "1")
    assert kind_of(directory) == ""
    current = directory / "CURRENT"
    for garbage in ("", "\0" * 100, "g-../../etc", "g-0000000000000000", "../elsewhere"):
        current.write_text(garbage)
        assert kind_of(directory) == "damaged"
    current.unlink()
    current.mkdir()
    assert kind_of(directory) == "damaged"
    current.rmdir()


def zeroed(path: Path) -> None:
    """Fill a file with zeros; its size and time stay, as after a power cut."""
    status = path.stat()
    path.write_bytes(bytes(status.st_size))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def swapped(path: Path) -> None:
    """Put the file of the same place in another index there."""
    other = next((path.parents[2] / "other").glob("g-*"))
    names = sorted(path.parent.iterdir())
    path.write_bytes(sorted(other.iterdir())[names.index(path)].read_bytes())


DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "emptied": lambda path: path.write_bytes(b""),
    "lengthened": lambda path: path.write_bytes(path.read_bytes() + b"x"),
    "garbage": lambda path: path.write_bytes(os.urandom(path.stat().st_size + 1)),
    "zeroed": zeroed,
    "swapped": swapped,
    "removed": lambda path: path.unlink(),
    "a link": lambda path: (path.rename(f"{path}.real"), path.symlink_to(f"{path}.real")),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "a pipe": lambda path: (path.unlink(), os.mkfifo(path)),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_any_damaged_file_is_noticed_and_the_index_made_anew(tmp_path: Path, damage: str) -> None:
    whole = tmp_path / "whole"
    update(whole, [ONE, TWO], FACETS, "1")
    update(tmp_path / "other", [document("three", "Another index"), TWO], FACETS, "1")
    generation = Path(current_generation(str(whole))[0]).name
    for name in names(whole / generation):
        directory = tmp_path / f"with {name}"
        shutil.copytree(whole, directory)
        path = directory / generation / name
        before = path.read_bytes()
        DAMAGES[damage](path)
        if path.is_file() and not path.is_symlink() and path.read_bytes() == before:
            continue  # nothing was lost of an empty file
        assert kind_of(directory) == "damaged", name
        result = update(directory, [ONE, TWO], FACETS, "1")
        assert (result.added, bool(result.rebuilt)) == (2, True)
        with open_index(directory) as index:
            assert find(index, "roma") == ["one"]


def test_an_index_that_cannot_be_opened_leaves_no_file_open(tmp_path: Path) -> None:
    update(tmp_path, [ONE, TWO], FACETS, "1")
    place, *rest = current_generation(str(tmp_path))
    manifest = read_manifest(place, *rest)
    for name in names(Path(place)):
        kept = (Path(place) / name).read_bytes()
        (Path(place) / name).unlink()
        with warnings.catch_warnings(record=True) as unclosed:
            warnings.simplefilter("always", ResourceWarning)
            # A build that finishes between the look at the files and their opening takes them away.
            with suppress(Exception):
                Index(place, manifest).close()
            gc.collect()
        assert [str(warning.message) for warning in unclosed] == [], name
        (Path(place) / name).write_bytes(kept)


def test_a_copied_index_is_as_good(tmp_path: Path) -> None:
    update(tmp_path / "one", [ONE], FACETS, "1")
    shutil.copytree(tmp_path / "one", tmp_path / "two", copy_function=shutil.copyfile)
    assert kind_of(tmp_path / "two") == ""


def test_what_is_not_ours_is_neither_read_nor_touched(tmp_path: Path) -> None:
    whoosh_like = tmp_path / "_MAIN_1.toc"
    whoosh_like.write_bytes(b"cos\nsystem\n(S'exit 1'\ntR.")
    assert kind_of(tmp_path) == "missing"
    update(tmp_path, [ONE], FACETS, "1")
    assert kind_of(tmp_path) == ""
    assert whoosh_like.exists()


def test_a_generation_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    update(tmp_path / "real", [ONE], FACETS, "1")
    (tmp_path / "fake").mkdir()
    generation = Path(current_generation(str(tmp_path / "real"))[0])
    (tmp_path / "fake" / generation.name).symlink_to(generation)
    shutil.copy(tmp_path / "real" / "CURRENT", tmp_path / "fake" / "CURRENT")
    assert kind_of(tmp_path / "fake") == "damaged"


def test_a_directory_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnwritable, match="cannot be written"):
        update(tmp_path / "file" / "index", [ONE], FACETS, "1")
    with pytest.raises(IndexUnwritable, match="cannot be written"):
        update(tmp_path / "file", [ONE], FACETS, "1")


@pytest.mark.parametrize("name", ["CURRENT", "CURRENT.new", "LOCK"])
def test_a_folder_where_a_file_belongs_gives_way(tmp_path: Path, name: str) -> None:
    update(tmp_path, [ONE], FACETS, "1")
    (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / name / "x").mkdir(parents=True)
    update(tmp_path, [ONE, TWO], FACETS, "1")
    with open_index(tmp_path) as index:
        assert find(index, "") == ["two", "one"]


@contextmanager
def without_rights() -> Iterator[None]:
    """Give up root's rights for a while, as nothing is read-only for root."""
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(mine)


def test_an_open_index_needs_its_files_no_more(tmp_path: Path) -> None:
    update(tmp_path, [ONE, TWO, document("three", "Queues elsewhere")], FACETS, "1")
    update(tmp_path, [ONE, TWO, document("three", "Queues abroad")], FACETS, "1")  # two segments
    requests = [
        Request("queues"),
        Request('"roma a clinic" queues'),
        Request("quues"),
        Request(sort="title"),
    ]
    with open_index(tmp_path) as index, open_index(tmp_path) as before:
        expected = [search(before, request) for request in requests]
        shutil.rmtree(tmp_path)
        assert [search(index, request) for request in requests] == expected


def test_a_read_only_index_can_be_searched() -> None:
    # Not in tmp_path, which lies in a folder that only its owner may enter.
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        update(directory, [ONE], FACETS, "1")
        with open_index(directory) as index:
            assert find(index, "roma") == ["one"]  # and imports what nobody may not even read
        directory.chmod(0o555)
        with without_rights():
            with open_index(directory) as index:
                assert find(index, "roma") == ["one"]
            with pytest.raises(IndexUnwritable):
                update(directory, [TWO], FACETS, "2")
        directory.chmod(0o755)


def test_a_second_builder_waits_or_gives_up(tmp_path: Path) -> None:
    lock = FileStorage(str(tmp_path)).lock("LOCK")
    assert lock.acquire()
    with pytest.raises(IndexBusy):
        update(tmp_path, [ONE], FACETS, "1", patience=0.1)
    lock.release()
    assert update(tmp_path, [ONE], FACETS, "1", patience=0.1).added == 1


BUILDER = """
import json, os, signal, sys
from pathlib import Path
from practice.search import Document
from practice.search.writer import update

def build(directory, version, count):
    facets = {"theme": (f"v{version}",)}
    documents = [Document(f"{n}", f"version{version} common", "", "", f"word{n}", facets, "", {})
                 for n in range(count)]
    update(Path(directory), documents, ("theme",), str(version))

directory, mode, *numbers = sys.argv[1:]
if mode == "kill":
    # Every look at a file is a step; the process is killed before the step with the given number.
    left = int(numbers[1])
    def count(event, arguments):
        global left
        if event in ("open", "shutil.rmtree") or event.startswith("os."):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    import practice.search.writer, whoosh.writing
    sys.addaudithook(count)
    build(directory, int(numbers[0]), 5)
    print(int(numbers[1]) - left)
else:
    for version in range(int(numbers[0]), int(numbers[1])):
        build(directory, version, 5)
"""


def builder(directory: Path, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", BUILDER, str(directory), *map(str, arguments)]
    return subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": TOOLS}, stdout=subprocess.PIPE, text=True
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for a builder; return its exit code and what it said."""
    output, _ = process.communicate()
    return process.returncode, output


def version_seen(directory: Path) -> int:
    """Return the version of all documents; fail unless the index is whole."""
    with open_index(directory) as index:
        response = search(index, Request("common", limit=None))
        assert response.total == len(response.hits) == 5
        (only,) = response.facets["theme"]
        version = int(only.value[1:])
        assert search(index, Request(f"version{version}")).total == 5
        return version


def test_a_build_killed_anywhere_leaves_a_whole_index(tmp_path: Path) -> None:
    start = tmp_path / "start"
    assert finish(builder(start, "go", 1, 2)) == (0, "")
    _, steps_taken = finish(builder(shutil.copytree(start, tmp_path / "whole"), "kill", 2, 10**6))
    steps = int(steps_taken)
    points = sorted({1 + (steps - 1) * n // 17 for n in range(18)})
    seen = []
    for n in points:
        directory = shutil.copytree(start, tmp_path / f"{n}")
        assert finish(builder(directory, "kill", 2, n)) == (-signal.SIGKILL, "")
        seen.append(version_seen(directory))
        documents = [document("x", "fresh", facets={"theme": ("v3",)})]
        assert update(directory, documents, ("theme",), "3").rebuilt is None
        with open_index(directory) as index:
            assert find(index, "") == find(index, "fresh") == ["x"]
        left = [entry for entry in names(directory) if entry.startswith("g-")]
        assert len(left) == 2
    assert seen == sorted(seen)
    assert set(seen) == {1, 2}


def test_readers_and_two_builders_at_once(tmp_path: Path) -> None:
    assert finish(builder(tmp_path, "go", 1, 2)) == (0, "")
    builders = [builder(tmp_path, "go", 2, 20), builder(tmp_path, "go", 20, 40)]
    with open_index(tmp_path) as first:
        before = search(first, Request("common"))
        seen = set()
        while any(process.poll() is None for process in builders):
            seen.add(version_seen(tmp_path))
        assert [finish(process) for process in builders] == [(0, ""), (0, "")]
        # An index stays as it was opened, though its files are long gone from the directory.
        assert search(first, Request("common")) == before
        assert next(first.words()) == "common"
    assert version_seen(tmp_path) in (19, 39)
    assert seen


def test_the_manifest_is_plain_json(tmp_path: Path) -> None:
    update(tmp_path, [ONE], FACETS, "1", {"a": 1})
    body = (Path(current_generation(str(tmp_path))[0]) / "manifest.json").read_text()
    told = json.loads(body)
    assert (told["format"], told["extras"]) == (FORMAT, {"a": 1})
