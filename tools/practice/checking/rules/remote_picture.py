"""CS311: a picture that lies on somebody else's site."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checking.context import Context
from practice.checking.rule import Finding, draft_rule
from practice.checking.wording import quote
from practice.reading.draft import Draft


@draft_rule("CS311", "remote-picture")
def remote_picture(draft: Draft, context: Context) -> Iterator[Finding]:
    """Every picture lies beside the case study."""
    for picture in draft.body.pictures:
        if picture.target.lower().startswith(("http:", "https:")):
            hint = (
                f"Save it beside the case study, if its licence allows, and write: ![{picture.text}]({picture.target.rpartition('/')[2]})"
            )
            yield Finding(
                picture.place, f"The picture {quote(picture.target)} lies on another site, which would learn who reads this page.", hint
            )
