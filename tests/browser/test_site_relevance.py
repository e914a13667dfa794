"""What the site's ranking scores on our own questions: any change of it shows in
tests/relevance/scores-site.tsv.

After a change of ranking, of the thesaurus or of the case studies, run this with --update-golden
and read the difference.
"""

from __future__ import annotations

import pytest

from judging import JUDGEMENTS, QUESTIONS, compare_scores
from practice.evaluation.collection import read_judged
from practice.evaluation.runs import make_run
from practice.evaluation.scoring import as_tsv, measure

from .conftest import Visit

pytestmark = pytest.mark.browser


def test_the_sites_ranking(visit: Visit, request: pytest.FixtureRequest) -> None:
    judged = read_judged(QUESTIONS, JUDGEMENTS)
    page = visit.go("search/")

    def search(text: str) -> list[tuple[str, float]]:
        found: list[str] = page.evaluate("text => window.practiceSearch(text, 100)", text)
        return [(name, 1 / rank) for rank, name in enumerate(found, start=1)]

    compare_scores(
        request,
        "scores-site.tsv",
        as_tsv(measure(make_run(judged.queries, search), judged.judgements)),
    )
