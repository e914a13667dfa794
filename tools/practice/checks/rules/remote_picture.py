"""CS311: a picture that lies on somebody else's site."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.rule import Finding, draft_rule
from practice.content.draft import Draft
from practice.model.messages import quote


@draft_rule("CS311", "remote-picture")
def remote_picture(draft: Draft, context: Context) -> Iterator[Finding]:
    """Every picture lies beside the case study."""
    for picture in draft.body.pictures:
        if picture.target.lower().startswith(("http:", "https:")):
            hint = (
                "Save it beside the case study, if its licence allows, and write:"
                f" ![{picture.text}]({picture.target.rpartition('/')[2]})"
            )
            yield Finding(
                picture.place,
                f"The picture {quote(picture.target)} lies on another site, which would learn who"
                " reads this page.",
                hint,
            )
