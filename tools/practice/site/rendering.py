"""Fill in the templates: every value is escaped, and none of it is read as Markdown or HTML."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from practice.model.text import counted, first_small, number
from practice.site import wording
from practice.site.page import plain

# Every sign that starts something in Markdown, as an entity: a heading is the one place where a
# site engine reads what we write as Markdown.
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+\-.!|~<>&:\"'=^$@/]")


def heading(text: str) -> Markup:
    """Return `text` for a Markdown heading, shown letter by letter."""
    return Markup(_MARKDOWN.sub(lambda sign: f"&#{ord(sign[0])};", plain(text)))


def lines(text: str) -> Markup:
    """Return `text` with its line breaks, written so that no site engine sees new lines."""
    return Markup("&#10;").join(escape(plain_line(line)) for line in text.splitlines())


def plain_line(line: str) -> str:
    """Return one line of an example with its indentation kept."""
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + plain(line)


def web_address(text: str) -> str:
    """Return `text` when it is an address on the web, or "#" when it could be anything else."""
    return text if text.lower().startswith(("https://", "http://")) else "#"


def _finish(value: Any) -> Any:
    # Line breaks inside a value could start a Markdown block of their own.
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("practice.site"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finish,
        auto_reload=False,  # nobody changes a template while a site is built
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        heading=heading, lines=lines, web_address=web_address, first_small=first_small
    )
    environment.globals.update(count=counted, number=number, words=wording)
    return environment


def fill(template: str, /, **values: object) -> str:
    """Return the text of `template` with `values` filled in.

    Raises:
        jinja2.UndefinedError: the template asks for a value that is not there.
    """
    text = _environment().get_template(template).render(**values)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
