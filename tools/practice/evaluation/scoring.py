"""Measure a ranking against judgements; give the figures as text, JSON or TSV."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from practice.evaluation.collection import Judgements
from practice.evaluation.runs import Run

MEASURES = ("nDCG@10", "RR", "R@100")
"""By the names of ir-measures: normalised discounted cumulative gain, reciprocal rank, recall."""
JSON_VERSION = 1
OVERALL = "all"


class CannotMeasure(Exception):
    """The library that measures is not installed; the message says how to get it."""


@dataclass(frozen=True)
class Scores:
    """For each query the value of each measure, in the order of `measures`."""

    measures: tuple[str, ...]
    queries: Mapping[str, tuple[float, ...]]

    @property
    def overall(self) -> tuple[float, ...]:
        """The mean over all queries."""
        return tuple(fmean(values) for values in zip(*self.queries.values(), strict=True))

    def rows(self) -> list[tuple[str, tuple[float, ...]]]:
        """Return the queries with their values, and the means last."""
        return [*self.queries.items(), (OVERALL, self.overall)]


def measure(run: Run, judgements: Judgements, measures: Sequence[str] = MEASURES) -> Scores:
    """Return the scores of a run: for every judged query, 0 where nothing was found.

    Raises:
        CannotMeasure: when ir-measures is not installed.
    """
    require_measures()
    import ir_measures

    wanted = [_named(name) for name in measures]
    # An empty ranking is no line of a run, so ir-measures would pass over it.
    values = {query: dict.fromkeys(measures, 0.0) for query in judgements}
    for metric in ir_measures.iter_calc(
        wanted, judgements, {query: found for query, found in run.items() if found}
    ):
        values[metric.query_id][str(metric.measure)] = float(metric.value)
    return Scores(
        tuple(measures),
        {query: tuple(found[name] for name in measures) for query, found in values.items()},
    )


def _named(name: str) -> Any:
    # Of the form R@100, RR or P(rel=2)@4. The library's own reader of names uses a part of Python
    # that 3.14 no longer has.
    import ir_measures

    called, _, cutoff = name.partition("@")
    kind, _, grade = called.partition("(rel=")
    found = getattr(ir_measures, kind)
    if grade:
        found = found(rel=int(grade.removesuffix(")")))
    return found @ int(cutoff) if cutoff else found


def require_measures() -> None:
    """Make sure, ahead of any work, that rankings can be measured.

    Raises:
        CannotMeasure: when ir-measures is not installed.
    """
    try:
        import ir_measures  # noqa: F401 - only to see whether it is there
        import pytrec_eval  # noqa: F401
    except ImportError:
        raise CannotMeasure(
            "Measuring needs the library ir-measures, which is not installed. In the folder of this"
            " project: pip install '.[evaluate]'"
        ) from None


def as_text(scores: Scores) -> str:
    """Return a table for people: a line for each query, and the means last."""
    width = max(len(name) for name, _ in [*scores.rows(), ("query", ())])
    head = f"{'query':<{width}}" + "".join(f"{name:>9}" for name in scores.measures)
    lines = [
        f"{name:<{width}}" + "".join(f"{value:9.3f}" for value in values)
        for name, values in scores.rows()
    ]
    return "\n".join([head, *lines]) + "\n"


def as_tsv(scores: Scores) -> str:
    """Return a table to keep and compare: three decimals, tabs between, and the means last."""
    lines = [
        "\t".join([name, *(f"{value:.3f}" for value in values)]) for name, values in scores.rows()
    ]
    return "\n".join(["\t".join(["query", *scores.measures]), *lines]) + "\n"


def as_json(scores: Scores) -> str:
    """Return the same figures for programs, unrounded."""

    def named(values: tuple[float, ...]) -> dict[str, float]:
        return dict(zip(scores.measures, values, strict=True))

    content = {
        "version": JSON_VERSION,
        "overall": named(scores.overall),
        "queries": {name: named(values) for name, values in scores.queries.items()},
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


RENDERERS = {"text": as_text, "json": as_json, "tsv": as_tsv}
