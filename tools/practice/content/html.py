"""Turn a contributor's Markdown into HTML that can do no harm: nothing but text, lists, tables,
links and pictures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import nh3
from markdown_it.token import Token
from markupsafe import Markup

from practice.content.markdown import markdown_parser

Resolve = Callable[[str], str | None]

_TEXT = {
    "p",
    "br",
    "hr",
    "h3",
    "h4",
    "h5",
    "h6",
    "strong",
    "em",
    "s",
    "code",
    "pre",
    "blockquote",
    "a",
    "img",
}
_TAGS = _TEXT | {"ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "loading"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}
_PARSER = markdown_parser()
_PRE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_WRAPPED = '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>'


def references(parts: Sequence[str]) -> dict[str, Any]:
    """Return the targets of links that one part of a text defines ("[1]: script.pdf") and any part
    may use.
    """
    env: dict[str, Any] = {}
    if any("]:" in part for part in parts):
        _PARSER.parse("\n\n".join(parts).replace("\x00", ""), env)
    found: dict[str, Any] = env.get("references", {})
    return found


def render(
    markdown: str, link: Resolve, picture: Resolve, known: Mapping[str, Any] | None = None
) -> Markup:
    """Return `markdown` as safe HTML without line breaks, ready to stand inside a block of our own.

    `link` and `picture` turn a target as written into an address, or None: then only the words
    stay. `known` are the `references` of the text that it is a part of.
    """
    tokens = _PARSER.parse(markdown.replace("\x00", ""), {"references": dict(known or {})})
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = max(token.tag, "h3")  # the page's own headings are above
        if token.children:
            token.children = _mend(token.children, link, picture)
    raw = _PARSER.renderer.render(tokens, _PARSER.options, {})
    clean = nh3.clean(
        raw,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener",
        strip_comments=True,
    )
    clean = clean.replace("<table>", _WRAPPED).replace("</table>", "</table></div>")
    # A site engine reads Markdown line by line; without line breaks it finds no fence, list or
    # heading in here.
    return Markup(
        _PRE.sub(
            lambda pre: pre[0].replace("\n", "&#10;"), clean.strip().replace("\r", "")
        ).replace("\n", " ")
    )


def _mend(tokens: list[Token], link: Resolve, picture: Resolve) -> list[Token]:
    """Give links and pictures their addresses; one without an address leaves its words behind."""
    kept: list[Token] = []
    open_links: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            address = link(str(token.attrs.get("href", "")))
            open_links.append(address is not None)
            if address is None:
                continue
            token.attrs = {"href": address}
        elif token.type == "link_close":
            if not open_links.pop():
                continue
        elif token.type == "image":
            address = picture(str(token.attrs.get("src", "")))
            if address is None:
                kept.append(Token("text", "", 0, content=token.content))
                continue
            token.attrs = {"src": address, "alt": "", "loading": "lazy"}
        kept.append(token)
    return kept
