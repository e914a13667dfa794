"""practice evaluate: queries and judgements in, the figures of our ranking out."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from practice.cli.shared import CannotDo, plain_errors, remark, root_of

DEEP = 1000
Search = Callable[[str], list[tuple[str, float]]]
FILE = click.Path(path_type=Path)


@click.command()
@click.argument("queries", type=FILE)
@click.argument("qrels", type=FILE)
@click.option(
    "--corpus",
    type=FILE,
    metavar="FILE",
    help="Documents to search instead of our case studies: JSON lines.",
)
@click.option(
    "--run", type=FILE, metavar="FILE", help="Write the rankings to this file, in TREC's form."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "tsv"]),
    default="text",
    help="How to print the figures.",
)
@click.pass_context
def evaluate(
    ctx: click.Context, queries: Path, qrels: Path, corpus: Path | None, run: Path | None, form: str
) -> None:
    """Score the ranking of the search against judgements.

    QUERIES has JSON lines with _id and text, QRELS has judgements: query, document and grade
    between tabs. Our case studies are searched as 'practice search' does. With --corpus, JSON lines
    with _id, title and text are searched instead, without synonyms or query syntax.

    \b
    Examples:
      practice evaluate tests/relevance/queries.jsonl tests/relevance/qrels.tsv
      practice evaluate queries.jsonl qrels.tsv --corpus corpus.jsonl --run ours.run
    """
    from practice.evaluation import scoring
    from practice.evaluation.collection import BadCollection, read_judged
    from practice.evaluation.runs import make_run, write_run

    try:
        scoring.require_measures()
        judged = read_judged(queries, qrels)
        with (
            plain_errors(),
            _of_corpus(corpus) if corpus else _of_case_studies(ctx) as (search, ids),
        ):
            _compare_ids(
                {name for grades in judged.judgements.values() for name in grades}, ids, corpus
            )
            found = make_run(judged.queries, search)
        if run:
            write_run(found, run)
        scores = scoring.measure(found, judged.judgements)
    except (BadCollection, scoring.CannotMeasure) as error:
        raise CannotDo(str(error)) from None
    if judged.unjudged:
        remark(f"Queries left out, as no document is judged relevant to them: {judged.unjudged}")
    click.echo(scoring.RENDERERS[form](scores), nl=False)


def _compare_ids(judged: set[str], known: frozenset[str], corpus: Path | None) -> None:
    unknown = sorted(judged - known)
    if not unknown:
        return
    message = (
        f"Judged documents that are not in {corpus or 'our collection'}: {len(unknown)}, such as"
        f" '{unknown[0]}'."
    )
    # Public collections may lack documents that were judged once; our own judgements have no such
    # excuse.
    if corpus is None or len(unknown) == len(judged):
        raise CannotDo(message)
    remark(message)


@contextmanager
def _of_case_studies(ctx: click.Context) -> Iterator[tuple[Search, frozenset[str]]]:
    from practice.lookup.lookup import open_lookup

    with open_lookup(root_of(ctx), remark) as lookup:

        def search(text: str) -> list[tuple[str, float]]:
            answer = lookup.search(text, {}, limit=DEEP, some=True)
            return [(hit.id, hit.score) for hit in answer.hits]

        yield search, frozenset(hit.id for hit in lookup.search("", {}, limit=None).hits)


@contextmanager
def _of_corpus(corpus: Path) -> Iterator[tuple[Search, frozenset[str]]]:
    from practice.evaluation.collection import read_documents
    from practice.search import Request, open_index, ranked
    from practice.search.writer import update

    documents = list(read_documents(corpus))
    with tempfile.TemporaryDirectory(prefix="practice-") as folder:
        update(Path(folder), documents, (), "")
        with open_index(Path(folder)) as index:

            def search(text: str) -> list[tuple[str, float]]:
                return ranked(index, Request(text, plain=True, some=True, limit=DEEP))

            yield search, frozenset(document.id for document in documents)
