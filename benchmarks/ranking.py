"""What each idea of the ranking is worth: score the search as it is, and with one thing changed at
a time.

    python -m benchmarks.ranking COLLECTION...

A collection is a folder with corpus.jsonl, queries.jsonl and qrels.tsv. Our own judged questions
always come along. The Markdown table that is printed stands in docs/decisions/ranking.md.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from unittest.mock import patch

from benchmarks.measuring import table
from practice.evaluation.collection import Judged, read_documents, read_judged
from practice.evaluation.runs import make_run
from practice.evaluation.scoring import measure
from practice.lookup.lookup import open_lookup
from practice.search import Request, analysis, open_index, ranked
from practice.search.writer import update

PROJECT = Path(__file__).parent.parent
OWN = "own questions"
Search = Callable[[str], list[tuple[str, float]]]
Change = Mapping[str, object]

_LUCENE = (
    "a an and are as at be but by for if in into is it no not of on or such that the their then"
    " there these they this to was will with"
)
_FEW_STOPPED = frozenset(_LUCENE.split())


def _weights(*weights: float) -> Change:
    return {"writer.FIELD_WEIGHTS": weights, "index.FIELD_WEIGHTS": weights}


VARIATIONS: Mapping[str, Change] = {
    "**as it is**": {},
    "no feedback": {"feedback.SHARE": 0.0},
    "feedback .25 of a score": {"feedback.SHARE": 0.25},
    "feedback .45": {"feedback.SHARE": 0.45},
    "every feedback document by its score alone (power 1)": {"feedback.STEEPNESS": 1},
    "power 12": {"feedback.STEEPNESS": 12},
    "5 feedback documents": {"feedback.FEEDBACK_DOCUMENTS": 5},
    "20 feedback documents": {"feedback.FEEDBACK_DOCUMENTS": 20},
    "20 words taken": {"feedback.FEEDBACK_TERMS": 20},
    "80 words taken": {"feedback.FEEDBACK_TERMS": 80},
    "100 matches looked at again": {"feedback.AMONG": 100},
    "200 matches looked at again": {"feedback.AMONG": 200},
    "K1 1.2": {"ranking.K1": 1.2},
    "K1 2": {"ranking.K1": 2.0},
    "B .6": {"ranking.B": 0.6},
    "B .9": {"ranking.B": 0.9},
    "one weight for all fields": _weights(1.0, 1.0, 1.0, 1.0),
    "weights 4, 2.5, 1.5, 1": _weights(4.0, 2.5, 1.5, 1.0),
    "British and American spelling apart": {"analysis.one_spelling": lambda word: word},
    "no stemming": {"analysis.porter_stem": lambda word: word},
    "no stop words": {"analysis.STOP_WORDS": frozenset()},
    "Lucene's 33 stop words": {"analysis.STOP_WORDS": _FEW_STOPPED},
}


@contextlib.contextmanager
def changed(change: Change) -> Iterator[None]:
    """Run with other values of the named constants; what was remembered under the old ones is
    forgotten.
    """
    with contextlib.ExitStack() as stack:
        for name, value in change.items():
            stack.enter_context(patch(f"practice.search.{name}", value))
        analysis._stems.clear()
        yield
    analysis._stems.clear()


@contextlib.contextmanager
def _public(folder: Path, index: Path) -> Iterator[Search]:
    if not index.exists():
        update(str(index), list(read_documents(folder / "corpus.jsonl")), (), "")
    with open_index(str(index)) as opened:
        yield lambda text: ranked(opened, Request(text, plain=True, some=True, limit=100))


@contextlib.contextmanager
def _own(root: Path) -> Iterator[Search]:
    if not root.exists():
        shutil.copytree(PROJECT / "case_studies", root / "case_studies")
    with open_lookup(root, lambda _: None) as lookup:
        yield lambda text: [(hit.id, hit.score) for hit in lookup.search(text, {}, limit=100).hits]


def _figure(search: Search, judged: Judged) -> float:
    return measure(make_run(judged.queries, search), judged.judgements, ("nDCG@10",)).overall[0]


def main() -> None:
    """Measure and print; progress goes to stderr."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.ranking",
        description=__doc__.partition("\n")[0] if __doc__ else "",
    )
    parser.add_argument("collections", nargs="*", type=Path, metavar="COLLECTION")
    collections: list[Path] = parser.parse_args().collections
    own = PROJECT / "tests" / "relevance"
    judged = {
        folder: read_judged(folder / "queries.jsonl", folder / "qrels.tsv")
        for folder in [*collections, own]
    }
    rows: list[tuple[object, ...]] = []
    first: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        for number, (idea, change) in enumerate(VARIATIONS.items()):
            print(idea, file=sys.stderr)
            # What changes the terms of an index gets an index of its own.
            place = Path(
                name,
                (
                    str(number)
                    if any(key.startswith(("analysis", "writer")) for key in change)
                    else "same"
                ),
            )
            place.mkdir(exist_ok=True)
            figures = []
            with changed(change):
                for folder, questions in judged.items():
                    open_search = (
                        _own(place / OWN) if folder == own else _public(folder, place / folder.name)
                    )
                    with open_search as search:
                        figures.append(_figure(search, questions))
            first = first or figures
            rows.append(
                (
                    idea,
                    *(
                        f"{figure:.3f} ({figure - before:+.3f})" if rows else f"{figure:.3f}"
                        for figure, before in zip(figures, first, strict=True)
                    ),
                )
            )
    print(
        table(
            "Ranking, nDCG@10 (difference)",
            ("idea", *(OWN if folder == own else folder.name for folder in judged)),
            rows,
        )
    )


if __name__ == "__main__":
    main()
