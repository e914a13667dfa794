"""CS307: HTML in the text, which the site does not take."""

from __future__ import annotations

from collections.abc import Iterator

from practice.checks.context import Context
from practice.checks.rule import Finding, draft_rule
from practice.content.draft import Draft
from practice.model.messages import quote


@draft_rule("CS307", "raw-html")
def raw_html(draft: Draft, context: Context) -> Iterator[Finding]:
    """The text is Markdown without HTML."""
    for html in draft.body.html:
        hint = "Write it as Markdown; a less-than sign in a text is written \\<."
        yield Finding(
            html.place,
            f"{quote(html.text)} is HTML; the site would show it as it is written.",
            hint,
        )
