"""What the command leaves on disk: all of a case study or nothing, and never something else."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from practice.attachments import errors
from practice.attachments.errors import CannotImport
from practice.cli import import_ as door
from practice.cli.main import cli
from practice.importers import importer
from practice.importers.importer import import_file
from practice.importers.result import Imported
from practice.model.vocabulary import Vocabularies

from .making import exif, fill_in, jpeg
from .test_word_form import EVERYTHING, STORY

STORY_OF_A_DOOR = "# A door that opens\n\n## Results\n\n![The door](door.jpg)\n"


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), "import", *words], standalone_mode=False)


def code(result: Result) -> int:
    return result.return_value or 0


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "door.jpg").write_bytes(jpeg((0xE1, exif(1))))
    (folder / "story.md").write_text(STORY_OF_A_DOOR)
    return folder


def test_pictures_lie_beside_it_without_what_the_camera_wrote(network: Path, sent: Path) -> None:
    before = files(network)
    result = run(network, str(sent / "story.md"), "--trust", "5GC")
    assert code(result) == 1
    folder = network / "case_studies/luton-pct"
    assert files(network) - before == {
        "case_studies/luton-pct/a-door-that-opens.md",
        "case_studies/luton-pct/a-door-that-opens-1.jpg",
    }
    assert (folder / "a-door-that-opens-1.jpg").read_bytes() == jpeg()
    assert (
        (folder / "a-door-that-opens.md").read_text()
        == "---\ntitle: A door that opens\ntrusts: [Luton PCT]\n---\n\n"
        "## What happened\n\n![The door](a-door-that-opens-1.jpg)\n"
    )


def test_the_filled_form_passes_every_check(
    network: Path, tmp_path: Path, form: bytes, words: Vocabularies
) -> None:
    path = tmp_path / "filled.docx"
    path.write_bytes(fill_in(form, EVERYTHING, STORY, words))
    result = run(network, str(path))
    assert result.output.splitlines()[-1] == "1 case study checked: no problems."
    assert code(result) == 0
    assert [path.name for path in (network / "case_studies/haringey-pct").glob("a-*.md")] == [
        "a-receptionist-at-the-door-of-the-walk-in-clinic.md"
    ]


@pytest.mark.parametrize("there", ["a-door-that-opens.md", "a-door-that-opens-1.jpg"])
def test_nothing_is_overwritten_and_nothing_half_written(
    there: str, network: Path, sent: Path
) -> None:
    (network / "case_studies/luton-pct" / there).write_text("mine")
    before = files(network)
    assert code(run(network, str(sent), "--trust", "Luton PCT")) == 2
    assert files(network) == before
    assert (network / "case_studies/luton-pct" / there).read_text() == "mine"


def test_a_dry_run_writes_nothing(network: Path, sent: Path) -> None:
    before = files(network)
    assert code(run(network, str(sent), "--trust", "Luton PCT", "--dry-run")) == 1
    assert files(network) == before


def test_two_files_of_one_title(network: Path, sent: Path) -> None:
    (sent / "again.md").write_text(STORY_OF_A_DOOR)
    result = run(network, str(sent), "--trust", "Luton PCT", "--dry-run")
    assert code(result) == 2
    assert (
        "again.md: would be case_studies/luton-pct/a-door-that-opens.md, with 1 picture"
        in result.output
    )
    assert (
        "It would have been case_studies/luton-pct/a-door-that-opens.md, but that is there already"
        in result.output
    )


def test_a_folder_that_leads_elsewhere(network: Path, sent: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (network / "case_studies/north-central-london-icb").symlink_to(elsewhere)
    result = run(network, str(sent), "--trust", "QMJ")
    assert code(result) == 2
    assert (
        "case_studies/north-central-london-icb is a link to another place, which is not followed."
        in result.output
    )
    assert list(elsewhere.iterdir()) == []


def test_a_disk_that_is_full_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "folder" / "story.md"
    target.parent.mkdir()
    real = Path.open

    def full(path: Path, mode: str = "r") -> object:
        if path == target:
            raise OSError(28, "No space left on device")
        return real(path, mode)

    monkeypatch.setattr(Path, "open", full)
    picture = import_picture()
    with pytest.raises(CannotImport, match="cannot be written: No space left on device"):
        importer.save(picture, "text", target)
    assert list(target.parent.iterdir()) == []


def import_picture() -> Imported:
    from practice.importers.result import Picture

    return Imported("story.md", "story", pictures=(Picture(jpeg(), ".jpg"),))


def test_without_the_libraries_it_says_what_to_install(
    network: Path, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(errors.LibraryMissing):
        import_file(sent / "story.md", read_vocabularies(network))
    result = run(network, str(sent))
    assert (
        str(result.exception)
        == "Reading such files needs libraries that are not installed here. In the folder of this"
        " project: pip install '.[import]'"
    )
    assert isinstance(result.exception, door.CannotDo)


def read_vocabularies(root: Path) -> Vocabularies:
    from practice.content import vocabulary_files

    return vocabulary_files.read_vocabularies(root)[0]


ROWS = "Title,Summary,Trusts\n" + "".join(
    f"Door {number},A door.,Luton PCT\n" for number in range(1, 5)
)


def test_what_is_there_already_is_said_once(network: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_text(ROWS)
    assert code(run(network, str(sheet))) == 1
    before = files(network)
    again = run(network, str(sheet))
    assert code(again) == 0
    assert (
        again.output
        == "4 case studies are there already, just as they would be written: left alone.\n"
    )
    (network / "case_studies/luton-pct/door-2.md").write_text("mended")
    mended = run(network, str(sheet))
    assert code(mended) == 2
    assert mended.output.splitlines() == [
        (
            f"practice: {sheet}, row 3: case_studies/luton-pct/door-2.md is there already with"
            " other words, and stays as it is."
        ),
        "3 case studies are there already, just as they would be written: left alone.",
        (
            "Nothing is ever overwritten. To import one that is there with other words, give it"
            " another title, or use --output."
        ),
    ]
    assert files(network) == before


def test_stopped_half_way_it_says_what_was_written(
    network: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_text(ROWS)
    real = importer.save
    left = iter([True, True, False])

    def stopped(study: Imported, text: str, target: Path) -> None:
        if not next(left):
            raise KeyboardInterrupt
        real(study, text, target)

    monkeypatch.setattr(importer, "save", stopped)
    result = run(network, str(sheet))
    assert isinstance(result.exception, click.Abort)
    assert result.output.splitlines() == [
        (
            "2 case studies were written before it was stopped, to case_studies/luton-pct."
            " 'practice check' says what is to mend in them."
        ),
        "Run the same command again to go on with the rest: those that are there are left alone.",
    ]
    monkeypatch.undo()
    again = run(network, str(sheet))
    assert (
        "2 case studies are there already, just as they would be written: left alone."
        in again.output
    )
    assert "row 4: written to case_studies/luton-pct/door-3.md" in again.output


def test_stopped_while_writing_it_leaves_no_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "folder" / "story.md"
    real = Path.open

    def stopped(path: Path, mode: str = "r") -> object:
        if path == target:
            raise KeyboardInterrupt
        return real(path, mode)

    monkeypatch.setattr(Path, "open", stopped)
    with pytest.raises(KeyboardInterrupt):
        importer.save(import_picture(), "text", target)
    assert list(target.parent.iterdir()) == []


def test_the_faults_of_another_of_the_same_name_are_not_its_own(
    network: Path, sent: Path, tmp_path: Path
) -> None:
    run(network, str(sent / "story.md"), "--trust", "5GC")
    written = network / "case_studies/luton-pct/a-door-that-opens.md"
    written.write_text(written.read_text().replace("---\n\n", "outcome: wrongword\n---\n\n", 1))
    result = run(network, str(sent / "story.md"), "--trust", "5GC", "--output", str(tmp_path / "o"))
    assert "wrongword" not in result.output
    assert "CS401 The name 'a-door-that-opens' is taken by case_studies/luton-pct" in result.output
