"""What our rankings score on our own questions: any change of them shows in the tables beside this
file.

After a change of ranking, of the thesaurus or of the case studies, run `pytest tests/relevance
--update-golden` and read what became better and worse in the difference.
"""

from __future__ import annotations

import csv
import dataclasses
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from judging import JUDGEMENTS, QUESTIONS, RELEVANCE, compare_scores
from practice.evaluation.collection import Judgements, read_judged
from practice.evaluation.runs import Run, make_run
from practice.evaluation.scoring import as_tsv, measure
from practice.lookup.lookup import Lookup, open_lookup
from practice.project import Workspace
from practice.site.related import related


@pytest.fixture(scope="module")
def lookup(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lookup]:
    root = tmp_path_factory.mktemp("relevance")
    shutil.copytree(project / "case_studies", root / "case_studies")
    with open_lookup(root, lambda _: None) as opened:
        yield opened


def test_the_command_lines_ranking(lookup: Lookup, request: pytest.FixtureRequest) -> None:
    judged = read_judged(QUESTIONS, JUDGEMENTS)
    run = make_run(
        judged.queries,
        lambda text: [
            (hit.id, hit.score) for hit in lookup.search(text, {}, limit=None, some=True).hits
        ],
    )
    compare_scores(request, "scores-cli.tsv", as_tsv(measure(run, judged.judgements)))


@pytest.mark.parametrize(
    "authors", [True, False], ids=["with what authors name", "by likeness alone"]
)
def test_related_studies(
    authors: bool, lookup: Lookup, real: Workspace, request: pytest.FixtureRequest
) -> None:
    catalogue = real.catalogue
    if not authors:
        catalogue = dataclasses.replace(
            catalogue, studies=tuple(dataclasses.replace(study, related=()) for study in catalogue)
        )
    judgements = related_judgements()
    found = related(lookup, catalogue)
    run: Run = {
        study: {name: 1 / rank for rank, name in enumerate(found[study], start=1)}
        for study in judgements
    }
    # A page shows four.
    table = as_tsv(measure(run, judgements, ("nDCG@4", "P(rel=2)@4")))
    compare_scores(
        request, "scores-related.tsv" if authors else "scores-related-by-likeness.tsv", table
    )


def related_judgements() -> Judgements:
    """Return the judged neighbours of each study in related.tsv."""
    found: dict[str, dict[str, int]] = {}
    with (RELEVANCE / "related.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found.setdefault(row["study"], {})[row["related"]] = int(row["score"])
    return found


def test_the_groups_of_the_thesaurus_that_find_nothing_are_known(
    lookup: Lookup, golden: Callable[[str, str], None]
) -> None:
    """A group that holds none of the words of the case studies is for later ones, or lacks the
    words that they use: whoever adds a group reads the list.
    """
    groups = lookup.index.extras["synonyms"]
    found = {
        group[0]: sum(lookup.search(f'"{word}"', {}, limit=0).total for word in group)
        for group in groups
    }
    assert len(found) > 200
    golden(
        "groups-that-find-nothing.txt",
        "".join(f"{preferred}\n" for preferred, total in found.items() if not total),
    )
