"""A review as JSON, and back: so that a review made where nothing is trusted can be shown by
somebody who trusts nothing in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from practice.checks.formats.json import problem_facts
from practice.model.diagnostics import Diagnostic, Place, Report, Severity
from practice.model.similarity import Alike
from practice.review.git import Span
from practice.review.review import Review, Reviewed

VERSION = 1
MAX_BYTES = 4 * 1024 * 1024
_CHANGES = ("added", "changed", "renamed", "removed")

Made = TypeVar("Made")


class NotAReview(Exception):
    """A text is not a review as this module writes it; the message says where it differs."""


def as_json(review: Review) -> str:
    """Return the review with a version number; `similar` holds paths, titles and likeness, `page`
    an address on the site.
    """
    facts = {
        "version": VERSION,
        "base": review.span.base,
        "head": review.span.head,
        "range": review.span.words,
        "studies": [_study(study, review) for study in review.studies],
        "others": list(review.others),
        "outside": list(review.outside),
        "themes": list(review.themes),
        "pages": list(review.pages),
        "files": review.problems.files,
        "errors": len(review.problems.errors),
        "warnings": len(review.problems.warnings),
        "mended": review.mended,
        "problems": [problem_facts(problem) for problem in review.problems],
    }
    # Names of files that are not UTF-8 hold halves of characters, which no reader of JSON has to
    # take.
    return json.dumps(facts, ensure_ascii=False, indent=2).encode(errors="replace").decode() + "\n"


def _study(study: Reviewed, review: Review) -> dict[str, object]:
    return {
        "change": study.change,
        "path": study.path,
        "was": study.was,
        "id": study.id,
        "title": study.title,
        "themes": list(study.themes),
        "reading_age": study.reading_age,
        "similar": [
            {"path": one.path, "title": review.titles.get(one.path, ""), "likeness": one.likeness}
            for one in study.similar
        ],
        "page": study.page,
    }


def read_json(text: str) -> Review:
    """Return the review that `as_json` wrote as `text`, which may come from anybody.

    Raises:
        NotAReview: it has another form, or is longer than any review.
    """
    if len(text) > MAX_BYTES:
        raise NotAReview("The review is too long.")
    try:
        facts = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAReview(f"The review is not JSON: {error}.") from None
    if not isinstance(facts, dict) or facts.get("version") != VERSION:
        raise NotAReview(f"The review is not of version {VERSION}.")
    problems = _list(facts, "problems", _read_problem)
    found = _list(facts, "studies", _read_study)
    return Review(
        Span(_text(facts, "base"), _text(facts, "head"), _text(facts, "range")),
        tuple(study for study, _ in found),
        Report.of(problems, _number(facts, "files")),
        _number(facts, "mended"),
        _list(facts, "others", _word),
        _list(facts, "outside", _word),
        {path: title for _, titles in found for path, title in titles.items()},
    )


def _read_study(facts: Any) -> tuple[Reviewed, Mapping[str, str]]:
    change, age = _text(facts, "change"), facts.get("reading_age")
    if change not in _CHANGES or not (age is None or type(age) is int):
        raise NotAReview(
            "A case study of the review has a change or a reading age that there is not."
        )
    similar = _list(facts, "similar", _read_alike)
    study = Reviewed(
        change,  # type: ignore[arg-type]  # looked up just above
        _text(facts, "path"),
        _text(facts, "id"),
        _text(facts, "title"),
        _text(facts, "was"),
        _list(facts, "themes", _word),
        age,
        tuple(alike for alike, _ in similar),
        _text(facts, "page"),
    )
    return study, {alike.path: title for alike, title in similar}


def _read_alike(facts: Any) -> tuple[Alike, str]:
    likeness = facts.get("likeness") if isinstance(facts, dict) else None
    if not isinstance(likeness, int | float):
        raise NotAReview("'likeness' in the review is not a number.")
    return Alike(_text(facts, "path"), float(likeness)), _text(facts, "title")


def _read_problem(facts: Any) -> Diagnostic:
    severity = _text(facts, "severity")
    if severity not in ("error", "warning"):
        raise NotAReview("A problem of the review is neither an error nor a warning.")
    place = Place(_text(facts, "path"), _number(facts, "line"), _number(facts, "column"))
    words = {key: _text(facts, key) for key in ("code", "name", "message", "hint")}
    return Diagnostic(
        words["code"], words["name"], Severity(severity), place, words["message"], words["hint"]
    )


def _text(facts: Any, key: str) -> str:
    return _word(facts.get(key) if isinstance(facts, dict) else None, key)


def _word(value: Any, what: str = "An entry") -> str:
    if not isinstance(value, str):
        raise NotAReview(f"'{what}' in the review is not text.")
    return value


def _number(facts: Any, key: str) -> int:
    value = facts.get(key) if isinstance(facts, dict) else None
    if type(value) is not int or value < 0:
        raise NotAReview(f"'{key}' in the review is not a number.")
    return value


def _list(facts: Any, key: str, read: Callable[[Any], Made]) -> tuple[Made, ...]:
    value = facts.get(key) if isinstance(facts, dict) else None
    if not isinstance(value, list):
        raise NotAReview(f"'{key}' in the review is not a list.")
    return tuple(read(item) for item in value)
