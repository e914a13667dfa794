"""`practice evaluate`, run as people run it."""

from __future__ import annotations

import json
from pathlib import Path

import ir_measures
import pytest

from building import write_network
from running import practice

CORPUS = (
    '{"_id": "d1", "title": "Mosques", "text": "screening in a mosque"}\n'
    '{"_id": "d2", "title": "", "text": "a van at the market, not the mosque"}\n'
    '{"_id": "d3", "title": "Vans", "text": "vans for screening"}\n'
)
QUERIES = (
    '{"_id": "q1", "text": "screening -mosque"}\n{"_id": "q2", "text": "market"}\n{"_id": "q3",'
    ' "text": "nobody judged this"}\n'
)
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t2\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("corpus.jsonl", CORPUS), ("queries.jsonl", QUERIES), ("qrels.tsv", QRELS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def evaluate(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = practice(folder, ["evaluate", *arguments])
    return done.code, done.stdout, done.stderr


def test_any_collection(folder: Path) -> None:
    code, out, said = evaluate(
        folder, "queries.jsonl", "qrels.tsv", "--corpus", "corpus.jsonl", "--run", "ours.run"
    )
    assert (code, out, said) == (
        0,
        (
            "query  nDCG@10       RR    R@100\n"
            "q1       1.000    1.000    1.000\n"
            "q2       1.000    1.000    1.000\n"
            "all      1.000    1.000    1.000\n"
        ),
        "Queries left out, as no document is judged relevant to them: 1\n",
    )
    run = list(ir_measures.read_trec_run(str(folder / "ours.run")))
    assert [(line.query_id, line.doc_id) for line in run] == [
        ("q1", "d1"),
        ("q1", "d2"),
        ("q1", "d3"),
        ("q2", "d2"),
    ]
    qrels = list(ir_measures.read_trec_qrels("q1 0 d1 1\nq2 0 d2 2\n"))
    assert ir_measures.calc_aggregate([ir_measures.nDCG @ 10], qrels, run) == {
        ir_measures.nDCG @ 10: 1.0
    }


def test_other_forms(folder: Path) -> None:
    code, out, _ = evaluate(
        folder, "queries.jsonl", "qrels.tsv", "--corpus", "corpus.jsonl", "--format", "json"
    )
    perfect = {"nDCG@10": 1.0, "RR": 1.0, "R@100": 1.0}
    assert (code, json.loads(out)) == (
        0,
        {"version": 1, "overall": perfect, "queries": {"q1": perfect, "q2": perfect}},
    )
    code, out, _ = evaluate(
        folder, "queries.jsonl", "qrels.tsv", "--corpus", "corpus.jsonl", "--format", "tsv"
    )
    assert (code, out.splitlines()[-1]) == (0, "all\t1.000\t1.000\t1.000")


def test_our_case_studies_are_searched_with_the_query_syntax(folder: Path) -> None:
    root = write_network(folder / "network")
    (folder / "qrels.tsv").write_text("q1\tnowhere\t1\n")
    code, out, said = evaluate(root, str(folder / "queries.jsonl"), str(folder / "qrels.tsv"))
    assert (code, out) == (2, "")
    assert (
        said.splitlines()[-1]
        == "practice: Judged documents that are not in our collection: 1, such as 'nowhere'."
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere", "qrels.tsv"), "nowhere cannot be read: No such file or directory."),
        (("queries.jsonl", "nowhere"), "nowhere cannot be read: No such file or directory."),
        (("corpus.jsonl", "qrels.tsv"), "qrels.tsv:2: the query 'q1' is not in corpus.jsonl."),
        (("queries.jsonl", "queries.jsonl"), "queries.jsonl:1: 5 columns; a judgement has 3"),
        (
            ("queries.jsonl", "qrels.tsv", "--corpus", "qrels.tsv"),
            "qrels.tsv:1: this line is not JSON.",
        ),
        (
            ("queries.jsonl", "qrels.tsv", "--corpus", "queries.jsonl"),
            "Judged documents that are not in queries.jsonl: 2, such as 'd1'.",
        ),
        (
            ("queries.jsonl", "qrels.tsv", "--corpus", "corpus.jsonl", "--run", "."),
            ". cannot be written",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    code, out, said = evaluate(folder, *arguments)
    assert (code, out) == (2, "")
    assert said.splitlines()[-1].startswith(f"practice: {message}")
