"""Rank the documents of a test collection for its queries, and write that as a TREC run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from pathlib import Path

from practice.evaluation.collection import BadCollection

Run = Mapping[str, Mapping[str, float]]
"""For each query, the documents found and their scores, the best first."""

Ranking = Iterable[tuple[str, float]]
TAG = "practice"
STEP = 0.0001


def make_run(queries: Mapping[str, str], search: Callable[[str], Ranking]) -> Run:
    """Return the ranking of `search` for every query, with scores that keep its order.

    TREC's programs put documents in the order of their scores, compare these as short floats and
    settle ties their own way. So each score is written with four decimals, and lowered where it
    would not be below the one before.
    """
    return {query: _falling(search(text)) for query, text in queries.items()}


def _falling(ranking: Ranking) -> dict[str, float]:
    found: dict[str, float] = {}
    last = float("inf")
    for document, score in ranking:
        last = min(round(score, 4), round(last - STEP, 4))
        found[document] = last
    return found


def write_run(run: Run, path: Path) -> None:
    """Write a run in TREC's form: query, Q0, document, rank, score and the name of the run.

    Raises:
        BadCollection: when the file cannot be written, or an id has a space in it, which the form
            has no way to say.
    """
    for name in chain(run, *run.values()):
        if len(name.split()) != 1:
            raise BadCollection(f"A run file cannot hold the id '{name}', which has a space in it.")
    lines = [
        f"{query} Q0 {document} {rank} {score:.4f} {TAG}\n"
        for query, found in run.items()
        for rank, (document, score) in enumerate(found.items(), start=1)
    ]
    try:
        path.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise BadCollection(f"{path} cannot be written: {error.strerror or error}.") from None
