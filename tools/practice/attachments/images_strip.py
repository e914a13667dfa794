"""What cameras and programs write into pictures, taken out."""

from __future__ import annotations

from practice.attachments.inspect import find_hidden
from practice.attachments.publishable_images import kind_of, strip


def mend_picture(content: bytes) -> bytes:
    """Return a picture without place, author and device if it says something of these; any other
    content as it is.

    The dots stay as they are. A picture that would come out damaged is left alone.
    """
    if not kind_of(content) or not find_hidden(content):
        return content
    bare = strip(content)
    return bare if kind_of(bare) and not find_hidden(bare) else content
