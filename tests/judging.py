"""Our own judged questions, and the tables of scores that are kept beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

RELEVANCE = Path(__file__).parent / "relevance"
QUESTIONS, JUDGEMENTS = RELEVANCE / "queries.jsonl", RELEVANCE / "qrels.tsv"


def compare_scores(request: pytest.FixtureRequest, name: str, table: str) -> None:
    """Hold a table of scores against the one that is kept under `name`; with --update-golden, keep
    it instead.
    """
    if request.config.getoption("--update-golden"):
        (RELEVANCE / name).write_text(table, encoding="utf-8")
    assert table.splitlines() == (RELEVANCE / name).read_text(encoding="utf-8").splitlines()
