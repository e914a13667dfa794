"""What a file is by its content, what the site publishes of it, and what is said of all others."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from building import PDF, write_file, write_network, write_study
from checks.worlds import check_folder, said
from practice.attachments.file_types import LARGEST, PUBLISHED, Kind, is_published, kind_of
from practice.attachments.inspect import find_hidden
from practice.model.diagnostics import Report
from practice.project import open_workspace
from practice.site.urls import attachments

from .files import HEIC, archive, film, gif, jpeg, png, webp
from .pdfs import photograph

FOLDER = "case_studies/haringey-pct"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def picture(form: str, **about: Any) -> bytes:
    """Return a picture as Pillow writes it."""
    made = io.BytesIO()
    Image.new("RGB", (16, 16), (9, 200, 9)).save(made, form, **about)
    return made.getvalue()


KINDS: dict[str, tuple[bytes, Kind]] = {
    "PNG": (picture("PNG"), "PNG picture"),
    "JPEG": (picture("JPEG"), "JPEG picture"),
    "GIF": (picture("GIF"), "GIF picture"),
    "WebP": (picture("WEBP"), "WebP picture"),
    "HEIC": (HEIC, "HEIC picture"),
    "AVIF": (picture("AVIF"), "AVIF picture"),
    "TIFF": (picture("TIFF"), "TIFF picture"),
    "TIFF, the other order": (b"MM\0*" + bytes(8), "TIFF picture"),
    "raw, of a camera": (b"\0\0\0\x18ftypcrx \0\0\0\1crx isom", "camera's raw picture"),
    "BMP": (picture("BMP"), "file of a kind that is not known here"),
    "PDF": (PDF, "PDF"),
    "PDF behind something": (b"\0\0" + PDF, "PDF"),
    "Word": (archive(word__document_xml="<w:p/>"), "office file"),
    "Word of long ago": (OLD_WORD, "old Office file"),
    "RTF": (b"{\\rtf1\\ansi Come early.}", "RTF file"),
    "film": (film(), "film"),
    "film of a Mac": (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "film"),
    "film of long ago": (b"\0\0\0\x08wide\0\0\0\x08mdat", "film"),
    "sound with tags": (b"ID3\4\0\0\0\0\0\0\xff\xfb\x90\0", "sound file"),
    "sound": (b"\xff\xfb\x90\0" + bytes(400), "sound file"),
    "text": ("Ärzte, naïve".encode(), "text"),
    "text of old Windows": ("Ärzte, naïve\r\n".encode("cp1252"), "text"),
    "text of Excel": ("Ärzte\t3".encode("utf-16"), "text"),
    "text that begins like a film": (b"Use free wards, not the corridor.", "text"),
    "text that begins like tags": (b"ID3 is a way to write names into sound.", "text"),
    "a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "text"),
    "a program": (b"\x7fELF\2\1\1\0", "file of a kind that is not known here"),
    "nothing": (b"", "empty file"),
}


@pytest.mark.parametrize("case", KINDS)
def test_kinds(case: str) -> None:
    content, kind = KINDS[case]
    assert kind_of(content) == kind


def test_every_kind_that_is_published_is_looked_into() -> None:
    from practice.attachments.inspect import _READERS

    assert set(PUBLISHED.values()) <= set(_READERS)


@pytest.mark.parametrize(
    ("path", "content", "published"),
    [
        ("a.jpg", jpeg(), True),
        ("a.JPEG", jpeg(), True),
        ("a.png", jpeg(), False),
        ("a.jpg", HEIC, False),
        ("a.heic", HEIC, False),
        ("a.docx", archive(word__document_xml=""), True),
        ("a.docm", archive(word__document_xml=""), False),
        ("a.mp4", film(), False),
        ("a.mov", film(), False),
        ("a.csv", b"week,patients\n", True),
        ("a.html", b"<p>", False),
        ("a", b"", False),
        (".png", png(), False),
    ],
)
def test_what_is_published(path: str, content: bytes, published: bool) -> None:
    assert is_published(path, kind_of(content)) is published


WITH_PLACE = photograph()
CASES: dict[str, tuple[str, bytes, list[str]]] = {
    "a picture from an iPhone": (
        "visit.heic",
        HEIC,
        [
            "1:1 unpublishable-file: This is a HEIC picture, and the site publishes none called"
            " .heic. | Save it as JPEG. So that an iPhone does: Settings, Camera, Formats, Most"
            " Compatible."
        ],
    ),
    "one that is only called JPEG": (
        "visit.jpg",
        HEIC,
        [
            "1:1 unpublishable-file: The file is called .jpg, but it is a HEIC picture. "
            "| Save it as JPEG. So that an iPhone does: Settings, Camera, Formats, Most Compatible."
        ],
    ),
    "TIFF that is only called JPEG": (
        "visit.jpg",
        picture("TIFF"),
        [
            "1:1 unpublishable-file: The file is called .jpg, but it is a TIFF picture. | Save it"
            " as PNG or JPEG."
        ],
    ),
    "JPEG that is called PNG, with a place": (
        "visit.png",
        WITH_PLACE,
        [
            (
                "1:1 hidden-location: The file says where it was made (GPS): that may be somebody's"
                " home. | Take the place out before you offer it: in Windows, Properties, Details,"
                " Remove Properties and Personal Information."
            ),
            (
                "1:1 unpublishable-file: The file is called .png, but it is a JPEG picture. "
                "| Give it the ending .jpg, here and where it is named."
            ),
        ],
    ),
    "JPEG under a name of Windows": (
        "visit.jfif",
        jpeg(),
        [
            "1:1 unpublishable-file: This is a JPEG picture, and the site publishes none called"
            " .jfif. | Give it the ending .jpg, here and where it is named."
        ],
    ),
    "Word of long ago": (
        "plan.doc",
        OLD_WORD,
        [
            "1:1 unpublishable-file: This is an old Office file, and the site publishes none called"
            " .doc. | Save it as .docx, .xlsx, .pptx or PDF, without a password."
        ],
    ),
    "a film of an iPhone": (
        "door.mov",
        film(),
        [
            "1:1 unpublishable-file: This is a film, and the site publishes none called .mov. | Put"
            " it where your trust publishes films and sound, and link to it from the case study."
        ],
    ),
    "a damaged letter": (
        "letter.docx",
        archive(word__document_xml="<w:p/>")[:-9],
        [
            "1:1 unpublishable-file: The file cannot be looked into: it is damaged. | Save it anew"
            " in the program that made it, without a password, and put that one there."
        ],
    ),
    "nothing in it": (
        "visit.jpg",
        b"",
        [
            "1:1 unpublishable-file: This is an empty file. | Put the whole file there, or take it"
            " out."
        ],
    ),
    "zeros without end": (
        "plan.pdf",
        bytes(LARGEST + 1),
        [
            "1:1 unpublishable-file: This is a file of more than 64 MB. | Make it smaller, or put"
            " it elsewhere on the web and link to it."
        ],
    ),
    "a note to whom it concerns": ("NOTICE", b"Ask before you change this.\n", []),
    "figures": ("weeks.csv", b"week,patients\n1,40\n", []),
    "a picture of its name": ("visit.webp", webp((b"VP8L", b"\x2f\0\0\0\0")), []),
    "one that moves": ("visit.gif", gif(), []),
}


def about(report: Report, path: str) -> list[str]:
    """Return what the report says of a file besides that no case study names it."""
    return said(
        Report(
            tuple(one for one in report if one.place.path == path and one.name != "unnamed-file"),
            report.files,
        )
    )


@pytest.mark.parametrize("case", CASES)
def test_what_is_said_and_what_reaches_the_site(case: str, tmp_path: Path) -> None:
    name, content, expected = CASES[case]
    write_file(write_network(tmp_path), f"{FOLDER}/{name}", content)
    assert about(check_folder(tmp_path).report, f"{FOLDER}/{name}") == expected
    write_study(tmp_path, "visits", yaml_lines=f"resources:\n  - {{title: A visit, file: {name}}}")
    published = f"{FOLDER}/{name}" in attachments(open_workspace(tmp_path).catalogue)
    assert published is (not expected and "." in name)


def test_a_report_says_where_the_file_is_used(tmp_path: Path) -> None:
    root = write_network(tmp_path)
    write_file(root, f"{FOLDER}/plan.svg", "<svg/>")
    write_file(root, f"{FOLDER}/visit.heic", HEIC)
    write_study(
        root,
        "visits",
        yaml_lines=(
            "resources:\n  - {title: A picture, file: visit.heic}\n  - {title: A plan, file:"
            " plan.svg}"
        ),
    )
    found = [str(problem).split("  [")[0] for problem in check_folder(root).report]
    assert found == [
        (
            f"{FOLDER}/plan.svg:1:1: CS517 The site publishes no .svg files. It is used in"
            f" {FOLDER}/visits.md, line 23."
        ),
        (
            f"{FOLDER}/visit.heic:1:1: CS517 This is a HEIC picture, and the site publishes none"
            f" called .heic. It is used in {FOLDER}/visits.md, line 22."
        ),
    ]


def test_a_link_to_another_file_is_not_followed(tmp_path: Path) -> None:
    root = write_network(tmp_path / "network")
    secret = write_file(tmp_path, "secret.txt", "not for anybody")
    (root / FOLDER / "notes.txt").symlink_to(secret)
    assert about(check_folder(root).report, f"{FOLDER}/notes.txt") == [
        "1:1 unpublishable-file: This is a link to another place. | Put the file itself there."
    ]
    assert f"{FOLDER}/notes.txt" not in open_workspace(root).catalogue.attachments


def test_a_renamed_picture_is_looked_into_by_what_it_is() -> None:
    assert [trace.name for trace in find_hidden(WITH_PLACE)] == ["GPS"]
