"""Write a case study as a file: fields and sections in, Markdown with front matter out.

Every way in (form, Word file, spreadsheet, command line) ends here, so that the same answers give
the same file. The form in the browser has the same rules in JavaScript
(`theme/assets/practice/write/serializer.js`), with what stands without quotes as data;
`tests/content/cases.json` and any answers hold both to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from practice.content.yaml_writer import scalar
from practice.model.schema import FIELDS, HEADINGS, Field

Item = str | Mapping[str, str]
Value = Item | Sequence[Item]
"""The answer to a question: words, a mapping with keys of its own, or a list of these. What is
empty is left out.
"""

LINE = 100
"""A list of short words stays on one line up to so many characters."""

# Characters that a YAML reader refuses, or that would end a line.
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_ENDS = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_OUR_HEADING = re.compile(r"^ {0,3}#{1,2}(?=[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def compose(fields: Mapping[str, Value], sections: Mapping[str, str]) -> str:
    """Return the text of a file with these answers.

    Fields and sections come in the order of the schema, whatever order they are given in; those the
    schema does not know follow, so that nothing is lost and the checks can speak of it. Empty
    answers are left out. A heading inside a section that is as large as the section's own is made
    smaller.
    """
    known = {field.name: field for field in FIELDS}
    lines = ["---"]
    for name in [*known, *(name for name in fields if name not in known)]:
        lines += _field(name, fields.get(name, ""), known.get(name), "")
    lines.append("---")
    headings = [heading.text for heading in HEADINGS]
    for heading in [*headings, *(heading for heading in sections if heading not in headings)]:
        text = _section(sections.get(heading, ""))
        if text:
            lines += ["", f"## {one_line(heading)}", "", text]
    return "\n".join(lines) + "\n"


def one_line(text: str) -> str:
    """Return `text` on one line, with single spaces, without characters that no file can hold."""
    return " ".join(_REFUSED.sub("", text).split())


def _section(text: str) -> str:
    # Inside a fence everything is left as it is. A fence ends with as many of its marks, or with
    # the section.
    lines: list[str] = []
    fence = ""
    for line in _ENDS.split(text):
        line = _REFUSED.sub("", line).rstrip(" \t")
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and line.strip(" ") == mark[1]:
                fence = ""
        elif mark:
            fence = mark[1]
        else:
            line = _OUR_HEADING.sub("###", line)
            # A row of dashes under a line of text would make a heading of it.
            if lines and lines[-1] and _UNDERLINE.fullmatch(line):
                lines.append("")
        lines.append(line)
    if fence:
        lines.append(fence)
    return "\n".join(lines).strip("\n")


def _field(name: str, value: Value, field: Field | None, indent: str) -> Iterator[str]:
    if isinstance(value, str):
        text = one_line(value)
        if text:
            yield f"{indent}{name}: {scalar(text, field)}"
    elif isinstance(value, Mapping):
        inner = list(_mapping(value, field, indent + "  "))
        if inner:
            yield f"{indent}{name}:"
            yield from inner
    else:
        items = [item for item in value if not _empty(item)]
        if items:
            yield from _list(name, items, field, indent)


def _list(name: str, items: Sequence[Value], field: Field | None, indent: str) -> Iterator[str]:
    words = [one_line(item) for item in items if isinstance(item, str)]
    if len(words) == len(items) and field and field.kind in ("term", "organisation", "study"):
        line = f"{indent}{name}: [{', '.join(scalar(word, field) for word in words)}]"
        if len(line) <= LINE and not any("," in word for word in words):
            yield line
            return
    yield f"{indent}{name}:"
    for item in items:
        if isinstance(item, Mapping):
            inner = list(_mapping(item, field, indent + "    "))
            yield f"{indent}  - {inner[0].strip()}"
            yield from inner[1:]
        else:
            yield f"{indent}  - {scalar(one_line(str(item)), field)}"


def _mapping(value: Mapping[str, Value], field: Field | None, indent: str) -> Iterator[str]:
    known = {inner.name: inner for inner in (field.fields if field else ())}
    for name in [*known, *(name for name in value if name not in known)]:
        yield from _field(name, value.get(name, ""), known.get(name), indent)


def _empty(value: Value) -> bool:
    if isinstance(value, str):
        return not one_line(value)
    return all(_empty(item) for item in (value.values() if isinstance(value, Mapping) else value))
