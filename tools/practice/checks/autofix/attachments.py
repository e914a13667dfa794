"""A file beside a case study without what it hides, whatever its kind."""

from __future__ import annotations

from practice.attachments.file_types import kind_of
from practice.attachments.images_strip import mend_picture
from practice.attachments.office_strip import mend_document
from practice.attachments.pdf_strip import mend_pdf

_DEEPEST = 3


def mend_file(content: bytes, depth: int = 0) -> bytes:
    """Return a picture or document without place, maker and device if that is certain to be
    all that changes, else as it is.
    """

    def inside(part: bytes) -> bytes:
        return mend_file(part, depth + 1) if depth < _DEEPEST else part

    match kind_of(content):
        case "JPEG picture" | "PNG picture" | "GIF picture" | "WebP picture":
            return mend_picture(content)
        case "office file":
            return mend_document(content, inside)
        case "PDF":
            return mend_pdf(content, inside)
    return content
