"""The index of a content repository: always fresh, always usable, its counts those of the
catalogue.
"""

from __future__ import annotations

import json
import os
import pickle
import shutil
import stat
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from building import write_file, write_network, write_study
from practice.cache import CACHE, cache_folder
from practice.cli.main import COMMANDS, cli
from practice.lookup.documents import FACET_NAMES
from practice.lookup.indexer import refresh
from practice.lookup.lookup import Lookup, UnknownValue, open_lookup
from practice.project import Workspace
from practice.search import SearchError, open_index
from practice.search.storage import Manifest, write_manifest
from practice.site.related import MOST_RELATED, related


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    copy = tmp_path_factory.mktemp("root")
    shutil.copytree(project / "case_studies", copy / "case_studies")
    return copy


@pytest.fixture(scope="module")
def lookup(root: Path) -> Iterator[Lookup]:
    with open_lookup(root, silent) as opened:
        yield opened


def silent(_: str) -> None:
    """Take a remark and drop it."""


def touch_index(root: Path, notify: Callable[[str], None] = silent) -> None:
    with open_lookup(root, notify):
        pass


def found_for(root: Path, text: str, notify: Callable[[str], None] = silent) -> list[str]:
    with open_lookup(root, notify) as opened:
        return [hit.id for hit in opened.search(text, {}).hits]


def test_the_index_is_made_when_it_is_missing_and_says_so_once(root: Path) -> None:
    shutil.rmtree(cache_folder(root), ignore_errors=True)
    said: list[str] = []
    touch_index(root, said.append)
    touch_index(root, said.append)
    assert len(said) == 1
    assert said[0].startswith("Building the search index (there is no search index")


def in_every_file(change: Callable[[bytes], bytes]) -> Callable[[Path, Path], object]:
    """Return a damage of every file of the index; sizes and times stay where they can."""

    def damage(index: Path, other: Path) -> None:
        for file in [path for path in index.glob("g-*/*") if path.stat().st_size]:
            status = file.stat()
            file.write_bytes(change(file.read_bytes()))
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))

    return damage


def other_version(index: Path, other: Path) -> None:
    """Make the index one of another version of this program, whole in itself."""
    (manifest,) = index.glob("g-*/manifest.json")
    content = manifest.read_bytes().replace(b'"format":"', b'"format":"1')
    manifest.write_bytes(content)
    (index / "CURRENT").write_text(f"{manifest.parent.name} {zlib.crc32(content)}\n")


def swapped(index: Path, other: Path) -> None:
    """Put the index of another repository there."""
    shutil.rmtree(index)
    shutil.copytree(other, index)


def replaced(name: str, by: Callable[[Path], object]) -> Callable[[Path, Path], object]:
    """Return a damage that puts something else in the place of a file or folder."""

    def damage(index: Path, other: Path) -> None:
        for path in index.glob(name) if name else [index]:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
            by(path)

    return damage


DAMAGES: dict[str, Callable[[Path, Path], object]] = {
    "zeroed": in_every_file(lambda content: bytes(len(content))),
    "one bit": in_every_file(lambda content: content[:-1] + bytes([content[-1] ^ 1])),
    "cut": in_every_file(lambda content: content[: len(content) // 2]),
    "garbage": in_every_file(lambda content: b"\x80\x04garbage" * 20),
    "another version": other_version,
    "swapped": swapped,
    "no pointer": lambda index, other: (index / "CURRENT").unlink(),
    "foreign pointer": lambda index, other: (index / "CURRENT").write_text("somebody else's\n"),
    "pointer elsewhere": lambda index, other: (index / "CURRENT").write_text(
        f"../{other.name} 1\n"
    ),
    "a folder for the pointer": replaced("CURRENT", lambda path: path.mkdir()),
    "a folder for the lock": replaced("LOCK", lambda path: path.mkdir()),
    "a folder for the facts": replaced("files.json", lambda path: path.mkdir()),
    "a file for the generation": replaced("g-*", lambda path: path.write_bytes(b"")),
    "a link for the generation": replaced("g-*", lambda path: path.symlink_to(path.parent)),
    "a file for the whole": replaced("", lambda path: path.write_bytes(b"")),
    "unreadable": lambda index, other: [path.chmod(0) for path in index.glob("*")],
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_index_is_made_anew_with_one_line_and_right_answers(
    tmp_path: Path, name: str
) -> None:
    roots = write_network(tmp_path / "one"), write_network(tmp_path / "other")
    write_study(roots[0], "mine")
    write_study(roots[1], "theirs")
    before = [found_for(root, "") for root in roots]
    DAMAGES[name](*map(cache_folder, roots))
    said: list[str] = []
    assert found_for(roots[0], "", said.append) == before[0]
    # What stands in the place of the lock or the facts alone is no harm to the index itself.
    whole = name in ("a folder for the lock", "a folder for the facts") or (
        name == "unreadable" and os.geteuid() == 0
    )
    assert len(said) == (0 if whole else 1)
    file = write_study(roots[0], "mine", title="Xylophones")
    assert found_for(roots[0], "xylophones", said.append) == ["mine"]
    file.unlink()
    assert "mine" not in found_for(roots[0], "", said.append)


def test_a_change_is_found_at_once_and_only_that_study_is_indexed_again(
    tmp_path: Path, project: Path
) -> None:
    shutil.copytree(project / "case_studies", tmp_path / "case_studies")
    touch_index(tmp_path)
    path = next((tmp_path / "case_studies").glob("*/newham-breast-screening-phone-calls.md"))
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "## The problem\n", "## The problem\n\nXylophones everywhere.\n"
        ),
        encoding="utf-8",
    )
    assert found_for(tmp_path, "xylophone") == ["newham-breast-screening-phone-calls"]
    path.unlink()
    for other in (tmp_path / "case_studies").glob("*/*.md"):
        text = other.read_text(encoding="utf-8")
        if "newham-breast-screening-phone-calls" in text:
            other.write_text(
                text.replace(
                    "newham-breast-screening-phone-calls",
                    "tower-hamlets-breast-screening-whole-system",
                ),
                encoding="utf-8",
            )
    assert found_for(tmp_path, "xylophone") == []


def test_bringing_up_to_date_what_is_so_touches_nothing(root: Path, lookup: Lookup) -> None:
    result = refresh(root).built
    assert (result.added, result.changed, result.removed) == (0, 0, 0)
    assert result.unchanged == lookup.index.count


def test_the_index_lies_in_the_users_cache_and_never_in_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(CACHE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = write_network(tmp_path / "repository")
    write_study(root, "one")
    before = sorted(root.rglob("*"))
    assert "one" in found_for(root, "receptionist")
    (current,) = (tmp_path / "cache").rglob("CURRENT")
    assert stat.S_IMODE(current.parent.stat().st_mode) == 0o700
    assert sorted(root.rglob("*")) == before


def test_an_index_to_which_others_can_write_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    root = write_network(tmp_path / "repository")
    write_study(root, "one")
    touch_index(root)
    cache_folder(root).chmod(0o770)
    with pytest.raises(SearchError, match="others can write to"):
        touch_index(root)


class Exploit:
    """What a pickle can do to whoever opens it: this one makes a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.folder),)


def plant(index: Path, owned: Path) -> None:
    """Let what Whoosh unpickles first run code, and make the whole look untouched."""
    (generation,) = index.glob("g-*")
    (contents,) = generation.glob("*.toc")
    before = contents.read_bytes()
    start = before.rindex(pickle.dumps([], -1)[:2])  # a pickle ends Whoosh's table of contents
    contents.write_bytes(before[:start] + pickle.dumps(Exploit(owned)))
    manifest = json.loads((generation / "manifest.json").read_text(encoding="utf-8"))
    write_manifest(str(index), str(generation), Manifest(**manifest))


ARGUMENTS = {"search": "receptionist", "show": "one", "list": "themes", "completion": "bash"}
SERVERS = {"serve", "preview"}
"""These start MkDocs and wait; the builds below do what they would."""


def test_an_index_that_a_repository_brings_along_is_not_opened(tmp_path: Path) -> None:
    """As "git add -f" would bring it: at the place of today's index and of earlier ones."""
    root = write_network(tmp_path / "repository")
    write_study(root, "one")
    touch_index(root)
    owned = tmp_path / "owned"
    plant(cache_folder(root), owned)
    opening = "import sys; from practice.search import open_index; open_index(sys.argv[1])"
    command = [sys.executable, "-c", opening, str(cache_folder(root))]
    subprocess.run(command, capture_output=True, check=False)  # it does run where it is opened
    assert owned.is_dir()
    owned.rmdir()
    for place in (".practice/index", ".practice", ".cache/practice", "cache", ".practice-exchange"):
        shutil.copytree(cache_folder(root), root / place, dirs_exist_ok=True)
        shutil.copytree(cache_folder(root), root / place / cache_folder(root).name)
    shutil.rmtree(cache_folder(root))
    for name in sorted(COMMANDS.keys() - SERVERS):
        arguments = ARGUMENTS.get(name, "").split()
        CliRunner().invoke(cli, ["--root", str(root), name, *arguments], input="")
        assert not owned.exists(), name
    write_file(
        root, "mkdocs.yml", "site_name: Town\ntheme: {name: material}\nplugins: [practice]\n"
    )
    write_file(root, "docs/index.md", "# Town\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site"]
    for preview in ("", "one"):
        environment = {**os.environ, "PRACTICE_PREVIEW": preview}
        assert subprocess.run(command, cwd=root, env=environment, check=False).returncode == 0
        assert (root / "site/index.html").is_file()
        assert not owned.exists()


@pytest.mark.parametrize(
    ("facet", "text", "value"),
    [
        ("theme", "Community engagement", "community-engagement"),
        ("community", "BME", "minority-ethnic"),
        ("community", "bengali", "bangladeshi"),
        ("trust", "5C4", "tower-hamlets-pct"),
        ("trust", "Tower Hamlets Primary Care Trust", "tower-hamlets-pct"),
        ("trust", "Royal Free Hampstead NHS Trust", "royal-free-london-nhs-foundation-trust"),
        ("outcome", "did not work", "did-not-work"),
        ("evidence", "Randomised trial", "trial"),
    ],
)
def test_a_value_may_be_given_as_id_label_code_or_synonym(
    lookup: Lookup, facet: str, text: str, value: str
) -> None:
    assert lookup.resolve(facet, text) == value


def test_an_unknown_value_is_refused_with_the_nearest(lookup: Lookup) -> None:
    with pytest.raises(UnknownValue) as error:
        lookup.resolve("community", "bangladehsi")
    assert (
        str(error.value) == "There is no community 'bangladehsi' here. Did you mean 'Bangladeshi'?"
    )


@pytest.mark.parametrize(
    ("since", "until"),
    [("2005", ""), ("", "2005"), ("2005-07", "2008"), ("2005-07-10", "2005-07-10"), ("2030", "")],
)
def test_since_and_until_take_every_study_that_may_have_begun_then(
    lookup: Lookup, real: Workspace, since: str, until: str
) -> None:
    dates = lookup.dates(since, until)
    begun = [study for study in real.catalogue if study.started and study.started.sort_key in dates]
    for study in real.catalogue:
        if study.started:
            key = study.started.sort_key
            # Compared on what both texts tell: 2005 may be 2005-07 or not, so it counts.
            after = not since or key[: len(since)] >= since[: len(key)]
            before = not until or key[: len(until)] <= until[: len(key)]
            assert (study in begun) == (after and before), study.id


def test_a_study_is_found_under_the_boards_that_followed_its_trust(lookup: Lookup) -> None:
    answer = lookup.search(
        "", {"trust": (lookup.resolve("trust", "NHS North East London ICB"),)}, limit=None
    )
    assert "tower-hamlets-breast-screening-whole-system" in {hit.id for hit in answer.hits}


FACETS = [facet for facet in FACET_NAMES if facet != "started"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_counts_are_those_of_the_catalogue(
    data: st.DataObject, lookup: Lookup, real: Workspace
) -> None:
    """Each facet is counted as if its own selection were not made; checked against a plain loop."""
    values = {
        study.id: {
            **real.catalogue.facet_values(study),
            "year": (study.year,) if study.year else (),
        }
        for study in real.catalogue
    }
    known = {
        facet: sorted({value for found in values.values() for value in found[facet]})
        for facet in FACETS
    }
    chosen = data.draw(st.dictionaries(st.sampled_from(FACETS), st.integers(1, 3), max_size=3))
    selection = {
        facet: tuple(
            data.draw(st.lists(st.sampled_from(known[facet]), min_size=1, max_size=n, unique=True))
        )
        for facet, n in chosen.items()
    }

    def matches(study_id: str, without: str = "") -> bool:
        return all(
            set(values[study_id][facet]) & set(wanted)
            for facet, wanted in selection.items()
            if facet != without
        )

    answer = lookup.search("", selection, FACETS, limit=None)
    assert {hit.id for hit in answer.hits} == {study_id for study_id in values if matches(study_id)}
    for facet in FACETS:
        expected = Counter(
            value
            for study_id in values
            if matches(study_id, facet)
            for value in values[study_id][facet]
        )
        assert {count.value: count.count for count in answer.facets[facet] if count.count} == dict(
            expected
        )


@given(st.text(max_size=60))
def test_any_text_is_a_query(lookup: Lookup, text: str) -> None:
    answer = lookup.search(text, {})
    assert answer.total >= len(answer.hits) >= 0


def test_every_study_is_found_first_by_its_own_title(lookup: Lookup, real: Workspace) -> None:
    missed = [
        study.id
        for study in real.catalogue
        if lookup.search(study.title, {}, limit=1, plain=True).hits[0].id != study.id
    ]
    assert missed == []


def test_related_studies_are_others_and_the_authors_choice_comes_first(
    lookup: Lookup, real: Workspace
) -> None:
    found = related(lookup, real.catalogue)
    assert set(found) == {study.id for study in real.catalogue}
    for study in real.catalogue:
        ids = found[study.id]
        assert study.id not in ids
        assert len(ids) == len(set(ids)) == MOST_RELATED
        assert ids[: len(study.related)] == study.related[:MOST_RELATED]
    phone_calls = found["newham-breast-screening-phone-calls"]
    assert "tower-hamlets-breast-screening-whole-system" in phone_calls


def test_the_index_holds_what_the_collection_holds(
    root: Path, lookup: Lookup, real: Workspace
) -> None:
    assert lookup.index.count == len(real.catalogue)
    with open_index(cache_folder(root)) as index:
        assert index.facet_names == FACET_NAMES
