"""Films without a place, byte for byte where they were."""

from __future__ import annotations

import pytest

from practice.attachments.inspect import find_hidden
from practice.checks.autofix.attachments import mend_file
from privacy.files import XYZ, box, film
from privacy.test_hidden_in_films import keys, track


def emptied(content: bytes) -> bytes:
    return content[:4] + b"free" + bytes(len(content) - 8)


@pytest.mark.parametrize(
    "told", [XYZ, box(b"\xa9aut", b"Jane"), keys(b"com.apple.quicktime.location.ISO6709")]
)
def test_what_tells_is_emptied_and_nothing_moves(told: bytes) -> None:
    content = film(box(b"moov", track(b"avc1"), box(b"udta", box(b"\xa9nam", b"The door"), told)))
    bare = mend_file(content)
    assert bare == content.replace(told, emptied(told))
    assert (len(bare), find_hidden(bare), mend_file(bare)) == (len(content), (), bare)


def test_long_boxes() -> None:
    told = b"\0\0\0\1\xa9xyz" + (16 + 4).to_bytes(8, "big") + b"51.5"
    content = film(box(b"moov", box(b"udta", told)))
    assert mend_file(content) == content.replace(told, b"\0\0\0\1free" + told[8:16] + bytes(4))


@pytest.mark.parametrize(
    "content",
    [
        film(),
        film(box(b"moov", track(b"gpmd"), box(b"udta", XYZ))),
        film(box(b"moov", box(b"udta", XYZ)))[:-3],
    ],
    ids=["nothing told", "a track tells", "damaged"],
)
def test_what_is_left_as_it_is(content: bytes) -> None:
    assert mend_file(content) == content
