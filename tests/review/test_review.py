"""practice review, as a person meets it: real repositories, whole answers."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest

from building import PDF, SECTIONS, sections, write_file, write_network, write_study

from .repositories import commit, git, practice, start

Golden = Callable[[str, str], None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small collection with one old fault, on main, and a branch."""
    root = write_network(tmp_path / "network", ("slow-queue", "long-wait", "to-go", "to-move"))
    texts = {
        "The problem": "Nobody knew.",
        "What was done": "A list on the wall.",
        "What happened": "It fell off.",
        "What was learned": "Nails.",
    }
    for number, slug in enumerate(("long-wait", "to-go", "to-move")):
        write_study(
            root,
            slug,
            summary=f"Summary {slug}.",
            body=sections({heading: f"{text} {slug} {number}" for heading, text in texts.items()}),
        )
    write_study(root, "faulty", topics=["quues"], body=sections(texts), summary="Another.")
    return start(root)


def test_everything_at_once(root: Path, golden: Golden) -> None:
    folder = root / "case_studies" / "haringey-pct"
    body = sections({heading: f"{text} Again." for heading, text in SECTIONS.items()})
    write_study(
        root,
        "slow-queue-again",
        folder="luton-pct",
        title="The <b>door</b> @editors #1 www.example.org",
        body=body,
    )
    write_study(root, "long-wait", themes=["leadership"], colour="blue", body="")
    (folder / "to-go.md").unlink()
    (folder / "to-move.md").rename(root / "case_studies" / "luton-pct" / "moved.md")
    # One more of a fault that was there, above the old one; the old one moves down.
    write_study(
        root,
        "faulty",
        topics=["lines of people", "quues"],
        related=["to-go"],
        body=(folder / "faulty.md").read_text().split("---\n")[2],
    )
    write_file(root, "case_studies/luton-pct/plan.pdf", PDF)
    write_file(root, "tool.py", "print()\n")
    commit(root)
    for form in ("text", "markdown"):
        golden(f"everything.{form}", practice(root, f"review --format {form}"))
    facts = practice(root, "review --format json").removesuffix("? 1\n")
    for number, name in enumerate(("main", "change")):
        facts = facts.replace(git(root, f"rev-parse {name}").strip(), f"<commit {number}>")
    golden("everything.json", facts)
    write_file(root, "kept.json", facts)
    assert practice(root, "review --read kept.json --format json") == facts + "? 1\n"


def test_the_checkout_is_left_alone(root: Path) -> None:
    write_study(root, "new")
    commit(root)
    write_study(root, "not-yet")
    before = (
        git(root, "status --porcelain"),
        git(root, "worktree list"),
        git(root, "for-each-ref"),
        (root / ".git/index").read_bytes(),
    )
    assert "new.md" in practice(root, "review")
    assert (
        git(root, "status --porcelain"),
        git(root, "worktree list"),
        git(root, "for-each-ref"),
        (root / ".git/index").read_bytes(),
    ) == before


NAMES = {
    # asked: how many case studies differ, what is remarked
    "review": (1, ""),
    "review main": (1, "'main' is a branch and a tag here; refs/heads/main is taken."),
    "review main...change": (1, "'main' is a branch and a tag here; refs/heads/main is taken."),
    "review main~0..change^0": (
        1,
        "'main' is a branch and a tag here; refs/heads/main is taken.",
    ),
    "review refs/tags/main..": (0, ""),
    "review tags/main..": (0, ""),
    "review heads/main..": (1, ""),
    "review HEAD~1": (1, ""),
    "review HEAD~1..@": (1, ""),
    "review COMMIT..HEAD": (1, ""),
    "review SHORT..HEAD": (1, ""),
    "review theirs/main..": (
        1,
        "'theirs/main' is a remote branch and a tag here; refs/remotes/theirs/main is taken.",
    ),
    "review README.md..": (1, ""),
    "review -- -dash..": (1, ""),
    "review -- main..-dash": (0, "'main' is a branch and a tag here; refs/heads/main is taken."),
    "review v1..": (0, ""),
}


@pytest.fixture(scope="module")
def many_names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two commits with names that git takes for something else, or could: a tag like a branch, a
    tag like a remote branch, branches like a file, an option and a commit.
    """
    root = start(write_network(tmp_path_factory.mktemp("names") / "network"))
    base = git(root, "rev-parse main").strip()
    write_study(root, "slow-queue", summary="Another.")
    write_file(root, "README.md", "A file.")
    write_file(root, base, "A file called as a commit.")
    commit(root)
    for name in ("main", "theirs/main", "v1"):
        git(root, f"tag {name} change")
    for name in ("heads/README.md", "heads/-dash", f"heads/{base[:8]}", "remotes/theirs/main"):
        git(root, f"update-ref refs/{name} {base}")
    git(root, f"update-ref refs/heads/{base} change")
    return root


@pytest.mark.parametrize("asked", NAMES)
def test_a_name_means_what_its_user_means(many_names: Path, asked: str) -> None:
    base = git(many_names, "rev-parse refs/heads/main").strip()
    number, remark = NAMES[asked]
    said = practice(many_names, asked.replace("COMMIT", base).replace("SHORT", base[:8]))
    touched = "no case study." if not number else "1 case study: 1 changed."
    assert said.splitlines()[0] == f"This change touches {touched}"
    assert [line[3:] for line in said.splitlines() if line.startswith("2> ")] == (
        [remark] if remark else []
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("review", "This change touches no case study.\n\nIt brings no new problem.\n"),
        (
            "review HEAD..HEAD --format markdown",
            (
                "<!-- practice-review -->\n### This change touches no case study.\n\nIt brings no"
                " new problem.\n"
            ),
        ),
        ("review nosuch", "2> practice: git knows no commit 'nosuch' here.\n? 2\n"),
        ("review main..nosuch", "2> practice: git knows no commit 'nosuch' here.\n? 2\n"),
        (
            "review -- --output=x..HEAD",
            "2> practice: git knows no commit '--output=x' here.\n? 2\n",
        ),
        (
            "review --read nosuch.json",
            "2> practice: nosuch.json cannot be read: No such file or directory\n? 2\n",
        ),
        (
            "review --read case_studies/_vocabulary/themes.yml",
            (
                "2> practice: The review is not JSON: Expecting value: line 1 column 1 (char"
                " 0).\n? 2\n"
            ),
        ),
    ],
)
def test_plain_answers(root: Path, asked: str, said: str) -> None:
    assert practice(root, asked) == said


def test_a_mended_problem(root: Path) -> None:
    write_study(root, "faulty")
    commit(root)
    assert practice(root, "review").endswith("It brings no new problem.\nIt mends 1 problem.\n")


def test_dots_mean_what_they_mean_to_git(root: Path) -> None:
    write_study(root, "mine")
    commit(root)
    git(root, "checkout --quiet main")
    write_study(
        root,
        "theirs",
        body=sections({heading: f"{text} " * 9 for heading, text in SECTIONS.items()}).upper(),
    )
    commit(root)
    git(root, "checkout --quiet change")
    both = [
        line
        for line in practice(root, "review main..change").splitlines()
        if line.startswith(("added", "removed"))
    ]
    mine = [
        line
        for line in practice(root, "review main...change").splitlines()
        if line.startswith(("added", "removed"))
    ]
    assert both == [
        "added    case_studies/haringey-pct/mine.md",
        "removed  case_studies/haringey-pct/theirs.md",
    ]
    assert mine == ["added    case_studies/haringey-pct/mine.md"]
    assert (
        practice(root, "review main")
        == practice(root, "review main...change")
        == practice(root, "review")
    )


def test_a_collection_inside_a_larger_repository(tmp_path: Path) -> None:
    root = write_network(tmp_path / "whole" / "part")
    git(tmp_path / "whole", "init --quiet --initial-branch main .")
    commit(tmp_path / "whole")
    git(root, "checkout --quiet -b change")
    write_study(root, "new")
    write_file(tmp_path / "whole", "beside.txt", "x")
    commit(tmp_path / "whole")
    said = practice(root, "review")
    assert "added    case_studies/haringey-pct/new.md" in said
    assert "(for a maintainer to read):\n  beside.txt\n" in said


def test_links_and_odd_names_harm_nobody(root: Path) -> None:
    (root / "case_studies" / "luton-pct" / "stolen.md").symlink_to("/etc/hostname")
    write_study(root, "né w\t`x`")
    commit(root)
    said = practice(root, "review --format markdown")
    assert "unreadable-file" not in said
    assert "**Added: stolen**" in said
    assert "`` case_studies/haringey-pct/né w?`x`.md ``" in said
    assert "CS405" in said


def test_what_git_cannot_give(root: Path, tmp_path: Path) -> None:
    write_study(root, "new")
    commit(root)
    git(tmp_path, f"clone --quiet --depth 1 --branch change file://{root} shallow")
    shallow = tmp_path / "shallow"
    words = (
        "This clone is shallow: it holds the newest commits only. Get the rest with: git fetch"
        " --unshallow"
    )
    assert (
        practice(shallow, "review main...HEAD")
        == f"2> practice: git knows no commit 'main' here. {words}\n? 2\n"
    )
    git(shallow, "fetch --quiet --depth 1 origin main:main")
    assert (
        practice(shallow, "review main...HEAD")
        == f"2> practice: 'main' and 'HEAD' have no common past here. {words}\n? 2\n"
    )
    # Without a common past, two commits can still be compared as they are.
    assert "added    case_studies/haringey-pct/new.md" in practice(shallow, "review main..HEAD")

    bare = write_network(tmp_path / "bare")
    said = (
        "is not in a git repository, and a review compares two commits. 'practice check' works"
        " without one."
    )
    assert (
        practice(bare, "review", GIT_CEILING_DIRECTORIES=str(tmp_path))
        == f"2> practice: ROOT {said}\n? 2\n"
    )
    git(bare, "init --quiet --initial-branch trunk .")
    assert practice(bare, "review HEAD") == "2> practice: There is no commit here yet.\n? 2\n"
    commit(bare)
    words = (
        "There is no branch called main here to compare with. Name what to compare: practice review"
        " BASE..HEAD"
    )
    assert practice(bare, "review") == f"2> practice: {words}\n? 2\n"

    git(root, "rm -r --quiet case_studies/_vocabulary")
    commit(root)
    gone = git(root, "rev-parse HEAD")[:12]
    write_network(root)
    said = (
        f"The commit {gone} is not a content repository: it has no folder case_studies/_vocabulary."
    )
    assert (
        practice(root, "review")
        == f"2> What is not committed yet is left out.\n2> practice: {said}\n? 2\n"
    )


def test_without_git(root: Path) -> None:
    said = (
        "git is not installed, and a review compares two commits. 'practice check' works"
        " without it."
    )
    assert (
        practice(root, "review", PATH=str(Path(sys.executable).parent))
        == f"2> practice: {said}\n? 2\n"
    )


NUMBER = "Ask for NHS number 943 476 5919."


def test_what_was_taken_out_again_is_found_in_the_history(root: Path) -> None:
    write_study(root, "new", summary=NUMBER)
    commit(root)
    leak = git(root, "rev-parse HEAD")[:12]
    write_study(root, "new", summary="Nothing.")
    commit(root)
    said = practice(root, "review")
    assert (
        f"case_studies/haringey-pct/new.md:3:1: CS501 In the commit {leak}, and gone from the"
        " newest: " in said
    )
    assert "943 476 5919" not in said
    assert "Taking it out later is not enough." in said
    assert said.endswith("? 1\n")
    # In the newest commit it is found as anywhere, once; and what main has already, the change did
    # not bring.
    write_study(root, "new", summary=NUMBER)
    commit(root)
    again = practice(root, "review")
    assert (again.count("CS501"), "In the commit" in again) == (1, False)
    assert practice(root, "review HEAD..HEAD").endswith("It brings no new problem.\n")


def test_what_a_merge_brings_along_is_not_held_against_it(root: Path) -> None:
    git(root, "checkout --quiet main")
    write_study(root, "theirs", summary=NUMBER)
    commit(root)
    write_study(root, "theirs", summary="Nothing.")
    commit(root)
    git(root, "checkout --quiet change")
    write_study(root, "mine", summary="Mine.")
    commit(root)
    git(root, "merge --quiet --no-edit main")
    assert "CS501" not in practice(root, "review")


def test_a_new_exception_is_put_before_whoever_reviews_it(root: Path) -> None:
    allowed = f"{NUMBER} <!-- practice: allow CS501 because it is made up -->"
    write_study(root, "slow-queue", body=sections({**SECTIONS, "What happened": allowed}))
    commit(root)
    said = practice(root, "review")
    assert "CS501 Set aside on line " in said
    assert " because it is made up" in said
    assert not said.endswith("? 1\n")  # a person has to judge it; it stops nothing
    git(root, "checkout --quiet -b later")
    write_study(
        root,
        "slow-queue",
        body=sections({**SECTIONS, "The problem": "Two\n\nlines more.", "What happened": allowed}),
    )
    commit(root)
    assert practice(root, "review change..later").endswith("It brings no new problem.\n")


@pytest.fixture
def with_site(root: Path, project: Path) -> Path:
    """The same, with the settings of a site, and a change of three case studies: one sound, one a
    draft, one with an error.
    """
    shutil.copy(project / "mkdocs.yml", root)
    (root / "docs").mkdir()
    write_file(root, "case_studies/haringey-pct/plan.csv", b"week,done\n1,nothing\n")
    write_study(
        root,
        "new",
        title="Chairs & <em>tables</em>",
        resources=[{"title": "The plan", "file": "plan.csv"}],
    )
    write_study(root, "sketch", status="draft", summary="Not yet.")
    write_study(root, "wrong", themes=["leadershp"], summary="Nor this.")
    (root / "case_studies/haringey-pct/to-go.md").unlink()
    commit(root)
    return root


def test_the_pages_of_a_change_are_written_for_any_browser(with_site: Path, tmp_path: Path) -> None:
    # What is not committed is not in the change, and so not in its pages.
    write_study(with_site, "new", title="Not in the change")
    said = practice(with_site, "review --preview ../shown")
    assert said.endswith(
        "2> What is not committed yet is left out.\n2> 3 pages to look at:"
        " ../shown/index.html\n? 1\n"
    )
    shown = tmp_path / "shown"
    found = {
        str(path.relative_to(shown)): lxml.html.parse(path).find(".//main")
        for path in sorted(shown.rglob("*.html"))
    }
    titles = {path: main.findtext(".//h1") for path, main in found.items()}
    assert titles == {
        "index.html": "Preview",
        "case-studies/new/index.html": "Chairs & <em>tables</em>",
        "case-studies/sketch/index.html": "How we did sketch",
        "case-studies/wrong/index.html": "Not ready yet",
    }
    assert [(link.text, link.get("href")) for link in found["index.html"].iter("a")] == [
        ("Chairs & <em>tables</em>", "case-studies/new/index.html"),
        ("How we did sketch", "case-studies/sketch/index.html"),
        ("Not ready yet", "case-studies/wrong/index.html"),
    ]
    assert (
        "'leadershp' is not one of our themes. Did you mean 'leadership'?"
        in found["case-studies/wrong/index.html"].text_content()
    )
    assert (shown / "files/haringey-pct/plan.csv").read_bytes() == b"week,done\n1,nothing\n"
    # They stand alone: the style and the scripts lie beside them.
    for page in found:
        for element in lxml.html.parse(shown / page).xpath(
            "//link[@rel='stylesheet'] | //script[@src]"
        ):
            assert (
                (shown / page)
                .parent.joinpath((element.get("href") or element.get("src")).partition("?")[0])
                .is_file()
            )


def test_a_change_cannot_bring_settings_of_its_own(with_site: Path, tmp_path: Path) -> None:
    git(with_site, "checkout --quiet -b theirs")
    write_file(with_site, "hook.py", "import pathlib\npathlib.Path('ran').touch()\n")
    write_file(
        with_site, "mkdocs.yml", (with_site / "mkdocs.yml").read_text() + "hooks: [hook.py]\n"
    )
    commit(with_site)
    git(with_site, "checkout --quiet change")
    assert "3 pages to look at" in practice(with_site, "review main...theirs --preview ../shown")
    assert not (with_site / "ran").exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("review main...main --preview ../shown", "2> There is no page to look at.\n"),
        (
            "review --preview case_studies",
            (
                "2> practice: case_studies is not empty, and nothing in it is to be lost. Name a"
                " new folder.\n? 2\n"
            ),
        ),
        (
            "review --read kept.json --preview ../shown",
            (
                "2> practice: A review that was kept has no pages. Without --read, --preview makes"
                " them.\n? 2\n"
            ),
        ),
        (
            "review --preview .git/HEAD/x",
            "2> practice: The folder .git/HEAD/x cannot be made: Not a directory\n? 2\n",
        ),
        (
            "review --preview ../shown",
            (
                "so there is no site to look like. Copy the one of this project and change its"
                " names.\n? 2\n"
            ),
        ),
    ],
)
def test_when_there_are_no_pages(root: Path, asked: str, said: str) -> None:
    write_study(root, "new")
    commit(root)
    assert practice(root, asked).endswith(said)
    assert not list((root.parent / "shown").glob("*"))


def test_facts_are_of_version_1(root: Path) -> None:
    assert json.loads(practice(root, "review --format json"))["version"] == 1
