"""What a search found, as text for people and as JSON, CSV or paths for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from practice.lookup.lookup import Lookup
    from practice.model.schema import Field
    from practice.search import Hit, Response

JSON_VERSION = 1
MOST_VALUES = 8
COLUMNS = (
    "id", "title", "trusts", "place", "themes", "communities", "topics", "settings",
    "started", "stage", "outcome", "evidence", "origin", "summary", "path", "match",
)  # fmt: skip
RECORD_KEYS = (
    "id", "title", "summary", "trusts", "place", "themes", "communities", "topics", "settings",
    "started", "stage", "outcome", "evidence", "origin", "status", "path",
)  # fmt: skip


class Found(NamedTuple):
    """A search and its answer. `selection` holds resolved values; `started` in it comes from since
    and until.
    """

    lookup: Lookup
    text: str
    selection: Mapping[str, tuple[str, ...]]
    since: str
    until: str
    sort: str
    limit: int | None
    offset: int
    answer: Response


def remarks(found: Found) -> Iterator[str]:
    """Yield what to say beside the results: nothing found, another spelling, more to see."""
    answer = found.answer
    if not answer.total:
        hint = f" Did you mean '{answer.suggestion}'?" if answer.suggestion else ""
        yield f"Nothing found{_asked(found)}.{hint}"
        if not hint and not answer.some and len(found.selection) + bool(found.text.strip()) > 1:
            yield "Drop a word or a facet to find more."
    last = found.offset + len(answer.hits)
    if answer.hits and last < answer.total:
        yield f"{answer.total - last} more: --offset {last}, or all: --limit all"
    if answer.some:
        more = " more" if answer.total else ""
        verb = "mentions" if answer.some == 1 else "mention"
        yield f"{answer.some}{more} {verb} only some of the words: --any"


def _asked(found: Found) -> str:
    parts = [f" for '{found.text}'"] if found.text.strip() else []
    for facet, values in found.selection.items():
        if facet != "started":
            parts.append(
                f" · {facet}: {' or '.join(found.lookup.label(facet, value) for value in values)}"
            )
    parts += [f" · since {found.since}"] if found.since else []
    parts += [f" · until {found.until}"] if found.until else []
    return "".join(parts)


def _marked(hit: Hit, colour: bool) -> str:
    text, pieces, at = hit.excerpt.text, [], 0
    before, after = ("\x1b[1m", "\x1b[0m") if colour else ("*", "*")
    for start, end in hit.excerpt.hits:
        pieces += [text[at:start], before, text[start:end], after]
        at = end
    return " ".join("".join([*pieces, text[at:]]).split())


def _where(record: Mapping[str, Any]) -> str:
    return ", ".join(trust["name"] for trust in record["trusts"]) or record["place"]


def as_text(found: Found, colour: bool) -> str:
    """Return the results for a person: where, when, how well, and the passage that matched."""
    import shutil
    import textwrap

    from practice.model.text import plural

    answer, lookup = found.answer, found.lookup
    width = min(shutil.get_terminal_size((100, 24)).columns, 110)
    bold, dim, plain = ("\x1b[1m", "\x1b[2m", "\x1b[0m") if colour else ("", "", "")
    lines = []
    if answer.total:
        noun = plural(answer.total, "case study", "case studies")
        lines += [f"{answer.total} {noun}{_asked(found)}", ""]
    for number, hit in enumerate(answer.hits, start=found.offset + 1):
        record = hit.stored
        date = "date not known" if record["started"] == "unknown" else record["started"]
        facts = [
            _where(record),
            date,
            lookup.label("outcome", str(record["outcome"])),
            lookup.label("evidence", str(record["evidence"])),
        ]
        lines.append(f"{number}. {bold}{record['title']}{plain}")
        lines.append(f"   {dim}{' · '.join(str(fact) for fact in facts)}{plain}")
        lines += textwrap.wrap(
            _marked(hit, colour), width, initial_indent="   ", subsequent_indent="   "
        )
        lines += [f"   {dim}{record['path']}{plain}", ""]
    for facet, counts in answer.facets.items():
        # Values that would find nothing are no help, unless they are what was chosen.
        values = [count for count in counts if count.count or count.selected]
        if not values:
            continue
        shown = [
            f"{'[x] ' if v.selected else ''}{lookup.label(facet, v.value)} {v.count}"
            for v in values[:MOST_VALUES]
        ]
        rest = f" and {len(values) - MOST_VALUES} more" if len(values) > MOST_VALUES else ""
        label = f"{facet.capitalize():<11}"
        lines += textwrap.wrap(
            f"{label}{' · '.join(shown)}{rest}", width, subsequent_indent=" " * 11
        )
    return "\n".join(lines).rstrip() + "\n" if lines else ""


def _result(hit: Hit) -> dict[str, Any]:
    excerpt = {"text": hit.excerpt.text, "hits": [list(span) for span in hit.excerpt.hits]}
    # The index keeps its records with sorted keys; people read this form too, so the order is ours.
    record = {key: hit.stored[key] for key in RECORD_KEYS}
    return {
        **record,
        **_added(hit.stored),
        "match": hit.match,
        "score": round(hit.score, 4),
        "excerpt": excerpt,
    }


def _added(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a record says in fields that the network added to the schema, in the order of the
    schema.
    """
    if stored.keys() <= set(RECORD_KEYS):
        return {}  # nearly always: the schema need not be read
    from practice.model.case_study import ADDED_FIELDS

    return {
        field.name: _in_order(stored[field.name], field)
        for field in ADDED_FIELDS
        if field.name in stored
    }


def _in_order(answer: Any, field: Field) -> Any:
    if isinstance(answer, list):
        return [_in_order(item, field) for item in answer]
    if isinstance(answer, dict):
        return {part.name: answer[part.name] for part in field.fields if part.name in answer}
    return answer


def as_json(found: Found, colour: bool) -> str:
    """Return the whole answer as one JSON object (docs/reference/searching.md describes it)."""
    answer = found.answer
    facets = {
        facet: [
            {
                "value": count.value,
                "label": found.lookup.label(facet, count.value),
                "count": count.count,
                "selected": count.selected,
            }
            for count in counts
        ]
        for facet, counts in answer.facets.items()
    }
    filters = {
        facet: list(values) for facet, values in found.selection.items() if facet != "started"
    }
    data = {
        "version": JSON_VERSION,
        "query": found.text,
        "filters": filters,
        "since": found.since or None,
        "until": found.until or None,
        "sort": found.sort,
        "offset": found.offset,
        "limit": found.limit,
        "total": answer.total,
        "some": answer.some,
        "results": [_result(hit) for hit in answer.hits],
        "facets": facets,
        "suggestion": answer.suggestion,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_jsonl(found: Found, colour: bool) -> str:
    """Return one JSON object a line for each result."""
    return "".join(json.dumps(_result(hit), ensure_ascii=False) + "\n" for hit in found.answer.hits)


def as_csv(found: Found, colour: bool) -> str:
    """Return the results as a table; several values in one cell stand with "; " between them."""
    import csv
    import io

    from practice.model.case_study import ADDED_FIELDS

    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    columns = (*COLUMNS, *(field.name for field in ADDED_FIELDS))
    writer.writerow(columns)
    for hit in found.answer.hits:
        row = {
            **hit.stored,
            **_added(hit.stored),
            "match": hit.match,
            "trusts": [trust["name"] for trust in hit.stored["trusts"]],  # type: ignore[attr-defined]
        }
        writer.writerow([_cell(row.get(column, "")) for column in columns])
    return target.getvalue()


def _cell(value: object) -> str:
    text = "; ".join(map(_said, value)) if isinstance(value, list) else _said(value)
    # A spreadsheet runs a cell that starts like a formula; an apostrophe in front keeps it text.
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _said(value: object) -> str:
    return (
        ", ".join(f"{name}: {part}" for name, part in value.items())
        if isinstance(value, dict)
        else str(value)
    )


def as_paths(found: Found, colour: bool) -> str:
    """Return the path of each result, one a line, relative to the root."""
    return "".join(f"{hit.stored['path']}\n" for hit in found.answer.hits)


RENDERERS: Mapping[str, Callable[[Found, bool], str]] = {
    "text": as_text,
    "json": as_json,
    "jsonl": as_jsonl,
    "csv": as_csv,
    "paths": as_paths,
}
